"""The dates of a checklist as a calendar (RFC 5545), to be sent as a file or subscribed to.

What a person wants in a phone's calendar is the day on which something is due, not a bar that lies over six weeks of
other things: a window of more than `SHORT` days becomes two entries, its opening and its close. Days are whole days, so that
they stand at the top of the day; a close with an hour is the hour before it, so that it ends when the window does. Nothing
makes its person busy.

The bytes depend on what is told and on which alarms are still ahead, so that a hash of them serves as an ETag. No method is
given: it is what is so, and an entry that has moved keeps its UID."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from bot import texts
from knowledge.checklist.model import Checklist, Entry
from knowledge.deadlines import BEIJING, begins, beijing
from notices.schema import Heading

Part = Literal["open", "close", "day"]

SHORT = 3  # days, up to which a window is one entry
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MORNING = 9 * HOUR  # in Beijing
AHEAD = (3, 1)  # days before something is due, on whose morning it is told
LATE = 2 * HOUR  # before a close with an hour
REFRESH = timedelta(hours=12)
PROGRAM = "-//title-review-assistant//checklist//ZH"
MINE = UUID("6f0d3f0e-6a5c-5f43-9a44-8a1d3d0f5b52")  # names of entries are made from it; another would double every calendar
# Told of, by the first word of their keys, but nobody is woken for them: the office's work, and days that nothing is done on.
QUIET = frozenset(("review", "correction", "cutoff", "service", "skill"))


@dataclass(frozen=True, slots=True)
class _Day:
    """One entry of the calendar: `start` and `end` are days, the end not counted in, or moments."""

    entry: Entry
    part: Part
    start: date | datetime
    end: date | datetime
    alarms: tuple[datetime, ...] = ()


def ics(checklist: Checklist, now: datetime, url: str = "", changed: datetime | None = None) -> bytes:
    """The calendar in UTF-8. Entries without a day are left out, alarms that have passed too: some phones ring at once for them.

    `url` stands in every entry and may be passed on with it: a page, never an address that is secret. `changed` is when what
    is told was changed last, for programs that keep the newer of two; where that is not known, when the notice was published."""
    found, stamp = _calendar(checklist.notice, url), _published(checklist.notice)
    since = beijing(changed) if changed is not None else stamp
    for uid, one in _named(checklist):
        event = _event(one, uid, checklist, beijing(now))
        event.add("dtstamp", since)
        event.add("last-modified", since)
        event.add("sequence", max(0, (since - stamp) // timedelta(minutes=1)))
        if url:
            event.add("url", url)
        found.add_component(event)
    content: bytes = found.to_ical()
    return content


def _published(notice: Heading) -> datetime:
    return begins(notice.published or date(notice.year, 1, 1))


def _calendar(notice: Heading, url: str) -> Calendar:
    found, name = Calendar(), texts.words("calendar-name", {"notice": notice})
    for key, value in (
        ("prodid", PROGRAM),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("name", name),
        ("x-wr-calname", name),
    ):
        found.add(key, value)
    found.add("x-wr-timezone", BEIJING.key)
    found.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    found.add("x-published-ttl", "PT12H")
    if url:
        found.add("url", url)
    found.add_component(_zone())
    return found


def _zone() -> Timezone:
    """Beijing time as it has been since 1992: eight hours ahead, the whole year."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", BEIJING.key)
    standard.add("dtstart", datetime(1992, 1, 1))  # noqa: DTZ001  # an observance begins in the local time before it
    standard.add("tzoffsetfrom", 8 * HOUR)
    standard.add("tzoffsetto", 8 * HOUR)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _named(checklist: Checklist) -> Iterator[tuple[str, _Day]]:
    """The entries of the calendar with their UIDs: made from the notice, the key and the part, never from a person."""
    for entry in checklist.entries:
        for day in _days(entry):
            part = "open" if day.part == "open" else "close"  # of a window that is short now, and longer after a change
            yield str(uuid5(MINE, f"{checklist.notice.id}/{entry.key}/{part}")), day


def _days(entry: Entry) -> Iterator[_Day]:
    """The entries of the calendar that one entry of the checklist becomes."""
    first, last = entry.first, entry.last
    if first is not None and last is not None and not isinstance(last, datetime):
        if (last - begins(first).date()).days < SHORT:
            yield _whole(entry, begins(first).date(), last)
            return
    if first is not None:
        yield _opening(entry, first)
    if last is not None:
        yield _closing(entry, last)


def _whole(entry: Entry, first: date, last: date) -> _Day:
    """A day, or the few days of a short window; a window is told of on its last morning too."""
    mornings = tuple(_morning(first, days) for days in AHEAD) + ((_morning(last, 0),) if last > first else ())
    return _Day(entry, "day", first, last + DAY, mornings)


def _opening(entry: Entry, first: date | datetime) -> _Day:
    if isinstance(first, datetime):
        return _Day(entry, "open", beijing(first), beijing(first) + HOUR, (beijing(first),))
    return _Day(entry, "open", first, first + DAY, (_morning(first, 0),))


def _closing(entry: Entry, last: date | datetime) -> _Day:
    mornings = tuple(_morning(begins(last).date(), days) for days in AHEAD)
    if isinstance(last, datetime):
        return _Day(entry, "close", beijing(last) - HOUR, beijing(last), (*mornings, beijing(last) - LATE))
    return _Day(entry, "close", last, last + DAY, mornings)


def _morning(day: date, before: int) -> datetime:
    return datetime.combine(day - before * DAY, time.min, BEIJING) + MORNING


def _event(one: _Day, uid: str, checklist: Checklist, now: datetime) -> Event:
    event = Event()
    told = {"entry": one.entry, "part": one.part, "notice": checklist.notice}
    title, _, words = texts.words("calendar-entry", told).partition("\n")
    for key, value in (("uid", uid), ("summary", title), ("description", words.strip()), ("transp", "TRANSPARENT")):
        event.add(key, value)
    event.add("dtstart", one.start)
    event.add("dtend", one.end)
    event.add("status", "TENTATIVE" if one.entry.tentative else "CONFIRMED")
    alarms = () if one.entry.key.partition("-")[0] in QUIET else sorted(set(one.alarms))
    for alarm in (_alarm(at - begins(one.start), title) for at in alarms if at > now):
        event.add_component(alarm)
    return event


def _alarm(before: timedelta, title: str) -> Alarm:
    """Told relative to the start, which phones of all makes know, and which moves with an entry that somebody moves."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before)
    return alarm
