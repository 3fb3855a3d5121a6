"""People in tests: what the bot hears of them, what they see, and the transcript."""

import pytest

from tests.telegram_server import Person, Telegram
from tests.telegram_server.clients import Client

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEYS = {"inline_keyboard": [[{"text": "缴费时间", "callback_data": "fee"}, {"text": "材料清单", "callback_data": "list"}]]}


async def heard(client: Client) -> list[str]:
    return [update.message.text for update in await client.does("get_updates") if update.message]


async def test_a_transcript_reads_as_it_was(client: Client, telegram: Telegram, wang: Person) -> None:
    await wang.says("阿克苏建筑中级评审费多少")
    await client.does("send_chat_action", chat_id=wang.id, action="typing")
    await client.does("send_message", chat_id=wang.id, text="中级评审费每人<b>400元</b>。", parse_mode="HTML", reply_markup=KEYS)
    [reply] = await wang.sees()
    press = await wang.presses("缴费时间")
    await client.does("edit_message_text", chat_id=wang.id, message_id=reply.id, text="9月1日至9月30日")
    await client.does("answer_callback_query", callback_query_id=press.id, text="好的")
    await wang.sends_sticker("👍")
    await client.does("delete_message", chat_id=wang.id, message_id=reply.id)
    assert telegram.transcript(wang).splitlines() == [
        "小王: 阿克苏建筑中级评审费多少",
        "(助手 is typing)",
        "助手: 中级评审费每人400元。 [缴费时间] [材料清单]",
        "小王 presses [缴费时间]",
        "助手 (edit): 9月1日至9月30日",
        "(助手 answers the press with toast: 好的)",
        "小王: (sticker)",
        "(deleted: 9月1日至9月30日)",
    ]


async def test_each_showing_is_seen_once(client: Client, wang: Person) -> None:
    for text in "一二三":
        await client.does("send_message", chat_id=wang.id, text=text)
    assert [m.text for m in await wang.sees(2)] == ["一", "二"]
    assert (await wang.sees("三")).text == "三"
    await client.does("edit_message_text", chat_id=wang.id, message_id=wang.chat.messages[0].id, text="四")
    assert (await wang.sees(lambda message: bool(message.edited))).text == "四"


async def test_what_does_not_come_fails_with_the_transcript(wang: Person) -> None:
    await wang.says("有人吗")
    with pytest.raises(AssertionError, match="小王: 有人吗"):
        await wang.sees(within=0.01)
    with pytest.raises(AssertionError, match="it did not come"):
        await wang.sees("400元", within=0.01)
    with pytest.raises(AssertionError, match="no button '缴费'"):
        await wang.presses("缴费")


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(client: Client, telegram: Telegram, wang: Person) -> None:
    group = telegram.group("评审群", [wang])
    for text in ("大家好", "/help", "/help@other_bot", "@pingshen_bot 评审费多少", "问@someone_else"):
        await wang.says(text, where=group)
    await client.does("send_message", chat_id=group.id, text="400元")
    [answer] = await wang.sees(where=group)
    await wang.replies_to(answer, "那初级呢")
    assert await heard(client) == ["/help", "@pingshen_bot 评审费多少", "那初级呢"]


async def test_an_administrator_hears_everything(client: Client, telegram: Telegram, wang: Person) -> None:
    group = telegram.supergroup("评审群", [wang], admin=True)
    await wang.says("大家好", where=group)
    assert await heard(client) == ["大家好"]


async def test_groups_and_channels_tell_what_happens(client: Client, telegram: Telegram, wang: Person) -> None:
    group, channel = telegram.group("评审群", [wang]), telegram.channel("公告")
    fresh = await telegram.becomes_supergroup(group, by=wang)
    await telegram.removes_bot(fresh, by=wang)
    await telegram.posts(channel, "通知")
    moved, back, thrown, post = await client.does("get_updates")
    assert (moved.message.chat.id, moved.message.migrate_to_chat_id) == (group.id, fresh.id)
    assert (back.message.chat.id, back.message.migrate_from_chat_id) == (fresh.id, group.id)
    assert thrown.my_chat_member.new_chat_member.status == "kicked"
    assert (post.channel_post.text, post.channel_post.sender_chat.title) == ("通知", "公告")


async def test_a_new_name_is_the_name_from_then_on(client: Client, wang: Person) -> None:
    await wang.says("一")
    await wang.renames("老王", "王")
    await wang.says("二")
    names = [update.message.from_user for update in await client.does("get_updates")]
    assert [(n.first_name, n.last_name) for n in names] == [("小王", None), ("老王", "王")]


async def test_a_reply_carries_what_it_replies_to(client: Client, telegram: Telegram, wang: Person) -> None:
    sent = await client.does("send_message", chat_id=wang.id, text="400元", reply_markup=KEYS)
    [shown] = await wang.sees()
    await wang.replies_to(shown, "那初级呢")
    forged = wang.presses_data("forged", on=shown)
    message, press = await client.does("get_updates")
    assert message.message.reply_to_message.message_id == sent.message_id
    assert (press.callback_query.data, press.callback_query.message.message_id) == (forged.data, sent.message_id)


async def test_a_blocked_bot_hears_nothing_until_it_is_unblocked(client: Client, telegram: Telegram, wang: Person) -> None:
    await wang.blocks()
    await wang.unblocks()
    states = [u.my_chat_member.new_chat_member.status for u in await client.does("get_updates")]
    assert states == ["kicked", "member"]
