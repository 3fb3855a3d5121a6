"""For how many persons money suffices, after those who are counted have been paid for: 1600块，1个中级，剩下的够几个初级."""

from collections.abc import Iterator

from knowledge import lexicon
from knowledge.counts import Group
from knowledge.persons import Clause, clauses
from knowledge.rules.case import Case, Verdict
from knowledge.rules.money import given
from knowledge.rules.prices import Line, price, speaks_of_fees, with_routes
from knowledge.words import find
from notices.schema import Fee


def fee_persons(case: Case) -> Iterator[Verdict]:
    """How many persons of the level asked about the money pays for, and what is left of it."""
    if not lexicon.cue("fees.persons").search(case.text) or not speaks_of_fees(case):
        return
    target, money = _target(case), given(case.text, [fee.yuan for _, fee in case.all_of(Fee)])
    groups = _paid_first(case, target) if target and money else None
    if target is None or money is None or groups is None:
        return
    *first, last = (Line(g.number, g.level, price(case, g)) for g in with_routes((*groups, target)))
    facts = [line.fact for line in (*first, last) if line.fact is not None]
    if len(facts) <= len(first):
        return  # of somebody the notice names no fee
    rest = money - sum(line.sum for line in first)
    data = {"given": money, "lines": first, "paid": money - rest, "rest": rest, "line": last}
    yield Verdict("fee-persons", data | {"number": rest // last.yuan, "left": rest % last.yuan}, tuple(dict.fromkeys(facts)))


def _target(case: Case) -> Group | None:
    """Whom the text asks the number of: the one level in the part that asks, else in the nearest before it without a number,
    else the only one of the text."""
    read = clauses(case.text, list(find(case.text)))
    asking = next((i for i, clause in enumerate(read) if lexicon.cue("fees.persons").search(clause.text)), None)
    if asking is None:
        return None
    before = [clause for clause in read[:asking] if not clause.of("number") and clause.of("level")]
    for clause in (read[asking], *reversed(before)):
        if levels := {sign.value for sign in clause.of("level")}:
            return Group(1, levels.pop(), _route(clause)) if len(levels) == 1 and not clause.of("number") else None
    return None


def _route(clause: Clause) -> str:
    routes = {sign.value for sign in clause.of("route")}
    return routes.pop() if len(routes) == 1 else ""


def _paid_first(case: Case, target: Group) -> tuple[Group, ...] | None:
    """The persons who are paid for before; None where the text does not say plainly that they are."""
    groups = case.question.counts
    if not groups:
        return ()
    plain = all(group.number and group.level for group in groups)
    apart = all(group.level != target.level for group in groups) or lexicon.cue("fees.then").search(case.text)
    return groups if plain and apart and lexicon.cue("fees.rest").search(case.text) else None
