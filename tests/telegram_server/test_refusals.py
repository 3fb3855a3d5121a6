"""What Telegram refuses, in its words, as both libraries hear it."""

from typing import Any

import pytest

from tests.telegram_server import Person, Telegram
from tests.telegram_server.clients import Client

pytestmark = pytest.mark.asyncio(loop_scope="module")


def keyboard(*data: str, text: str = "按") -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": text, "callback_data": one}] for one in data]}


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>a", 'can\'t find end tag corresponding to start tag "b"'),
        ("<x>a</x>", 'unsupported start tag "x" at byte offset 0'),
        ("<b>评审</i>", 'unmatched end tag at byte offset 9, expected "</b>", found "</i>"'),
        ("a</b>", "unexpected end tag at byte offset 1"),
        ("费用 < 400", 'unsupported start tag "" at byte offset 7'),
        ("<b", "unclosed start tag at byte offset 0"),
        ("<b>a</b", "unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a =x>a</a>", 'empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x,y>a</a>", "unexpected end of name token at byte offset 8"),
        ('<tg-emoji emoji-id="x">👍</tg-emoji>', "invalid custom emoji identifier specified"),
        ("<!-- a -->", 'unsupported start tag "!--" at byte offset 0'),
    ],
)
async def test_broken_html_is_refused_with_its_place(client: Client, wang: Person, html: str, why: str) -> None:
    assert await client.fails("send_message", chat_id=wang.id, text=html, parse_mode="HTML") == (
        f"{'Telegram' * (client.library == 'aiogram')}BadRequest: can't parse entities: {why}"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("字" * 4097, "message is too long"),
        ("😀" * 2049, "too long"),
    ],
    ids=["empty", "blank", "long", "long in units"],
)
async def test_texts_have_a_length(client: Client, wang: Person, text: str, why: str) -> None:
    assert why in await client.fails("send_message", chat_id=wang.id, text=text)


async def test_the_length_is_that_without_the_tags(client: Client, wang: Person) -> None:
    await client.does("send_message", chat_id=wang.id, text="<b>" + "字" * 4096 + "</b>", parse_mode="HTML")
    assert [len(m.text) for m in wang.chat.messages] == [4096]


async def test_an_unknown_way_of_marking_is_refused(client: Client, wang: Person) -> None:
    assert "unsupported parse_mode" in await client.fails("send_message", chat_id=wang.id, text="a", parse_mode="BB")


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (keyboard("数" * 21 + "ab"), "button_data_invalid"),
        (keyboard("x", text=" "), "inline keyboard button text must be non-empty"),
        (keyboard(*map(str, range(101))), "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "按"}]]}, "text buttons are unallowed in the inline keyboard"),
        ({"inline_keyboard": [[{"text": "按", "url": "http://x"}]]}, "button url 'http://x' is invalid: wrong http url"),
    ],
    ids=["65 bytes", "no words", "101 buttons", "nothing to do", "no address"],
)
async def test_keyboards_are_checked(client: Client, wang: Person, markup: dict[str, Any], why: str) -> None:
    assert why in await client.fails("send_message", chat_id=wang.id, text="a", reply_markup=markup)


async def test_64_bytes_and_100_buttons_go_through(client: Client, wang: Person) -> None:
    await client.does("send_message", chat_id=wang.id, text="a", reply_markup=keyboard(*(["x" * 64] * 100)))
    assert len(wang.chat.messages[0].buttons) == 100


async def test_rows_without_buttons_fall_away(client: Client, wang: Person) -> None:
    await client.does("send_message", chat_id=wang.id, text="a", reply_markup={"inline_keyboard": [[], []]})
    assert wang.chat.messages[0].markup is None


async def test_a_message_to_be_replied_must_be_there(client: Client, wang: Person) -> None:
    why = await client.fails("send_message", chat_id=wang.id, text="a", reply_to_message_id=77)
    assert why.endswith("message to be replied not found")
    await client.does("send_message", chat_id=wang.id, text="a", reply_to_message_id=77, allow_sending_without_reply=True)
    assert wang.chat.messages[-1].reply_to is None


async def test_a_strange_token_is_refused(telegram: Telegram, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "token", "1:another")
    assert "unauthorized" in await client.fails("send_message", chat_id=1, text="a")


async def test_chats_must_be_known(client: Client, telegram: Telegram) -> None:
    assert (await client.fails("send_message", chat_id=4711, text="a")).endswith("chat not found")
    stranger = telegram.person("路人", started=False)
    assert "bot can't initiate conversation with a user" in await client.fails("send_message", chat_id=stranger.id, text="a")


async def test_who_blocked_or_left_gets_nothing(client: Client, telegram: Telegram, wang: Person) -> None:
    await wang.blocks()
    assert "bot was blocked by the user" in await client.fails("send_message", chat_id=wang.id, text="a")
    await wang.unblocks()
    await client.does("send_message", chat_id=wang.id, text="a")
    await wang.deletes_the_account()
    assert "user is deactivated" in await client.fails("send_chat_action", chat_id=wang.id, action="typing")


async def test_a_group_can_throw_the_bot_out_or_move(client: Client, telegram: Telegram, wang: Person) -> None:
    group = telegram.group("评审群", [wang])
    fresh = await telegram.becomes_supergroup(group, by=wang)
    why = await client.fails("send_message", chat_id=group.id, text="a")
    assert str(fresh.id) in why
    await telegram.removes_bot(fresh, by=wang)
    why = await client.fails("send_message", chat_id=fresh.id, text="a")
    assert "bot was kicked from the supergroup chat" in why


async def test_actions_have_names(client: Client, wang: Person) -> None:
    assert "wrong parameter action in request" in await client.fails("send_chat_action", chat_id=wang.id, action="singing")
