"""Whether a window is open, now or at the moment that a question names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from knowledge import lexicon
from knowledge.deadlines import CalendarUnknown, State, WindowState, begins, beijing, ends, holiday_days, is_working_day, state
from knowledge.moments import NO_SPAN, Moment
from knowledge.rules.case import Case, Verdict
from knowledge.rules.named import OFFICES, closing, meant, named, names_undated, with_month
from notices.schema import Fact, Window

_MIDNIGHT, _NOON = time(0), time(12)
_SECOND = timedelta(seconds=1)
_PART = re.compile(r"[,，。;；!！?？\s]+")
_NIGHT = time(22)  # an hour that 晚上 and 半夜 surely hold


@dataclass(frozen=True, slots=True)
class _Asked:
    """A moment asked about as it is told: with its hour, with a part of the day, as a day, or as a month."""

    at: datetime
    has_hour: bool = False
    part: str = ""
    month: bool = False


def windows(case: Case) -> Iterator[Verdict]:
    """The state of the window asked about at the moment named, and now."""
    if (found := _window(case)) is None:
        return
    fact, window = found
    asked = _named(case, window)
    visit = beijing(case.now) if asked is None else None if asked.month else asked.at
    off = visit is not None and _is_off(state(window, visit), visit)
    if asked is not None:
        told = {"at": asked.at, "has_hour": asked.has_hour, "part": asked.part, "month": asked.month, "off": off}
        yield Verdict("window-at", told | {"seen": state(window, asked.at)}, (fact,))
    if visit is not None and off:
        yield Verdict("day-off", {"day": visit.date()}, (fact,))
    hours = bool(lexicon.cue("spans.hours").search(case.text))
    yield Verdict("window-now", {"seen": state(window, case.now), "beside": asked is not None, "hours": hours}, (fact,))


def _is_off(seen: WindowState, at: datetime) -> bool:
    """Whether one has to go to an office within the window, on a day when none works."""
    if seen.window.window not in OFFICES or seen.state not in (State.OPEN, State.LAST_DAY):
        return False
    try:
        return not is_working_day(at.date())
    except CalendarUnknown:
        return False


def _window(case: Case) -> tuple[Fact, Window] | None:
    """The window that was matched best, or another one matched whose end alone the text names: 离报名结束."""
    if lexicon.cue("spans.days").search(case.text) and (counted := meant(case)) is not None:
        return counted
    if names_undated(case):
        return None
    matched = case.of(Window)
    places = named(case)
    kinds = {one.window.window for one in places if one.edge} or {one.window.window for one in places if case.question.moments}
    only = [(one.fact, one.window) for one in places if kinds == {one.window.window}]
    found = next(iter((*only, *matched)), None)
    return found if found is not None and closing(found[1]) else None


def _named(case: Case, window: Window) -> _Asked | None:
    """The moment asked about where it is not just now; a day alone stands for its end."""
    weekday = lexicon.cue("weekdays.asks").search(case.text) or lexicon.cue("weekdays.first").search(case.text)
    if weekday and not lexicon.cue("windows.doing").search(case.text):
        return None
    for moment in _asked(case):
        if not _is_meant(case, moment, window):
            continue
        if not moment.names_day:
            if (later := _whole_month(case, moment, window)) is not None:
                return _Asked(later, month=True)
            continue
        if _is_mixed(case, moment, window):
            return None
        found = with_month(_at_night(case, moment), window).on(case.now, window.closes.year if window.closes else case.year)
        if found is not None and (asked := _at(case, found, _at_night(case, moment), window)).at != case.now:
            return asked
    return None


def _at_night(case: Case, moment: Moment) -> Moment:
    """Twelve o'clock without its day or half of it: midnight, once noon is past or where it is asked what is after it."""
    if moment.span != NO_SPAN or moment.at != _NOON or lexicon.cue("windows.noon").search(case.text):
        return moment
    late = beijing(case.now).hour >= _NOON.hour if moment.offset == 0 else _is_after(case)
    return replace(moment, at=_MIDNIGHT, ahead=moment.ahead + timedelta(days=1)) if late else moment


def _is_after(case: Case) -> bool:
    """Whether it is asked of what comes after an hour: 过了12点呢."""
    return lexicon.cue("windows.after_hour").search(case.text) is not None


def _at(case: Case, found: datetime, moment: Moment, window: Window) -> _Asked:
    """A moment found: midnight belongs to the day that it ends unless what is after it is asked, a day reaches to its end, the
    day on which the window closes to the close, and its night to the night; a window that is over
    before a holiday is open before that until its close."""
    close = ends(window.closes) if window.closes else None
    if moment.turn == "before" and close and close < found and _is_possible(case, window, close):
        return _Asked(close)
    if moment.at is not None:
        ending = moment.at == _MIDNIGHT and moment.ahead > timedelta() and not isinstance(window.closes, datetime)
        ending = ending and not _is_after(case)
        return _Asked(found - _SECOND if ending else found, has_hour=True)
    if lexicon.cue("windows.night").search(moment.part):
        return _Asked(datetime.combine(found.date(), _NIGHT, tzinfo=found.tzinfo), part=moment.part)
    if lexicon.cue("windows.daytime").search(moment.part) and close and close.date() == found.date():
        return _Asked(begins(found.date()), part=moment.part)
    return _Asked(close if close and close.date() == found.date() else ends(found.date()))


def _is_possible(case: Case, window: Window, close: datetime) -> bool:
    """Whether it is asked if something can be done before a day, and not if that is soon enough, of a window not yet over."""
    to_come = window.opens is not None and beijing(case.now) < begins(window.opens)
    return to_come or (beijing(case.now) <= close and not lexicon.cue("windows.soon_enough").search(case.text))


def _is_mixed(case: Case, moment: Moment, window: Window) -> bool:
    """Whether a holiday is over, or lies only partly in the window, so that nothing holds for all of it."""
    if moment.holiday is None or moment.turn != "on":
        return False
    first = moment.date(case.now, case.year)
    days = holiday_days(first.year, moment.holiday) if first else ()
    seen = {state(window, ends(day)).state in (State.OPEN, State.LAST_DAY) for day in (*days[:1], *days[-1:])}
    return len(seen) > 1 or (bool(days) and days[-1] < case.today)


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
    """Whether something is to be done at a moment: not where something came back, was missed or put up, nor in another year."""
    near = case.near(moment)
    first = window.opens or window.closes
    if moment.ago is not None or (moment.offset or 0) < 0 or (moment.offset == 0 and not (moment.at or moment.part)):
        return False
    if lexicon.cue("windows.publicity").search(near):
        return False
    if lexicon.cue("corrections.sent_back").search(near) or lexicon.cue("windows.not_done").search(near):
        return False
    if moment.span == NO_SPAN and lexicon.cue("windows.asks_hour").search(case.text):
        return False  # 几点关，是六点吗
    return not (moment.year and first and moment.year < first.year)


def _whole_month(case: Case, moment: Moment, window: Window) -> datetime | None:
    """The first moment of a month that is named without a day, where all of it lies after the window."""
    day = moment.date(case.now, case.year) if moment.month or moment.months_on is not None else None
    close = ends(window.closes) if window.closes else None
    return begins(day) if day is not None and close is not None and begins(day) > close else None
