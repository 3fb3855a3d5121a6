"""Fees of one or several persons, what money given comes to beside them, and how two fees differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge import lexicon
from knowledge.conditions import field_fits
from knowledge.counts import Group, size
from knowledge.rules.case import Case, Verdict
from notices.schema import Fact, Fee

_YUAN = re.compile(r"(?<![\d.第])(\d{2,5})\s*(?:块|元|圆)")
_GIVEN = re.compile(
    r"(?:现金|手头|手里|身上|卡里|兜里|带|转|交|缴|给|付|拿|备|打|花|收|揣|预算|借|凑|掏)(?:出|来|过|去|走|我们?|了|好|着|的|是|只有|有|就|才)*"
    r"(\d{2,5})(?![\d年月号日份人个级位名])"
)
_HUNDREDS = re.compile(r"([一二两三四五六七八九])([百千])([一二三四五六七八九])?(?:块|元|钱|[,，。]|[^\w]|$|够)")
_EACH = re.compile(r"(?:每人|每个人?|1个?人|人均|单价|每位)[^,，。\d\s]{0,2}$")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class _Line:
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


def fee_total(case: Case) -> Iterator[Verdict]:
    """The fees of several persons together, a line for each level and route, beside money that was given where some was."""
    lines = [_Line(g.number, g.level or "middle", _fee(case, g)) for g in _groups(case)]
    if any(line.fact is None and not group.level for line, group in zip(lines, _groups(case), strict=True)):
        return  # who is not said of which level pays nobody knows what
    priced = [line for line in lines if line.fact is not None]
    given = _given(case, [line.yuan for line in priced])
    persons = sum(line.count for line in priced)
    if given is None and len(priced) == 1 and lexicon.cue("fees.enough").search(case.text):
        given = None if (each := _each(case)) in (None, priced[0].yuan) else persons * int(each or 0)  # 收了每人400
    if not priced or (persons < 2 and given is None):
        return
    total = sum(line.sum for line in priced)
    data = {"lines": priced, "missing": [line.level for line in lines if line.fact is None], "total": total, "given": given}
    data["apart"] = abs(priced[0].sum - priced[1].sum) if len(priced) == 2 and _compares(case) and given is None else None
    yield Verdict("fee-total", data, tuple(dict.fromkeys(line.fact for line in priced if line.fact is not None)))


def _groups(case: Case) -> tuple[Group, ...]:
    """Who pays, as the text counts them, else one of each level where it asks for a sum or names money."""
    groups, levels, routes = case.question.counts, _levels(case), tuple(case.said("route"))
    if not groups and (lexicon.cue("fees.total").search(case.text) or (len(levels) == 1 and _given(case, []) is not None)):
        groups = tuple(Group(1, level, "") for level in levels)
        if len(levels) == 1 and len(routes) == 2:
            groups = tuple(Group(1, levels[0], route) for route in routes)
    if any(group.route for group in groups):
        groups = tuple(group._replace(route=group.route or "review") for group in groups)
    if len(levels) == 1:
        return tuple(group._replace(level=group.level or levels[0]) for group in groups)
    return tuple(group._replace(level=group.level or _priced_at(case)) for group in groups) if size(groups) else ()


def _priced_at(case: Case) -> str:
    """The level of the fee that the asker names for one person: 一个人400."""
    levels = {str(f.when.level[0]) for f, fee in case.all_of(Fee) if fee.yuan == _each(case) and f.when.level}
    return levels.pop() if len(levels) == 1 else ""


def _each(case: Case) -> int | None:
    """What the asker says one person pays."""
    return next((int(m[1]) for m in re.finditer(r"(\d{2,5})", case.text) if _EACH.search(case.text[: m.start()])), None)


def _given(case: Case, each: Sequence[int]) -> int | None:
    """Money that somebody has or has paid, where the text asks how that compares; the fee of one person is none."""
    if not lexicon.cue("fees.enough").search(case.text):
        return None
    found = [(m.start(1), int(m[1])) for p in (_YUAN, _GIVEN) for m in p.finditer(case.text)]
    found += [(m.start(), _spoken(m)) for m in _HUNDREDS.finditer(case.text)]
    sums = {yuan for at, yuan in found if not _EACH.search(case.text[:at]) and not (yuan in each and len(found) > 2)}
    return sums.pop() if len(sums) == 1 else None


def _spoken(found: re.Match[str]) -> int:
    """一千五, 八百."""
    unit = {"百": 100, "千": 1000}[found[2]]
    return _DIGITS[found[1]] * unit + _DIGITS.get(found[3] or "零", 0) * unit // 10


def _compares(case: Case) -> bool:
    return lexicon.cue("fees.difference").search(case.text) is not None


def fee_difference(case: Case) -> Iterator[Verdict]:
    """By how much two fees differ: of two levels, or of one level by two routes."""
    if not _compares(case) or size(case.question.counts) > 1:
        return
    levels, routes = _levels(case), tuple(case.said("route"))
    if len(levels) == 2:
        pair = [_fee(case, Group(1, level, "")) for level in levels]
    elif len(levels) == 1 and (len(routes) == 2 or (routes and lexicon.cue("fees.review").search(case.text))):
        pair = [_fee(case, Group(1, levels[0], route)) for route in (*routes, "review")[:2]]
    else:
        return
    facts = [f for f in pair if f is not None and isinstance(f.data, Fee)]
    if len(facts) == 2 and facts[0] is not facts[1]:
        yuan = [f.data.yuan for f in facts if isinstance(f.data, Fee)]
        yield Verdict("fee-difference", {"yuan": yuan, "difference": abs(yuan[0] - yuan[1]), "facts": facts}, tuple(facts))


def _levels(case: Case) -> tuple[str, ...]:
    return tuple(case.said("level"))


def _fee(case: Case, group: Group) -> Fact | None:
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
