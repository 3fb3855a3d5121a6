"""What else people do on Telegram: groups, channels, blocking, moving, forwarding, changing names."""

import asyncio
from pathlib import Path

import pytest

from bot.app import Core
from bot.storage.tables import SessionRow, TurnRow, Unreachable
from tests.bot.channels.telegram_bot import polling
from tests.bot.test_service import read
from tests.telegram_server import Person, Telegram, running

FEE = "阿克苏建筑中级评审费多少"
QUIET = 0.3  # seconds in which nothing comes
LOOKED_AT = 30.0  # seconds within which a file is


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'assistant.db'}"


async def test_a_group_is_answered_where_it_asks_and_nobody_is_kept(telegram: Telegram, wang: Person, database: str) -> None:
    group = telegram.group("评审群", [wang])
    await wang.says("大家好，评审费多少", where=group)
    asked = await wang.says(f"@pingshen_bot {FEE}", where=group)
    [reply] = await wang.sees(where=group)
    assert "400元" in reply.text and reply.reply_to is asked and "有用" not in reply.buttons
    await wang.replies_to(reply, "那初级呢")
    [further] = await wang.sees(where=group)
    assert "200元" in further.text
    assert {row.person for row in read(database, TurnRow)} == {f"telegram:{group.id}"}


async def test_a_forum_is_answered_in_the_topic_that_asks(telegram: Telegram, wang: Person) -> None:
    forum = telegram.supergroup("评审群", [wang], forum=True)
    topic = await telegram.opens_topic(forum, "职称", by=wang)
    await wang.says(f"@pingshen_bot {FEE}", where=forum, thread=topic.id)
    [reply] = await wang.sees(where=forum)
    assert "400元" in reply.text and reply.thread == topic.id


async def test_a_button_in_a_group_is_for_all(telegram: Telegram, wang: Person) -> None:
    li = telegram.person("老李")
    group = telegram.supergroup("评审群", [wang, li])
    await wang.says(f"@pingshen_bot {FEE}", where=group)
    [reply] = await wang.sees(where=group)
    await li.presses("缴费时间", on=reply)
    changed = await li.sees("9月11日", where=group)
    assert changed.id == reply.id


async def test_a_group_that_becomes_a_supergroup_goes_on(telegram: Telegram, wang: Person) -> None:
    group = telegram.group("评审群", [wang])
    await wang.says(f"@pingshen_bot {FEE}", where=group)
    await wang.sees(where=group)
    fresh = await telegram.becomes_supergroup(group, by=wang)
    await wang.says("@pingshen_bot 那初级呢", where=fresh)
    [reply] = await wang.sees(where=fresh)
    assert "200元" in reply.text


async def test_a_channel_post_is_not_answered(telegram: Telegram, wang: Person) -> None:
    await telegram.posts(telegram.channel("公告"), FEE)
    await wang.says(FEE)
    await wang.sees()
    assert len(telegram.called("sendMessage")) == 1


async def test_who_blocks_us_is_marked_until_they_come_back(telegram: Telegram, wang: Person, database: str) -> None:
    await wang.says(FEE)
    await wang.sees()
    await wang.blocks()
    await asyncio.sleep(QUIET)
    assert [row.person for row in read(database, Unreachable)] == [f"telegram:{wang.id}"]
    await wang.unblocks()
    await wang.says("那初级呢")
    [reply] = await wang.sees()
    assert "200元" in reply.text and read(database, Unreachable) == []


async def test_a_reply_to_who_has_blocked_us_is_not_tried_again(telegram: Telegram, wang: Person, database: str) -> None:
    telegram.faults.inject("403", 1, method="sendMessage")
    await wang.says(FEE)
    assert await telegram.until(lambda: telegram.called("sendMessage") != [], 10)
    await asyncio.sleep(QUIET)
    assert len(telegram.called("sendMessage")) == 1 and len(read(database, Unreachable)) == 1


async def test_a_name_is_not_kept(telegram: Telegram, wang: Person, database: str) -> None:
    await wang.says(FEE)
    await wang.renames("王小明")
    await wang.says("那初级呢")
    await wang.sees(2)
    kept = repr(read(database, TurnRow)) + repr(read(database, SessionRow))
    assert "小王" not in kept and "王小明" not in kept


async def test_a_long_notice_that_is_forwarded_gets_a_word(wang: Person) -> None:
    await wang.forwards("关于开展职称评审工作的通知，各单位：" * 20, origin="阿克苏职称办")
    [reply] = await wang.sees()
    assert "转来" in reply.text and "/notices" in reply.text


async def test_a_short_question_that_is_forwarded_is_answered(wang: Person) -> None:
    await wang.forwards(FEE, origin="老李")
    [reply] = await wang.sees()
    assert "400元" in reply.text


async def test_an_answer_that_is_gone_is_sent_anew(telegram: Telegram, wang: Person) -> None:
    message = await wang.says(FEE)
    [reply] = await wang.sees()
    reply.deleted = True
    await wang.edits(message, "阿克苏档案初级评审费多少")
    [fresh] = await wang.sees()
    assert fresh.id != reply.id and "200元" in fresh.text


async def test_a_question_that_only_lost_a_slip_is_not_answered_anew(telegram: Telegram, wang: Person) -> None:
    message = await wang.says(FEE)
    [reply] = await wang.sees()
    await wang.edits(message, FEE + "？")
    [same] = await wang.sees()
    assert same.id == reply.id and len(telegram.called("sendMessage")) == 1


async def test_what_was_asked_while_nobody_was_there_is_answered(core: Core, tmp_path: Path) -> None:
    async with running() as server:
        wang = server.person("小王")
        await wang.says(FEE)
        async with polling(server, core, tmp_path):
            await wang.sees()
        async with polling(server, core, tmp_path):  # started again: nothing is said twice
            await wang.says("那初级呢")
            [reply] = await wang.sees()
            assert "200元" in reply.text and len(server.called("setMyCommands")) == 1


@pytest.mark.parametrize(("apart", "said"), [(30, 20), (0, 13)], ids=["over ten minutes", "at once"])
async def test_what_waited_counts_as_a_flood_only_where_it_was_sent_as_one(
    core: Core, tmp_path: Path, apart: int, said: int
) -> None:
    async with running() as server:
        wang = server.person("小王")
        for _ in range(20):
            await wang.says("你好")
            server.passes(seconds=apart)
        async with polling(server, core, tmp_path):
            replies = await wang.sees(said)
            await asyncio.sleep(QUIET)
        assert len(server.called("sendMessage")) == said
        assert sum("请等十来秒" in reply.text for reply in replies) == (said < 20)


@pytest.mark.parametrize("captions", [(FEE, "", ""), ("", FEE, ""), ("", "", FEE)], ids=["first", "second", "last"])
async def test_words_under_any_picture_of_an_album_are_answered(
    telegram: Telegram, wang: Person, captions: tuple[str, ...]
) -> None:
    await wang.sends_album(captions)
    await wang.sees("400元", within=LOOKED_AT)
    await asyncio.sleep(QUIET)
    assert len([m for m in wang.chat.messages if m.by_bot]) == 2 * captions.index(FEE) + 1  # those before it are looked at, and come back
    for update in telegram.updates.every[-3:]:
        telegram.repeats(update)
    await wang.says("那初级呢")
    assert "200元" in (await wang.sees("200元")).text
    assert len([m for m in wang.chat.messages if m.by_bot]) == 2 * captions.index(FEE) + 2


async def test_words_under_two_pictures_of_an_album_are_two_questions(wang: Person) -> None:
    await wang.sends_album((FEE, "和静初定什么时候截止"))
    first, second = await wang.sees(2)
    assert "400元" in first.text and "9月25日" not in first.text and "和静" in second.text
