"""The state of a window at a moment, and working days by the State Council's calendar (国务院办公厅节假日安排)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

import chinese_calendar

from notices.schema import Window

Found = TypeVar("Found")
BEIJING = ZoneInfo("Asia/Shanghai")


class State(StrEnum):
    """Where a moment lies with regard to a window."""

    AHEAD = "ahead"  # not open yet
    OPEN = "open"
    LAST_DAY = "last-day"
    CLOSED = "closed"
    UNDATED = "undated"  # the notice gives no day


@dataclass(frozen=True, slots=True)
class WindowState:
    """A window seen from a moment. `days` counts midnights to the closing, or to the opening while it lies ahead."""

    window: Window
    state: State
    days: int = 0
    opens: datetime | None = None
    closes: datetime | None = None
    left: timedelta = timedelta()  # until it closes, to the minute; a close without an hour lies at the end of its day

    @property
    def has_hour(self) -> bool:
        """Whether the notice gives an hour for the end."""
        return isinstance(self.window.closes, datetime)


class CalendarUnknown(ValueError):
    """The State Council has not published the calendar of that year, or chinesecalendar does not know it yet."""


def beijing(moment: datetime) -> datetime:
    """The moment in Beijing time; one without a zone is taken to be in it."""
    return moment.replace(tzinfo=BEIJING) if moment.tzinfo is None else moment.astimezone(BEIJING)


def begins(day: date | datetime) -> datetime:
    """The first moment of a day, or the moment itself."""
    return beijing(day if isinstance(day, datetime) else datetime.combine(day, time.min))


def ends(day: date | datetime) -> datetime:
    """The last moment of a day, or the moment itself."""
    return beijing(day if isinstance(day, datetime) else datetime.combine(day, time(23, 59, 59)))


def state(window: Window, now: datetime) -> WindowState:
    """The state of a window at `now`; the closing moment itself is still in time."""
    if window.opens is None and window.closes is None:
        return WindowState(window, State.UNDATED)
    now = beijing(now)
    opens = None if window.opens is None else begins(window.opens)
    closes = ends(window.closes if window.closes is not None else window.opens or now)
    if opens is not None and now < opens:
        return WindowState(window, State.AHEAD, (opens.date() - now.date()).days, opens, closes)
    if now > closes:
        return WindowState(window, State.CLOSED, (now.date() - closes.date()).days, opens, closes)
    days = (closes.date() - now.date()).days
    return WindowState(window, State.LAST_DAY if days == 0 else State.OPEN, days, opens, closes, _until(now, closes))


def _until(now: datetime, closes: datetime) -> timedelta:
    """The time left, a minute that has begun counted in."""
    return timedelta(minutes=-((now - closes).total_seconds() // 60))


@cache
def is_working_day(day: date) -> bool:
    """Whether offices work on that day, make-up days counted. Raises `CalendarUnknown` for years without a calendar."""
    return bool(_of_calendar(chinese_calendar.is_workday, day))


def _of_calendar(look: Callable[[date], Found], day: date) -> Found:
    """What the State Council's calendar says of a day."""
    try:
        return look(day)
    except NotImplementedError as error:  # this is how chinese_calendar says that a year's days off are not announced yet
        raise CalendarUnknown(str(day.year)) from error


class Holiday(StrEnum):
    """Holidays by their names in the calendar."""

    NATIONAL = "National Day"
    AUTUMN = "Mid-autumn Festival"
    NEW_YEAR = "New Year's Day"
    SPRING = "Spring Festival"
    LABOUR = "Labour Day"
    NEAREST = ""  # 节后: whichever lies nearest


def holiday_of(day: date) -> str | None:
    """The name of the holiday that a day is off for; None for working days and plain weekends. Raises `CalendarUnknown`."""
    is_off, name = _of_calendar(chinese_calendar.get_holiday_detail, day)
    return str(name) if is_off and name else None


@cache
def holiday_days(year: int, holiday: Holiday) -> tuple[date, ...]:
    """The days off for a holiday in a year, in order; none where the calendar of the year is not known."""
    try:
        return tuple(day for day in days_between(date(year, 1, 1), date(year, 12, 31)) if holiday_of(day) == holiday)
    except CalendarUnknown:
        return ()


def near_holiday(today: date) -> tuple[date, ...]:
    """The days off for the holiday nearest to a day, before or after it."""
    found = (holiday_days(today.year, holiday) for holiday in Holiday if holiday is not Holiday.NEAREST)
    return min(filter(None, found), key=lambda days: min(abs(day - today) for day in (days[0], days[-1])), default=())


def after_break(days: Sequence[date]) -> date:
    """The first working day after days off."""
    return working_days_on(days[-1], 1)[0]


def before_break(days: Sequence[date]) -> date:
    """The last working day before days off."""
    return working_days_back(days[0], 1)[0]


def working_days_between(first: date, last: date) -> tuple[date, ...]:
    """The working days from one day to another, both counted."""
    return tuple(day for day in days_between(first, last) if is_working_day(day))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """The days from one to another, both counted."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def working_days_back(last: date, count: int) -> tuple[date, ...]:
    """The `count` working days that end on `last` (or before it, where it is none), the earliest first."""
    found: list[date] = []
    day = last
    while len(found) < count:
        if is_working_day(day):
            found.append(day)
        day -= timedelta(days=1)
    return tuple(reversed(found))


def working_days_on(first: date, count: int) -> tuple[date, ...]:
    """The `count` working days that begin on `first` (or after it), the earliest first."""
    found: list[date] = []
    day = first
    while len(found) < count:
        if is_working_day(day):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def full_years(since: date, until: date) -> int:
    """Full years from one day to another (周年): 2022-08-01 to 2024-07-31 is one, to 2024-08-01 two."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
