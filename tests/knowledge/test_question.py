"""What a text says: places, series, levels, employers, counts, years, and what is left to be asked."""

from collections.abc import Callable
from datetime import time

import pytest

from knowledge.question import Question, asks, merged, next_year, this_year, without_origins
from knowledge.spells import served
from knowledge.wording import asking
from tests.knowledge.conftest import Read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("阿克苏地区档案几号截止", ("aksu",)),
        ("阿克苏档案几号截止", ("aksu",)),
        ("巴音郭楞蒙古自治州电力", ("bayingol",)),
        ("巴州电力几号截止", ("bayingol",)),
        ("和静县初定几号截止", ("hejing",)),
        ("我在库尔勒上班", ("korla",)),
        ("库车的建筑", ("kuqa",)),
        ("喀什的档案", ("kashgar",)),
        ("广东来的", ("elsewhere",)),
        ("阿克蘇檔案幾號截止", ("aksu",)),
        ("阿克苏市的公司", ("aksu-city",)),
        ("几号截止", ()),
    ],
)
def test_places_are_known_by_what_people_call_them(read: Read, text: str, places: tuple[str, ...]) -> None:
    assert read(text).places == places


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("档案系列中级", ("archives",)),
        ("建筑专业评审费", ("construction",)),
        ("电力评审费", ("power",)),
        ("党校职称", ("party-school",)),
        ("高级经济师考试", ("real-estate-economics",)),
        ("卫生系列", ("health",)),
        ("评审费多少", ()),
        ("我的人事档案在人才中心", ()),
    ],
)
def test_series_are_known_by_name(read: Read, text: str, series: tuple[str, ...]) -> None:
    assert read(text).series == series


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("我是施工员", ("construction",)),
        ("我在供电公司上班", ("power",)),
        ("我是讲师", ("party-school",)),
        ("我在林场", ("forestry",)),
        ("我是记者", ("news",)),
        ("我是护士", ("health",)),
    ],
)
def test_work_points_to_a_series_without_naming_it(read: Read, text: str, jobs: tuple[str, ...]) -> None:
    assert (read(text).jobs, read(text).series) == (jobs, ())


def test_a_series_that_is_named_is_no_mere_job(read: Read) -> None:
    question = read("我在供电公司，报电力专业")
    assert question.series == ("power",) and "power" not in question.jobs


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年度阿克苏档案", (2024,)),
        ("2023年职称评审", (2023,)),
        ("2024年巴州电力", (2024,)),
        ("阿克苏档案2025年什么时候申报", (2025,)),
        ("2021年8月上的班", ()),
        ("2022年的考核表", ()),
        ("阿克苏档案", ()),
    ],
)
def test_a_year_may_say_which_notice_is_meant(read: Read, text: str, years: tuple[int, ...]) -> None:
    assert read(text).years == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("干了3年", 3.0),
        ("两年半", 2.5),
        ("3年多", 3.1),
        ("干了2年零3个月", 2.25),
        ("1.5年", 1.5),
        ("2.5年", 2.5),
        ("2024年", None),
        ("满3年", None),
        ("年底", None),
        ("快3年了", 2.9),
        ("毕业四年，今年才来单位", None),
        ("当兵5年，上班1年", 1.0),
        ("干了五年保安，转技术岗才一年", 1.0),
        ("大专毕业5年，但只干了1年专业技术工作", 1.0),
        ("大专三年制毕业，工作一年", 1.0),
        ("社保交了3年，实际上班1年8个月", 1 + 8 / 12),
        ("合同签了3年，干了7个月", 7 / 12),
        ("干了11个月", 11 / 12),
        ("上班半年", 0.5),
        ("毕业半年", None),
        ("近6个月的社保", None),
        ("在甲厂干了8个月在乙厂干了7个月", 1.25),
        ("先在水利局干了14个月，后来在住建局干了11个月", 25 / 12),
        ("甲厂1年，乙厂半年，加起来一年半", 1.5),
        ("工作5年，其中技术岗2年", 2.0),
        ("在超市收银一年，在档案馆一年半", 1.5),
        ("干了一年销售，后来干技术8个月", 8 / 12),
        ("还差一个月三年", 35 / 12),
        ("先后三个单位干了7个月、9个月、6个月", 22 / 12),
        ("刚满8个月", 8 / 12),
        ("高级技师取得四年", 4.0),
        ("三年差两个月", 34 / 12),
        ("再过两个月满两年", 22 / 12),
        ("两年差五天", 1.9),
        ("三年不到", 2.9),
        ("规定要2年，我干了13个月", 13 / 12),
        ("本科毕业后干了3年", 3.0),
        ("大专毕业，3年工作经验", 3.0),
        ("", None),
    ],
)
def test_years_of_work_are_read(read: Read, text: str, years: float | None) -> None:
    told = served(read(text).text)
    assert (told and told.least) == (years if years is None else pytest.approx(years))
    assert told is None or told.most == told.least


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("在别的县干了1年，来和静1年", 1.0, 2.0),
        ("实习半年，正式上班一年", 1.0, 1.5),
        ("干了大概3年", 2.9, 3.1),
        ("工作两年左右", 1.9, 2.1),
        ("打工一年", 0.0, 1.0),
        ("工作三年，其中两年是司机", 1.0, 3.0),
        ("在单位三年了，前两年是司机，后一年转技术", 0.0, 4.0),
        ("实习半年正式一年半", 1.5, 2.0),
        ("工作5年，技术岗干了2年", 2.0, 7.0),
        ("工作五年，在甲厂干了3年，在乙厂干了2年", 5.0, 5.0),
    ],
)
def test_work_that_may_not_count_is_kept_apart(read: Read, text: str, least: float, most: float) -> None:
    told = served(read(text).text)
    assert told is not None
    assert [told.least, told.most] == pytest.approx([least, most])


def test_what_is_asked_is_left_when_names_and_fillers_are_gone(read: Read) -> None:
    assert read("您好，请问一下阿克苏档案几号截止").whole == read("巴州电力几号截止").whole == "几号截止"


def test_a_level_is_a_sign_where_wordings_are_compared(read: Read) -> None:
    assert read("中级评审费多少").whole == read("高级评审费多少").whole != read("评审费多少").whole


def test_a_day_is_left_out_where_wordings_are_compared(read: Read) -> None:
    assert read("8月30号交行不行").whole == read("10月15日交行不行").whole


def test_punctuation_makes_parts(read: Read) -> None:
    assert read("材料退回来了。几天改好？在哪交？").asked == ("材料退回来了", "几天改好", "在哪交")


def test_the_parts_that_ask_are_told_from_the_story(read: Read) -> None:
    assert asking(read("我单位很忙，领导不管事，几天改好").asked) == ("几天改好",)


def test_a_greeting_of_fillers_alone_is_not_lost(read: Read) -> None:
    assert read("您好").asked == ("您好",)


@pytest.mark.parametrize(
    ("text", "asked"), [("几号截止", True), ("能不能报", True), ("交了没", True), ("我中专毕业", False), ("阿克苏档案", False)]
)
def test_a_question_is_told_from_a_statement(read: Read, text: str, asked: bool) -> None:
    assert asks(read(text)) == asked


@pytest.mark.parametrize(
    ("text", "pressing", "when", "returned"),
    [
        ("现在还能报吗", True, False, False),
        ("几号截止", False, True, False),
        ("材料被退回来了", False, False, True),
        ("评审费多少", False, False, False),
    ],
)
def test_haste_dates_and_returns_are_heard(read: Read, text: str, pressing: bool, when: bool, returned: bool) -> None:
    question = read(text)
    assert (question.pressing, question.when, question.returned) == (pressing, when, returned)


def test_this_year_and_the_next_are_told_apart(read: Read) -> None:
    assert this_year(read("今年什么时候报")) and next_year(read("明年什么时候报")) and not next_year(read("今年什么时候报"))


def test_a_province_beside_a_place_of_ours_is_where_somebody_comes_from(read: Read) -> None:
    question = read("我四川评的职称，现在在阿克苏")
    assert question.places == ("aksu",) and "elsewhere" in question.conditions["title_from"]


def test_a_province_alone_is_where_the_title_comes_from_once_the_notice_is_known(read: Read) -> None:
    question = without_origins(read("四川评的职称要交什么"), known=True)
    assert question.places == () and question.conditions["title_from"] == ("elsewhere",)


def test_what_is_left_open_is_filled_from_before(read: Read) -> None:
    known = merged(read("中级的呢"), read("阿克苏档案初级评审费多少"))
    assert (known.places, known.jobs, known.conditions["level"]) == (("aksu",), ("archives",), ("middle",))


def test_a_job_takes_the_place_of_a_series_named_before(read: Read) -> None:
    assert merged(read("我是施工员"), read("阿克苏档案")).series == ()


def test_the_date_of_a_question_is_read(read: Read) -> None:
    moment = read("8月30号18点交行不行").moments[0]
    assert (moment.month, moment.day, moment.at) == (8, 30, time(18))


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "，。！", "😀" * 100, "一" * 5000, "8月" * 500, "(" * 3000, "3个" * 700, "[[[[\\", "%s{}{{"]
)
def test_whatever_is_typed_is_read(read: Read, text: str) -> None:
    assert isinstance(read(text), Question)


@pytest.mark.parametrize(
    ("text", "places", "title_from"),
    [
        ("在乌鲁木齐评的中级，报巴州电力要几样", ("bayingol",), ("here",)),
        ("乌鲁木齐市建筑什么时候报，我刚从阿克苏调过去", ("urumqi",), ("here",)),
        ("在四川拿的证，现在报阿克苏建筑", ("aksu",), ("elsewhere",)),
        ("阿克苏评的中级多少钱", ("aksu",), None),
    ],
)
def test_where_a_title_was_granted_is_not_where_somebody_applies(
    read: Callable[[str], Question], text: str, places: tuple[str, ...], title_from: tuple[str, ...] | None
) -> None:
    question = read(text)
    assert question.places == places and question.conditions.get("title_from") == title_from
