"""What is said of files that were looked at: in the words of the chosen notice, on every channel."""

from dataclasses import replace

import pytest

from bot.app import Core
from bot.findings import UNLOOKED, Findings, Keepsake, Scan, Spot, Summary
from bot.handlers.ask import decide
from bot.handlers.checking import PASTE
from bot.inspection import refusals
from bot.messages import Decision, Session, Turn
from bot.texts import render, render_html, render_telegram
from knowledge.outcomes import Context
from tests.bot.test_texts import is_balanced
from tests.conftest import SEASON

CONSTRUCTION, POWER, ARCHIVES = "aksu-construction-2024", "bayingol-power-2024", "aksu-archives-2024"
SHORT = Findings("docx", 30_000, summary=Summary(1900, 1700, 1850, 9))
NAMED = (Spot("name", "张＊丰", "我是张＊丰。", 2, times=2), Spot("employer", "阿克＊＊＊公司", place=4, part=True))
GOOD = Scan(2480, 3508, 0, "sharp", "fine", 0.0, 300, lines=9)
FINE = Findings("jpg", 500_000, scans=(GOOD,), read="read", sought=True)


def decided(core: Core, findings: Findings, notice: str | None = CONSTRUCTION, text: str = "") -> Decision:
    turn = Turn("wang", "1", SEASON, text, findings=findings)
    return decide(turn, Session("wang", context=Context(notice=notice)), core.assistant)


def said(core: Core, findings: Findings, notice: str | None = CONSTRUCTION) -> str:
    """The words, having looked that they are sound on every channel."""
    reply = decided(core, findings, notice).reply
    html = render_html(reply)
    assert is_balanced(html) and render_telegram(reply) and len("".join(render(reply).split())) <= 900
    return render(reply)


@pytest.mark.parametrize(
    ("characters", "bare", "words"),
    [
        (1900, 1700, "不够：要求不少于2000字，连标点也还差100字"),
        (2100, 1950, "去掉标点还差50字"),
        (2300, 2000, "够了：要求不少于2000字"),
    ],
)
def test_a_summary_is_set_against_the_length_that_the_notice_asks(core: Core, characters: int, bare: int, words: str) -> None:
    told = said(core, Findings("docx", summary=Summary(characters, bare, characters, 5)))
    assert words in told and "四（一）13" in told and "存在的问题及今后打算" in told


def test_a_notice_without_a_length_is_not_given_one(core: Core) -> None:
    told = said(core, SHORT, POWER)
    assert "没有写总结要多少字" in told and "2000" not in told and "五（一）11" in told


def test_without_a_notice_nothing_is_asked(core: Core) -> None:
    told = said(core, SHORT, None)
    assert "选一份通知" in told and "依据" not in told and "1900字" in told


def test_what_still_shows_is_told_with_its_place(core: Core) -> None:
    told = said(core, replace(SHORT, spots=NAMED, more=3))
    assert (
        "第2段姓名“张＊丰”，共2处：我是张＊丰。" in told
        and "第4段单位“阿克＊＊＊公司”（名称的一部分）" in told
        and "还有3处" in told
    )


def test_a_scan_as_it_should_be_has_nothing_against_it(core: Core) -> None:
    told = said(core, FINE)
    assert "❌" not in told and "方向是正的" in told and "画面清晰" in told and "四（一）16" in told


@pytest.mark.parametrize(
    ("scan", "words"),
    [
        (replace(GOOD, turn=90), "向右（顺时针）转90度"),
        (replace(GOOD, turn=180), "转180度"),
        (replace(GOOD, turn=270), "向左（逆时针）转90度"),
        (replace(GOOD, turn=-1), "横躺"),
        (replace(GOOD, sharpness="blurred"), "模糊"),
        (replace(GOOD, light="dark"), "太暗"),
        (replace(GOOD, light="bright"), "太亮"),
        (replace(GOOD, light="faint"), "太淡"),
        (replace(GOOD, skew=-4.5), "歪了大约4.5度"),
        (replace(GOOD, dpi=80), "太小"),
    ],
)
def test_what_is_wrong_with_a_scan_is_told(core: Core, scan: Scan, words: str) -> None:
    assert any(words in line and line.startswith("❌") for line in said(core, replace(FINE, scans=(scan,))).splitlines())


def test_a_format_is_wrong_only_where_the_notice_names_another(core: Core) -> None:
    png = replace(FINE, form="png")
    assert "❌ 是 PNG，不是 JPG。通知要 *.jpg" in said(core, png, POWER)
    assert "❌" not in said(core, png, ARCHIVES) and "没写要什么格式" in said(core, png, ARCHIVES)


def test_a_wrong_ending_a_photo_and_a_screenshot_are_told(core: Core) -> None:
    told = said(core, replace(FINE, form="png", ending="jpg", as_photo=True, screenshot=True, exif_turned=True))
    assert all(words in told for words in ("名字写的是 .jpg", "选“文件”发原图", "这是截图", "“转向”的记号"))


def test_of_several_pages_only_what_is_wrong_is_told_with_its_page(core: Core) -> None:
    told = said(core, replace(FINE, form="pdf", pages=5, scans=(GOOD, replace(GOOD, sharpness="blurred"), GOOD)))
    assert "第2页：模糊" in told and "第1页" not in told and "一共5页，只看了前3页" in told


@pytest.mark.parametrize(
    ("read", "words"),
    [("none", "没有装文字识别"), ("slow", "没有来得及认"), ("partly", "只来得及认一部分"), ("read", "没有您说的姓名和单位")],
)
def test_whether_the_words_on_it_were_read_is_told(core: Core, read: str, words: str) -> None:
    assert words in said(core, replace(FINE, read=read))  # type: ignore[arg-type]  # one of its kinds


def test_files_go_with_it_and_their_names_tell_nobody(core: Core) -> None:
    reply = decided(core, replace(FINE, kept=(Keepsake("a", "jpg"), Keepsake("b", "marked")))).reply
    assert [(file.what, file.name) for file in reply.files] == [("kept:a", "转好的.jpg"), ("kept:b", "标出来的.jpg")]
    gone = replace(reply, files=(), data={**reply.data, "gone": True})
    assert "只留半小时" in render(reply) and "再发一次" in render(gone)


@pytest.mark.parametrize("why", refusals.ALL)
def test_every_refusal_is_told_in_words_of_its_own(core: Core, why: str) -> None:
    if why in (refusals.UNLOOKED, refusals.SHORT):
        return
    told = said(core, Findings("", refusal=why))
    assert "文件没有保存" in told and (why == refusals.UNKNOWN) == told.startswith("这种文件我看不了")


def test_a_question_with_a_file_is_answered_and_the_file_is_said_to_be_unread(core: Core) -> None:
    reply = decided(core, Findings("", refusal=UNLOOKED), None, "阿克苏建筑中级评审费多少").reply
    assert "400元" in render(reply) and "您附的文件我没有看" in render(reply)


def test_a_file_leaves_the_conversation_where_it_was(core: Core) -> None:
    session = decided(core, FINE).session
    assert session.context.notice == CONSTRUCTION and session.version == 1 and "topic:mask.how" in session.offered


def test_a_summary_is_waited_for_until_something_else_is_said(core: Core) -> None:
    waiting = decide(Turn("wang", "1", SEASON, choice=PASTE), Session("wang"), core.assistant).session
    counted = decide(Turn("wang", "2", SEASON, findings=replace(SHORT, form="text")), waiting, core.assistant).session
    asked = decide(Turn("wang", "3", SEASON, "你好"), counted, core.assistant).session
    assert (waiting.checking, counted.checking, asked.checking) == (True, True, False)


def test_the_command_tells_what_can_be_sent(core: Core) -> None:
    reply = decide(Turn("wang", "1", SEASON, choice="word:check"), Session("wang"), core.assistant).reply
    assert ".docx" in render(reply) and [choice.id for choice in reply.choices] == [PASTE]


def test_pages_of_which_nothing_can_be_seen_are_not_called_fine(core: Core) -> None:
    empty = replace(GOOD, sharpness="empty", turn=None)
    assert "都清晰" in said(core, replace(FINE, form="pdf", pages=2, scans=(GOOD, GOOD)))
    assert "都清晰" not in said(core, replace(FINE, form="pdf", pages=2, scans=(GOOD, empty)))


@pytest.mark.parametrize("text", ["检查个人总结", "帮我检查一下总结", "看看我的工作总结。"])
def test_the_words_on_the_button_do_what_it_does(core: Core, text: str) -> None:
    decision = decide(Turn("wang", "1", SEASON, text), Session("wang"), core.assistant)
    assert decision.reply.template == "check-paste" and decision.session.checking


@pytest.mark.parametrize("text", ["总结有什么要求", "个人总结要多少字", "检查个人总结要带什么材料"])
def test_a_question_about_summaries_is_answered(core: Core, text: str) -> None:
    assert decide(Turn("wang", "1", SEASON, text), Session("wang"), core.assistant).reply.template != "check-paste"
