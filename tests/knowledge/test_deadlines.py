"""Windows at a moment, and working days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.deadlines import (
    BEIJING,
    CalendarUnknown,
    State,
    beijing,
    full_years,
    is_working_day,
    state,
    working_days_back,
    working_days_on,
    years_later,
)
from notices.schema import Window


def window(opens: date | datetime | None = None, closes: date | datetime | None = None) -> Window:
    return Window(kind="window", window="apply", opens=opens, closes=closes)


def at(year: int, month: int, day: int, hour: int = 0, *clock: int) -> datetime:
    """A moment in Beijing; `clock` holds the minute and the second."""
    minute, second, *_ = (*clock, 0, 0)
    return datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)


WITH_HOUR = window(date(2024, 7, 22), at(2024, 8, 30, 18))
BY_DAY = window(date(2024, 9, 13), date(2024, 10, 15))


@pytest.mark.parametrize(
    ("now", "expected", "days"),
    [
        (at(2024, 7, 20, 12), State.AHEAD, 2),
        (at(2024, 7, 21, 23, 59, 59), State.AHEAD, 1),
        (at(2024, 7, 22), State.OPEN, 39),
        (at(2024, 8, 29, 23, 59, 59), State.OPEN, 1),
        (at(2024, 8, 30), State.LAST_DAY, 0),
        (at(2024, 8, 30, 17, 59, 59), State.LAST_DAY, 0),
        (at(2024, 8, 30, 18), State.LAST_DAY, 0),
        (at(2024, 8, 30, 18) + timedelta(microseconds=1), State.CLOSED, 0),
        (at(2024, 8, 30, 18, 0, 1), State.CLOSED, 0),
        (at(2024, 9, 2), State.CLOSED, 3),
    ],
)
def test_a_window_with_an_hour_closes_at_that_hour(now: datetime, expected: State, days: int) -> None:
    seen = state(WITH_HOUR, now)
    assert (seen.state, seen.days, seen.has_hour) == (expected, days, True)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(2024, 10, 14, 23, 59, 59), State.OPEN),
        (at(2024, 10, 15), State.LAST_DAY),
        (at(2024, 10, 15, 23, 59, 59), State.LAST_DAY),
        (at(2024, 10, 16), State.CLOSED),
    ],
)
def test_a_window_without_an_hour_closes_with_its_day(now: datetime, expected: State) -> None:
    assert state(BY_DAY, now).state is expected


def test_a_window_is_seen_in_beijing_time_from_wherever() -> None:
    assert state(WITH_HOUR, datetime(2024, 8, 30, 10, 0, 0, tzinfo=UTC)).state is State.LAST_DAY
    assert state(WITH_HOUR, datetime(2024, 8, 30, 10, 0, 1, tzinfo=UTC)).state is State.CLOSED


def test_a_window_without_days_is_undated() -> None:
    assert state(window(), datetime(2024, 8, 30, tzinfo=BEIJING)).state is State.UNDATED


def test_a_window_that_only_closes_is_open_before() -> None:
    assert state(window(closes=date(2024, 9, 15)), datetime(2024, 1, 1, tzinfo=BEIJING)).state is State.OPEN


def test_a_window_that_only_opens_is_that_day() -> None:
    one_day = window(opens=date(2024, 11, 6))
    assert [state(one_day, datetime(2024, 11, d, 9, tzinfo=BEIJING)).state for d in (5, 6, 7)] == [
        State.AHEAD,
        State.LAST_DAY,
        State.CLOSED,
    ]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 9, 27), True),  # a Friday
        (date(2024, 9, 28), False),  # a Saturday
        (date(2024, 9, 29), True),  # a Sunday made up for the National Day
        (date(2024, 10, 1), False),
        (date(2024, 10, 7), False),
        (date(2024, 10, 8), True),
        (date(2024, 10, 12), True),  # a Saturday made up
        (date(2024, 10, 13), False),
        (date(2024, 9, 14), True),  # a Saturday made up for the Mid-Autumn Festival
        (date(2024, 9, 16), False),
        (date(2023, 10, 6), False),
        (date(2023, 10, 7), True),
    ],
)
def test_working_days_follow_the_holidays_and_their_make_up_days(day: date, works: bool) -> None:
    assert is_working_day(day) == works


def test_working_days_on_skip_the_holidays() -> None:
    assert working_days_on(date(2024, 9, 28), 3) == (date(2024, 9, 29), date(2024, 9, 30), date(2024, 10, 8))


def test_working_days_back_end_on_the_last_working_day() -> None:
    assert working_days_back(date(2024, 10, 13), 5) == (
        date(2024, 10, 8),
        date(2024, 10, 9),
        date(2024, 10, 10),
        date(2024, 10, 11),
        date(2024, 10, 12),
    )


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2027, 10, 8), date(2100, 1, 1)])
def test_a_year_without_a_calendar_is_told_not_guessed(day: date) -> None:
    with pytest.raises(CalendarUnknown, match=str(day.year)):
        is_working_day(day)


def test_counting_into_a_year_without_a_calendar_is_told() -> None:
    with pytest.raises(CalendarUnknown):
        working_days_on(date(2026, 12, 31), 5)


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        (date(2022, 8, 1), date(2024, 7, 31), 1),
        (date(2022, 8, 1), date(2024, 8, 1), 2),
        (date(2024, 8, 1), date(2024, 8, 1), 0),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
    ],
)
def test_full_years_run_to_the_day(since: date, until: date, years: int) -> None:
    assert full_years(since, until) == years


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2020, 2, 29), 1, date(2021, 3, 1)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2021, 8, 1), 3, date(2024, 8, 1)),
    ],
)
def test_the_same_day_years_later(day: date, years: int, later: date) -> None:
    assert years_later(day, years) == later and full_years(day, later) == years


def test_the_day_before_the_years_are_full_they_are_not() -> None:
    assert full_years(date(2021, 8, 1), years_later(date(2021, 8, 1), 3) - timedelta(days=1)) == 2


def test_a_moment_without_a_zone_is_taken_for_beijing() -> None:
    assert beijing(at(2024, 8, 30, 18).replace(tzinfo=None)) == datetime(2024, 8, 30, 10, tzinfo=UTC)
