"""Whether a window is open, now or at the moment named."""

from datetime import datetime

import pytest

from knowledge.deadlines import State
from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, Judge, moment


@pytest.mark.parametrize(
    ("notice", "topic", "now", "state"),
    [
        (ARCHIVES, "window.apply", moment(2024, 7, 21), State.AHEAD),
        (ARCHIVES, "window.apply", moment(2024, 8, 20), State.OPEN),
        (ARCHIVES, "window.apply", moment(2024, 8, 30, 18), State.LAST_DAY),
        (ARCHIVES, "window.apply", moment(2024, 8, 30, 18, 0, 1), State.CLOSED),
        (ARCHIVES, "window.review", moment(2024, 9, 10, 23, 59), State.LAST_DAY),
        (CONSTRUCTION, "window.payment", moment(2024, 9, 10, 23, 59), State.AHEAD),
        (CONSTRUCTION, "window.payment", moment(2024, 9, 11), State.OPEN),
        (CONSTRUCTION, "window.payment", moment(2024, 9, 13), State.CLOSED),
        (HEJING, "window.paper", moment(2024, 10, 31), State.LAST_DAY),
        (POWER, "window.apply", moment(2024, 10, 16, 0), State.CLOSED),
        (PARTY, "window.apply", moment(2023, 10, 20, 23, 59), State.LAST_DAY),
    ],
)
def test_the_state_of_a_window_now(judge: Judge, notice: str, topic: str, now: datetime, state: State) -> None:
    assert judge("还能办吗", notice, topic, now)["window-now"]["seen"].state is state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("8月30号18点交来得及吗", State.LAST_DAY),
        ("8月30号晚上六点零一分交来得及吗", State.CLOSED),
        ("8月31号交来得及吗", State.CLOSED),
        ("8月30号晚上12点交来得及吗", State.CLOSED),
        ("8月30号24点交来得及吗", State.CLOSED),
        ("7月21号能报吗", State.AHEAD),
        ("8月30号新疆时间下午四点交来得及吗", State.LAST_DAY),
        ("8月30号新疆时间下午四点半交来得及吗", State.CLOSED),
        ("30号18点交来得及吗", State.LAST_DAY),
        ("明天交来得及吗", State.OPEN),
        ("8月30号当天交行吗", State.LAST_DAY),
        ("下个月3号还能报吗", State.CLOSED),
        ("9月还能报吗", State.CLOSED),
        ("8月31号我出差，29号报行吗", State.OPEN),
        ("8月30号六点半交来得及吗", State.CLOSED),
        ("8月30号早上六点半交来得及吗", State.LAST_DAY),
        ("8月30号5点半交来得及吗", State.LAST_DAY),
        ("8月30号半夜交来得及吗", State.CLOSED),
        ("8月30号晚上交来得及吗", State.CLOSED),
        ("8月30号上午交来得及吗", State.LAST_DAY),
        ("8月29号24点交来得及吗", State.LAST_DAY),
        ("乌鲁木齐时间8月30号下午四点半交来得及吗", State.CLOSED),
        ("大后天交来得及吗", State.OPEN),
        ("这周五交来得及吗", State.OPEN),
        ("下周五交来得及吗", State.LAST_DAY),
        ("下下周一交来得及吗", State.CLOSED),
        ("中秋前交来得及吗", State.CLOSED),
        ("月底那天交来得及吗", State.CLOSED),
    ],
)
def test_the_state_of_a_window_at_a_moment_named(judge: Judge, text: str, state: State) -> None:
    assert judge(text, ARCHIVES, "window.apply", moment(2024, 8, 20))["window-at"]["seen"].state is state


@pytest.mark.parametrize(
    ("text", "notice"), [("10月15号交来得及吗", POWER), ("8月30号交来得及吗", ARCHIVES), ("30号之前交来得及吗", ARCHIVES)]
)
def test_the_last_day_itself_is_not_too_late(judge: Judge, text: str, notice: str) -> None:
    assert judge(text, notice, "window.apply", moment(2024, 8, 20))["window-at"]["seen"].state is State.LAST_DAY


@pytest.mark.parametrize(
    ("text", "notice", "topic", "fact"),
    [
        ("9月1号申报行不行", ARCHIVES, "window.payment", "apply-window"),
        ("报名20号可以吧", POWER, "window.payment", "apply-window"),
        ("10月28号交纸质行吗", PARTY, "window.payment", "paper-window"),
    ],
)
def test_a_window_named_alone_is_the_one_asked_about(judge: Judge, text: str, notice: str, topic: str, fact: str) -> None:
    assert judge(text, notice, topic, moment(2024, 8, 20))["window-at"]["facts"] == (fact,)


@pytest.mark.parametrize("text", ["国庆前公示来得及不，今天贴", "10月8号挂上去来得及吗"])
def test_a_day_on_which_something_is_put_up_is_no_day_of_applying(judge: Judge, text: str) -> None:
    assert "window-at" not in judge(text, POWER, "window.apply", moment(2024, 9, 26))


@pytest.mark.parametrize(
    "text", ["今天还能交吗", "现在还能交吗", "几号截止", "去年是几月", "我后天出差，今天能交不", "昨天忘记交了，还能交吗"]
)
def test_just_now_is_no_moment_named(judge: Judge, text: str) -> None:
    assert set(judge(text, ARCHIVES, "window.apply")) == {"window-now"}


def test_a_month_is_told_as_such(judge: Judge) -> None:
    assert judge("9月还能报吗", ARCHIVES, "window.apply", moment(2024, 8, 20))["window-at"]["month"]


def test_tonight_may_be_after_the_close_of_today(judge: Judge) -> None:
    seen = judge("离截止还有多久，今晚交行吗", ARCHIVES, "window.apply", moment(2024, 8, 30, 9))
    assert seen["window-at"]["seen"].state is State.CLOSED and seen["window-at"]["part"] == "晚"


def test_a_verdict_rests_on_the_fact_of_the_window(judge: Judge) -> None:
    assert judge("几号截止", ARCHIVES, "window.apply")["window-now"]["facts"] == ("apply-window",)


@pytest.mark.parametrize(
    ("notice", "topic"),
    [(ARCHIVES, "window.meeting"), (ARCHIVES, "window.defence"), (HEJING, "window.payment"), (POWER, "fee.amount")],
)
def test_where_the_notice_gives_no_day_nothing_is_found(judge: Judge, notice: str, topic: str) -> None:
    assert judge("几号截止", notice, topic) == {}
