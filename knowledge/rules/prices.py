"""What the notice asks of persons: the fee of a level by a route, and what several of them pay together."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge import lexicon
from knowledge.conditions import field_fits
from knowledge.counts import Group
from knowledge.rules.case import Case
from notices.schema import Fact, Fee


@dataclass(frozen=True, slots=True)
class Line:
    """Persons of one level and what one of them pays; without a fact where the notice names no fee for it."""

    count: int
    level: str
    fact: Fact | None

    @property
    def yuan(self) -> int:
        """What one person pays."""
        return self.fact.data.yuan if self.fact is not None and isinstance(self.fact.data, Fee) else 0

    @property
    def sum(self) -> int:
        """What all of them pay."""
        return self.count * self.yuan


def speaks_of_fees(case: Case) -> bool:
    """Whether the notice names fees, and the text no other money than these."""
    return bool(case.all_of(Fee)) and lexicon.cue("fees.other").search(case.text) is None


def with_routes(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups, those without a route by review where others have one."""
    groups = tuple(groups)
    if any(group.route for group in groups):
        return tuple(group._replace(route=group.route or "review") for group in groups)
    return groups


def price(case: Case, group: Group) -> Fact | None:
    """The fee of a level, by the route that was named with it, else by the only one named, else by review."""
    said = tuple(case.said("route"))
    routes = (group.route,) if group.route else said if len(said) == 1 else ("review",)
    priced = [f for f, _ in case.all_of(Fee) if _is_priced(f, group.level)]
    fees = [f for f in priced if field_fits("route", f.when.route, routes) != "conflict"]
    if group.level:
        return fees[0] if fees else None
    return fees[0] if len(fees) == 1 and "middle" in fees[0].when.level else None  # 授予 without a level


def _is_priced(fact: Fact, level: str) -> bool:
    """Whether a fee is for a level; that of 高级 says nothing of 正高级."""
    if level == "full" and "full" not in map(str, fact.when.level):
        return False
    return field_fits("level", tuple(map(str, fact.when.level)), (level,) if level else ()) != "conflict"
