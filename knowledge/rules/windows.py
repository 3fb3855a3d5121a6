"""Whether a window is open, now or at the moment that a question names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from knowledge.deadlines import State, begins, ends, state
from knowledge.moments import Moment
from knowledge.rules.case import Case, Verdict
from notices.schema import Window


def windows(case: Case) -> Iterator[Verdict]:
    """The state of the window asked about at the moment named, and now."""
    for fact, window in case.of(Window)[:1]:
        seen = state(window, case.now)
        if seen.state is State.UNDATED:
            return
        if (named := _named(case, window)) is not None:
            at, has_hour = named
            yield Verdict("window-at", {"at": at, "has_hour": has_hour, "seen": state(window, at)}, (fact,))
        yield Verdict("window-now", {"seen": seen}, (fact,))


def _named(case: Case, window: Window) -> tuple[datetime, bool] | None:
    """The moment asked about where it is not just now, and whether it has an hour; a day alone stands for its end."""
    for moment in case.question.moments:
        if moment.offset == 0 and moment.at is None:
            continue
        if moment.offset is None and moment.day is None and moment.weekday is None:
            if (later := _whole_month(case, moment, window)) is not None:
                return later, False
            continue
        found = _with_month(moment, window).on(case.now, window.closes.year if window.closes else case.year)
        if found is not None:
            return (found if moment.at else ends(found.date())), moment.at is not None
    return None


def _whole_month(case: Case, moment: Moment, window: Window) -> datetime | None:
    """The first moment of a month that is named without a day, where all of it lies after the window."""
    day = moment.date(case.now, case.year) if moment.month else None
    close = ends(window.closes) if window.closes else None
    return begins(day) if day is not None and close is not None and begins(day) > close else None


def _with_month(moment: Moment, window: Window) -> Moment:
    """A day without its month is the window's own: 30号 of a window that closes on 30 August is that day."""
    if moment.month is not None or moment.day is None:
        return moment
    days = [d for d in (window.closes, window.opens) if d is not None]
    same = [d for d in days if d.day == moment.day] or days
    return replace(moment, month=same[0].month) if same else moment
