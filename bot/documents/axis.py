"""Where things lie on the axis of a timeline: pure arithmetic over entries and moments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from knowledge.checklist.model import Checklist, Entry
from knowledge.deadlines import BEIJING, State, WindowState, begins, beijing, days_between, ends, state
from notices.schema import Window

DAY = timedelta(days=1)
APART = 60 * DAY  # without anything: what lies beyond is another season, and would press this one into a few pixels
NEAR = 0.4  # of the span of all entries: so far before or after it today still gets its place on the axis
MARGIN = 0.03  # of the span, left free at both ends
MOST_TICKS = 7  # whose labels stand side by side without touching
POINT = 26.0  # pixels: what would be narrower is drawn as a point
STEPS = (1, 2, 3, 5)  # days between ticks, while they are counted from the first day on
OF_MONTH = ((1, 11, 21), (1,))
MONTHS = (1, 2, 3, 6, 12)  # between ticks on a first of the month


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as it stands at a moment. `is_day`: it is one day, or only its end is known."""

    entry: Entry
    state: State
    days: int
    has_hour: bool

    @property
    def is_day(self) -> bool:
        """Whether it is a point on the axis rather than a bar."""
        first, last = self.entry.first, self.entry.last
        return first is None or last is None or begins(first).date() == ends(last).date()

    @property
    def starts(self) -> datetime:
        """Its first moment, that of its last day where only the end is known. It has a day."""
        return begins(self.entry.first or _midnight(self.entry.last))

    @property
    def ends(self) -> datetime:
        """Its last moment, that of its first day where only the beginning is known. It has a day."""
        return ends(self.entry.last or _midnight(self.entry.first))


def _midnight(day: date | datetime | None) -> date:
    """The day of an end, so that it is taken whole."""
    assert day is not None
    return begins(day).date()


def seen(entry: Entry, now: datetime) -> Seen:
    """How an entry stands at a moment. An entry's days are judged as a window's are, whatever it is about."""
    found: WindowState = state(Window(kind="window", window="apply", opens=entry.first, closes=entry.last), now)
    return Seen(entry, found.state, found.days, found.has_hour)


def dated(checklist: Checklist, now: datetime) -> list[Seen]:
    """The entries that have a day, in the order in which they begin, then end."""
    found = [seen(entry, now) for entry in checklist.entries if entry.first is not None or entry.last is not None]
    return sorted(found, key=lambda one: (one.starts, one.ends))


def season(entries: Sequence[Seen]) -> tuple[list[Seen], list[Seen]]:
    """Those of the entries, which come in order, that one axis can show, and those too far from them: the years of work that
    were full long ago, the end of the year. The axis gets the most of them, the later where as many lie together."""
    groups: list[list[Seen]] = []
    for one in entries:
        if not groups or one.starts - max(before.ends for before in groups[-1]) > APART:
            groups.append([])
        groups[-1].append(one)
    near = max(reversed(groups), key=len, default=[])
    return near, [one for group in groups if group is not near for one in group]


@dataclass(frozen=True, slots=True)
class Axis:
    """A span of time laid out over pixels from `left` to `right`."""

    start: datetime
    end: datetime
    left: float
    right: float

    def x(self, moment: datetime) -> float:
        """Where a moment lies."""
        share = (moment - self.start) / (self.end - self.start)
        return round(self.left + share * (self.right - self.left), 1)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies on the axis."""
        return self.start <= moment <= self.end


def axis(entries: Sequence[Seen], now: datetime, left: float, right: float) -> Axis:
    """The axis that holds all entries, and `now` where it is not far from them."""
    first = _day(min(one.starts for one in entries))
    last = _day(max(one.ends for one in entries)) + DAY
    reach, today = max(last - first, 7 * DAY) * NEAR, beijing(now)
    if first - reach <= today <= last + reach:
        first, last = min(first, _day(today)), max(last, _day(today) + DAY)
    spare = max((last - first) * MARGIN, DAY / 2)
    return Axis(first - spare, last + spare, left, right)


def _day(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time.min, BEIJING)


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry on the axis, in pixels; `until` is how far a bar has run by now. A point has its middle at `middle`."""

    seen: Seen
    left: float
    right: float
    until: float

    @property
    def is_point(self) -> bool:
        """Whether it is drawn as a point."""
        return self.seen.is_day or self.right - self.left < POINT

    @property
    def middle(self) -> float:
        """The middle between both ends."""
        return (self.left + self.right) / 2


def mark(one: Seen, along: Axis, now: datetime) -> Mark:
    """An entry's place. An end without an hour lies at the end of its day, a single day in its middle."""
    left, right = along.x(one.starts), along.x(one.ends)
    return Mark(one, left, right, min(max(along.x(beijing(now)), left), right))


def ticks(along: Axis) -> list[date]:
    """The days that the axis names: as close together as their labels leave room for."""
    days = days_between(along.start.date() + DAY, along.end.date())
    return next(found for found in _scales(days) if len(found) <= MOST_TICKS)


def _scales(days: Sequence[date]) -> Iterable[list[date]]:
    yield from (list(days[::step]) for step in STEPS)
    yield from ([day for day in days if day.day in chosen] for chosen in OF_MONTH)
    yield from ([day for day in days if day.day == 1 and (day.month - 1) % step == 0] for step in MONTHS)
    yield []
