"""Days worked out from a notice's windows and rules: the last on which something can still begin or come back in time, and
those on which years are full."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from knowledge.checklist.admitted import admission
from knowledge.checklist.applying import Applying
from knowledge.checklist.model import Entry
from knowledge.checklist.record import appraisals
from knowledge.checklist.served import service, skill
from knowledge.checklist.windows import on_calendar
from knowledge.deadlines import CalendarUnknown, ends, working_days_back
from knowledge.rules import Verdict
from knowledge.rules.corrections import after_close
from knowledge.rules.publicity import over_by
from notices.schema import Correction, Cutoff, Fact, Publicity, Window

REVIEW_DAYS = 1  # working days that are kept for the offices in between, where the notice gives no number
_DAY = timedelta(days=1)


def publicity(case: Applying) -> Iterator[Entry]:
    """The last day on which the publicity can begin so that the application goes out in time, the day after it is over. Where
    the committee must have it by the close, a working day is kept for the offices in between."""
    found = next(iter(case.fitting(Publicity)), None)
    if found is None or case.season is None or (close := case.edge("closes")) is None:
        return
    facts, count = (found[0], case.season[0], *_levels(case)), found[1].working_days
    try:
        told = _counted_back(close, count, received=case.season[1].received)
    except CalendarUnknown as error:
        yield Entry("publicity-unknown", None, None, worked_out=True, data={"year": str(error), "count": count}, facts=facts)
        return
    told |= {"close": close, "has_hour": isinstance(case.season[1].closes, datetime)}
    told |= {"cautions": case.personal("publicity.unit")}
    yield Entry("publicity-latest", told["begin"], told["begin"], worked_out=True, data=told, facts=facts)
    if told["received"]:  # else the day of the close itself
        yield Entry("submit-latest", told["submit"], told["submit"], worked_out=True, data=told, facts=facts)


def _levels(case: Applying) -> tuple[Fact, ...]:
    """What the notice says of the offices that the application goes through."""
    met = [fact for fact in case.about("apply.process") if case.fit(fact) == "met"]
    return tuple(sorted(met, key=lambda fact: -len(case.facts.asked(fact)))[:1])


def _counted_back(close: datetime, count: int, *, received: bool) -> dict[str, Any]:
    """The publicity that is over on the day before it is sent in, which is the day of the close, or earlier by the days kept
    for the offices; `bare` is the last first day where none are kept."""
    submit = working_days_back(close.date() - _DAY, REVIEW_DAYS)[0] if received else close.date()
    bare = over_by(close.date() - _DAY, count)
    told = over_by(submit - _DAY, count)
    kept = REVIEW_DAYS if received else 0
    return told | {"submit": submit, "received": received, "kept": kept, "bare": bare["begin"]}


def corrections(case: Applying) -> Iterator[Entry]:
    """The last moment at which an application can come back with the whole time for correcting before the close, and before
    the end of the review."""
    for fact, rule in case.fitting(Correction)[:1]:
        span = timedelta(hours=rule.hours) if rule.hours else timedelta(days=rule.days or 0)
        for ending, window in case.fitting(Window):
            if window.window in ("apply", "review") and window.closes is not None:
                last, exact = ends(window.closes) - span, isinstance(window.closes, datetime)
                told: dict[str, Any] = {
                    "hours": rule.hours,
                    "days": rule.days,
                    "window": window.window,
                    "end": ends(window.closes),
                }
                key = "correction-latest" if window.window == "apply" else "correction-review"
                refused = after_close(case.facts) if window.window == "apply" else None
                told |= {"has_hour": exact, "refused": refused is not None, "cautions": tuple(case.cautions("return.deadline"))}
                facts = (fact, ending, *((refused,) if refused and refused != fact else ()))
                yield Entry(key, None, last if exact else last.date(), worked_out=True, data=told, facts=facts)


def before_day_off(case: Applying) -> Iterator[Entry]:
    """For money and paper whose last day is a day off the working day before it; nobody says that the last day moves."""
    for fact, window in case.fitting(Window):
        if window.window in ("payment", "paper") and window.closes is not None:
            told = on_calendar(window.closes)
            if told["working"] is False and (day := told["previous"]) is not None:
                data = told | {"window": window.window}
                yield Entry(f"{window.window}-before", day, day, worked_out=True, data=data, facts=(fact,))


def cutoff(case: Applying) -> Iterator[Entry]:
    """The day up to which service counts."""
    for fact, rule in case.of(Cutoff):
        yield Entry("cutoff", rule.day, rule.day, facts=(fact,))


def service_full(case: Applying) -> Iterator[Entry]:
    """The day on which the years of work are full that are asked for."""
    for verdict in service(case):
        if verdict.key == "service" and all(one.data["ruling"] != "no" for one in admission(case)):
            yield from _full(case, "service-full", verdict)


def skill_full(case: Applying) -> Iterator[Entry]:
    """The day on which the years since a skilled worker's certificate are full."""
    for verdict in skill(case):
        if verdict.key == "skill" and verdict.data["other"] is None:
            yield from _full(case, "skill-full", verdict)


def _full(case: Applying, key: str, verdict: Verdict) -> Iterator[Entry]:
    """The day, unless it was before applications opened."""
    day, opens = verdict.data["reached"], case.edge("opens")
    if opens is None or day >= opens.date():
        yield Entry(key, day, day, worked_out=True, data=dict(verdict.data), facts=verdict.facts)


def put_off(case: Applying) -> Iterator[Entry]:
    """The year to which appraisals put the application off."""
    for verdict in appraisals(case):
        if verdict.key == "put-off":
            yield Entry("put-off", None, None, worked_out=True, data=dict(verdict.data), facts=verdict.facts)
