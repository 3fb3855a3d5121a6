"""The calendar of one application, worked out by hand from the five notices and the State Council's days off."""

from datetime import date, datetime

import pytest

from knowledge.checklist.dates import entries
from knowledge.checklist.model import Entry, Profile
from knowledge.facts import Facts
from notices.contents import Loaded
from notices.schema import Citation, Fact, Publicity, Window
from notices.shelf import Published
from tests.knowledge.checklist.applicants import NOW, facts, who
from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, SHELF, moment

MIDDLE = who(
    "route=review level=middle employer=state", "appraisal=basic appraisal=failed standing=stationed standing=grassroots"
)
JUNIOR = who("route=review level=junior employer=state")
ASSOCIATE = who("route=review level=associate series=construction employer=state")


def calendar(notice: str, profile: Profile = MIDDLE, now: datetime = NOW) -> dict[str, Entry]:
    """The entries by key, in their order."""
    found = entries(facts(notice), profile, now)
    assert len({entry.key for entry in found}) == len(found)
    return {entry.key: entry for entry in found}


# ---- windows as printed
@pytest.mark.parametrize(
    ("notice", "key", "first", "last"),
    [
        (ARCHIVES, "apply", date(2024, 7, 22), moment(2024, 8, 30, 18)),
        (ARCHIVES, "payment", None, date(2024, 9, 15)),
        (CONSTRUCTION, "payment", date(2024, 9, 11), date(2024, 9, 12)),
        (CONSTRUCTION, "paper", None, date(2024, 9, 10)),
        (HEJING, "apply", date(2024, 10, 8), moment(2024, 10, 30, 18)),
        (HEJING, "paper", date(2024, 10, 24), date(2024, 10, 31)),
        (POWER, "apply", date(2024, 9, 13), date(2024, 10, 15)),
        (POWER, "defence", date(2024, 11, 6), date(2024, 11, 6)),
        (PARTY, "payment", date(2023, 9, 15), date(2023, 10, 20)),
    ],
)
def test_windows_are_told_as_they_are_printed(notice: str, key: str, first: date | None, last: date) -> None:
    entry = calendar(notice)[key]
    assert (entry.first, entry.last, entry.worked_out) == (first, last, False)


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION])
def test_a_meeting_that_is_told_later_has_no_day(notice: str) -> None:
    assert (calendar(notice)["meeting"].first, calendar(notice)["meeting"].last) == (None, None)


def test_paper_without_a_day_says_so_with_its_fact() -> None:
    assert [fact.id for fact in calendar(ARCHIVES)["paper"].facts] == ["paper-time"]


@pytest.mark.parametrize(
    ("notice", "profile", "takes_part"),
    [
        (POWER, MIDDLE, True),
        (POWER, JUNIOR, False),
        (PARTY, JUNIOR, False),
        (PARTY, who("route=review level=middle employer=state place=ruoqiang"), False),
        (POWER, who("route=review level=middle employer=state standing=stationed-now"), False),
        (CONSTRUCTION, MIDDLE, False),
        (CONSTRUCTION, ASSOCIATE, True),
        (HEJING, who("employer=state"), False),  # it speaks of no defence
    ],
)
def test_a_defence_is_told_to_those_who_take_part(notice: str, profile: Profile, takes_part: bool) -> None:
    assert ("defence" in calendar(notice, profile)) == takes_part


def test_a_defence_names_the_questions_that_may_free_from_it() -> None:
    entry = calendar(POWER, who("route=review level=middle employer=state"))["defence"]
    assert entry.tentative and {"place", "stationed", "grassroots"} <= set(entry.data["hangs_on"])  # type: ignore[call-overload]


def test_a_defence_without_a_day_is_told_all_the_same() -> None:
    entry = calendar(CONSTRUCTION, ASSOCIATE)["defence"]
    assert entry.first is None and [fact.id for fact in entry.facts] == ["defence-associate"]


# ---- the last day to begin the publicity
@pytest.mark.parametrize(
    ("notice", "begin", "last", "other"),
    [
        (HEJING, date(2024, 10, 23), date(2024, 10, 29), date(2024, 10, 22)),  # 23 to 25, 28, 29; sent in on the 30th
        (POWER, date(2024, 10, 9), date(2024, 10, 14), date(2024, 10, 8)),  # 9 to 11, 12 made up, 14
        (PARTY, date(2023, 10, 13), date(2023, 10, 19), date(2023, 10, 12)),  # 13, 16 to 19
        (ARCHIVES, date(2024, 8, 22), date(2024, 8, 28), date(2024, 8, 21)),  # 22, 23, 26 to 28; the offices have the 29th
        (CONSTRUCTION, date(2024, 8, 22), date(2024, 8, 28), date(2024, 8, 21)),
    ],
)
def test_publicity_begins_so_that_the_application_goes_out_in_time(notice: str, begin: date, last: date, other: date) -> None:
    entry = calendar(notice)["publicity-latest"]
    assert entry.first == begin and (entry.data["last"], entry.data["other"]) == (last, other)


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION])
def test_where_receipt_counts_a_working_day_is_kept_for_the_offices(notice: str) -> None:
    found = calendar(notice)
    assert found["submit-latest"].last == date(2024, 8, 29)
    assert (found["publicity-latest"].data["kept"], found["publicity-latest"].data["bare"]) == (1, date(2024, 8, 23))


@pytest.mark.parametrize("notice", [HEJING, POWER, PARTY])
def test_where_sending_counts_no_day_is_kept(notice: str) -> None:
    found = calendar(notice)
    assert "submit-latest" not in found and found["publicity-latest"].data["kept"] == 0


def test_a_year_without_a_calendar_is_not_guessed() -> None:
    cited = (Citation(clause="一", quote="公示"),)
    window = Window(kind="window", window="apply", opens=date(2040, 5, 1), closes=date(2040, 5, 31))
    paper = Window(kind="window", window="paper", closes=date(2040, 6, 6))
    told = (
        Fact(id="apply", topics=("window.apply",), text="网上申报的时间", data=window, cite=cited),
        Fact(id="paper", topics=("window.paper",), text="纸质材料的时间", data=paper, cite=cited),
        Fact(id="days", topics=("publicity.unit",), text="公示五个工作日", data=_five(), cite=cited),
    )
    found = {entry.key: entry for entry in entries(_of(told), who(), NOW)}
    assert found["publicity-unknown"].data["year"] == "2040" and found["publicity-unknown"].first is None
    assert found["paper"].data["closes"] == {
        "day": date(2040, 6, 6),
        "working": None,
        "holiday": None,
        "previous": None,
        "next": None,
    }


def _five() -> Publicity:
    return Publicity(kind="publicity", working_days=5)


def _of(told: tuple[Fact, ...]) -> Facts:
    published: Published = SHELF.published[HEJING]
    return Facts(Loaded(published.notice.model_copy(update={"facts": told, "cautions": ()})))


# ---- correction periods
@pytest.mark.parametrize(
    ("notice", "key", "last"),
    [
        (HEJING, "correction-latest", moment(2024, 10, 28, 18)),  # 48 hours before the 30th, 18:00
        (HEJING, "correction-review", date(2024, 10, 29)),  # before the end of the 31st
        (POWER, "correction-latest", date(2024, 10, 13)),
        (PARTY, "correction-latest", date(2023, 10, 18)),
        (ARCHIVES, "correction-latest", moment(2024, 8, 28, 18)),  # 2 days before the 30th, 18:00
        (CONSTRUCTION, "correction-review", date(2024, 9, 8)),
    ],
)
def test_the_last_return_that_leaves_the_whole_time(notice: str, key: str, last: date) -> None:
    assert calendar(notice)[key].last == last


@pytest.mark.parametrize("notice", [POWER, PARTY])
def test_no_end_of_review_is_made_up(notice: str) -> None:
    assert not {"review", "correction-review"} & calendar(notice).keys()


@pytest.mark.parametrize(("notice", "refused"), [(ARCHIVES, True), (CONSTRUCTION, True), (HEJING, False)])
def test_a_return_after_the_close_is_refused_where_the_notice_says_so(notice: str, refused: bool) -> None:
    assert calendar(notice)["correction-latest"].data["refused"] == refused


# ---- days off
def test_money_due_on_a_holiday_is_paid_the_working_day_before() -> None:
    entry = calendar(ARCHIVES)["payment-before"]
    assert entry.first == date(2024, 9, 14)  # a Saturday that is made up
    assert (entry.data["holiday"], entry.data["next"]) == ("Mid-autumn Festival", date(2024, 9, 18))


@pytest.mark.parametrize("notice", [CONSTRUCTION, HEJING, POWER, PARTY])
def test_no_day_before_is_told_where_the_last_day_is_a_working_day(notice: str) -> None:
    assert not any(key.endswith("-before") for key in calendar(notice))


def test_a_first_day_that_is_off_names_the_working_day_after() -> None:
    opens = calendar(PARTY)["paper"].data["opens"]
    assert opens["working"] is False and opens["next"] == date(2023, 10, 23)  # type: ignore[index]


# ---- what is full when
@pytest.mark.parametrize(
    ("notice", "profile", "key", "day"),
    [
        (HEJING, who("employer=state education=college", days={"began": date(2022, 10, 20)}), "service-full", date(2024, 10, 20)),
        (HEJING, who("employer=state education=secondary", days={"began": date(2022, 2, 28)}), "service-full", date(2025, 2, 28)),
        (
            CONSTRUCTION,
            who("route=review level=middle series=construction certificate=technician", days={"certified": date(2022, 3, 1)}),
            "skill-full",
            date(2025, 3, 1),
        ),
    ],
)
def test_the_day_on_which_years_are_full(notice: str, profile: Profile, key: str, day: date) -> None:
    assert calendar(notice, profile)[key].first == day


def test_years_that_were_full_before_applications_opened_need_no_entry() -> None:
    assert "service-full" not in calendar(HEJING, who("employer=state education=college", days={"began": date(2015, 7, 1)}))


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION])
def test_the_cutoff_of_seniority_has_its_day(notice: str) -> None:
    assert calendar(notice)["cutoff"].last == date(2024, 12, 31)


def test_a_postponement_names_the_year_and_no_day() -> None:
    entry = calendar(POWER, who("route=review level=middle employer=state appraisal=failed"))["put-off"]
    assert (entry.first, entry.last, entry.data["earliest"]) == (None, None, 2026)


# ---- all of it
@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER])
def test_entries_come_in_time_order_with_the_undated_last(notice: str) -> None:
    days = [entry.first or entry.last for entry in calendar(notice).values()]
    dated = [day for day in days if day is not None]
    assert [d.date() if isinstance(d, datetime) else d for d in dated] == sorted(
        d.date() if isinstance(d, datetime) else d for d in dated
    )
    assert None not in days[: len(dated)]


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER])
def test_every_entry_rests_on_facts_and_stays_whenever_it_is_looked_at(notice: str) -> None:
    found = calendar(notice)
    assert all(entry.facts for entry in found.values())
    assert {key: (e.first, e.last) for key, e in calendar(notice, now=moment(2026, 1, 5)).items()} == {
        key: (e.first, e.last) for key, e in found.items()
    }
