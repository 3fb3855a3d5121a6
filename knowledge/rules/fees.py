"""Fees of one or several persons, what money given comes to beside them, and how two fees differ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge import lexicon
from knowledge.counts import Group, size
from knowledge.persons import names_route
from knowledge.rules.case import Case, Verdict
from knowledge.rules.money import each, given
from knowledge.rules.prices import Line, price, speaks_of_fees, with_routes
from knowledge.rules.shares import shared
from notices.schema import Fact, Fee


def fee_total(case: Case) -> Iterator[Verdict]:
    """The fees of several persons together, a line for each level and route, beside money that was given where some was; by
    review as well where only an earlier question named another route, and that makes a difference."""
    found = tuple(_total(case))
    conditions = {name: values for name, values in case.question.conditions.items() if name != "route"}
    carried = case.said("route") and not names_route(case.text)
    by_review = tuple(_total(replace(case, question=replace(case.question, conditions=conditions)))) if carried else ()
    differs = [v.data["total"] for v in found] != [v.data["total"] for v in by_review]
    yield from found
    if found and differs:
        yield from (replace(verdict, data={**verdict.data, "by": "review"}) for verdict in by_review)


def _total(case: Case) -> Iterator[Verdict]:
    """The fees by the routes said."""
    groups = _groups(case) if speaks_of_fees(case) else ()
    lines = [Line(g.number, g.level or "middle", price(case, g)) for g in groups]
    if any(line.fact is None and not group.level for line, group in zip(lines, groups, strict=True)):
        return  # who is not said of which level pays nobody knows what
    if (
        groups
        and not lexicon.cue("fees.none").search(case.text)
        and set(case.question.levels_meant) - {group.level for group in groups}
    ):
        return  # somebody of a level that was named is not among those counted
    priced = [line for line in lines if line.fact is not None]
    money = _given(case, [line.yuan for line in priced])
    persons = sum(line.count for line in priced)
    if money is None and len(priced) == 1 and lexicon.cue("fees.enough").search(case.text):
        money = None if (one := each(case.text)) in (None, priced[0].yuan) else persons * int(one or 0)  # 收了每人400
    if (
        not priced
        or not all(line.count for line in priced)
        or (persons < 2 and money is None and not _shares(case))
        or (money and lexicon.cue("fees.persons").search(case.text))
    ):
        return  # for whom money is enough is another question than whether it is
    total = sum(line.sum for line in priced)
    data = {
        "by": None,
        "lines": priced,
        "missing": [line.level for line in lines if line.fact is None],
        "total": total,
        "given": money,
        "shared": shared(case.text, total),
    }
    data["apart"] = abs(priced[0].sum - priced[1].sum) if len(priced) == 2 and _compares(case) and money is None else None
    yield Verdict("fee-total", data, tuple(dict.fromkeys(line.fact for line in priced if line.fact is not None)))


def _groups(case: Case) -> tuple[Group, ...]:
    """Who pays, as the text counts them, else one of each level where it asks for a sum or names money."""
    groups, levels, routes = case.question.counts, tuple(case.said("level")), tuple(case.said("route"))
    if not groups and (
        lexicon.cue("fees.total").search(case.text) or _shares(case) or (len(levels) == 1 and _given(case, []) is not None)
    ):
        groups = tuple(Group(1, level, "") for level in levels)
        if len(levels) == 1 and len(routes) == 2:
            groups = tuple(Group(1, levels[0], route) for route in routes)
    groups = with_routes(groups)
    if len(levels) == 1:
        return tuple(group._replace(level=group.level or levels[0]) for group in groups)
    return tuple(group._replace(level=group.level or _priced_at(case)) for group in groups) if size(groups) else ()


def _shares(case: Case) -> bool:
    """Whether employer and applicant share what is paid."""
    return shared(case.text, 0) is not None


def _priced_at(case: Case) -> str:
    """The level of the fee that the asker names for one person: 一个人400."""
    levels = {str(f.when.level[0]) for f, fee in case.all_of(Fee) if fee.yuan == each(case.text) and f.when.level}
    return levels.pop() if len(levels) == 1 else ""


def _given(case: Case, prices: Sequence[int]) -> int | None:
    """Money that somebody has or has paid, where the text asks how that compares."""
    return given(case.text, prices) if lexicon.cue("fees.enough").search(case.text) else None


def _compares(case: Case) -> bool:
    return lexicon.cue("fees.difference").search(case.text) is not None


def fee_difference(case: Case) -> Iterator[Verdict]:
    """By how much two fees differ: of two levels, or of one level by two routes; for several persons, by how much they do
    together."""
    persons = _compared(case)
    if not persons or not _compares(case) or not speaks_of_fees(case):
        return
    facts = [f for f in _pair(case) if f is not None and isinstance(f.data, Fee)]
    if len(facts) == 2 and facts[0] is not facts[1]:
        yuan = [f.data.yuan for f in facts if isinstance(f.data, Fee)]
        data = {"yuan": yuan, "difference": abs(yuan[0] - yuan[1]), "facts": facts, "persons": persons}
        yield Verdict("fee-change" if persons > 1 else "fee-difference", data, tuple(facts))


def _compared(case: Case) -> int:
    """For how many persons fees are compared: those of the one group, or those who move to another; 0 where that is not plain."""
    groups = case.question.counts
    moves = lexicon.cue("counts.moves").search(case.text) is not None
    if len(groups) == 2 and moves and groups[0][1:] != groups[1][1:]:
        return groups[1].number
    return 1 if not groups else groups[0].number if len(groups) == 1 else 0


def _pair(case: Case) -> list[Fact | None]:
    """The two fees that the text compares."""
    levels, routes = tuple(case.said("level")), tuple(case.said("route"))
    if len(levels) == 2:
        return [price(case, Group(1, level, "")) for level in levels]
    if len(levels) == 1 and (len(routes) == 2 or (routes and lexicon.cue("fees.review").search(case.text))):
        return [price(case, Group(1, levels[0], route)) for route in (*routes, "review")[:2]]
    return []
