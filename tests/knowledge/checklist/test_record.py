"""Appraisals that put an application off, and marks that still count."""

from dataclasses import replace

import pytest

from tests.knowledge.checklist.applicants import CLEAN, ECONOMIST, GRADUATE, ids, reasons, who
from tests.knowledge.rules.cases import CONSTRUCTION, HEJING, PARTY, POWER


# ---- 巴州电力 五（一）10, 巴州党干校 五（一）8: 基本合格顺延1年, 不合格顺延2年
@pytest.mark.parametrize(
    ("notice", "counts", "total", "earliest"),
    [
        (POWER, {"basic": 1}, 1, 2025),
        (POWER, {"failed": 1}, 2, 2026),
        (POWER, {"basic": 2, "failed": 1}, 4, 2028),
        (PARTY, {"basic": 3}, 3, 2026),
        (PARTY, {"basic": 1, "failed": 2}, 5, 2028),
    ],
)
def test_appraisals_put_the_application_off(notice: str, counts: dict[str, int], total: int, earliest: int) -> None:
    said = " ".join(f"appraisal={result}" for result in counts)
    told = reasons(notice, who(f"route=review level=middle employer=state {said}", counts=counts))["put-off"].data
    assert (told["total"], told["earliest"]) == (total, earliest)


def test_who_might_have_applied_years_ago_is_not_refused_for_an_appraisal() -> None:
    told = reasons(POWER, who("route=review level=middle employer=state appraisal=failed"))["put-off"].data
    assert (told["ruling"], told["served"]) == ("open", 2022)


def test_one_result_of_unsaid_times_came_once() -> None:
    told = reasons(POWER, who("route=review level=middle employer=state appraisal=failed"))["put-off"].data
    assert [(line["times"], line["each"], line["years"]) for line in told["lines"]] == [(1, 2, 2)]


@pytest.mark.parametrize(("unsure", "least"), [("failed_times", True), ("basic_times", False), ("place", False)])
def test_times_that_nobody_knows_may_be_more(unsure: str, least: bool) -> None:
    profile = replace(who("route=review level=middle employer=state appraisal=failed"), unsure=frozenset({unsure}))
    assert reasons(POWER, profile)["put-off"].data["least"] == least


@pytest.mark.parametrize(("denied", "key"), [("appraisal=basic appraisal=failed", "not-put-off"), ("", "appraisal-open")])
def test_appraisals_that_are_fine_or_unknown(denied: str, key: str) -> None:
    assert key in reasons(POWER, who("route=review level=middle employer=state", denied))


def test_where_no_years_are_given_for_an_appraisal_it_is_open() -> None:
    found = reasons(HEJING, who(GRADUATE + "education=college appraisal=basic", CLEAN))["appraisal-left"]
    assert found.data["ruling"] == "open" and ids(found) == ("appraisal-passed",)


# ---- 阿克苏建筑 四（七）: 合格成绩有效期5年, 未达到的仅当年有效
@pytest.mark.parametrize(
    ("marks", "year", "ruling"),
    [
        ("passed", 2024, "yes"),
        ("passed", 2020, "yes"),
        ("passed", 2019, "open"),  # five years are full in the course of 2024
        ("passed", 2018, "no"),
        ("sat", 2024, "yes"),
        ("sat", 2023, "no"),
    ],
)
def test_marks_count_for_years_or_for_one(marks: str, year: int, ruling: str) -> None:
    found = reasons(CONSTRUCTION, who(ECONOMIST, counts={marks: year}))
    assert (found.get("validity") or found["validity-edge"]).data["ruling"] == ruling


@pytest.mark.parametrize(("denied", "key"), [("standing=exam-marks", "marks-none"), ("", "marks-open")])
def test_no_marks_are_none_and_unknown_ones_open(denied: str, key: str) -> None:
    assert key in reasons(CONSTRUCTION, who(ECONOMIST, denied))


def test_no_marks_are_asked_of_engineers() -> None:
    found = reasons(CONSTRUCTION, who("route=review level=associate series=construction employer=state"))
    assert not any(key.startswith(("marks", "validity")) for key in found)
