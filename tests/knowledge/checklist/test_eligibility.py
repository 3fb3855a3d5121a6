"""Whether somebody may apply: what a ruling is made of, and what is left to other documents."""

from datetime import date

import pytest

from knowledge.checklist.eligibility import eligibility
from notices.vocabulary import Employer
from tests.knowledge.checklist.applicants import CLEAN, ECONOMIST, GRADUATE, NOW, facts, of, reasons, who
from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER


# ---- what the notices leave to other documents
@pytest.mark.parametrize(
    ("notice", "said", "document"),
    [
        (ARCHIVES, "route=review level=middle employer=state", "自治区档案系列（专业）最新修订的评审条件"),
        (CONSTRUCTION, "route=review level=middle employer=state series=construction", "阿地人社发〔2023〕16号"),
        (CONSTRUCTION, ECONOMIST, "高级经济师职称评审条件（试行）"),
        (POWER, "route=review level=middle employer=state", "新人社发〔2023〕29号"),
        (PARTY, "route=initial level=junior employer=institution", "新人社发〔2023〕47号"),
    ],
)
def test_years_by_diploma_are_left_to_the_document_that_is_named(notice: str, said: str, document: str) -> None:
    found = eligibility(facts(notice), who(said, "appraisal=basic appraisal=failed"), NOW)
    [named] = of(found.reasons, "conditions").data["documents"]
    assert document in named and found.ruling == "open"


def test_of_the_private_route_the_notice_names_no_conditions() -> None:
    found = reasons(CONSTRUCTION, who("route=private level=middle series=construction employer=private"))["conditions-left"]
    assert [caution.id for caution in found.data["cautions"]] == ["private-conditions"]


@pytest.mark.parametrize(
    ("level", "topics"),
    [
        ("junior", {"scope.delay", "ce.years", "material.social"}),
        ("associate", {"scope.delay", "material.social", "defence.exempt"}),
    ],
)
def test_other_things_left_to_documents_decide_nothing(level: str, topics: set[str]) -> None:
    profile = who(f"route=review level={level} series=construction employer=state")
    left = [one for one in eligibility(facts(CONSTRUCTION), profile, NOW).reasons if one.key == "elsewhere"]
    assert {one.data["topic"] for one in left} == topics and not any(one.data["deciding"] for one in left)


# ---- all of it
def test_a_yes_lists_what_it_rests_on() -> None:
    profile = who(GRADUATE + "education=college", CLEAN, {"began": date(2022, 8, 1)})
    found = eligibility(facts(HEJING), profile, NOW)
    rests = [one.key for one in found.reasons if one.data["deciding"]]
    assert found.ruling == "yes" and {"not-excluded", "in-scope", "admitted", "service", "appraisals"} == set(rests)


def test_what_decides_comes_first() -> None:
    every = " ".join(f"employer={kind}" for kind in Employer)
    profile = who("route=grant level=junior appraisal=basic", every)
    order = [(one.data["deciding"], one.data["ruling"]) for one in eligibility(facts(POWER), profile, NOW).reasons]
    places = [3 if not deciding else ("no", "open", "yes").index(ruling) for deciding, ruling in order]
    assert places == sorted(places) and {0, 1, 2, 3} == set(places)


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER])
def test_of_somebody_who_says_nothing_nothing_is_denied(notice: str) -> None:
    assert eligibility(facts(notice), who(), NOW).ruling == "open"


@pytest.mark.parametrize(("began", "have", "months"), [(date(2020, 7, 1), 4, 5), (date(2019, 12, 31), 5, 0)])
def test_seniority_is_told_to_the_cutoff(began: date, have: int, months: int) -> None:
    profile = who("route=review level=middle employer=state", days={"began": began})
    told = reasons(ARCHIVES, profile)["seniority"].data
    assert (told["until"], told["have"], told["months"], told["deciding"]) == (date(2024, 12, 31), have, months, False)


def test_fraud_would_bar_from_the_next_year_on() -> None:
    told = reasons(PARTY, who("route=review level=middle employer=state"))["would-bar"].data
    assert (told["first"], told["last"], told["again"]) == (2024, 2026, 2027)
