"""Working days of publicity, over the holidays of 2023 and 2024 (国办发明电〔2022〕16号, 〔2023〕7号)."""

from datetime import date

import pytest

from tests.knowledge.rules.cases import ARCHIVES, HEJING, PARTY, POWER, Judge, moment

TOPIC = "publicity.unit"


@pytest.mark.parametrize(
    ("text", "notice", "last"),
    [
        ("9月26号开始公示，哪天满", POWER, date(2024, 10, 8)),  # 26, 27, 29 made up, 30, then 8
        ("10月8号公示到几号", POWER, date(2024, 10, 12)),  # 8 to 11, 12 made up
        ("9月9号贴的，当天算第1天，哪天满", POWER, date(2024, 9, 13)),  # Monday to Friday
        ("9月9号贴的，第二天开始算，哪天满", POWER, date(2024, 9, 14)),  # the Saturday is made up
        ("10月18号贴的公示，几号满", HEJING, date(2024, 10, 24)),  # 18, 21 to 24
        ("9月27号开始公示，哪天满", PARTY, date(2023, 10, 9)),  # 27, 28, then 7 and 8 made up, 9
        ("国庆前公示来得及不，9月26号贴", POWER, date(2024, 10, 8)),  # before the holiday it is to be over
    ],
)
def test_on_from_the_day_it_is_put_up(judge: Judge, text: str, notice: str, last: date) -> None:
    verdict = judge(text, notice, TOPIC)["publicity-on"]
    assert verdict["days"][-1] == last and len(verdict["days"]) == verdict["count"] == 5


def test_both_ways_of_counting_are_told_where_the_question_names_none(judge: Judge) -> None:
    assert judge("9月9号开始公示，哪天满", POWER, TOPIC)["publicity-on"]["other"] == date(2024, 9, 14)
    assert judge("9月9号开始公示，当天算第1天，哪天满", POWER, TOPIC)["publicity-on"]["other"] is None


@pytest.mark.parametrize(
    ("text", "notice", "begin"),
    [
        ("单位公示最晚哪天贴", POWER, date(2024, 10, 9)),  # 9, 10, 11, 12 made up, 14; to be sent in on the 15th
        ("10月14号公示结束，最晚几号贴", POWER, date(2024, 10, 9)),
        ("8月30号提交，公示最晚哪天贴", ARCHIVES, date(2024, 8, 23)),  # 23, 26 to 29
        ("单位公示最晚哪天贴", ARCHIVES, date(2024, 8, 23)),
        ("单位公示最晚哪天贴", PARTY, date(2023, 10, 13)),  # 13, 16 to 19
    ],
)
def test_back_from_the_day_it_must_be_over(judge: Judge, text: str, notice: str, begin: date) -> None:
    assert judge(text, notice, TOPIC, moment(2024, 8, 20))["publicity-back"]["begin"] == begin


@pytest.mark.parametrize(
    ("text", "count", "met"),
    [
        ("公示从9月26日到10月8日，够不够5个工作日", 5, True),
        ("公示从9月30日到10月9日，够不够5个工作日", 3, False),
        ("公示从9月28日到9月30日，够不够", 2, False),
        ("公示从10月9日到12日，行不行", 4, False),
        ("10月8号到10月12号公示，几个工作日", 5, True),
        ("9月9号到15号公示了7天够了吧", 6, True),
        ("9月26号到30号公示了5天够了吗", 4, False),
    ],
)
def test_within_a_span(judge: Judge, text: str, count: int, met: bool) -> None:
    verdict = judge(text, POWER, TOPIC)["publicity-within"]
    assert (len(verdict["days"]), verdict["met"]) == (count, met)


@pytest.mark.parametrize(
    ("text", "said", "met"),
    [
        ("公示三个工作日够不够", 3, False),
        ("公示6个工作日够吗", 6, True),
        ("公示三天行吗", 3, False),
        ("公示要5个工作日，我们公示了4天，没问题吧", 4, False),
        ("公示5个自然日可以吗", 5, None),
        ("公示一周行不行", 7, None),
    ],
)
def test_a_length_without_its_days(judge: Judge, text: str, said: int, met: bool | None) -> None:
    verdict = judge(text, POWER, TOPIC)["publicity-said"]
    assert (verdict["said"], verdict["met"]) == (said, met)


@pytest.mark.parametrize("text", ["公示结束后3天内提交行吗", "公示完7天了可以吗", "公示前单位审核3天够吗"])
def test_days_beside_publicity_are_no_length_of_it(judge: Judge, text: str) -> None:
    assert "publicity-said" not in judge(text, POWER, TOPIC)


def test_a_length_from_a_day_on_is_counted(judge: Judge) -> None:
    verdict = judge("10月20号开始公示三天够不够", HEJING, TOPIC)["publicity-within"]
    assert (verdict["last"], verdict["found"], verdict["met"]) == (date(2024, 10, 22), 2, False)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("20号开始公示，到几号满", date(2024, 10, 25)),
        ("28号贴的公示，到几号满", date(2024, 10, 10)),
        ("8号贴的公示，到几号满", date(2024, 10, 12)),
    ],
)
def test_a_bare_day_is_of_this_month_while_applications_are_open(judge: Judge, text: str, last: date) -> None:
    assert judge(text, POWER, TOPIC)["publicity-on"]["days"][-1] == last


def test_days_of_a_window_that_is_asked_beside_are_no_publicity(judge: Judge) -> None:
    assert "publicity-on" not in judge("10月19号能不能交材料", POWER, "window.paper")


def test_a_year_without_a_calendar_is_told(judge: Judge) -> None:
    assert judge("2027年10月8日开始公示，哪天满", POWER, TOPIC) == {
        "calendar-unknown": {"year": "2027", "facts": ("publicity-days",)}
    }


@pytest.mark.parametrize("text", ["公示几天", "公示要写什么"])
def test_without_a_day_or_a_question_for_one_nothing_is_counted(judge: Judge, text: str) -> None:
    assert judge(text, POWER, TOPIC) == {}


@pytest.mark.parametrize(("text", "working"), [("10月12号是不是工作日", True), ("10月13号算不算工作日", False)])
def test_a_day_is_a_working_day_or_none(judge: Judge, text: str, working: bool) -> None:
    assert judge(text, POWER, TOPIC)["weekday"]["days"][0]["working"] is working


def test_a_run_is_over_on_a_working_day(judge: Judge) -> None:
    verdict = judge("10月14号提交，公示最晚几号贴", POWER, TOPIC)["publicity-back"]
    assert verdict["last"] == date(2024, 10, 12)
