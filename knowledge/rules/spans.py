"""How many days: a window's own, those between two days, those left; working days beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge import lexicon
from knowledge.deadlines import CalendarUnknown, days_between, is_working_day
from knowledge.rules.case import Case, Verdict
from knowledge.rules.named import OFFICES, Named, closing, holding, meant, named, opening
from notices.schema import Fact, Window

LISTED = 4  # days off that are named one by one


@dataclass(frozen=True, slots=True)
class _Point:
    """A day that the text counts from or to; `end` where it is one of a window."""

    start: int
    day: date
    end: Named | None = None


def spans(case: Case) -> Iterator[Verdict]:
    """The days that the question asks to be counted."""
    working = _asks(case, "working") or _asks_weekends(case)
    if not working and not _asks(case, "days"):
        return
    points = _points(case)
    if _asks(case, "past"):
        yield from _past(case)
    elif len(points) >= 2 and _asks(case, "apart"):
        yield from _between(case, points[0], points[1])
    elif _asks(case, "left") or (points and points[0].end is None and lexicon.cue("edge.closes").search(case.text)):
        yield from _left(case, points, working)
    elif not case.question.returned and "公示" not in case.text:
        yield from _own(case)


def working_days(case: Case) -> Iterator[Verdict]:
    """The same for working days up to a date that the text gives, whatever else the question seems to be about."""
    if case.dated() and _asks(case, "left") and "公示" not in case.text:
        yield from spans(case)


def _asks(case: Case, what: str) -> bool:
    return lexicon.cue(f"spans.{what}").search(case.text) is not None


def _asks_weekends(case: Case) -> bool:
    """Whether it asks which days of a window are off (缴费期有没有碰到周末), or if an office works on them (周末收吗), rather
    than of one day."""
    if case.dated() or any(one.edge for one in named(case)):
        return False
    if lexicon.cue("weekdays.within").search(case.text) and lexicon.cue("weekdays.asks").search(case.text):
        return True
    window = meant(case)
    at_office = window is not None and window[1].window in OFFICES
    return at_office and lexicon.cue("weekdays.over").search(case.text) is not None


def _points(case: Case) -> list[_Point]:
    """The days named, in the text's order, none of them twice: dates, and ends of windows."""
    found = [_Point(moment.span[0], day) for moment, day in case.dated() if moment.ago is None]
    ends_named = named(case)
    several = len({one.window.window for one in ends_named}) > 1
    for one in ends_named:
        first = one is ends_named[0] and not found
        day = one.day("closes" if first else "opens") or one.day("closes")
        if day is not None and (one.edge or several or one.window.window in ("defence", "meeting")):
            found.append(_Point(one.start, day, one))
    distinct = {point.day: point for point in sorted(found, key=lambda p: (p.start, p.end is None), reverse=True)}
    return sorted(distinct.values(), key=lambda point: point.start)


def _between(case: Case, a: _Point, b: _Point) -> Iterator[Verdict]:
    first, last = sorted((a, b), key=lambda point: point.day)
    rests = tuple({p.end.fact.id: p.end.fact for p in (first, last) if p.end}.values()) or _fallback(case)
    if first.end and last.end and first.end.window is last.end.window:
        yield _length(first.end.fact, first.end.window)
    elif rests:
        data = _counted(first.day, last.day) | {"first_end": _name(first), "last_end": _name(last)}
        yield Verdict("span-between", data, rests)


def _fallback(case: Case) -> tuple[Fact, ...]:
    """What a count between two bare dates rests on: the window asked about, else whatever was matched first."""
    window = meant(case)
    return (window[0],) if window else case.matched[:1]


def _name(point: _Point) -> tuple[str, str] | None:
    """Which window's end a point is."""
    if point.end is None:
        return None
    opens = point.day == opening(point.end.window)
    return point.end.window.window, "opens" if opens else "closes"


def _left(case: Case, points: list[_Point], working: bool) -> Iterator[Verdict]:
    """The days from a date named, or from today, to the end of the window asked about."""
    window = meant(case) or (holding(case, points[-1].day) if points else None)
    if window is None:
        return
    fact, its = window
    edge = next((one.edge for one in named(case) if one.edge), "closes")
    last = opening(its) if edge == "opens" else closing(its)
    since = next((point.day for point in points if point.end is None and point.day != last), None)
    if last is None or (since is None and not working):
        return  # of today the state of the window tells it
    if (since or case.today) > last:
        yield _length(fact, its)
        return
    data = _counted(since or case.today, last) | {"window": its.window, "edge": edge}
    yield Verdict("span-left", data, (fact,))


def _past(case: Case) -> Iterator[Verdict]:
    """The days since the window asked about has closed."""
    window = meant(case)
    last = closing(window[1]) if window else None
    if window is not None and last is not None and last < case.today:
        data = {"window": window[1].window, "last": last, "today": case.today, "days": (case.today - last).days}
        yield Verdict("span-past", data, (window[0],))


def _own(case: Case) -> Iterator[Verdict]:
    """How long each window named is, or the one that was matched."""
    window = meant(case)
    several = {one.window.window: (one.fact, one.window) for one in named(case) if not one.edge}
    asked = list(several.values()) if len(several) > 1 else [window] if window else []
    yield from (_length(fact, its) for fact, its in asked[:2] if its.window not in ("defence", "meeting"))


def _length(fact: Fact, window: Window) -> Verdict:
    first, last = opening(window), closing(window)
    if first is None or last is None:
        return Verdict("span-unknown", {"window": window.window, "last": last}, (fact,))
    return Verdict("span-length", _counted(first, last) | {"window": window.window}, (fact,))


def _counted(first: date, last: date) -> dict[str, Any]:
    """The days from one day to another, both counted, and how many of them are working days, where the calendar is known."""
    days = days_between(first, last)
    try:
        off = [day for day in days if not is_working_day(day)]
    except CalendarUnknown:
        return {"first": first, "last": last, "days": len(days), "working": None, "off": ()}
    return {
        "first": first,
        "last": last,
        "days": len(days),
        "working": len(days) - len(off),
        "off": tuple(off) if len(off) <= LISTED else (),
    }
