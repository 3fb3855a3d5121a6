"""Edits, deletions and answered presses."""

from typing import Any

import pytest

from tests.telegram_server import Message, Person, Telegram
from tests.telegram_server.clients import Client

pytestmark = pytest.mark.asyncio(loop_scope="module")
BUTTON: dict[str, Any] = {"inline_keyboard": [[{"text": "缴费时间", "callback_data": "topic:fee"}]]}


async def answer(client: Client, wang: Person) -> Message:
    await client.does("send_message", chat_id=wang.id, text="<b>400元</b>", parse_mode="HTML", reply_markup=BUTTON)
    [shown] = await wang.sees()
    return shown


def place(message: Message) -> dict[str, int]:
    return {"chat_id": message.chat.id, "message_id": message.id}


async def test_an_edit_changes_what_is_on_the_screen(client: Client, wang: Person) -> None:
    message = await answer(client, wang)
    edited = await client.does("edit_message_text", text="<i>200元</i>", parse_mode="HTML", **place(message))
    assert (message.text, message.marked("italic"), message.buttons) == ("200元", ["200元"], [])
    assert edited.edit_date is not None
    assert await wang.sees() == [message]


async def test_an_edit_that_changes_nothing_is_refused(client: Client, wang: Person) -> None:
    message = await answer(client, wang)
    same = {"text": "<b>400元</b>", "parse_mode": "HTML", "reply_markup": BUTTON}
    assert "message is not modified: specified new message content" in await client.fails(
        "edit_message_text", **same, **place(message)
    )
    assert "message is not modified" in await client.fails("edit_message_reply_markup", reply_markup=BUTTON, **place(message))
    await client.does("edit_message_text", **{**same, "text": "400元"}, **place(message))


async def test_only_the_keyboard_can_go(client: Client, wang: Person) -> None:
    message = await answer(client, wang)
    await client.does("edit_message_reply_markup", **place(message))
    assert (message.text, message.buttons) == ("400元", [])


async def test_edits_need_a_message_of_the_bot(client: Client, wang: Person) -> None:
    theirs = await wang.says("你好")
    assert (await client.fails("edit_message_text", text="a", **place(theirs))).endswith("message can't be edited")
    why = await client.fails("edit_message_text", text="a", chat_id=wang.id, message_id=99_999)
    assert why.endswith("message to edit not found")
    assert "message text is empty" in await client.fails("edit_message_text", text="", **place(theirs))


async def test_what_was_deleted_is_gone(client: Client, wang: Person) -> None:
    message = await answer(client, wang)
    await client.does("delete_message", **place(message))
    assert wang.chat.messages == []
    assert (await client.fails("delete_message", **place(message))).endswith("message to delete not found")
    assert (await client.fails("edit_message_text", text="a", **place(message))).endswith("message to edit not found")


async def test_after_two_days_nothing_can_be_deleted(client: Client, telegram: Telegram, wang: Person) -> None:
    message = await answer(client, wang)
    telegram.passes(hours=49)
    assert "message can't be deleted for everyone" in await client.fails("delete_message", **place(message))


async def test_several_are_deleted_at_once_and_missing_ones_passed_over(client: Client, wang: Person) -> None:
    messages = [await answer(client, wang) for _ in range(2)]
    await client.does("delete_messages", chat_id=wang.id, message_ids=[*(m.id for m in messages), 99_999])
    assert wang.chat.messages == []


async def test_a_press_is_answered_once(client: Client, wang: Person) -> None:
    await answer(client, wang)
    press = await wang.presses("缴费时间")
    await client.does("answer_callback_query", callback_query_id=press.id, text="好的", show_alert=True)
    assert (await wang.gets_answer(press), press.answer) == ("好的", {"text": "好的", "show_alert": True})
    gone = "query is too old and response timeout expired or query id is invalid"
    assert gone in await client.fails("answer_callback_query", callback_query_id=press.id)
    assert gone in await client.fails("answer_callback_query", callback_query_id="12345")


async def test_a_press_can_be_answered_too_late_or_at_too_great_length(client: Client, telegram: Telegram, wang: Person) -> None:
    await answer(client, wang)
    press = await wang.presses("缴费时间")
    assert "message_too_long" in await client.fails("answer_callback_query", callback_query_id=press.id, text="字" * 201)
    telegram.passes(minutes=2)
    assert "query is too old" in await client.fails("answer_callback_query", callback_query_id=press.id)


async def test_reactions_and_pins(client: Client, wang: Person) -> None:
    theirs = await wang.says("谢谢")
    await client.does("set_message_reaction", chat_id=wang.id, message_id=theirs.id, reaction=[client.reaction("👍")])
    assert theirs.reactions == [{"type": "emoji", "emoji": "👍"}]
    why = await client.fails("set_message_reaction", chat_id=wang.id, message_id=theirs.id, reaction=[client.reaction("字")])
    assert "reaction_invalid" in why
    await client.does("pin_chat_message", chat_id=wang.id, message_id=theirs.id)
    assert wang.chat.pinned == [theirs.id]
