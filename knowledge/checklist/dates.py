"""The calendar of one application: the windows of the notice, and the days worked out from them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import chain

from knowledge.checklist.applying import Applying, applying
from knowledge.checklist.latest import before_day_off, corrections, cutoff, publicity, put_off, service_full, skill_full
from knowledge.checklist.model import Entry, Profile
from knowledge.checklist.windows import undated, windows
from knowledge.deadlines import begins, ends
from knowledge.facts import Facts

Rule = Callable[[Applying], Iterator[Entry]]
_RULES: tuple[Rule, ...] = (
    *(windows, undated, publicity, corrections, before_day_off),
    *(cutoff, service_full, skill_full, put_off),
)


def entries(facts: Facts, profile: Profile, now: datetime) -> tuple[Entry, ...]:
    """The entries in the order of their days; what has none comes last. Keys are unique within a notice and stay the same."""
    case = applying(facts, profile, now)
    return tuple(sorted(chain.from_iterable(rule(case) for rule in _RULES), key=_place))


def _place(entry: Entry) -> tuple[bool, float, float]:
    """Undated entries last; those of one moment by their end."""
    first, last = entry.first or entry.last, entry.last or entry.first
    if first is None or last is None:
        return True, 0, 0
    return False, _at(first, entry), ends(last).timestamp()


def _at(day: date | datetime, entry: Entry) -> float:
    """A day that only ends something counts from its end."""
    return (begins(day) if entry.first is not None else ends(day)).timestamp()
