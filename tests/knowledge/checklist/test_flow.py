"""Which questions are asked, and which answers still count."""

import pytest

from knowledge.checklist.model import UNSURE, Question, Visit
from knowledge.checklist.profile import profile
from tests.knowledge.checklist.conftest import Answer
from tests.knowledge.checklist.walking import facts_of

ARCHIVES, BUILDING, PARTY, POWER, HEJING = (
    "aksu-archives-2024",
    "aksu-construction-2024",
    "bayingol-party-school-2023",
    "bayingol-power-2024",
    "hejing-initial-2024",
)


def _names(visit: Visit) -> list[str]:
    return [one.name for one in visit.questions]


def _asked(visit: Visit) -> Question:
    assert visit.next is not None
    return visit.next


def test_a_notice_of_one_level_and_one_route_asks_for_neither(answer: Answer) -> None:
    assert not {"level", "route"} & {*_names(answer(HEJING))}


def test_the_first_question_comes_first(answer: Answer) -> None:
    assert _asked(answer(ARCHIVES)).name == "route"


@pytest.mark.parametrize("who", ["retired", "government+civil-like"])
def test_who_may_not_apply_is_asked_nothing_more(answer: Answer, who: str) -> None:
    assert answer(POWER, route="review", level="middle", employer=who).through


def test_who_is_under_punishment_is_asked_nothing_more_where_that_excludes(answer: Answer) -> None:
    assert answer(HEJING, employer="institution", punished="yes").through


def test_counties_and_grassroots_are_asked_only_of_who_takes_part_in_a_defence(answer: Answer) -> None:
    names = [_names(answer(POWER, route="review", level=level)) for level in ("junior", "middle")]
    assert ["grassroots" in one and "place" in one for one in names] == [False, True]


def test_a_defence_that_the_county_exempts_from_is_not_asked_about_again(answer: Answer) -> None:
    assert "grassroots" not in _names(
        answer(POWER, route="review", level="middle", employer="institution", place="qiemo+ruoqiang")
    )


def test_who_is_determined_for_the_first_time_is_not_asked_for_a_title(answer: Answer) -> None:
    assert "title" not in _names(answer(POWER, route="initial", level="middle"))


def test_the_first_time_is_asked_of_private_firms_alone(answer: Answer) -> None:
    names = [_names(answer(BUILDING, employer=who)) for who in ("private", "state")]
    assert ["first_time" in one for one in names] == [True, False]


def test_the_day_of_a_certificate_is_asked_of_who_holds_one_that_opens_the_level(answer: Answer) -> None:
    held = [("junior", "senior-worker"), ("junior", "technician+senior-technician"), ("junior", "none"), ("middle", "technician")]
    names = [_names(answer(BUILDING, route="review", level=level, series="construction", certificate=c)) for level, c in held]
    assert ["certified" in one for one in names] == [True, False, False, True]


def test_days_of_study_and_work_are_asked_where_years_of_work_turn_on_the_diploma(answer: Answer) -> None:
    names = [_names(answer(HEJING, employer="institution", punished="no", education=e)) for e in ("college", "other")]
    assert ["graduated" in one and "began" in one for one in names] == [True, False]


def test_how_often_is_asked_of_each_result_that_was_chosen(answer: Answer) -> None:
    chosen = [_names(answer(PARTY, appraisals=a)) for a in ("basic", "basic,failed", "none")]
    assert [[n for n in names if n.endswith("_times")] for names in chosen] == [
        ["basic_times"],
        ["basic_times", "failed_times"],
        [],
    ]


def test_marks_are_asked_of_senior_economists_alone(answer: Answer) -> None:
    told = {"route": "review", "level": "associate"}
    names = [_names(answer(BUILDING, series=series, **told)) for series in ("construction", "real-estate-economics")]
    assert ["exam" in one for one in names] == [False, True]


def test_what_the_notice_treats_alike_is_one_button(answer: Answer) -> None:
    options = {option.value: option.covers for option in _asked(answer(POWER, route="review", level="middle")).options}
    assert options["enterprise"] == ("enterprise", "state", "private")
    assert options["government+civil-like"] == ("government", "civil-like")


def test_a_value_that_shares_a_button_may_be_kept_by_itself(answer: Answer) -> None:
    assert answer(POWER, route="review", level="middle", employer="state").answers["employer"] == "state"


def test_changing_an_earlier_answer_keeps_the_later_ones_that_still_fit(answer: Answer) -> None:
    told = {"level": "middle", "employer": "institution", "punished": "no", "stationed": "no", "not_on_chsi": "yes"}
    changed = answer(ARCHIVES, route="private", **{**told, "level": "junior"})
    assert changed.answers == {"route": "private", **told, "level": "junior"}


def test_a_county_drops_out_when_the_level_no_longer_needs_it(answer: Answer) -> None:
    told = {"route": "review", "employer": "institution", "place": "other", "grassroots": "no"}
    assert not {"place", "grassroots"} & answer(POWER, level="junior", **told).answers.keys()


@pytest.mark.parametrize(
    ("name", "value"),
    [("employer", "martian"), ("employer", "state,private"), ("employer", UNSURE), ("level", "technician"), ("level", "")],
)
def test_what_no_option_says_drops_out(answer: Answer, name: str, value: str) -> None:
    assert name not in answer(HEJING if name == "employer" else ARCHIVES, **{name: value}).answers


@pytest.mark.parametrize("day", ["2021-02-30", "yesterday", "2021", ""])
def test_a_day_that_is_none_drops_out(answer: Answer, day: str) -> None:
    told = {"employer": "institution", "punished": "no", "education": "college", "full_time": "yes"}
    assert "graduated" not in answer(HEJING, graduated=day, **told).answers


def test_the_button_for_a_title_names_the_region_that_the_notice_calls_its_own(answer: Answer) -> None:
    named = [
        next(q for q in answer(notice, route="review", level="middle").questions if q.name == "title").options[0].label
        for notice in (BUILDING, POWER)
    ]
    assert named == ["在阿克苏地区取得", "在新疆维吾尔自治区取得"]


def test_what_a_grassroots_employer_is_stands_in_the_words_of_the_notice(answer: Answer) -> None:
    asked = next(q for q in answer(POWER, route="review", level="middle").questions if q.name == "grassroots")
    assert "县级以上基层单位" in asked.help


def test_who_teaches_follows_from_the_series() -> None:
    told = [profile(facts_of(notice), {}) for notice in (PARTY, POWER)]
    assert ["teacher" in p.said.get("standing", ()) for p in told] == [True, False]
    assert "teacher" in told[1].denied["standing"]


def test_a_technician_schools_diploma_counts_as_what_the_notice_says() -> None:
    assert profile(facts_of(BUILDING), {"education": "class-senior"}).said["education"] == ("class-senior", "college")


def test_days_and_numbers_are_kept_as_what_they_are() -> None:
    who = profile(facts_of(HEJING), {"began": "2021-08-31", "graduated": UNSURE, "basic_times": "2"})
    assert {name: day.isoformat() for name, day in who.days.items()} == {"began": "2021-08-31"}
    assert who.counts == {"basic": 2}
