"""Pictures of checklists: what they tell, that it can be read, and that nothing in them can go wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.documents import lettering, pictures
from bot.documents.axis import dated, season
from bot.documents.rendering import PIXELS
from bot.messages import Progress
from knowledge.checklist.model import Entry
from knowledge.deadlines import begins
from tests.bot.documents.lists import NOTICES, at, made, published, thing, window

NOW = at(8, 20, 10, 30)
APPLY = window("apply", date(2024, 7, 22), at(8, 30, 18, 0))
PAPER = window("paper", None, date(2024, 9, 10))
SVG = "{http://www.w3.org/2000/svg}"


def said(drawing: str) -> list[str]:
    """The texts of a drawing."""
    return [element.text or "" for element in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def boxes(drawing: str) -> Iterator[tuple[str, float, float, float]]:
    """Each text with its line and the pixels between which it stands."""
    for element in ElementTree.fromstring(drawing).iter(f"{SVG}text"):
        words, x = element.text or "", float(element.attrib["x"])
        wide = lettering.width(words, float(element.attrib["font-size"]), element.get("font-weight") == "700")
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        yield words, float(element.attrib["y"]), left, left + wide


def touching(drawing: str) -> list[tuple[str, str]]:
    """Texts of one line that lie over each other, and those that leave the paper."""
    placed = sorted(boxes(drawing), key=lambda box: box[2])
    over = [(a[0], b[0]) for n, a in enumerate(placed) for b in placed[n + 1 :] if abs(a[1] - b[1]) < 20 and b[2] < a[3]]
    return [*over, *((words, "") for words, _, left, right in placed if left < 20 or right > pictures.WIDTH - 20)]


def timeline(*entries: Entry, now: datetime = NOW) -> str:
    return pictures.timeline_drawing(made(*entries), now)


def progress(*names: str, done: tuple[str, ...] = (), problems: dict[str, str] | None = None) -> str:
    checklist = made(APPLY, PAPER, items=tuple(thing(name) for name in names))
    return pictures.progress_drawing(checklist, Progress({}, done, problems or {}), NOW)


@pytest.mark.parametrize("notice", NOTICES)
def test_both_pictures_of_every_notice_are_opaque_pngs_of_a_phone_s_width(notice: str) -> None:
    checklist = published(notice, NOW)
    for png in (pictures.timeline(checklist, NOW), pictures.progress(checklist, Progress(), NOW)):
        image = Image.open(BytesIO(png))
        assert (image.format, image.width) == ("PNG", PIXELS) and image.height < 2 * image.width
        assert image.convert("RGBA").getchannel("A").getextrema() == (255, 255)


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("days", [-60, -3, 30, 46, 200])
def test_no_words_of_a_timeline_touch_at_any_time(notice: str, days: int) -> None:
    checklist = published(notice, NOW)
    opens = next(entry.first for entry in checklist.entries if entry.key == "apply")
    assert opens is not None
    now = begins(opens) + timedelta(days=days, hours=9)
    assert touching(pictures.timeline_drawing(published(notice, now), now)) == []
    assert touching(pictures.progress_drawing(published(notice, now), Progress(), now)) == []


DAYS = st.dates(date(2024, 3, 1), date(2024, 11, 30))


@st.composite
def some_entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    keys = ["apply", "review", "paper", "payment", "defence", "meeting", *(f"apply-{n}" for n in range(9))]
    found = []
    for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=15, unique=True)):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        start = draw(st.sampled_from([None, first]))
        end = draw(st.sampled_from([last, begins(last) + timedelta(hours=18)]))
        entry = window(key, start, end, tentative=draw(st.booleans()))
        found.append(replace(entry, worked_out=draw(st.booleans())))
    return tuple(found)


@settings(max_examples=60, deadline=None)
@given(some_entries(), st.integers(0, 400))
def test_no_words_touch_whatever_the_entries(entries: tuple[Entry, ...], days: int) -> None:
    assert touching(timeline(*entries, now=at(1, 1) + timedelta(days=days))) == []


def test_a_day_of_a_single_entry_is_enough_for_a_timeline() -> None:
    assert "8月30日" in said(timeline(window("defence", date(2024, 8, 30), date(2024, 8, 30))))


def test_a_timeline_without_any_day_lists_what_there_is() -> None:
    assert any("没有具体日子" in words for words in said(timeline(window("meeting", None, None))))


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (at(7, 21, 9), "1天后开始"),
        (at(8, 20, 9), "进行中，还有10天"),
        (at(8, 30, 17, 59), "今天最后一天"),
        (at(8, 30, 18, 1), "已截止"),
    ],
)
def test_a_window_says_how_it_stands(now: datetime, state: str) -> None:
    assert state in said(timeline(APPLY, now=now))


def test_today_has_its_mark_among_the_days() -> None:
    assert "今天 8月20日" in said(timeline(APPLY))


def test_a_today_far_away_is_pointed_at_with_its_year() -> None:
    assert "今天 2025年8月20日 →" in said(timeline(APPLY, now=at(8, 20, year=2025)))


def test_a_tentative_day_is_dashed_and_named_so() -> None:
    drawn = timeline(window("defence", date(2024, 8, 30), date(2024, 8, 30), tentative=True))
    assert "stroke-dasharray" in drawn and "答辩（拟定）" in said(drawn)


def test_a_printed_day_is_neither_dashed_nor_called_worked_out() -> None:
    drawn = timeline(APPLY)
    assert "stroke-dasharray" not in drawn and "推算" not in said(drawn)


def test_a_day_worked_out_is_drawn_otherwise_than_one_that_is_printed() -> None:
    printed = window("defence", date(2024, 8, 30), date(2024, 8, 30))
    assert "<circle" in timeline(printed) and "<circle" not in timeline(replace(printed, worked_out=True))


def test_years_of_work_full_long_ago_do_not_press_the_season() -> None:
    near, far = season(dated(made(window("cutoff", date(2019, 7, 1), date(2019, 7, 1)), APPLY, PAPER), NOW))
    assert [one.entry.key for one in near] == ["apply", "paper"] and [one.entry.key for one in far] == ["cutoff"]


def test_the_card_counts_what_is_done() -> None:
    assert "/ 3 项" in said(progress("甲", "乙", "丙", done=("乙",))) and "1 / 3" in said(
        progress("甲", "乙", "丙", done=("乙",))
    )


def test_ticks_of_things_no_longer_asked_for_do_not_count() -> None:
    assert "0 / 1" in said(progress("甲", done=("以前的",)))


def test_what_comes_next_stands_below_its_deadline() -> None:
    words = said(progress("甲", "乙", done=("甲",)))
    deadline = next(n for n, line in enumerate(words) if "8月30日18:00截止，还有10天" in line)
    assert words.index("乙") > deadline and "甲" not in words


def test_a_problem_is_told_by_word_and_note() -> None:
    assert "有问题：章还没盖" in said(progress("甲", problems={"甲": "章还没盖"}))


def test_a_problem_that_is_solved_is_none() -> None:
    assert not any("有问题" in words for words in said(progress("甲", done=("甲",), problems={"甲": "章还没盖"})))


def test_a_problem_is_named_before_anything_else_of_its_deadline() -> None:
    words = said(progress(*"甲乙丙丁戊己庚辛", problems={"辛": ""}))
    assert words.index("辛") < words.index("甲")


def test_a_note_cannot_break_the_drawing() -> None:
    assert "有问题：<b>&\"'" in said(progress("甲", problems={"甲": "<b>&\"'\x00\x0b\ud800"}))


def test_a_long_note_ends_in_dots() -> None:
    assert any(words.endswith("…") for words in said(progress("甲", problems={"甲": "等单位盖章" * 60})))


def test_everything_done_is_said() -> None:
    assert "全部办好" in said(progress("甲", done=("甲",)))


def test_a_list_with_nothing_on_it_says_so() -> None:
    assert any("没有要准备的材料" in words for words in said(progress()))


def test_the_moment_of_the_picture_is_beijing_s() -> None:
    assert "2024年8月20日 10:30（北京时间）" in said(timeline(APPLY))


def test_the_words_instead_of_the_card_count_too() -> None:
    checklist = made(APPLY, PAPER, items=(thing("甲"), thing("乙", "paper")))
    words = pictures.progress_words(checklist, Progress({}, ("甲",), {"乙": ""}), NOW)
    assert "已办1/2项" in words and "有问题的1项：乙" in words and "9月10日截止，还有21天" in words


def test_the_words_instead_of_the_timeline_tell_every_entry() -> None:
    words = pictures.timeline_words(made(APPLY, PAPER, window("meeting", None, None)), NOW)
    assert "7月22日–8月30日18:00，还有10天" in words and "9月10日，还有21天" in words and "没有具体日子" in words


def test_without_a_chinese_font_it_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(lettering.NoChineseFont, match="fonts-noto-cjk"):
        lettering.fonts((tmp_path,))


@given(st.text(alphabet="申报材料，。（）2024年:/abcDEF《》 ", max_size=80), st.integers(40, 400), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, room: int, most: int) -> None:
    found = lettering.lines(text, 20, room, most)
    assert len(found) <= most and all(lettering.width(line, 20) <= room for line in found)


def test_no_line_begins_with_a_sign_that_ends_a_phrase() -> None:
    found = lettering.lines("网上申报，网上审核，交纸质材料，缴费，答辩。", 20, 100, 9)
    assert [line for line in found if line[0] in "，。"] == [] and "".join(
        found
    ) == "网上申报，网上审核，交纸质材料，缴费，答辩。"


def test_the_year_in_brackets_is_not_torn_apart() -> None:
    assert lettering.lines("阿克苏地区档案系列（2024年度）", 20, 250, 2) == ["阿克苏地区档案系列", "（2024年度）"]


def test_pictographs_are_left_out_and_letters_without_a_shape_are_shown_as_missing() -> None:
    assert lettering.plain("好🙂的\u200d\U0001f9d1\U00012000") == f"好的{lettering.GETA}"
