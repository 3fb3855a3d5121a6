"""Walks the whole graph of a notice's dialogue: every question in every state in which it is asked, with every answer.

States in which the same questions may still come, for the same reasons, are one: what was answered before has been decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from knowledge.checklist.asking import asking, askings
from knowledge.checklist.fitting import fit, opens
from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.checklist.model import UNSURE, Checklist, Profile, Question, Visit
from knowledge.checklist.profile import profile
from knowledge.checklist.units import Unit, alive
from knowledge.deadlines import BEIJING
from knowledge.facts import Facts
from knowledge.rules import Verdict
from notices.contents import Asks, Loaded
from notices.schema import Fact, Fee
from notices.shelf import load

SHELF = load()
NOTICES = tuple(notice.id for notice in SHELF)
Kept = tuple[tuple[str, str], ...]
_FIGURES = tuple(one.figure for one in askings() if one.figure)


@cache
def facts_of(notice: str) -> Facts:
    return Facts(Loaded(SHELF[notice]))


def season(notice: str) -> datetime:
    """A moment at which the notice is open for applications."""
    return datetime(SHELF[notice].year, 10, 12, 10, tzinfo=BEIJING)


def answers_to(question: Question, year: int) -> tuple[str, ...]:
    """Every answer that a question takes; of days and numbers some that rules tell apart."""
    unsure = (UNSURE,) if question.may_be_unsure else ()
    if question.form == "day":
        return ("2012-07-31", f"{year}-03-31", *unsure)
    if question.form == "count":
        one = asking(question.name)
        return (("1", "2") if one and one.figure and not one.figure.years else (str(year), str(year - 9))) + unsure
    values = tuple(option.value for option in question.options)
    several = (",".join(v for v in values if v != "none"),) if question.form == "many" else ()
    return (*dict.fromkeys((*values, *several)), *unsure)


@dataclass(frozen=True)
class Node:
    """A question that comes next, after these answers."""

    notice: str
    kept: Kept
    question: Question

    @property
    def answers(self) -> tuple[str, ...]:
        return answers_to(self.question, SHELF[self.notice].year)

    def after(self, answer: str) -> Visit:
        return visited(self.notice, (*self.kept, (self.question.name, answer)))


@cache
def visited(notice: str, kept: Kept) -> Visit:
    return replay(facts_of(notice), dict(kept))


def _undecided(notice: str, visit: Visit) -> object:
    """What may still come to matter, and why."""
    facts = facts_of(notice)
    who = profile(facts, visit.answers)
    units = alive(facts, who)
    left = frozenset((unit.of.id, asked) for unit in units for asked in _open_fields(unit, who) if asked)
    counting = frozenset(u.of.id for u in units if u.fit(who) == "met" and any(u.counts_with(f) for f in _FIGURES))
    unsure = tuple(name for name in ("education", "exam") if visit.answers.get(name) == UNSURE)
    return visit.next and (visit.next, left, counting, unsure)


def _open_fields(unit: Unit, who: Profile) -> Iterator[Asks]:
    return (opens(asks, who) for asks in (unit.asks, *unit.hosts))


@cache
def nodes(notice: str) -> tuple[Node, ...]:
    """All questions in all states, in the order in which they are met."""
    found: dict[object, Node] = {}
    coming: list[Kept] = [()]
    while coming:
        kept = coming.pop()
        visit = visited(notice, kept)
        key = _undecided(notice, visit)
        if visit.next is None or key in found:
            continue
        found[key] = node = Node(notice, kept, visit.next)
        coming += [(*kept, (visit.next.name, answer)) for answer in node.answers]
    return tuple(found.values())


def ended(notice: str, kept: Kept, which: int) -> Kept:
    """The answers with which a dialogue ends from here, where the same of each question's answers is given."""
    while (question := visited(notice, kept).next) is not None:
        offered = answers_to(question, SHELF[notice].year)
        kept = (*kept, (question.name, offered[which % len(offered)]))
    return kept


@cache
def outcome(notice: str, kept: Kept) -> object:
    """All that a checklist tells, without who it was made for."""
    made = made_for(notice, dict(kept))
    who = made.profile
    return (
        made.eligibility.ruling,
        tuple((r.key, r.data["ruling"], tuple(f.id for f in r.facts), _reckoned(r)) for r in made.eligibility.reasons),
        tuple(c.id for c in made.eligibility.cautions),
        tuple((i.id, i.name, i.template, i.if_any, i.hangs_on, tuple(one.id for one in i.mind)) for i in made.items),
        tuple((e.key, e.first, e.last) for e in made.entries),
        tuple(c.id for c in made.cautions),
        tuple(f.id for f in fees(notice, who)),
    )


def _reckoned(reason: Verdict) -> tuple[object, ...]:
    """What a reason comes to, without repeating who it is about."""
    told = tuple(str(reason.data.get(name)) for name in ("have", "reached", "earliest", "until", "by", "provided"))
    return (*told, tuple(c.id for c in reason.data.get("cautions", ())))


def made_for(notice: str, answers: Mapping[str, str]) -> Checklist:
    facts = facts_of(notice)
    return checklist(facts, replay(facts, answers), season(notice))


def fees(notice: str, who: Profile) -> Iterator[Fact]:
    """What they pay."""
    facts = facts_of(notice)
    return (fact for fact in facts.of_kind(Fee) if fit(facts.asked(fact), who) != "conflict")
