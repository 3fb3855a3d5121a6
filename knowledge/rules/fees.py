"""Fees of several persons, and how two fees differ."""

import re
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
    if not _all_counted(case, [count for count, *_ in counts]):
        return
    found = [(count, level or "middle", _fee(case, level, route)) for count, level, route in counts]
    priced = [(count, level, fact, fact.data.yuan) for count, level, fact in found if fact and isinstance(fact.data, Fee)]
    if not priced or sum(count for count, *_ in priced) < 2:
        return
    lines = [{"count": n, "level": level, "fact": fact, "yuan": yuan, "sum": n * yuan} for n, level, fact, yuan in priced]
    missing = [level for _, level, fact in found if fact is None]
    total = sum(n * yuan for n, _, _, yuan in priced)
    yield Verdict("fee-total", {"lines": lines, "missing": missing, "total": total}, tuple(fact for _, _, fact, _ in priced))


_PERSONS = re.compile(r"(?<![\d.第])(\d{1,3})\s*(?:个人?|名|位|人)(?!月|工作|小时|学时|课时|年(?!轻)|级)")


def _all_counted(case: Case, counted: list[int]) -> bool:
    """Whether every number of persons in the text has its level; the number of all together needs none."""
    rest = [int(n) for n in _PERSONS.findall(case.text)]
    for count in counted:
        if count in rest:
            rest.remove(count)
    return all(n == sum(counted) for n in rest)


def fee_difference(case: Case) -> Iterator[Verdict]:
    """By how much two fees differ: of two levels, or of one level by two routes."""
    if not lexicon.cue("fees.difference").search(case.text):
        return
    levels, routes = _levels(case), tuple(case.said("route"))
    if len(levels) == 2:
        pair = [_fee(case, level, "") for level in levels]
    elif len(levels) == 1 and (len(routes) == 2 or (routes and case.says("评审"))):
        level = levels[0]
        pair = [_fee(case, level, route) for route in (*routes, "review")[:2]]
    else:
        return
    facts = [f for f in pair if f is not None and isinstance(f.data, Fee)]
    if len(facts) == 2 and facts[0] is not facts[1]:
        yuan = [f.data.yuan for f in facts if isinstance(f.data, Fee)]
        yield Verdict("fee-difference", {"yuan": yuan, "difference": abs(yuan[0] - yuan[1]), "facts": facts}, tuple(facts))


def _levels(case: Case) -> tuple[str, ...]:
    return tuple(case.said("level"))


def _fee(case: Case, level: str, route: str) -> Fact | None:
    """The fee of a level, by the route that was named with it, else by the only one named, else by review."""
    said = tuple(case.said("route"))
    routes = (route,) if route else said if len(said) == 1 else ("review",)
    fitting = [f for f, _ in case.all_of(Fee) if _is_priced(f, level) and field_fits("route", f.when.route, routes) != "conflict"]
    if level:
        return fitting[0] if fitting else None
    return fitting[0] if len(fitting) == 1 and "middle" in fitting[0].when.level else None  # 授予 without a level


def _is_priced(fact: Fact, level: str) -> bool:
    """Whether a fee is for a level; that of 高级 says nothing of 正高级."""
    if level == "full" and "full" not in map(str, fact.when.level):
        return False
    return field_fits("level", tuple(map(str, fact.when.level)), (level,) if level else ()) != "conflict"
