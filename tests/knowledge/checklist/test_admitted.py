"""Who may not apply, what a notice covers, and whom it admits by which route."""

import pytest

from knowledge.checklist.eligibility import eligibility
from tests.knowledge.checklist.applicants import CLEAN, NOW, facts, ids, reasons, who
from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER


# ---- who may not apply
@pytest.mark.parametrize(
    ("notice", "said", "fact"),
    [
        (HEJING, "employer=civil-like", "exclusion-civil-like"),
        (HEJING, "employer=retired", "exclusion-retired"),
        (HEJING, "employer=private standing=punished", "exclusion-punished"),
        (POWER, "employer=retired", "exclusion-retired"),
        (PARTY, "employer=government", "exclusion-civil"),
    ],
)
def test_who_is_excluded_hears_only_that(notice: str, said: str, fact: str) -> None:
    found = eligibility(facts(notice), who(said), NOW)
    assert found.ruling == "no" and [(reason.key, ids(reason)) for reason in found.reasons] == [("excluded", (fact,))]


def test_an_exclusion_that_was_not_answered_is_open() -> None:
    found = reasons(HEJING, who("employer=private"))["exclusion-open"]
    assert found.data["hangs_on"] == ("punished",) and ids(found) == ("exclusion-punished",)


def test_punishment_of_which_the_notice_says_nothing_is_left_open() -> None:
    found = reasons(ARCHIVES, who("route=review level=middle employer=institution standing=punished"))["exclusion-left"]
    assert [caution.id for caution in found.data["cautions"]] == ["punished"]


# ---- whom the notice admits
@pytest.mark.parametrize(
    ("notice", "said", "key"),
    [
        (ARCHIVES, "route=review employer=institution", "admitted"),
        (ARCHIVES, "route=review employer=state", "admitted"),
        (ARCHIVES, "route=review employer=freelance", "not-admitted"),
        (ARCHIVES, "route=review employer=retired", "admission-left"),
        (ARCHIVES, "route=private employer=private", "admitted"),
        (ARCHIVES, "route=private employer=freelance", "admitted"),
        (ARCHIVES, "route=private employer=posted", "admitted"),
        (ARCHIVES, "route=private employer=state", "not-admitted"),
        (ARCHIVES, "route=private", "admission-open"),
        (CONSTRUCTION, "route=private employer=private", "admitted"),
        (CONSTRUCTION, "route=private employer=state", "not-admitted"),
        (CONSTRUCTION, "route=private employer=freelance", "not-admitted"),
        (CONSTRUCTION, "route=review employer=posted", "not-admitted"),
        (CONSTRUCTION, "route=review employer=government", "admission-left"),
        (POWER, "route=review employer=aid", "admitted"),
        (POWER, "route=review employer=posted", "admission-left"),
        (PARTY, "route=review employer=aid", "admission-left"),
        (HEJING, "employer=state standing=full-time", "admitted"),
        (HEJING, "employer=freelance standing=full-time", "not-admitted"),  # 在本县企（事）业单位
        (HEJING, "employer=posted standing=full-time", "admission-left"),
        (HEJING, "employer=private", "admission-open"),  # whether the study was full-time was not said
    ],
)
def test_admission_is_by_employer_and_route(notice: str, said: str, key: str) -> None:
    found = reasons(notice, who(said + " level=middle series=construction", CLEAN if notice == HEJING else ""))
    assert key in found


@pytest.mark.parametrize(("route", "employer", "by"), [("review", "freelance", ("private",)), ("private", "state", ("review",))])
def test_who_is_not_admitted_hears_of_the_other_way(route: str, employer: str, by: tuple[str, ...]) -> None:
    assert reasons(ARCHIVES, who(f"route={route} level=middle employer={employer}"))["not-admitted"].data["by"] == by


@pytest.mark.parametrize(
    ("notice", "employer", "words"),
    [
        (ARCHIVES, "private", "营业执照在地区范围内注册"),
        (ARCHIVES, "freelance", "档案在地区人事代理机构托管"),
        (CONSTRUCTION, "private", "营业执照在阿克苏地区范围内注册"),
    ],
)
def test_an_admission_names_what_must_hold_besides(notice: str, employer: str, words: str) -> None:
    assert reasons(notice, who(f"route=private employer={employer}"))["admitted"].data["provided"] == (words,)


def test_study_that_was_not_full_time_is_outside_of_what_the_notice_is_for() -> None:
    found = reasons(HEJING, who("employer=institution education=college", "standing=full-time standing=punished"))
    assert ids(found["not-admitted"]) == ("who-diploma",) and found["not-admitted"].data["ruling"] == "no"


@pytest.mark.parametrize("notice", [POWER, PARTY])
@pytest.mark.parametrize(("level", "ruling"), [("junior", "open"), ("middle", "yes")])
def test_a_grant_is_spoken_of_for_the_middle_level(notice: str, level: str, ruling: str) -> None:
    found = eligibility(facts(notice), who(f"route=grant level={level} employer=state", "appraisal=basic appraisal=failed"), NOW)
    assert {one.data["ruling"] for one in found.reasons if ids(one) == ("kinds-levels",) and one.key != "in-scope"} == {ruling}


@pytest.mark.parametrize(("level", "ruling"), [("middle", "open"), ("associate", "yes")])
def test_economists_are_spoken_of_for_the_senior_level(level: str, ruling: str) -> None:
    found = eligibility(facts(CONSTRUCTION), who(f"route=review level={level} series=real-estate-economics employer=state"), NOW)
    assert {one.data["ruling"] for one in found.reasons if ids(one) == ("document-issuer",)} == {ruling}


@pytest.mark.parametrize(
    ("notice", "said", "key"),
    [
        (ARCHIVES, "route=review level=senior", "scope-left"),  # 公示模板印有高级
        (CONSTRUCTION, "route=review level=full series=construction", "scope-left"),
        (POWER, "route=review level=associate", "out-of-scope"),
        (HEJING, "level=middle", "out-of-scope"),
        (CONSTRUCTION, "route=initial level=junior series=construction", "out-of-scope"),
        (POWER, "route=review", "scope-open"),
        (POWER, "route=initial level=middle", "in-scope"),
    ],
)
def test_scope_is_by_level_and_route(notice: str, said: str, key: str) -> None:
    assert key in reasons(notice, who(said, "standing=punished"))
