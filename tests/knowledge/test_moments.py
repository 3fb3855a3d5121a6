"""Dates and times of day as people say them."""

from datetime import date, datetime, time

import pytest

from knowledge.dates import moments, without_dates
from knowledge.deadlines import BEIJING
from knowledge.moments import Moment
from knowledge.numerals import digits

NOW = datetime(2024, 10, 12, 10, tzinfo=BEIJING)
YEAR = 2024


def at(text: str) -> list[datetime | None]:
    """The moments of a text, each on its day."""
    return [m.on(NOW, YEAR) for m in moments(digits(text))]


def day(month: int, number: int, hour: int = 0, minute: int = 0, year: int = YEAR) -> datetime:
    return datetime(year, month, number, hour, minute, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "said",
    [
        "8月30日",
        "8月30号",
        "8月30",
        "八月三十号",
        "八月三十日",
        "8.30",
        "8/30",
        "08-30",
        "08月30日",
        "2024年8月30日",
        "2024.8.30",
        "2024-08-30",
        "2024/8/30",
        "二〇二四年八月三十日",
        "24年8月30号",
    ],
)
def test_a_day_may_be_said_in_many_ways(said: str) -> None:
    assert at(f"我{said}交行不行") == [day(8, 30)]


@pytest.mark.parametrize(
    ("said", "hour", "minute"),
    [
        ("18点", 18, 0),
        ("18:00", 18, 0),
        ("18：00", 18, 0),
        ("下午6点", 18, 0),
        ("下午六点", 18, 0),
        ("晚上六点", 18, 0),
        ("傍晚6点", 18, 0),
        ("晚上八点半", 20, 30),
        ("上午九点半", 9, 30),
        ("早上9点", 9, 0),
        ("中午12点", 12, 0),
        ("中午1点", 13, 0),
        ("凌晨两点", 2, 0),
        ("下午五点五十", 17, 50),
        ("晚上六点零一分", 18, 1),
        ("18时30分", 18, 30),
        ("下午三点一刻", 15, 15),
        ("9:05", 9, 5),
        ("夜里2点", 2, 0),
        ("晚上11点", 23, 0),
        ("晚上十一点", 23, 0),
        ("早上十一点", 11, 0),
        ("零点", 0, 0),
        ("六点半", 18, 30),
        ("5:30", 17, 30),
        ("05:30", 5, 30),
        ("8点半", 8, 30),
        ("早上大概六点半", 6, 30),
        ("一早七点", 7, 0),
        ("大半夜1点", 1, 0),
        ("凌晨12点", 0, 0),
    ],
)
def test_a_time_of_day_belongs_to_the_day_before_it(said: str, hour: int, minute: int) -> None:
    text = said.replace("：", ":")
    assert at(f"8月30号{text}交行不行") == [day(8, 30, hour, minute)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("今天", (10, 12)),
        ("明天", (10, 13)),
        ("后天", (10, 14)),
        ("大后天", (10, 15)),
        ("大前天", (10, 9)),
        ("昨天", (10, 11)),
        ("前天", (10, 10)),
        ("今晚", (10, 12)),
    ],
)
def test_days_may_be_counted_from_today(said: str, expected: tuple[int, int]) -> None:
    assert at(f"{said}交行不行") == [day(*expected)]


@pytest.mark.parametrize("said", ["24点", "24:00", "晚上12点", "晚上十二点", "半夜12点", "夜里12点"])
def test_midnight_at_the_end_of_a_day_is_not_its_noon_nor_its_beginning(said: str) -> None:
    assert at(f"8月30号{said}交行不行") == [day(8, 31)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("下个月3号", (11, 3)),
        ("下月3号", (11, 3)),
        ("上个月28号", (9, 28)),
        ("这个月28号", (10, 28)),
        ("8月的最后一天", (8, 31)),
        ("9月底", (9, 30)),
        ("月底", (10, 31)),
        ("下个月底", (11, 30)),
        ("周六", (10, 12)),
        ("下周三", (10, 16)),
        ("下下周一", (10, 21)),
        ("这周五", (10, 11)),
        ("国庆后第一天", (10, 8)),
        ("国庆前", (9, 30)),
        ("中秋节后", (9, 18)),
        ("节后", (10, 8)),
        ("国庆期间", (10, 1)),
    ],
)
def test_a_month_may_be_counted_from_this_one(said: str, expected: tuple[int, int]) -> None:
    assert at(f"{said}交行不行") == [day(*expected)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("10月7号是周六，上班吗", 1),
        ("截止那天是不是周六", 0),
        ("周六12号", 1),
        ("中间碰上国庆和中秋", 0),
        ("10月24到31送", 2),
        ("5点半交8月30号行吗", 1),
    ],
)
def test_what_is_only_told_of_a_day_is_no_moment(text: str, count: int) -> None:
    assert len(moments(digits(text))) == count


def test_a_part_of_a_day_without_an_hour_is_kept_as_such() -> None:
    [night] = moments("8月30号半夜交")
    assert (night.part, night.at) == ("半夜", None)


@pytest.mark.parametrize("text", ["18点换算成新疆时间是几点", "北京时间18点是新疆时间几点", "18点是本地时间几点"])
def test_a_zone_to_convert_into_is_not_that_of_the_hour(text: str) -> None:
    assert at(text) == [day(10, 12, 18)]


def test_a_time_alone_is_a_moment_of_today() -> None:
    assert at("下午五点半还能交吗") == [day(10, 12, 17, 30)]


def test_a_day_alone_is_one_of_this_month() -> None:
    assert at("15号还能交吗") == [day(10, 15)]


@pytest.mark.parametrize("zone", ["新疆时间", "乌鲁木齐时间"])
def test_xinjiang_time_is_two_hours_behind_beijing(zone: str) -> None:
    assert at(f"8月30号{zone}下午四点交") == [day(8, 30, 18)]


def test_an_evening_in_xinjiang_may_be_the_next_day_in_beijing() -> None:
    assert at("8月30号新疆时间晚上11点交") == [day(8, 31, 1)]


def test_a_day_without_an_hour_is_the_same_in_either_time() -> None:
    assert at("新疆时间8月30号交") == [day(8, 30)]


def test_beijing_time_is_what_it_says() -> None:
    assert at("8月30号北京时间18点交") == [day(8, 30, 18)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("去年8月", date(2023, 8, 1)),
        ("前年9月", date(2022, 9, 1)),
        ("2021年8月", date(2021, 8, 1)),
        ("21年8月", date(2021, 8, 1)),
        ("2022.05", date(2022, 5, 1)),
        ("2021年底", date(2021, 12, 1)),
        ("22年初", date(2022, 1, 1)),
        ("去年年底", date(2023, 12, 1)),
        ("98年7月", date(1998, 7, 1)),
    ],
)
def test_a_month_of_an_earlier_year(said: str, expected: date) -> None:
    assert [m.date(NOW, YEAR) for m in moments(digits(f"我{said}上的班"))] == [expected]


def test_several_days_come_in_order_each_with_its_own_hour() -> None:
    assert at("8月28号上午9点退回，我30号下午5点改好") == [day(8, 28, 9), day(10, 30, 17)]


@pytest.mark.parametrize("said", ["2月30日", "4月31号", "2023年2月29日"])
def test_a_day_that_does_not_exist_is_none(said: str) -> None:
    assert at(f"{said}交") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "中级评审费400元",
        "满3年了",
        "3个中级",
        "第3次提交",
        "继续教育90学时",
        "5个工作日",
        "2日内改好",
        "48小时",
        "一点都不懂",
        "0997-2139568",
        "附件1",
        "8.5万",
        "3人",
        "",
        "电话15899026269",
    ],
)
def test_other_numbers_are_no_moments(text: str) -> None:
    assert moments(digits(text)) == ()


def test_a_moment_knows_where_in_the_text_it_stands() -> None:
    text = "材料8月30日退回"
    start, end = moments(text)[0].span
    assert text[start:end] == "8月30日"


def test_the_same_question_about_another_day_has_the_same_wording() -> None:
    assert without_dates("8月30日18:00交行不行") == without_dates("10月15日9:00交行不行")


def test_a_moment_without_a_day_has_no_date() -> None:
    assert Moment(at=time(9)).date(NOW, YEAR) is None
