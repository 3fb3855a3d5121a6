"""Until when an application that came back must be corrected."""

import pytest

from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, Judge, moment

TOPIC = "return.deadline"


@pytest.mark.parametrize(
    ("text", "notice", "due"),
    [
        ("10月11号上午9:30被退回", POWER, moment(2024, 10, 13, 9, 30)),
        ("10月11号晚上十一点退回来的", POWER, moment(2024, 10, 13, 23)),
        ("10月20日15点退回，几号改好", HEJING, moment(2024, 10, 22, 15)),
        ("昨天下午3点退回来的", POWER, moment(2024, 10, 13, 15)),
        ("10月30日20点退回", HEJING, moment(2024, 11, 1, 20)),
        ("刚刚被退回来，最晚什么时候改好", POWER, moment(2024, 10, 14, 10)),
        ("半小时前退回来的", POWER, moment(2024, 10, 14, 9, 30)),
        ("1个半小时前退给我了", POWER, moment(2024, 10, 14, 8, 30)),
        ("第一次10月8号退的，第二次10月11号上午9点退的，最晚几号", POWER, moment(2024, 10, 13, 9)),
        ("10月9号夜里12点退回来的", POWER, moment(2024, 10, 12, 0)),
        ("10月14日新疆时间上午9点退回", POWER, moment(2024, 10, 16, 11)),
    ],
)
def test_hours_run_from_the_minute_of_the_return(judge: Judge, text: str, notice: str, due: object) -> None:
    verdict = judge(text, notice, TOPIC)["correction"]
    assert verdict["due"] == due and verdict["exact"]


def test_days_run_from_the_day_of_the_return(judge: Judge) -> None:
    verdict = judge("8月20号下午退回来的", ARCHIVES, TOPIC, moment(2024, 8, 20))["correction"]
    assert (verdict["due"].date().isoformat(), verdict["days"], verdict["exact"]) == ("2024-08-22", 2, False)


def test_hours_from_a_day_without_an_hour_are_not_exact(judge: Judge) -> None:
    verdict = judge("10月11号退回来的", POWER, TOPIC)["correction"]
    assert verdict["due"].date().isoformat() == "2024-10-13" and not verdict["exact"]


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("10月11日20点退回，10月13日19点交行不行", False),
        ("10月11日20点退回，10月13日20点交行不行", False),
        ("10月11日20点退回，10月13日20点10分交行不行", True),
        ("10月11日20点退回，10月14日交行不行", True),
        ("10月11日20点退回，10月12日交行不行", False),
        ("10月11日20点退回，10月13日交行不行", None),
        ("10月11日退回，10月13日交行不行", None),
        ("10月11日退回，10月14日交行不行", True),
        ("10月13日19点交行不行，是10月11日20点退回的", False),
        ("退回的材料10月13日19点交行不行，10月11日20点退的", False),
        ("10月14日20点退回，10月16日9点交行不行", None),
    ],
)
def test_another_moment_is_in_time_or_late_or_cannot_be_told(judge: Judge, text: str, late: bool | None) -> None:
    assert judge(text, POWER, TOPIC)["correction"]["late"] is late


@pytest.mark.parametrize(
    ("text", "now", "late"),
    [
        ("昨天退回来的，我后天再改行不行", moment(2024, 8, 21), True),
        ("昨天退回来的，我明天再改行不行", moment(2024, 8, 21), False),
        ("前天退回来的，今天交来得及吗", moment(2024, 8, 24), False),
        ("大前天退回来的，还来得及吗", moment(2024, 8, 24), True),
        ("8月20号退回来的，现在改还收吗", moment(2024, 8, 22), False),
    ],
)
def test_days_counted_from_today_are_in_time_or_late(judge: Judge, text: str, now: object, late: bool) -> None:
    assert judge(text, ARCHIVES, TOPIC, now)["correction"]["late"] is late


@pytest.mark.parametrize(
    ("text", "closes"), [("10月14日20点退回", True), ("10月10日20点退回", False), ("10月13日23点退回", False)]
)
def test_it_is_told_where_the_time_runs_past_the_close(judge: Judge, text: str, closes: bool) -> None:
    verdict = judge(text, POWER, TOPIC)["correction"]
    assert (verdict["closing"] is not None) == closes == (len(verdict["facts"]) == 2)


@pytest.mark.parametrize(("day", "past"), [(14, False), (17, True)])
def test_it_is_told_that_the_close_is_past(judge: Judge, day: int, past: bool) -> None:
    verdict = judge("今天退回来的，还能改吗", POWER, TOPIC, moment(2024, 10, day))["correction"]
    assert (verdict["past"], verdict["late"]) == (past, None if past else False)


def test_past_the_close_no_time_is_left(judge: Judge) -> None:
    verdict = judge("10月14日20点退回，还剩多少时间", POWER, TOPIC, moment(2024, 10, 16))["correction"]
    assert verdict["past"] and verdict["left"] is None


def test_nobody_corrects_now_what_will_come_back(judge: Judge) -> None:
    assert judge("10月15号下午退回来的还能改吗", POWER, TOPIC, moment(2024, 10, 13))["correction"]["asked"] is None


@pytest.mark.parametrize(("hour", "converted"), [("新疆时间上午10点", True), ("上午10点", False), ("夜里12点", False)])
def test_it_is_told_that_an_hour_was_converted(judge: Judge, hour: str, converted: bool) -> None:
    assert judge(f"10月11号{hour}退回", POWER, TOPIC)["correction"]["from_xinjiang"] is converted


@pytest.mark.parametrize(
    ("now", "left"),
    [(moment(2024, 10, 12, 10), (23, 30)), (moment(2024, 10, 13, 9, 30), (0, 0)), (moment(2024, 10, 13, 9, 31), (-1, 59))],
)
def test_what_is_left_is_counted_to_the_minute(judge: Judge, now: object, left: tuple[int, int]) -> None:
    assert judge("10月11号上午9:30退回，还剩多少时间", POWER, TOPIC, now)["correction"]["left"] == left


def test_a_moment_at_which_nothing_came_back_is_not_that_of_the_return(judge: Judge) -> None:
    assert judge("10月13日19点交行不行", POWER, TOPIC) == {}


@pytest.mark.parametrize("text", ["退回几天改好", "上午9点半退回", "2月30日退回"])
def test_without_a_day_nothing_is_reckoned(judge: Judge, text: str) -> None:
    found = judge(text, CONSTRUCTION, TOPIC, moment(2024, 8, 20))
    assert "9点半" in text or found == {}


def test_a_month_of_the_notice_is_taken_for_a_bare_day(judge: Judge) -> None:
    assert judge("29号退回来的", CONSTRUCTION, TOPIC, moment(2024, 8, 29))["correction"]["due"].date().isoformat() == "2024-08-31"


def test_days_that_run_past_the_close_give_way_to_it(judge: Judge) -> None:
    verdict = judge("8月29号退回，8月31号交行不行", ARCHIVES, TOPIC, moment(2024, 8, 29))["correction"]
    assert verdict["first_to_close"] and verdict["late"] is None


def test_the_hour_of_the_close_is_not_that_of_the_return(judge: Judge) -> None:
    verdict = judge("8月29号退回，18点截止，哪天改好", ARCHIVES, TOPIC, moment(2024, 8, 29))["correction"]
    assert not verdict["has_hour"]


@pytest.mark.parametrize(("text", "left"), [("退回来都过去30个钟头了，还剩几个小时", 18), ("被退回已经50小时了，还能改吗", -2)])
def test_hours_that_have_passed_are_taken_off_those_given(judge: Judge, text: str, left: int) -> None:
    assert judge(text, PARTY, TOPIC)["correction-hours"]["left"] == left


def test_how_much_too_late_a_submission_is_is_told(judge: Judge) -> None:
    verdict = judge("10月7号上午10点退的，9号上午11点又交上去，超时了没，差多久", POWER, TOPIC)["correction"]
    assert (verdict["late"], verdict["over"]) == (True, 60)


def test_when_it_came_back_is_counted_back_from_the_end(judge: Judge) -> None:
    text = "退回修改的时限到10月10号早上8点10分就满了，那它是哪天几点退的"
    assert judge(text, POWER, "return.deadline")["correction-back"]["returned"] == moment(2024, 10, 8, 8, 10)
