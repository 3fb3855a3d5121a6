"""Whether a window is open, now or at the moment that a question names."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from knowledge import lexicon
from knowledge.deadlines import State, begins, ends, state
from knowledge.moments import Moment
from knowledge.rules.case import Case, Verdict
from notices.schema import Window

_MIDNIGHT = time(0)
_SECOND = timedelta(seconds=1)
_PART = re.compile(r"[,，。;；!！?？\s]+")
_NOT_DONE = re.compile(r"忘|漏|错过|没来得及|没赶上|没交|没报")


def windows(case: Case) -> Iterator[Verdict]:
    """The state of the window asked about at the moment named, and now."""
    for fact, window in case.of(Window)[:1]:
        seen = state(window, case.now)
        if seen.state is State.UNDATED:
            return
        if (named := _named(case, window)) is not None:
            at, has_hour = named
            yield Verdict("window-at", {"at": at, "has_hour": has_hour, "seen": state(window, at)}, (fact,))
        yield Verdict("window-now", {"seen": seen, "beside": named is not None}, (fact,))


def _named(case: Case, window: Window) -> tuple[datetime, bool] | None:
    """The moment asked about where it is not just now, and whether it has an hour; a day alone stands for its end."""
    for moment in _asked(case):
        if (moment.offset == 0 and moment.at is None) or not _is_meant(case, moment, window):
            continue
        if moment.offset is None and moment.day is None and moment.weekday is None:
            if (later := _whole_month(case, moment, window)) is not None:
                return later, False
            continue
        found = _with_month(moment, window).on(case.now, window.closes.year if window.closes else case.year)
        if found is not None:
            return _at(found, moment, window)
    return None


def _at(found: datetime, moment: Moment, window: Window) -> tuple[datetime, bool]:
    """A moment found, and whether it has an hour: midnight belongs to the day that it ends, a day reaches to its end,
    the day on which the window closes to the close."""
    if moment.at is not None:
        ending = moment.at == _MIDNIGHT and moment.ahead > timedelta() and not isinstance(window.closes, datetime)
        return (found - _SECOND if ending else found), True
    close = ends(window.closes) if window.closes else None
    return (close if close and close.date() == found.date() else ends(found.date())), False


def _asked(case: Case) -> tuple[Moment, ...]:
    """The moments in the parts of the text that ask; all where none stands there."""
    start, asked = 0, list[Moment]()
    for part in [*_PART.finditer(case.text), None]:
        end = part.start() if part else len(case.text)
        if lexicon.cue("asking").search(case.text[start:end]):
            asked += [m for m in case.question.moments if start <= m.span[0] < max(end, 1)]
        start = part.end() if part else end
    return tuple(asked) or case.question.moments


def _is_meant(case: Case, moment: Moment, window: Window) -> bool:
    """Whether something is to be done at a moment: not where something came back or was missed, nor in another year."""
    near = case.near(moment)
    first = window.opens or window.closes
    if (moment.offset or 0) < 0 or lexicon.cue("corrections.sent_back").search(near) or _NOT_DONE.search(near):
        return False
    if moment.span == (0, 0) and case.says("几点", "几时"):
        return False  # 几点关，是六点吗
    return not (moment.year and first and moment.year < first.year)


def _whole_month(case: Case, moment: Moment, window: Window) -> datetime | None:
    """The first moment of a month that is named without a day, where all of it lies after the window."""
    day = moment.date(case.now, case.year) if moment.month or moment.months_on is not None else None
    close = ends(window.closes) if window.closes else None
    return begins(day) if day is not None and close is not None and begins(day) > close else None


def _with_month(moment: Moment, window: Window) -> Moment:
    """A day without its month is the window's own: 30号 of a window that closes on 30 August is that day."""
    if moment.month is not None or moment.day is None or moment.months_on is not None:
        return moment
    days = [d for d in (window.closes, window.opens) if d is not None]
    same = [d for d in days if d.day == moment.day] or days
    return replace(moment, month=same[0].month) if same else moment
