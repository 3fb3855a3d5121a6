"""Which day of the week a day is, and whether offices work on it by the State Council's calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge import lexicon
from knowledge.deadlines import CalendarUnknown, Holiday, holiday_days, holiday_of, is_working_day
from knowledge.rules.case import Case, Verdict
from knowledge.rules.named import OFFICES, closing, holding, meant, named, opening, with_month
from notices.schema import Fact, Window

SHORT = 2  # days of a window that are all told


def weekdays(case: Case) -> Iterator[Verdict]:
    """The weekday of each day asked about."""
    first = lexicon.cue("weekdays.first").search(case.text)
    if not first and not lexicon.cue("weekdays.asks").search(case.text):
        return
    days, facts = _asked(case)
    if days and facts:
        office = any(isinstance(fact.data, Window) and fact.data.window in OFFICES for fact in facts)
        hours = lexicon.cue("weekdays.hours").search(case.text) is not None
        yield Verdict("weekday", {"days": tuple(map(of_calendar, days)), "office": office, "hours": hours}, facts)


def days_named(case: Case) -> Iterator[Verdict]:
    """The same for dates that the text gives in full, whatever else the question seems to be about."""
    if any(moment.day is not None and moment.ago is None for moment, _ in case.dated()):
        yield from weekdays(case)


def _asked(case: Case) -> tuple[list[date], tuple[Fact, ...]]:
    """The days named by their dates, else the ends of windows that are named, else those of the window asked about."""
    window = meant(case)
    if dates := _dated(case):
        held = window or holding(case, dates[0])
        return dates, (held[0],) if held else case.matched[:1]
    if lexicon.cue("spans.working").search(case.text):
        return [], ()
    ends = [(one.fact, day) for one in named(case) if one.edge and (day := one.day("closes"))]
    if ends:
        return list(dict.fromkeys(day for _, day in ends)), tuple({fact.id: fact for fact, _ in ends}.values())
    return (_of(case), (window[0],)) if window else ([], ())


def _dated(case: Case) -> list[date]:
    """The days of the text; all days off where it names a holiday."""
    found = list[date]()
    window = meant(case) if named(case) else None
    for moment, day in case.dated():
        if window and (own := with_month(moment, window[1])) != moment:
            found += filter(None, [own.date(case.now, case.year)])
            continue
        holiday = moment.holiday if moment.holiday is not Holiday.NEAREST and moment.turn == "on" else None
        found += holiday_days(day.year, holiday)[-3:] if holiday else [day]
    return list(dict.fromkeys(found))


def _is_short(window: tuple[Fact, Window] | None) -> bool:
    """Whether a window is so short that all of its days are told."""
    first, last = (opening(window[1]), closing(window[1])) if window else (None, None)
    return first is not None and last is not None and (last - first).days < SHORT


def _of(case: Case) -> list[date]:
    """The days of a short window; the end of a longer one that the text means, else both."""
    window = meant(case)
    if window is None:
        return []
    edge = lexicon.cue("edge.opens").search(case.text), lexicon.cue("edge.closes").search(case.text)
    first, last = opening(window[1]), closing(window[1])
    ends = [day for day in (first, last) if day is not None]
    wanted = ends if _is_short(window) or bool(edge[0]) == bool(edge[1]) else [first] if edge[0] else [last]
    return [day for day in dict.fromkeys(wanted) if day is not None]


def of_calendar(day: date) -> dict[str, Any]:
    """A day with what the calendar says of it; `working` is None where it says nothing yet."""
    try:
        working = is_working_day(day)
    except CalendarUnknown:
        return {"day": day, "working": None, "holiday": None}
    return {"day": day, "working": working, "holiday": None if working else holiday_of(day)}
