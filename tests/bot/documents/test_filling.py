"""What is typed into papers: taken, or refused with the reason."""

from datetime import date

import pytest

from bot.documents.filling import Filling, filling
from bot.documents.inputs import Unfit, value
from bot.documents.papers import Day
from notices.kits import Kits
from notices.papers import field
from notices.shelf import load

KITS = Kits(load())
NUMBER = "652901199005121223"  # of nobody: a woman born in May 1990


def publicity(**typed: str) -> Filling:
    kit = KITS.of("aksu-archives-2024")
    return filling(kit, kit.papers["publicity"], typed)


def keys(done: Filling) -> list[str]:
    return [one.key for one in (*done.faults, *done.remarks)]


@pytest.mark.parametrize("typed", ["2024-08-20", "2024年8月20日", "2024.8.20", "２０２４/８/２０", "20240820", "2024年8月20号"])
def test_a_day_is_understood_as_people_write_it(typed: str) -> None:
    assert value(field("signed"), typed) == Day("2024", "8", "20")


@pytest.mark.parametrize("typed", ["2012年8月", "2012-08", "2012.8", "2012/8/1", "2012年8月1日"])
def test_a_month_is_understood_as_people_write_it(typed: str) -> None:
    assert value(field("work_started"), typed) == Day("2012", "8")


@pytest.mark.parametrize(
    ("name", "typed", "key"),
    [
        ("signed", "下周一", "no-day"),
        ("signed", "2024-02-30", "impossible-day"),
        ("signed", "0024-02-03", "impossible-day"),
        ("born", "五月", "no-month"),
        ("born", "1990年13月", "impossible-day"),
        ("publicity_days", "五天", "no-count"),
        ("publicity_days", "0", "no-count"),
        ("supervision_phone", "办公室", "no-phone"),
        ("sex", "不详", "no-option"),
        ("name", "王" * 31, "too-long"),
        ("identity_number", "12345", "identity-form"),
        ("identity_number", NUMBER[:-1] + "4", "identity-check"),
        ("identity_number", "652901199002311216", "identity-day"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(name: str, typed: str, key: str) -> None:
    with pytest.raises(Unfit) as refused:
        value(field(name), typed)
    assert refused.value.key == key


def test_an_identity_number_may_be_typed_in_groups_and_with_a_small_x() -> None:
    assert value(field("identity_number"), "11010519491231002x") == "11010519491231002X"
    assert value(field("identity_number"), "652901 19900512 1223") == NUMBER


@pytest.mark.parametrize(
    ("name", "typed", "kept"), [("series", "档案系列", "档案"), ("level", "中级", "中"), ("level", "高", "高")]
)
def test_what_the_template_prints_behind_a_value_is_taken_off(name: str, typed: str, kept: str) -> None:
    assert value(field(name), typed) == kept


def test_publicity_of_too_few_working_days_is_told_with_its_earliest_end() -> None:
    done = publicity(publicity_from="2024-09-12", publicity_to="2024-09-18")  # with the days off of Mid-Autumn
    [remark] = done.remarks
    assert remark.key == "publicity-short"
    assert remark.data == {"days": 4, "wanted": 5, "end": date(2024, 9, 19).isoformat()}


def test_publicity_long_enough_needs_no_word() -> None:
    assert keys(publicity(publicity_from="2024-08-20", publicity_to="2024-08-26")) == []


def test_publicity_without_an_end_is_told_its_earliest_end() -> None:
    [remark] = publicity(publicity_from="2024-08-20").remarks
    assert remark.key == "publicity-end" and remark.data["end"] == "2024-08-26"


def test_publicity_that_ends_before_it_begins_is_told() -> None:
    assert keys(publicity(publicity_from="2024-08-26", publicity_to="2024-08-20")) == ["publicity-reversed"]


def test_working_days_of_a_year_without_a_calendar_are_not_guessed() -> None:
    assert keys(publicity(publicity_from="2031-03-03", publicity_to="2031-03-04")) == ["calendar-unknown"]


def test_days_of_publicity_that_differ_from_its_span_are_told() -> None:
    kit = KITS.of("bayingol-power-2024")
    span = {"publicity_from": "2024-09-18", "publicity_to": "2024-09-24", "publicity_days": "6"}
    done = filling(kit, kit.papers["publicity-result"], span)
    assert [(r.key, r.data) for r in done.remarks] == [("publicity-count", {"working": 5, "all": 7})]


def test_birth_and_sex_that_differ_from_the_identity_number_are_told() -> None:
    kit = KITS.of("aksu-archives-2024")
    typed = {"identity_number": NUMBER, "sex": "男", "born": "1990年6月"}
    assert keys(filling(kit, kit.papers["exemption"], typed)) == ["born-differs", "sex-differs"]


def test_required_fields_left_empty_are_named_as_the_paper_calls_them() -> None:
    kit = KITS.of("hejing-initial-2024")
    assert filling(kit, kit.papers["integrity"], {"name": "王某某"}).missing == ("工作单位",)


def roster(people: str) -> Filling:
    kit = KITS.of("bayingol-power-2024")
    return filling(kit, kit.papers["roster"], {"people": people})


def test_a_table_pasted_with_its_head_is_read_by_its_columns() -> None:
    done = roster("序号\t单位\t姓名\t工作单位\t是否通过\n1\t\t王某某\t甲公司\t\n2\t\t李某\t乙公司\t")
    assert [(row["name"], row["employer"]) for row in done.people] == [("王某某", "甲公司"), ("李某", "乙公司")]


def test_lines_without_a_head_are_read_in_the_order_of_the_paper() -> None:
    assert [dict(row) for row in roster("1，王某某，男\n李某，女，回族").people] == [
        {"name": "王某某", "sex": "男"},
        {"name": "李某", "sex": "女", "ethnicity": "回族"},
    ]


def test_a_fault_in_a_list_is_told_with_its_line() -> None:
    done = roster(f"王某某，男，汉族，群众，{NUMBER[:-1]}5\n李某，女性")
    assert [(r.key, r.row) for r in done.faults] == [("identity-check", 1), ("no-option", 2)]


def test_a_list_too_long_or_too_wide_is_refused() -> None:
    assert keys(roster("\n".join(["王某某，男"] * 101))) == ["too-many"]
    assert keys(roster(",".join("甲" * 11)))[0] == "too-many-cells"
