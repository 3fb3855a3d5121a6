"""Fees of several persons, and how two fees differ."""

from collections.abc import Iterator

from knowledge import lexicon
from knowledge.conditions import field_fits
from knowledge.rules.case import Case, Verdict
from notices.schema import Fact, Fee


def fee_total(case: Case) -> Iterator[Verdict]:
    """The fees of several persons together, a line for each level and route."""
    counts = case.question.counts
    if not counts and lexicon.cue("fees.total").search(case.text):
        counts = tuple((1, level, "") for level in _levels(case))
    if any(route for *_, route in counts):
        counts = tuple((count, level, route or "review") for count, level, route in counts)
    found = [(count, level, _fee(case, level, route)) for count, level, route in counts]
    priced = [(count, level, fact, fact.data.yuan) for count, level, fact in found if fact and isinstance(fact.data, Fee)]
    if not priced or sum(count for count, *_ in priced) < 2:
        return
    lines = [{"count": n, "level": level, "fact": fact, "yuan": yuan, "sum": n * yuan} for n, level, fact, yuan in priced]
    missing = [level for _, level, fact in found if fact is None]
    total = sum(n * yuan for n, _, _, yuan in priced)
    yield Verdict("fee-total", {"lines": lines, "missing": missing, "total": total}, tuple(fact for _, _, fact, _ in priced))


def fee_difference(case: Case) -> Iterator[Verdict]:
    """By how much two fees differ: of two levels, or of one level by two routes."""
    if not lexicon.cue("fees.difference").search(case.text):
        return
    levels, routes = _levels(case), tuple(case.said("route"))
    if len(levels) == 2:
        pair = [_fee(case, level, "") for level in levels]
    elif len(routes) == 2 or (routes and case.says("评审")):
        level = levels[0] if levels else "junior"
        pair = [_fee(case, level, route) for route in (*routes, "review")[:2]]
    else:
        return
    facts = [f for f in pair if f is not None and isinstance(f.data, Fee)]
    if len(facts) == 2:
        yuan = [f.data.yuan for f in facts if isinstance(f.data, Fee)]
        yield Verdict("fee-difference", {"yuan": yuan, "difference": abs(yuan[0] - yuan[1]), "facts": facts}, tuple(facts))


def _levels(case: Case) -> tuple[str, ...]:
    return tuple(case.said("level"))


def _fee(case: Case, level: str, route: str) -> Fact | None:
    """The fee of a level, by the route that was named with it, else by the only one named, else by review."""
    said = tuple(case.said("route"))
    routes = (route,) if route else said if len(said) == 1 else ("review",)
    for fact, _ in case.all_of(Fee):
        if (
            field_fits("level", fact.when.level, (level,)) != "conflict"
            and field_fits("route", fact.when.route, routes) != "conflict"
        ):
            return fact
    return None
