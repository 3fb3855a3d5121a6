"""Whether somebody may apply, worked out by hand from the five notices."""

from datetime import date, datetime
from typing import Any

import pytest

from knowledge.checklist.eligibility import eligibility
from knowledge.rules import Verdict
from tests.knowledge.checklist.applicants import NOW, facts, ids, reasons, who
from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, moment

GRADUATE = "employer=institution standing=full-time "
CLEAN = "standing=punished"


# ---- 和静 一: 中专满3年, 大专满2年, 本科满1年; 网上申报 10月8日—10月30日18:00, no day named up to which years count
@pytest.mark.parametrize(
    ("education", "began", "now", "found"),
    [
        ("college", date(2022, 10, 20), moment(2024, 10, 12), ("no", 1, date(2024, 10, 20), True)),
        ("college", date(2022, 10, 12), moment(2024, 10, 12), ("yes", 2, date(2024, 10, 12), True)),
        ("secondary", date(2021, 11, 1), moment(2024, 10, 20), ("no", 2, date(2024, 11, 1), False)),
        ("bachelor", date(2023, 10, 30), moment(2024, 10, 30), ("yes", 1, date(2024, 10, 30), True)),
        ("bachelor", date(2023, 10, 31), moment(2024, 10, 30), ("no", 0, date(2024, 10, 31), False)),
        ("bachelor", date(2023, 10, 5), moment(2024, 9, 26), ("yes", 1, date(2024, 10, 5), True)),  # by the day it opens
        ("bachelor", date(2023, 11, 5), moment(2025, 1, 1), ("no", 0, date(2024, 11, 5), False)),  # the season is over
        ("college", date(2020, 2, 29), moment(2024, 10, 12), ("yes", 4, date(2022, 3, 1), True)),
    ],
)
def test_years_of_work_count_to_today_within_the_window(
    education: str, began: date, now: datetime, found: tuple[str, int, date, bool]
) -> None:
    told = reasons(HEJING, who(GRADUATE + f"education={education}", CLEAN, {"began": began}), now)["service"].data
    assert (told["ruling"], told["have"], told["reached"], told["in_window"]) == found


def test_work_before_the_diploma_does_not_count() -> None:
    days = {"began": date(2022, 7, 1), "graduated": date(2023, 11, 1)}
    told = reasons(HEJING, who(GRADUATE + "education=bachelor", CLEAN, days))["service"].data
    assert (told["since"], told["reached"], told["ruling"]) == (date(2023, 11, 1), date(2024, 11, 1), "no")


@pytest.mark.parametrize(
    ("began", "key", "ruling"), [(date(2021, 3, 1), "service", "yes"), (date(2023, 1, 15), "service-open", "open")]
)
def test_years_that_suffice_for_every_diploma_need_no_diploma(began: date, key: str, ruling: str) -> None:
    assert reasons(HEJING, who(GRADUATE, CLEAN, {"began": began}))[key].data["ruling"] == ruling


@pytest.mark.parametrize(("served", "ruling", "short"), [(2, "yes", 0), (1, "no", 1)])
def test_years_are_taken_as_said_where_no_day_is(served: int, ruling: str, short: int) -> None:
    told = reasons(HEJING, who(GRADUATE + "education=college", CLEAN, counts={"served": served}))["service-said"].data
    assert (told["ruling"], told["short"]) == (ruling, short)


def test_years_without_a_day_are_open() -> None:
    found = reasons(HEJING, who(GRADUATE + "education=college", CLEAN))["service-open"]
    assert found.data["hangs_on"] == ("began",) and ids(found) == ("years-college",)


@pytest.mark.parametrize("education", ["master", "class-senior"])
def test_a_diploma_that_the_notice_does_not_name_is_left_open(education: str) -> None:
    found = eligibility(facts(HEJING), who(GRADUATE + f"education={education}", CLEAN, {"began": date(2015, 1, 1)}), NOW)
    assert found.ruling == "open" and found.reasons[0].key == "service-left"


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
        (HEJING, "employer=freelance standing=full-time", "admission-left"),
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


def test_study_that_was_not_full_time_is_left_open() -> None:
    found = reasons(HEJING, who("employer=institution education=college", "standing=full-time standing=punished"))
    assert ids(found["admission-left"]) == ("who-diploma",)


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


# ---- 阿克苏档案 一（二）: 疆外民营企业派驻地区连续工作1年以上; up to which day is not said
@pytest.mark.parametrize(
    ("began", "ruling"),
    [(date(2023, 8, 12), "yes"), (date(2023, 8, 13), "open"), (date(2023, 12, 31), "open"), (date(2024, 1, 1), "no")],
)
def test_a_year_posted_here_is_open_where_only_the_cutoff_makes_it_full(began: date, ruling: str) -> None:
    profile = who("route=private level=middle employer=posted", days={"began": began})
    assert reasons(ARCHIVES, profile, moment(2024, 8, 12))["service"].data["ruling"] == ruling


# ---- 阿克苏建筑 四（六）: 高级工满2年助理级, 技师满3年中级, 高级技师满4年副高级; 资历截止2024年12月31日
@pytest.mark.parametrize(
    ("certificate", "level", "certified", "ruling", "have"),
    [
        ("senior-worker", "junior", date(2022, 12, 31), "yes", 2),
        ("senior-worker", "junior", date(2023, 1, 1), "no", 1),
        ("technician", "middle", date(2021, 12, 31), "yes", 3),
        ("senior-technician", "associate", date(2020, 12, 31), "yes", 4),
        ("senior-technician", "associate", date(2021, 1, 1), "no", 3),
        ("technician", "associate", date(2015, 1, 1), "no", 9),
    ],
)
def test_a_certificate_opens_its_level_after_full_years_to_the_cutoff(
    certificate: str, level: str, certified: date, ruling: str, have: int
) -> None:
    told = reasons(CONSTRUCTION, _skilled(certificate, level, certified))["skill"].data
    assert (told["ruling"], told["have"], told["until"]) == (ruling, have, date(2024, 12, 31))


def _skilled(certificate: str, level: str, certified: date, more: str = "series=construction") -> Any:
    said = f"route=review employer=private level={level} certificate={certificate} {more}"
    return who(said, days={"certified": certified})


def test_with_the_certificate_the_years_by_diploma_do_not_decide() -> None:
    found = eligibility(facts(CONSTRUCTION), _skilled("technician", "middle", date(2021, 12, 31)), NOW)
    assert found.ruling == "yes" and "skill-open" in ids(_of(found.reasons, "skill"))


def test_a_certificate_that_is_too_young_leaves_the_diploma_open() -> None:
    assert eligibility(facts(CONSTRUCTION), _skilled("technician", "middle", date(2023, 1, 1)), NOW).ruling == "open"


@pytest.mark.parametrize("more", ["series=real-estate-economics", "series=construction appraisal=basic"])
def test_a_certificate_is_left_open_for_economics_and_after_a_poor_appraisal(more: str) -> None:
    assert reasons(CONSTRUCTION, _skilled("technician", "middle", date(2020, 1, 1), more))["skill"].data["ruling"] == "open"


@pytest.mark.parametrize(
    ("education", "counts_as"), [("class-middle", "secondary"), ("class-senior", "college"), ("class-technician", "bachelor")]
)
def test_a_technician_schools_diploma_counts_as_another(education: str, counts_as: str) -> None:
    found = reasons(CONSTRUCTION, who(f"route=review level=junior series=construction employer=private education={education}"))
    assert found["school"].data["counts_as"] == counts_as


def _of(found: tuple[Verdict, ...], key: str) -> Verdict:
    return next(one for one in found if one.key == key)


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
    assert (told["ruling"], told["total"], told["earliest"]) == ("no", total, earliest)


def test_one_result_of_unsaid_times_came_once() -> None:
    told = reasons(POWER, who("route=review level=middle employer=state appraisal=failed"))["put-off"].data
    assert [(line["times"], line["each"], line["years"]) for line in told["lines"]] == [(1, 2, 2)]


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


ECONOMIST = "route=review level=associate series=real-estate-economics employer=state "


@pytest.mark.parametrize(("denied", "key"), [("standing=exam-marks", "marks-none"), ("", "marks-open")])
def test_no_marks_are_none_and_unknown_ones_open(denied: str, key: str) -> None:
    assert key in reasons(CONSTRUCTION, who(ECONOMIST, denied))


def test_no_marks_are_asked_of_engineers() -> None:
    found = reasons(CONSTRUCTION, who("route=review level=associate series=construction employer=state"))
    assert not any(key.startswith(("marks", "validity")) for key in found)


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
    [named] = _of(found.reasons, "conditions").data["documents"]
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
    profile = who("route=grant level=junior employer=freelance appraisal=basic")
    order = [(one.data["deciding"], one.data["ruling"]) for one in eligibility(facts(POWER), profile, NOW).reasons]
    places = [3 if not deciding else ("no", "open", "yes").index(ruling) for deciding, ruling in order]
    assert places == sorted(places) and {0, 1, 2, 3} == set(places)


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER])
def test_of_somebody_who_says_nothing_nothing_is_denied(notice: str) -> None:
    assert eligibility(facts(notice), who(), NOW).ruling == "open"


@pytest.mark.parametrize(
    ("start", "day", "have", "months"), [("began", date(2020, 7, 1), 4, 5), ("titled", date(2019, 12, 31), 5, 0)]
)
def test_seniority_is_told_to_the_cutoff(start: str, day: date, have: int, months: int) -> None:
    profile = who("route=review level=middle employer=state", days={start: day})
    told = reasons(ARCHIVES, profile)["seniority"].data
    assert (told["until"], told["have"], told["months"], told["deciding"]) == (date(2024, 12, 31), have, months, False)


def test_fraud_would_bar_from_the_next_year_on() -> None:
    told = reasons(PARTY, who("route=review level=middle employer=state"))["would-bar"].data
    assert (told["first"], told["last"], told["again"]) == (2024, 2026, 2027)
