"""Years of work, certificates, appraisals, marks, and the years that fraud bars."""

from datetime import date

import pytest

from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, Judge, moment


@pytest.mark.parametrize(
    ("text", "have", "need", "met"),
    [
        ("中专毕业，2021年8月上的班，够不够", 3, 3, True),
        ("中专毕业，2021年10月12日上的班，够不够", 3, 3, True),
        ("中专毕业，2021年10月13日上的班，够不够", 2, 3, False),
        ("大专毕业，2022年9月参加工作，够不够", 2, 2, True),
        ("大专毕业，2023年6月参加工作，够不够", 1, 2, False),
        ("本科毕业，2023年7月参加工作，够不够", 1, 1, True),
        ("本科2023年6月毕业，2023年11月入职，够不够", 0, 1, False),
        ("大专毕业，2022年10月20日入职，10月30日报够不够", 2, 2, True),
        ("本科毕业，去年11月入职，这个月30号报够不够", 0, 1, False),
        ("大专，2022年3月到2023年3月在建材厂搞技术，2023年4月起换到另一家，中间没断，今年10月报够不够", 2, 2, True),
        ("大专，2022年3月来当保安，2023年4月转搞技术，中间没断，今年10月报够不够", 1, 2, False),
    ],
)
def test_full_years_since_work_began(judge: Judge, text: str, have: int, need: int, met: bool) -> None:
    verdict = judge(text, HEJING, "scope.years")["service"]
    assert (verdict["have"], verdict["need"], verdict["met"]) == (have, need, met)


def test_the_day_is_told_on_which_the_years_are_full(judge: Judge) -> None:
    assert judge("中专毕业，2022年8月上的班，够不够", HEJING, "scope.years")["service"]["reached"] == date(2025, 8, 1)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("大专毕业干了2年，够不够", True),
        ("大专毕业干了1年，够不够", False),
        ("中专毕业干了两年半，够不够", False),
        ("大专，在甲厂干了8个月在乙厂干了7个月，够不够", False),
        ("大专，先在水利局干了14个月，后来在住建局干了11个月，够不够", True),
        ("大专实习半年，正式干了一年，够不够", False),
        ("中专还差一个月三年，够不够", False),
        ("大专，在轮台干了半年，又来和静干了一年，够不够", False),
    ],
)
def test_years_that_are_said_are_compared(judge: Judge, text: str, met: bool) -> None:
    assert judge(text, HEJING, "scope.years")["service-said"]["met"] is met


@pytest.mark.parametrize(
    "text",
    [
        "大专干了差不多两年，够不够",
        "大专实习半年正式一年半，够不够",
        "本科干行政一年半，够不够",
        "中专，在轮台干了两年又来和静干了一年，够不够",
    ],
)
def test_where_it_is_not_clear_what_counts_nothing_is_said(judge: Judge, text: str) -> None:
    assert judge(text, HEJING, "scope.years") == {}


@pytest.mark.parametrize("text", ["2021年8月上的班，够不够", "硕士毕业，2021年8月上的班，够不够", "中专毕业，够不够"])
def test_without_a_diploma_of_the_notice_or_a_beginning_nothing_is_reckoned(judge: Judge, text: str) -> None:
    assert judge(text, HEJING, "scope.years") == {}


def test_a_notice_that_asks_for_no_years_finds_none(judge: Judge) -> None:
    assert judge("中专毕业，2021年8月上的班，够不够", ARCHIVES, "scope.years") == {}


@pytest.mark.parametrize(
    ("text", "opens", "need", "met"),
    [
        ("高级工2022年12月拿的证，能报吗", "assistant", 2, True),
        ("高级工2023年3月拿的证，能报吗", "assistant", 2, False),
        ("技师2021年12月拿的证，能报吗", "middle", 3, True),
        ("高级技师2020年12月31日取得，能报吗", "associate", 4, True),
        ("高级技师2021年取得，能报吗", "associate", 4, False),
        ("技师证拿了3年，能报吗", "middle", 3, True),
        ("技师证拿了2年11个月，能报吗", "middle", 3, True),
        ("高级工4年，能报中级吗", "assistant", 2, False),
    ],
)
def test_years_since_a_certificate_count_to_the_cutoff(judge: Judge, text: str, opens: str, need: int, met: bool) -> None:
    verdict = judge(text, CONSTRUCTION, "skill.pathway", moment(2024, 8, 20))["skill"]
    assert (verdict["opens"], verdict["need"], verdict["met"], verdict["until"]) == (opens, need, met, date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "notice"), [("能报吗", CONSTRUCTION), ("高级工2022年拿的证", ARCHIVES), ("高级工能报吗", CONSTRUCTION)]
)
def test_without_a_certificate_or_its_day_nothing_is_reckoned(judge: Judge, text: str, notice: str) -> None:
    assert judge(text, notice, "skill.pathway") == {}


@pytest.mark.parametrize(
    ("text", "total", "base"),
    [
        ("一次基本合格，顺延几年", 1, 2024),
        ("两次基本合格，顺延几年", 2, 2024),
        ("一次不合格，顺延几年", 2, 2024),
        ("一次不合格一次基本合格，顺延几年", 3, 2024),
        ("基本合格两回，本来2025年报，顺延到哪年", 2, 2025),
        ("2022、2023两年都是基本合格，顺延几年", 2, 2024),
        ("2020和2022各一次基本合格，顺延几年", 2, 2024),
        ("两个年度都是基本合格，顺延几年", 2, 2024),
        ("两个年度考核都不合格，顺延几年", 4, 2024),
        ("一次不合格，2025年能报吗", 2, 2024),
        ("前年基本合格，去年又是基本合格，顺延几年", 2, 2024),
        ("连着三年基本合格，顺延几年", 3, 2024),
        ("2023年都不合格了，顺延几年", 2, 2024),
        ("2022年和2023年都基本合格，顺延几年", 2, 2024),
        ("2022年和2021年都基本合格，本来23年报，顺延几年", 2, 2023),
        ("20年、21年都不合格，顺延几年", 4, 2024),
        ("这三年年年基本合格，顺延几年", 3, 2024),
        ("2022、2023这两年都基本合格，顺延几年", 2, 2024),
        ("一次不合格推两年，那两次呢", 4, 2024),
        ("20年基本合格21年不合格22年基本合格，总共顺延几年", 4, 2024),
        ("本来2025年报，2022年不合格，哪年能报", 2, 2025),
        ("我今年本该报中级，2021年基本合格2023年不合格，顺延到哪年", 3, 2024),
        ("本该2024年报，2021年基本合格、2022年合格、2023年不合格，顺延几年", 3, 2024),
        ("三年考核里头两年基本合格一年优秀，顺延几年", 2, 2024),
        ("2019和2020基本合格，2021不合格，顺延几年", 4, 2024),
        ("基本合格是2021年，不合格是2022和2023年，顺延几年", 5, 2024),
        ("不合格一次基本合格两次，顺延几年", 4, 2024),
        ("基本合格和不合格各两次，顺延几年", 6, 2024),
        ("2021年和2022年考核分别是基本合格和不合格，顺延几年", 3, 2024),
        ("2021到2023年都不合格，顺延几年", 6, 2024),
        ("去年2023年基本合格，顺延几年", 1, 2024),
        ("2024年度电力，2023年基本合格，顺延几年", 1, 2024),
        ("我2018年评的初级，2023年考核基本合格，今年2024报中级行不行", 1, 2024),
        ("我2019年评上助理工程师，2022年考核基本合格，今年报行吗", 1, 2024),
        ("2021和2022两年基本合格，2023不合格，本来2022报", 4, 2022),
        ("2021、2022连着不合格", 4, 2024),
        ("2021的基本合格，2022的不合格，顺延几年", 3, 2024),
    ],
)
def test_appraisals_put_an_application_off(judge: Judge, text: str, total: int, base: int) -> None:
    verdict = judge(text, POWER, "appraisal.postpone")["postponement"]
    assert (verdict["total"], verdict["base"]) == (total, base)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("考核合格，顺延几年", POWER),
        ("基本合格，顺延几年", ARCHIVES),
        ("2021到2023年考核不合格，顺延几年", POWER),
        ("2021、2022、2023年考核分别是基本合格和不合格，顺延几年", POWER),
    ],
)
def test_without_such_an_appraisal_or_such_a_rule_nothing_is_put_off(judge: Judge, text: str, notice: str) -> None:
    assert judge(text, notice, "appraisal.postpone") == {}


@pytest.mark.parametrize(
    ("text", "key", "valid"),
    [
        ("2021年过的国家线，今年能用吗", "validity", True),
        ("2020年过的国家线，今年能用吗", "validity", True),
        ("2018年过的国家线，今年能用吗", "validity", False),
        ("2019年过的国家线，今年能用吗", "validity-edge", False),
        ("2023年没到国家线，今年能用吗", "validity", False),
    ],
)
def test_marks_count_for_so_many_years(judge: Judge, text: str, key: str, valid: bool) -> None:
    assert judge(text, CONSTRUCTION, "exam.economist", moment(2024, 8, 20))[key]["valid"] is valid


def test_a_notice_without_examinations_judges_no_marks(judge: Judge) -> None:
    assert judge("2021年过的国家线，今年能用吗", ARCHIVES, "exam.economist") == {}


@pytest.mark.parametrize(
    ("text", "notice", "first", "again"),
    [
        ("造假了最早哪年能再报", ARCHIVES, 2025, 2028),
        ("造假了最早哪年能再报", PARTY, 2024, 2027),
        ("2025年申报造假，最早哪年能再报", ARCHIVES, 2026, 2029),
    ],
)
def test_fraud_bars_from_the_year_after(judge: Judge, text: str, notice: str, first: int, again: int) -> None:
    verdict = judge(text, notice, "penalty.fraud")["barred"]
    assert (verdict["first"], verdict["again"], verdict["years"]) == (first, again, 3)


def test_a_question_calls_a_rule_by_its_own_words(judge: Judge) -> None:
    verdicts = judge("今年7月刚本科毕业到和静上班，10月想蹭一下这次初定成不成", HEJING, "window.apply")
    assert verdicts["service"]["met"] is False and "window-now" not in verdicts


def test_of_part_time_study_nothing_is_reckoned(judge: Judge) -> None:
    assert judge("函授大专毕业干了4年，够不够", HEJING, "scope.years") == {}


def test_what_fraud_leads_to_is_not_reckoned_unless_asked(judge: Judge) -> None:
    assert judge("造假有什么后果", ARCHIVES, "penalty.fraud") == {}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("大专，2022年11月5号上班，2024年10月30号报，年限差几天", (0, 6)),
        ("中专2022年1月10日上班，2024年10月20日报，够不够", (2, 21)),
        ("本科2024年1月31日上班，2024年10月31日报，够不够", (3, 0)),
        ("本科2023年9月1日上班，2024年10月12日报，够不够", None),
    ],
)
def test_what_is_wanting_of_full_years_is_told_in_months_and_days(judge: Judge, text: str, short: tuple[int, int] | None) -> None:
    assert judge(text, HEJING, "scope.years")["service"]["short"] == short


@pytest.mark.parametrize(
    ("text", "short"), [("中专满两年半，还差多久", 6), ("大专干了一年零九个月，够不够", 3), ("大专干了一年多，够不够", None)]
)
def test_what_is_wanting_of_years_that_are_said(judge: Judge, text: str, short: int | None) -> None:
    assert judge(text, HEJING, "scope.years")["service-said"]["short"] == short


def test_full_years_of_a_certificate_are_years_somebody_has(judge: Judge) -> None:
    assert judge("高级工满2年能报中级吗", CONSTRUCTION, "skill.pathway")["skill"]["other"] == "middle"


def test_years_and_months_up_to_the_cut_off_are_told(judge: Judge) -> None:
    verdict = judge("助工2021年7月31号聘上的，任职一共几年几个月", CONSTRUCTION, "seniority.cutoff")["seniority"]
    assert (verdict["have"], verdict["months"]) == (3, 5)


def test_the_latest_day_of_a_certificate_is_counted_back_from_the_cut_off(judge: Judge) -> None:
    verdict = judge("拿技师证的报中级，证最晚得哪天之前拿的", CONSTRUCTION, "skill.pathway")["skill-latest"]
    assert verdict["latest"] == date(2021, 12, 31)


@pytest.mark.parametrize(
    ("text", "notice", "met"),
    [
        ("本科的2023年5月来的，大专的2022年5月来的，中专的也是2022年5月来的，算到10月30号谁不够", HEJING, [True, True, False]),
        ("我中专2022年1月进的厂，同学大专2022年9月进的，10月30号前报，我俩谁够谁不够", HEJING, [False, True]),
        ("老王技师证是2021年8月的，小李是2022年8月的，中级谁够谁不够", CONSTRUCTION, [True, False]),
        ("我大专同事中专，俩人都是2022年6月一块儿进厂干技术的，到2024年10月谁够谁不够", HEJING, [True, False]),
        ("我中专2021年4月开始干技术，他大专2022年8月开始的，今年10月初定我俩年限都够吗", HEJING, [True, True]),
    ],
)
def test_of_several_persons_each_has_years_of_their_own(judge: Judge, text: str, notice: str, met: list[bool]) -> None:
    lines = judge(text, notice, "scope.years" if notice == HEJING else "skill.pathway")["years-each"]["lines"]
    assert [line["met"] for line in lines] == met


@pytest.mark.parametrize(
    "text",
    [
        "大专2019年毕业，2022年9月来的，够不够",
        "本科2021年7月毕业，2023年11月入职，我俩谁够",
        "小李2022年5月来的，小李2023年走的，谁够",
    ],
)
def test_two_days_of_one_person_are_no_two_persons(judge: Judge, text: str) -> None:
    assert "years-each" not in judge(text, HEJING, "scope.years")


def test_years_count_to_the_month_that_work_is_told_up_to(judge: Judge) -> None:
    verdict = judge("大专，到今年10月干技术刚好一年半，离够年限还差多久", HEJING, "scope.years")["service-said"]
    assert (verdict["have"], verdict["short"]) == (1.5, 6)


def test_the_month_of_a_date_before_it_is_not_this_month(judge: Judge) -> None:
    verdict = judge("本科2023年7月毕业当月就来搞技术了，今年10月20号报，够1年没有", HEJING, "scope.years")["service"]
    assert (verdict["since"], verdict["met"]) == (date(2023, 7, 1), True)


def test_a_skilled_workers_years_begin_again_after_other_work(judge: Judge) -> None:
    text = "2022年6月拿的高级工，拿完证跑了一年出租没干这行，2023年7月才回来干技术活，够2年没有"
    assert judge(text, CONSTRUCTION, "skill.pathway")["skill"]["since"] == date(2023, 7, 1)


@pytest.mark.parametrize(
    ("text", "apart"),
    [("技师2021年12月15号取得，到截止日富余几天", (0, 16)), ("技师证2022年3月31号的，中级到截止日差几个月", (3, 0))],
)
def test_how_far_a_skilled_workers_years_end_from_the_cutoff(judge: Judge, text: str, apart: tuple[int, int]) -> None:
    assert judge(text, CONSTRUCTION, "skill.pathway")["skill"]["apart"] == apart


def test_two_appraisals_that_are_counted_as_things_are_two(judge: Judge) -> None:
    assert judge("考核两个不合格，2023年本来能报，推到哪年", PARTY, "appraisal.postpone")["postponement"]["total"] == 4


def test_persons_put_off_by_as_many_years_are_told_so(judge: Judge) -> None:
    text = "同事两次基本合格，我一次不合格，我俩谁先报"
    assert judge(text, PARTY, "appraisal.postpone")["postponement"]["same"] is True


@pytest.mark.parametrize(
    ("text", "base", "asked"),
    [
        ("本该2022年报中级的，考核出了一次不合格，那2023年这回能报上不", 2022, 2023),
        ("原来2022年就够报中级了，一次考核不合格，今年2024能报了吧", 2022, 2024),
        ("一次考核不合格，今年还能报吗", 2023, 2023),
    ],
)
def test_an_application_is_put_off_from_the_year_that_it_was_meant_for(judge: Judge, text: str, base: int, asked: int) -> None:
    verdict = judge(text, PARTY, "appraisal.postpone")["postponement"]
    assert (verdict["base"], verdict["asked"]) == (base, asked)


def test_how_often_an_appraisal_came_is_no_number_of_submissions(judge: Judge) -> None:
    text = "因为一次考核不合格给顺延了，还能报几次"
    assert "submissions" not in judge(text, POWER, "appraisal.postpone")
