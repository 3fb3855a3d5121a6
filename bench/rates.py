"""How many questions the assistant answers rightly, and how often it cites the right clause first, beside generic rankers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter

from bench.grading import SINGLE, Asked, fault, folded, holds
from bench.rankers import Document, Ranker, rankers
from bot.channels.batch import Request, converse
from bot.messages import Reply
from bot.texts import render
from knowledge.answering import Assistant
from notices.shelf import Shelf

Ordering = Callable[[Asked], Sequence[Document]]


@dataclass(slots=True)
class Tally:
    """Questions passed of those asked, by kind."""

    passed: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Ranking:
    """How often a right clause was first, or among the first three, and the milliseconds that each question took."""

    first: int = 0
    in_three: int = 0
    of: int = 0
    times: list[float] = field(default_factory=list)

    def add(self, ranked: Sequence[Document], right: frozenset[Document], seconds: float) -> None:
        """Count one question."""
        self.first += bool(right & set(ranked[:1]))
        self.in_three += bool(right & set(ranked[:3]))
        self.of += 1
        self.times.append(seconds * 1000)


def rate(asked: Iterable[Asked], assistant: Assistant, sources: Mapping[str, str]) -> Tally:
    """How the assistant does."""
    tally = Tally()
    for one in asked:
        reply = answered(one, assistant)
        kind = f"{one.kind}, notice chosen" if one.chosen else one.kind
        tally.of[kind] += 1
        tally.passed[kind] += fault(one, reply, render(reply), sources) is None
    return tally


def answered(one: Asked, assistant: Assistant) -> Reply:
    """The reply to a question's last turn."""
    return converse(Request(one.turns, one.now, one.chosen), assistant)


def documents(shelf: Shelf) -> list[Document]:
    """The clauses of all notices."""
    return [
        Document(one.notice.id, one.notice.name, clause.path, clause.text)
        for one in shelf.published.values()
        for clause in one.clauses.values()
    ]


def right(one: Asked, clauses: Iterable[Document]) -> frozenset[Document]:
    """The clauses of the notice meant that hold an alternative of the most groups; none where no clause holds any."""
    of_notice = [c for c in clauses if c.notice == one.notice]
    held = {c: sum(holds(folded(c.text), group) for group in one.must) for c in of_notice}
    most = max(held.values(), default=0)
    return frozenset(c for c, count in held.items() if most and count == most)


def rank(asked: Iterable[Asked], assistant: Assistant, clauses: Sequence[Document]) -> Iterator[tuple[str, Ranking]]:
    """Single questions for which a right clause is known, given to the assistant and to each ranker."""
    known = [(one, found) for one in asked if one.kind == SINGLE and (found := right(one, clauses))]
    yield "our assistant, by its citations", _ranked(known, lambda one: cited(answered(one, assistant), clauses))
    for ranker in rankers(clauses):
        yield ranker.name, _ranked(known, partial(_allowed, ranker))


def cited(reply: Reply, clauses: Iterable[Document]) -> list[Document]:
    """The clauses that a reply cites, in its order."""
    by_path = {(c.notice, c.path): c for c in clauses}
    return list(dict.fromkeys(c for q in reply.citations if (c := by_path.get((q.notice, q.clause))) is not None))


def _allowed(ranker: Ranker, one: Asked) -> list[Document]:
    """The clauses by a ranker; only those of the notice that the asker chose, where one was chosen."""
    return [c for c in ranker.ranked(one.turns[-1]) if one.chosen in (None, c.notice)]


def _ranked(known: Iterable[tuple[Asked, frozenset[Document]]], ordering: Ordering) -> Ranking:
    ranking = Ranking()
    for one, found in known:
        begun = perf_counter()
        ordered = ordering(one)
        ranking.add(ordered, found, perf_counter() - begun)
    return ranking
