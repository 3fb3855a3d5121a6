"""Days of the week, working days, and Xinjiang time."""

from datetime import date

import pytest

from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, Judge


@pytest.mark.parametrize(
    ("text", "notice", "topic", "days"),
    [
        ("截止那天是星期几", ARCHIVES, "window.apply", {date(2024, 8, 30): True}),
        ("交钱最后一天是不是周末", ARCHIVES, "window.payment", {date(2024, 9, 15): False}),
        ("拟定答辩那天是周几", PARTY, "window.defence", {date(2023, 10, 30): True}),
        ("答辩是周末还是工作日", POWER, "window.defence", {date(2024, 11, 6): True}),
        ("网报第一天是周几", POWER, "window.apply", {date(2024, 9, 13): True}),
        ("纸质材料最后那天是不是礼拜天", HEJING, "window.paper", {date(2024, 10, 31): True}),
        ("缴费就开两天吗，是周几", CONSTRUCTION, "window.payment", {date(2024, 9, 11): True, date(2024, 9, 12): True}),
        ("10月26号能不能送纸质，那天是不是周末", HEJING, "window.paper", {date(2024, 10, 26): False}),
        ("10月12号周六算工作日吗", HEJING, "publicity.unit", {date(2024, 10, 12): True}),  # made up
        ("2023年10月7号是周六，上班吗", PARTY, "window.apply", {date(2023, 10, 7): True}),  # made up
        ("国庆后第一天上班是哪天", PARTY, "window.apply", {date(2023, 10, 7): True}),
        ("2027年5月3日是工作日吗", POWER, "window.apply", {date(2027, 5, 3): None}),
    ],
)
def test_the_weekday_of_a_day(judge: Judge, text: str, notice: str, topic: str, days: dict[date, bool | None]) -> None:
    verdict = judge(text, notice, topic)["weekday"]
    assert {day["day"]: day["working"] for day in verdict["days"]} == days


def test_a_day_off_is_told_with_its_holiday(judge: Judge) -> None:
    assert judge("9月15号上班吗", ARCHIVES, "window.payment")["weekday"]["days"][0]["holiday"] == "Mid-autumn Festival"


@pytest.mark.parametrize(
    ("text", "notice", "rests"),
    [
        ("9月10号是不是工作日", CONSTRUCTION, "paper-window"),
        ("8月30号是星期几，上不上班", ARCHIVES, "apply-window"),
        ("9月12号是周末吗", ARCHIVES, "payment-window"),
        ("12月1号是周几", ARCHIVES, "apply-window"),
    ],
)
def test_a_bare_day_rests_on_the_window_it_lies_in(judge: Judge, text: str, notice: str, rests: str) -> None:
    assert judge(text, notice, "mask.what")["weekday"]["facts"] == (rests,)


def test_the_hours_of_an_office_are_left_open(judge: Judge) -> None:
    assert judge("8月30号上不上班", ARCHIVES, "window.apply")["weekday"]["hours"]
    assert not judge("8月30号是周几", ARCHIVES, "window.apply")["weekday"]["hours"]


@pytest.mark.parametrize("text", ["几号截止", "下周三报来得及吗", "9月15号交行吗"])
def test_what_asks_for_no_weekday_is_told_none(judge: Judge, text: str) -> None:
    assert "weekday" not in judge(text, ARCHIVES, "window.payment")


@pytest.mark.parametrize(
    ("text", "notice", "expected"),
    [
        ("截止北京时间18点，按我们新疆时间是下午几点", HEJING, ("16:00", "18:00", True)),
        ("说的18点是本地时间几点", HEJING, ("16:00", "18:00", True)),
        ("新疆时间16点提交等于北京时间几点", HEJING, ("16:00", "18:00", True)),
        ("8月30号几点截止，换算成乌鲁木齐时间呢", ARCHIVES, ("16:00", "18:00", False)),
        ("截止时间用的是北京时间还是新疆时间", CONSTRUCTION, ("16:00", "18:00", False)),
        ("新疆时间下午五点是北京时间几点", HEJING, ("17:00", "19:00", True)),
    ],
)
def test_an_hour_in_both_times(judge: Judge, text: str, notice: str, expected: tuple[str, str, bool]) -> None:
    verdict = judge(text, notice, "window.apply")["zone"]
    assert (f"{verdict['xinjiang']:%H:%M}", f"{verdict['beijing']:%H:%M}", verdict["is_said"]) == expected


def test_without_an_hour_there_is_nothing_to_convert(judge: Judge) -> None:
    assert "zone-unknown" in judge("截止换算成新疆时间是几点", POWER, "window.apply")
