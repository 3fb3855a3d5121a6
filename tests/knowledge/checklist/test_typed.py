"""What typed answers mean, and why some are refused."""

from collections.abc import Callable
from datetime import datetime

import pytest

from knowledge.checklist.model import UNSURE, Question, Refusal
from knowledge.checklist.typed import understood
from knowledge.deadlines import BEIJING
from tests.knowledge.checklist.test_flow import ARCHIVES, BUILDING, HEJING, PARTY, POWER

NOW = datetime(2024, 8, 20, 10, tzinfo=BEIJING)
Ask = Callable[[str, str], Question]


@pytest.mark.parametrize(
    ("notice", "name", "text", "value"),
    [
        (ARCHIVES, "route", "评审", "review"),
        (ARCHIVES, "route", "民企专项", "private"),
        (ARCHIVES, "route", "第二个", "private"),
        (ARCHIVES, "route", "2", "private"),
        (ARCHIVES, "route", "B", "private"),
        (ARCHIVES, "route", "这个不太清楚", UNSURE),
        (ARCHIVES, "level", "我想报中级", "middle"),
        (ARCHIVES, "level", "助理馆员", "junior"),
        (ARCHIVES, "level", "馆员", "middle"),
        (ARCHIVES, "employer", "事业单位的", "institution"),
        (ARCHIVES, "employer", "我是参公的", "civil-like"),
        (ARCHIVES, "employer", "退休返聘", "retired"),
        (ARCHIVES, "employer", "私企", "private"),
        (POWER, "employer", "公司", "enterprise"),
        (POWER, "employer", "国企", "state"),
        (ARCHIVES, "punished", "没有", "no"),
        (ARCHIVES, "punished", "是的", "yes"),
        (ARCHIVES, "punished", "没受过处分", "no"),
        (ARCHIVES, "punished", "受过处分但影响期过了", "no"),
        (ARCHIVES, "punished", "还在处分期内", "yes"),
        (HEJING, "began", "18个月", "2023-02-20"),
        (HEJING, "began", "干了半年", "2024-02-20"),
        (HEJING, "began", "一年零两个月", "2023-06-20"),
        (ARCHIVES, "first_time", "不是第一次", "no"),
        (ARCHIVES, "first_time", "从来没评过", "yes"),
        (ARCHIVES, "stationed", "驻村刚回来", "stationed-before"),
        (ARCHIVES, "stationed", "还在驻村", "stationed-now"),
        (ARCHIVES, "stationed", "没参加过", "no"),
        (ARCHIVES, "not_on_chsi", "查得到", "no"),
        (ARCHIVES, "not_on_chsi", "不能", "yes"),
        (ARCHIVES, "not_on_chsi", "还没查", UNSURE),
        (HEJING, "education", "大学本科", "bachelor"),
        (HEJING, "education", "研究生", "master"),
        (HEJING, "education", "高级工班", "class-senior"),
        (HEJING, "full_time", "函授的", "no"),
        (PARTY, "appraisals", "基本合格和不合格", "basic,failed"),
        (PARTY, "appraisals", "1和2", "basic,failed"),
        (PARTY, "appraisals", "都没有", "none"),
        (PARTY, "appraisals", "不合格", "failed"),
        (PARTY, "place", "且末", "qiemo"),
        (PARTY, "place", "库尔勒", "other"),
        (PARTY, "title", "湖南评的", "elsewhere"),
        (PARTY, "title", "阿克苏评的", "here"),
        (BUILDING, "title", "阿克苏评的", "here"),
        (BUILDING, "title", "喀什评的", "elsewhere"),
        (BUILDING, "title", "还没", "none"),
        (BUILDING, "certificate", "高级技师", "senior-technician"),
        (BUILDING, "series", "土建", "construction"),
        (BUILDING, "passed_in", "2022年", "2022"),
        (BUILDING, "passed_in", "22年", "2022"),
        (BUILDING, "passed_in", "去年", "2023"),
        (BUILDING, "certificate", "一级建造师", "none"),
        (BUILDING, "certificate", "一级", "senior-technician"),
        (BUILDING, "education", "都不是", "other"),
        (HEJING, "punished", "无处分", "no"),
        (HEJING, "punished", "不", "no"),
        (HEJING, "not_on_chsi", "没", "yes"),
        (HEJING, "not_on_chsi", "不", "yes"),
        (POWER, "place", "都不是", "other"),
        (BUILDING, "title", "不在阿克苏取得的", "elsewhere"),
        (BUILDING, "classified", "没有涉密材料", "no"),
        (BUILDING, "stationed", "从来没参加过", "no"),
        (ARCHIVES, "route", "走民企那个", "private"),
        (PARTY, "basic_times", "两次", "2"),
        (PARTY, "basic_times", "一回", "1"),
        (PARTY, "basic_times", "3", "3"),
        (PARTY, "basic_times", "三", "3"),
    ],
)
def test_an_answer_is_understood_as_people_type_it(question: Ask, notice: str, name: str, text: str, value: str) -> None:
    assert understood(question(notice, name), text, NOW) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年7月1日", "2021-07-01"),
        ("21年7月1号", "2021-07-01"),
        ("2021.7.1", "2021-07-01"),
        ("2021-07-01", "2021-07-01"),
        ("2021/7/1", "2021-07-01"),
        ("20210701", "2021-07-01"),
        ("２０２１年７月１日", "2021-07-01"),
        ("二〇二一年七月一日", "2021-07-01"),
        ("98年7月1号", "1998-07-01"),
        ("昨天", "2024-08-19"),
        ("干了3年", "2021-08-20"),
        ("三年多了", "2021-08-20"),
    ],
)
def test_a_day_is_understood_in_all_usual_forms(question: Ask, text: str, day: str) -> None:
    assert understood(question(HEJING, "began"), text, NOW) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年7月", "2021-07-31"),
        ("2020.2", "2020-02-29"),
        ("去年7月", "2023-07-31"),
        ("2021年", "2021-12-31"),
        ("21届", "2021-12-31"),
        ("前年", "2022-12-31"),
        ("2024年8月", "2024-08-20"),
        ("2024", "2024-08-20"),
    ],
)
def test_a_month_or_a_year_counts_as_its_last_day_so_that_no_claim_comes_too_early(question: Ask, text: str, day: str) -> None:
    assert understood(question(HEJING, "graduated"), text, NOW) == day


@pytest.mark.parametrize(
    ("notice", "name", "text", "key"),
    [
        (ARCHIVES, "level", "  ", "empty"),
        (ARCHIVES, "level", "不知道", "unsure"),
        (ARCHIVES, "level", "随便", "not-an-option"),
        (ARCHIVES, "level", "3级跳", "not-an-option"),
        (ARCHIVES, "level", "中级或者初级", "one-only"),
        (ARCHIVES, "employer", "民企和事业单位都有", "one-only"),
        (ARCHIVES, "employer", "不是事业单位", "not-an-option"),
        (BUILDING, "title", "没有涉密", "not-an-option"),
        (HEJING, "punished", "不在阿克苏", "not-an-option"),
        (PARTY, "appraisals", "没有不合格", "not-an-option"),
        (PARTY, "appraisals", "基本合格，没有", "two-ways"),
        (HEJING, "graduated", "2021年2月30日", "no-such-day"),
        (HEJING, "graduated", "2月30日", "no-such-day"),
        (HEJING, "graduated", "2021年13月", "no-such-day"),
        (HEJING, "graduated", "2025年7月1日", "future"),
        (HEJING, "graduated", "明年7月", "future"),
        (HEJING, "graduated", "1930年1月1日", "long-ago"),
        (HEJING, "graduated", "7月1号", "no-year"),
        (HEJING, "graduated", "2019年7月到2021年7月", "two-days"),
        (HEJING, "graduated", "很久以前", "not-a-day"),
        (HEJING, "began", "快3年了", "not-a-day"),
        (PARTY, "basic_times", "很多", "not-a-count"),
        (PARTY, "basic_times", "没有", "out-of-range"),
        (PARTY, "basic_times", "100次", "out-of-range"),
        (PARTY, "basic_times", "-1", "not-a-count"),
        (PARTY, "basic_times", "1.5", "not-a-count"),
        (BUILDING, "passed_in", "2025年", "no-such-year"),
        (BUILDING, "passed_in", "好几年前", "not-a-year"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(question: Ask, notice: str, name: str, text: str, key: str) -> None:
    found = understood(question(notice, name), text, NOW)
    assert isinstance(found, Refusal)
    assert found.key == key


def test_a_refusal_names_the_two_options_that_were_given_at_once(question: Ask) -> None:
    found = understood(question(ARCHIVES, "level"), "中级或者初级", NOW)
    assert isinstance(found, Refusal)
    assert found.data["named"] == ("初级", "中级")


def test_an_identity_number_is_no_day_and_no_choice(question: Ask) -> None:
    for name in ("graduated", "education"):
        assert isinstance(understood(question(HEJING, name), "000000190001010000", NOW), Refusal)


@pytest.mark.parametrize("text", ["受过处分", "去年受过警告处分"])
def test_a_punishment_of_before_does_not_say_whether_it_still_bars(question: Ask, text: str) -> None:
    refused = understood(question(ARCHIVES, "punished"), text, NOW)
    assert isinstance(refused, Refusal) and refused.key == "not-an-option"
