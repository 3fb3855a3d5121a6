"""The conversation on Telegram, through the strict server with the real aiogram, by polling."""

import pytest

from tests.telegram_server import Person, Telegram

FEE = "阿克苏建筑中级评审费多少"


async def test_a_question_is_answered_with_its_clause_to_unfold_and_buttons(wang: Person) -> None:
    await wang.says(FEE)
    [reply] = await wang.sees()
    assert reply.marked("bold")[0] == "中级评审费每人400元。" and "四（五）" in reply.marked("expandable_blockquote")[0]
    assert {"缴费时间", "有用", "没用"} <= set(reply.buttons)


async def test_a_pressed_button_changes_its_message(telegram: Telegram, wang: Person) -> None:
    await wang.says(FEE)
    [reply] = await wang.sees()
    press = await wang.presses("缴费时间")
    [changed] = await wang.sees()
    assert changed.id == reply.id and "9月11日" in changed.text and changed.text.startswith("▸ 缴费时间")
    await wang.gets_answer(press)


async def test_a_button_under_an_older_message_speaks_to_that_message(wang: Person) -> None:
    await wang.says(FEE)
    [older] = await wang.sees()
    await wang.says("和静初定什么时候截止")
    await wang.sees()
    await wang.presses("缴费时间", on=older)
    [changed] = await wang.sees()
    assert changed.id == older.id and "9月11日" in changed.text


async def test_a_reply_to_an_older_answer_speaks_to_it(wang: Person) -> None:
    await wang.says(FEE)
    [older] = await wang.sees()
    await wang.says("和静初定什么时候截止")
    await wang.sees()
    await wang.replies_to(older, "那初级呢")
    [reply] = await wang.sees()
    assert "200元" in reply.text


async def test_an_answer_that_was_rated_keeps_its_other_buttons(wang: Person) -> None:
    await wang.says(FEE)
    await wang.sees()
    press = await wang.presses("有用")
    assert await wang.gets_answer(press) == "谢谢，记下了。"
    [left] = await wang.sees()
    assert "缴费时间" in left.buttons and "有用" not in left.buttons


async def test_an_edited_question_changes_its_answer(wang: Person) -> None:
    message = await wang.says(FEE)
    [reply] = await wang.sees()
    await wang.edits(message, "阿克苏档案初级评审费多少")
    [changed] = await wang.sees()
    assert changed.id == reply.id and "200元" in changed.text


async def test_who_starts_learns_what_to_ask_and_how_to_stop(wang: Person) -> None:
    await wang.starts()
    [hello] = await wang.sees()
    assert "/forget" in hello.text and "停用" in hello.text
    await wang.presses(hello.buttons[1])
    [answer] = await wang.sees()
    assert "400元" in answer.text


async def test_a_link_opens_its_notice(wang: Person) -> None:
    await wang.starts("hejing-initial-2024")
    [reply] = await wang.sees()
    assert "和静县" in reply.text and "申报时间" in reply.buttons


async def test_a_link_to_a_notice_that_is_gone_begins_as_usual(wang: Person) -> None:
    await wang.starts("nowhere-2020")
    [reply] = await wang.sees()
    assert "职称申报助手" in reply.text


async def test_who_wants_to_be_forgotten_is_asked_first(telegram: Telegram, wang: Person) -> None:
    await wang.says(FEE)
    await wang.sees()
    await wang.says("/forget")
    [asked] = await wang.sees()
    assert asked.buttons == ["删除我的记录", "不删除"]
    await wang.presses("删除我的记录")
    [done] = await wang.sees()
    assert done.id == asked.id and "全部删除" in done.text
    await wang.says("那初级呢")
    [reply] = await wang.sees()
    assert "200元" not in reply.text


async def test_the_same_update_twice_is_answered_once(telegram: Telegram, wang: Person) -> None:
    await wang.says(FEE)
    await wang.sees()
    telegram.repeats(telegram.updates.every[-1])
    await wang.says("谢谢")
    await wang.sees()
    assert len(telegram.called("sendMessage")) == 2


async def test_commands_are_set_at_the_start(telegram: Telegram, wang: Person) -> None:
    await wang.says("你好")
    await wang.sees()
    assert await telegram.until(lambda: len(telegram.called("setMyShortDescription")) == 1, 5)
    assert len(telegram.called("setMyCommands")) == len(telegram.called("setMyDescription")) == 1


async def test_what_a_person_types_is_never_markup(wang: Person) -> None:
    for text in ("<b>阿克苏</b> & <script> </blockquote> 评审费多少", "</b><b>&lt;" * 50):
        await wang.says(text)
        [reply] = await wang.sees()
        assert reply.text


@pytest.mark.parametrize("kind", ["sticker", "voice", "location", "contact", "poll"])
async def test_what_is_no_text_gets_one_decent_word(wang: Person, kind: str) -> None:
    await getattr(wang, f"sends_{kind}")()
    [reply] = await wang.sees()
    assert "打" in reply.text


async def test_several_fees_are_shown_as_a_table(telegram: Telegram, wang: Person) -> None:
    await wang.says("阿克苏建筑评审费多少")
    [reply] = await wang.sees()
    assert "高级 | 700元" in reply.text and "四（五）" in reply.text and "缴费时间" in reply.buttons
    await wang.presses("缴费时间")
    [changed] = await wang.sees()
    assert changed.id == reply.id and "9月11日" in changed.text
