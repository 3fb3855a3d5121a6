"""The calendar of a case, by time: as text, as a picture, as a file for other calendars, and as an address to subscribe to."""

from datetime import date, datetime

from bot.handlers.checklist.case import Case, Said, said
from bot.handlers.checklist.outcome import paged, turning
from bot.handlers.checklist.words import button, label
from bot.messages import File
from knowledge.checklist.model import Entry
from knowledge.deadlines import begins, beijing, ends

PAGE = 4  # entries on one page
WAYS = ("timeline", "calendar", "feed", "items", "result")


def state(entry: Entry, now: datetime) -> tuple[str, int]:
    """How an entry stands, and the days that are left to its beginning or its end: undated, ahead, open, due, last-day, over."""
    last = entry.last or entry.first
    if last is None:
        return "undated", 0
    today, opening = beijing(now).date(), begins(entry.first or last)
    if now >= ends(last):
        return "over", 0
    if now < opening and entry.first is not None:
        return "ahead", (opening.date() - today).days
    left = (_day(last) - today).days
    return ("last-day", 0) if not left else ("due" if entry.first is None else "open", left)


def _day(moment: date | datetime) -> date:
    return beijing(moment).date() if isinstance(moment, datetime) else moment


def dates(case: Case, rest: str) -> Said:
    """A page of the calendar; where none is asked for, the one with what comes next."""
    rows = [(entry, *state(entry, case.now)) for entry in case.checklist.entries]
    coming = next((n for n, (_, how, _) in enumerate(rows) if how not in ("over", "undated")), 0)
    page, pages = paged(rest, len(rows), PAGE, coming // PAGE)
    data = {"rows": rows[page * PAGE : (page + 1) * PAGE], "page": page, "pages": pages}
    return said(case.waiting(), "list-dates", data, (*turning("dates", page, pages), *(button(way) for way in WAYS)))


def timeline(case: Case) -> Said:
    """The calendar as a picture."""
    return _file(case, File("picture:timeline", f"{label('timeline')}.png", "list-timeline"))


def calendar(case: Case) -> Said:
    """The calendar as a file that others read."""
    return _file(case, File(f"ics:{case.notice.id}", f"{case.notice.name}.ics", "list-calendar"))


def sheet(case: Case) -> Said:
    """The list as a table."""
    return _file(case, File(f"xlsx:{case.notice.id}", f"{case.notice.name}.xlsx", "list-sheet"))


def _file(case: Case, file: File) -> Said:
    ways = (button("items"), button("dates"), button("result"))
    return said(case.waiting(), file.caption, {"checklist": case.checklist}, ways, (file,))
