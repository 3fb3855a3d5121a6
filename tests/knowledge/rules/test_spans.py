"""How many days: of a window, between two days, left."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, Judge, moment


@pytest.mark.parametrize(
    ("text", "notice", "topic", "counts"),
    [
        ("网上申报一共多少天", ARCHIVES, "window.apply", (40, 30)),
        ("审核从开审到结束连头带尾多少天", ARCHIVES, "window.review", (41, 29)),
        ("网报一共开放几天", POWER, "window.apply", (33, 19)),  # 14 and 29 September and 12 October made up
        ("申报期里除去周末和国庆有几个工作日", PARTY, "window.apply", (36, 22)),
        ("纸质材料收几天", HEJING, "window.paper", (8, 6)),
        ("送纸质的时间去掉周末几个工作日", PARTY, "window.paper", (7, 5)),
        ("缴费给了几天", CONSTRUCTION, "window.payment", (2, 2)),
        ("10月24到31送纸质，中间有几个双休日", HEJING, "window.paper", (8, 6)),
        ("缴费期有没有碰到周末", POWER, "window.payment", (7, 5)),
        ("那周末收吗", HEJING, "window.paper", (8, 6)),
    ],
)
def test_a_window_is_so_long(judge: Judge, text: str, notice: str, topic: str, counts: tuple[int, int]) -> None:
    found = judge(text, notice, topic)
    [span] = [verdict for key, verdict in found.items() if key in ("span-length", "span-between")]
    assert (span["days"], span["working"]) == counts


def test_the_days_off_are_named_where_they_are_few(judge: Judge) -> None:
    verdict = judge("缴费期有没有碰到周末", POWER, "window.payment")["span-length"]
    assert verdict["off"] == (date(2024, 10, 19), date(2024, 10, 20))


@pytest.mark.parametrize(
    ("text", "notice", "topic", "ends"),
    [
        ("申报截止到纸质截止隔几天", CONSTRUCTION, "window.apply", (date(2024, 8, 30), date(2024, 9, 10))),
        ("纸质交完到缴费开始隔几天", CONSTRUCTION, "window.payment", (date(2024, 9, 10), date(2024, 9, 11))),
        ("申报开始和审核开始差了几天", ARCHIVES, "window.apply", (date(2024, 7, 22), date(2024, 8, 1))),
        ("申报截止到答辩隔几天", PARTY, "window.defence", (date(2023, 10, 20), date(2023, 10, 30))),
        ("10月8日到10月30日一共几个工作日", HEJING, "window.apply", (date(2024, 10, 8), date(2024, 10, 30))),
    ],
)
def test_between_two_days(judge: Judge, text: str, notice: str, topic: str, ends: tuple[date, date]) -> None:
    verdict = judge(text, notice, topic)["span-between"]
    assert (verdict["first"], verdict["last"]) == ends


def test_a_count_between_windows_rests_on_both(judge: Judge) -> None:
    verdict = judge("申报截止到纸质截止隔几天", CONSTRUCTION, "window.apply")["span-between"]
    assert verdict["facts"] == ("apply-window", "paper-window")


@pytest.mark.parametrize(
    ("text", "now", "days", "working"),
    [("8月26号才开始弄，离截止还有几天", moment(2024, 8, 20), 5, 5), ("离申报截止还剩几个工作日", moment(2024, 8, 20), 11, 9)],
)
def test_days_left_from_a_day_or_from_now(judge: Judge, text: str, now: datetime, days: int, working: int) -> None:
    verdict = judge(text, ARCHIVES, "window.apply", now)["span-left"]
    assert (verdict["days"], verdict["working"]) == (days, working)


def test_without_a_first_day_a_window_has_no_length(judge: Judge) -> None:
    assert judge("缴费一共几天", ARCHIVES, "window.payment")["span-unknown"]["last"] == date(2024, 9, 15)


@pytest.mark.parametrize("text", ["几号截止", "这几天还能报吗", "提前几天报", "过几天交行不行", "退回来几天内改"])
def test_what_asks_for_no_count_gets_none(judge: Judge, text: str) -> None:
    assert not [key for key in judge(text, ARCHIVES, "window.apply") if key.startswith("span")]


@pytest.mark.parametrize(
    ("text", "notice", "now", "minutes"),
    [
        ("离截止还剩几个小时", ARCHIVES, moment(2024, 8, 30, 15, 40), 140),
        ("还剩一分钟行不行", ARCHIVES, moment(2024, 8, 30, 17, 59), 1),
        ("还有几个小时", PARTY, moment(2023, 10, 20, 21), 180),  # without an hour the day's end
        ("还有几个小时", HEJING, moment(2024, 10, 29, 18), 24 * 60),
    ],
)
def test_what_is_left_is_known_to_the_minute(judge: Judge, text: str, notice: str, now: datetime, minutes: int) -> None:
    seen: Any = judge(text, notice, "window.apply", now)["window-now"]["seen"]
    assert seen.left.total_seconds() == 60 * minutes


def test_days_since_a_close_are_counted(judge: Judge) -> None:
    verdict = judge("评审费是不是过点了，过了几天", CONSTRUCTION, "window.payment", moment(2024, 9, 15))["span-past"]
    assert (verdict["last"], verdict["days"]) == (date(2024, 9, 12), 3)
