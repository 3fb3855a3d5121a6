"""Until when an application that came back must be corrected."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from knowledge import lexicon
from knowledge.deadlines import State, beijing, state
from knowledge.moments import Moment
from knowledge.rules.case import Case, Verdict
from notices.schema import Correction


def correction(case: Case) -> Iterator[Verdict]:
    """The end of the time for correcting, whether a moment asked about is in it, and whether it runs past the close."""
    rules, moments = case.all_of(Correction), [m for m in case.question.moments if m.day or m.offset is not None]
    if not rules or not moments:
        return
    sent_back = next((m for m in moments if lexicon.cue("corrections.sent_back").search(case.near(m))), moments[0])
    returned = _at(case, sent_back)
    if returned is None:
        return
    fact, rule = case.of(Correction)[0] if case.of(Correction) else rules[0]
    due = returned + (timedelta(hours=rule.hours) if rule.hours else timedelta(days=rule.days or 0))
    exact = sent_back.at is not None and rule.hours is not None
    data: dict[str, Any] = {
        "returned": returned,
        "has_hour": sent_back.at is not None,
        "hours": rule.hours,
        "days": rule.days,
        "due": due,
        "exact": exact,
    }
    data |= _asked(case, [m for m in moments if m is not sent_back], due, exact)
    data["left"] = _left(case, due) if exact and lexicon.cue("corrections.left").search(case.text) else None
    apply = case.window("apply")
    closing = state(apply[1], due) if apply else None
    data["closing"] = closing if closing and closing.state is State.CLOSED else None
    yield Verdict("correction", data, (fact, *([apply[0]] if apply and data["closing"] else [])))


def _at(case: Case, moment: Moment) -> datetime | None:
    return case.placed(moment).on(case.now, case.year)


def _asked(case: Case, others: list[Moment], due: datetime, exact: bool) -> dict[str, Any]:
    """Another moment that the question names, and whether it is too late; None where a day alone cannot tell."""
    asked = next((m for m in others if m.at is not None or m.day is not None), None)
    at = None if asked is None else _at(case, asked)
    if asked is None or at is None:
        return {"asked": None, "asked_hour": False, "late": None}
    late: bool | None = at.date() > due.date()
    if exact and at.date() == due.date():
        late = at > due if asked.at else None
    return {"asked": at, "asked_hour": asked.at is not None, "late": late}


def _left(case: Case, due: datetime) -> tuple[int, int]:
    """Whole hours and minutes from now, below zero where it is over."""
    minutes = int((due - beijing(case.now)).total_seconds() // 60)
    return minutes // 60, minutes % 60
