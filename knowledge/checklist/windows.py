"""The windows that a notice prints, for somebody like the applicant."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from knowledge.checklist.applying import Applying
from knowledge.checklist.model import Entry
from knowledge.deadlines import CalendarUnknown, beijing, state, working_days_back, working_days_on
from knowledge.rules.weekdays import of_calendar
from notices.schema import Exemption, Fact, Window

KINDS = ("apply", "review", "paper", "payment", "defence", "meeting")


def windows(case: Applying) -> Iterator[Entry]:
    """The windows, with what the calendar says of their first and last day, and how they stand."""
    used = Counter[str]()
    for fact, window in case.fitting(Window):
        if window.window == "defence" and is_exempt(case):
            continue
        used[window.window] += 1
        key = window.window if used[window.window] == 1 else f"{window.window}-{fact.id}"
        told = _told(case, window.window) | {"opens": _on_calendar(window.opens), "closes": _on_calendar(window.closes)}
        told |= {"seen": state(window, case.now), "received": window.received}
        yield Entry(key, _aware(window.opens), _aware(window.closes), window.tentative, data=told, facts=(fact,))


def _told(case: Applying, kind: str) -> dict[str, Any]:
    """What entries of windows tell: the first and the last day as the calendar has them, None where the notice gives none; how
    it stands; whether it is what has come in that counts; the fields that decide whether they take part; and cautions."""
    hang = _hangs(case) if kind == "defence" else ()
    cautions = tuple(case.cautions(f"window.{kind}"))
    told = {"window": kind, "opens": None, "closes": None, "seen": None, "received": False}
    return told | {"hangs_on": hang, "cautions": cautions}


def _aware(day: date | datetime | None) -> date | datetime | None:
    return beijing(day) if isinstance(day, datetime) else day


def _on_calendar(day: date | datetime | None) -> dict[str, Any] | None:
    return None if day is None else on_calendar(day)


def on_calendar(moment: date | datetime) -> dict[str, Any]:
    """A day with whether offices work on it, and the working days next to it; None where the calendar is not known yet."""
    return dict(_seen(moment.date() if isinstance(moment, datetime) else moment))


@lru_cache(1024)
def _seen(day: date) -> dict[str, Any]:
    told = of_calendar(day) | {"previous": None, "next": None}
    try:
        told["previous"] = working_days_back(day - timedelta(days=1), 1)[0]
        told["next"] = working_days_on(day + timedelta(days=1), 1)[0]
    except CalendarUnknown:
        pass
    return told


def is_exempt(case: Applying) -> bool:
    """Whether they need not take part in the defence."""
    return any(case.fit(fact) == "met" for fact in _exemptions(case))


def _exemptions(case: Applying) -> Iterator[Fact]:
    return (fact for fact, _ in case.of(Exemption) if fact.topics[0].startswith("defence."))


def _hangs(case: Applying) -> tuple[str, ...]:
    """The fields of the exemptions from the defence that were not answered."""
    return case.hangs_on(*(case.facts.asked(fact) for fact in _exemptions(case) if case.fit(fact) == "open"))


def undated(case: Applying) -> Iterator[Entry]:
    """What the notice asks for without any day: a window it speaks of, and a defence that such as they take part in."""
    printed = {window.window for _, window in case.of(Window)}
    for kind in KINDS:
        topic = "defence.who" if kind == "defence" else f"window.{kind}"
        facts = tuple(fact for fact in case.about(topic) if case.fit(fact) == "met")
        own = [fact for fact in facts if kind != "defence" or case.facts.asked(fact)]
        if kind not in printed and own and not (kind == "defence" and is_exempt(case)):
            yield Entry(kind, None, None, data=_told(case, kind), facts=tuple(own[:1]))
