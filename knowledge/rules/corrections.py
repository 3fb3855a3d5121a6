"""Until when an application that came back must be corrected."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from knowledge import lexicon
from knowledge.clock import XINJIANG_BEHIND
from knowledge.deadlines import State, WindowState, beijing, state
from knowledge.facts import Facts
from knowledge.moments import Moment
from knowledge.rules.case import Case, Verdict
from notices.schema import Correction, Fact

_PASSED = re.compile(r"(?:过去|过了|已经?有?|都)[^,，。\d]{0,3}(\d{1,3})个?(?:多|来)?(?:小时|钟头|钟)")


def correction(case: Case) -> Iterator[Verdict]:
    """The end of the time for correcting, whether a moment asked about is in it, and whether it runs past the close."""
    rules = case.of(Correction)[:1] or case.all_of(Correction)[:1]
    moments = [m for m in case.question.moments if m.names_day]
    sent_back = _sent_back(case, moments) if rules else None
    returned = None if sent_back is None else _at(case, sent_back)
    if sent_back is None or returned is None:
        return
    fact, rule = rules[0]
    due = returned + (timedelta(hours=rule.hours) if rule.hours else timedelta(days=rule.days or 0))
    has_hour = sent_back.at is not None or sent_back.ago is not None
    exact = has_hour and rule.hours is not None
    data: dict[str, Any] = {"returned": returned, "has_hour": has_hour, "hours": rule.hours, "days": rule.days}
    data |= {"due": due, "exact": exact, "from_xinjiang": sent_back.ahead.seconds == XINJIANG_BEHIND.seconds}
    now = _asks_now(case) and returned <= beijing(case.now)  # nobody corrects now what will come back
    data |= _asked(case, [m for m in moments if m is not sent_back and not _came_back(case, m)], due, exact, now)
    data["left"] = _left(case, due) if exact and now else None
    data["over"] = int((data["asked"] - due).total_seconds() // 60) if data["late"] and exact and data["asked_hour"] else None
    yield from _against_close(case, data, fact)


def hours_left(case: Case) -> Iterator[Verdict]:
    """What is left of the hours for correcting after those that the asker says have passed."""
    passed = _PASSED.search(case.text)
    rule = next(((fact, rule.hours) for fact, rule in case.all_of(Correction) if rule.hours), None)
    if passed and rule and case.question.returned:
        yield Verdict(
            "correction-hours", {"hours": rule[1], "passed": int(passed[1]), "left": rule[1] - int(passed[1])}, (rule[0],)
        )


def after_close(facts: Facts) -> Fact | None:
    """What refuses an application that comes back corrected after applications have closed."""
    return next((fact for fact in facts.of_topic("return.deadline") if "超过申报时限" in fact.text), None)


def _is_past(closing: WindowState | None, case: Case) -> bool:
    """Whether applications have closed already, so that nobody can be told to hand in before that."""
    return closing is not None and closing.closes is not None and closing.closes < beijing(case.now)


def _against_close(case: Case, data: dict[str, Any], fact: Fact) -> Iterator[Verdict]:
    """The same where the application window closes before the time for correcting is over."""
    apply = case.window("apply")
    seen = state(apply[1], data["due"]) if apply else None
    closing = seen if seen and seen.state is State.CLOSED else None
    if closing and data["late"] is False and not _in_time(data, closing):
        data["late"] = None  # past the close nothing is promised
    refused = after_close(case.facts)
    first = bool(closing and refused and data["hours"] is None)
    used = [fact, *([apply[0]] if apply and closing else []), *([refused] if refused and first else [])]
    past = _is_past(closing, case)
    if past and data["left"] and data["left"][0] >= 0:
        data["left"] = None
    told = data | {"closing": closing, "first_to_close": first, "past": past}
    yield Verdict("correction", told, tuple(dict.fromkeys(used)))


def _sent_back(case: Case, moments: list[Moment]) -> Moment | None:
    """When the application came back last: the moment with words of that, else the only one that is not for handing in
    again."""
    back, again = lexicon.cue("corrections.sent_back"), lexicon.cue("corrections.sent_again")
    returned = next((m for m in reversed(moments) if _came_back(case, m)), None)
    rest = [m for m in moments if not again.search(case.near(m).partition("|")[2])]
    before = next((m for m in rest if back.search(case.near(m))), None)
    return returned or before or (rest[0] if case.question.returned and len(rest) == 1 else None)


def _came_back(case: Case, moment: Moment) -> bool:
    """Whether the words after a moment say that something came back then."""
    return lexicon.cue("corrections.sent_back").search(_clause(case, moment)) is not None


def _clause(case: Case, moment: Moment) -> str:
    """What stands after a moment, up to the next one or the end of its part."""
    start = moment.span[1]
    until = min((m.span[0] for m in case.question.moments if m.span[0] >= start > 0), default=len(case.text))
    return re.split(r"[,，。;；?？\s]", case.text[start:until])[0]


def _in_time(data: dict[str, Any], closing: WindowState) -> bool:
    """Whether the moment asked about is surely before the close."""
    close, asked = closing.closes, data["asked"]
    return close is not None and (asked <= close if data["asked_hour"] else asked.date() < close.date())


def _at(case: Case, moment: Moment) -> datetime | None:
    return case.placed(moment).on(case.now, case.year)


def _asks_now(case: Case) -> bool:
    return lexicon.cue("corrections.now").search(case.text) is not None


def _asked(case: Case, others: list[Moment], due: datetime, exact: bool, asks_now: bool) -> dict[str, Any]:
    """Another moment that the question names, or now where it asks of that, and whether it is too late; None where a day
    alone cannot tell."""
    asked = others[-1] if others else Moment(offset=0) if asks_now else None
    now = asked is not None and asked.offset == 0 and asked.at is None
    at = None if asked is None else beijing(case.now) if now else _at(case, asked)
    if asked is None or at is None:
        return {"asked": None, "asked_hour": False, "asked_now": False, "late": None}
    late: bool | None = at.date() > due.date()
    if at.date() == due.date() and any(r.hours for _, r in case.all_of(Correction)):
        late = at > due if exact and (asked.at or now) else None
    return {"asked": at, "asked_hour": asked.at is not None, "asked_now": now, "late": late}


def _left(case: Case, due: datetime) -> tuple[int, int]:
    """Whole hours and minutes from now, below zero where it is over."""
    minutes = int((due - beijing(case.now)).total_seconds() // 60)
    return minutes // 60, minutes % 60
