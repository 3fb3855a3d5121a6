"""The shelf as the matcher sees it: notices by place, series, route and year; facts of one notice by topic and wording."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from knowledge.conditions import Asked, asked_by, line, related
from knowledge.question import Question
from notices.clauses import plain
from notices.schema import Caution, Fact, Notice
from notices.shelf import Shelf

T = TypeVar("T", Fact, Caution)
KEPT = 512  # notices whose facts stay prepared


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, by which wordings are compared."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one notice by topic, each with the pairs of characters of its words."""

    notice: Notice
    by_topic: Mapping[str, tuple[Fact, ...]]
    cautions: Mapping[str, tuple[Caution, ...]]
    words: Mapping[str, frozenset[str]]
    asked: Mapping[str, Asked]  # what each fact and caution asks of who it applies to


def _grouped(items: Iterable[T]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for item in items:
        for topic in item.topics:
            found.setdefault(topic, []).append(item)
    return {topic: tuple(group) for topic, group in found.items()}


def prepared(notice: Notice) -> Facts:
    """A notice's facts, made ready for matching."""
    words = {f.id: pairs(plain(f.text + " ".join(c.quote for c in f.cite))) for f in notice.facts}
    asked = {item.id: asked_by(item.when) for item in (*notice.facts, *notice.cautions)}
    return Facts(notice, _grouped(notice.facts), _grouped(notice.cautions), words, asked)


@dataclass(frozen=True, slots=True)
class Card:
    """What is needed of a notice to know whether a question is about it."""

    id: str
    name: str
    place: str
    series: tuple[str, ...]
    levels: tuple[str, ...]
    routes: tuple[str, ...]
    year: int
    topics: frozenset[str]


def card(notice: Notice) -> Card:
    """The card of a notice."""
    return Card(
        notice.id, notice.name, notice.place, notice.series, tuple(map(str, notice.levels)),
        tuple(map(str, notice.routes)), notice.year, frozenset(t for f in notice.facts for t in f.topics),
    )


@dataclass
class Catalogue:
    """All notices of a shelf, indexed. `of` prepares a notice's facts when they are first asked for."""

    shelf: Shelf
    cards: dict[str, Card] = field(default_factory=dict)
    _by: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.of = lru_cache(KEPT)(lambda notice_id: prepared(self.shelf[notice_id]))
        for notice in self.shelf:
            self._add(card(notice))

    def _add(self, one: Card) -> None:
        self.cards[one.id] = one
        for name, value in self._keys(one):
            self._by.setdefault((name, value), set()).add(one.id)

    @staticmethod
    def _keys(one: Card) -> Iterator[tuple[str, str]]:
        """Under what a notice is found: for place and series also all that it lies within, marked as `under`."""
        yield "place", one.place
        yield from (("place-under", p) for p in line("place", one.place)[1:])
        for series in one.series:
            yield "series", series
            yield from (("series-under", s) for s in line("series", series)[1:])
        yield from (("route", r) for r in one.routes)

    def _matching(self, name: str, values: Iterable[str]) -> set[str]:
        """Notices whose value is one of these, lies within one, or holds one."""
        found: set[str] = set()
        for value in values:
            for wider in line(name, value):
                found |= self._by.get((name, wider), set())
            found |= self._by.get((f"{name}-under", value), set())
        return found

    def find(self, question: Question) -> list[Card]:
        """Notices that fit all that the question names of place, series, route and year, the newest year of each first."""
        sets: list[set[str]] = []
        if question.places:
            sets.append(self._matching("place", question.places))
        if series := question.series or question.jobs:
            sets.append(self._matching("series", series))
        if routes := question.conditions.get("route"):
            sets.append(self._matching("route", routes))
        ids = set.intersection(*sets) if sets else set(self.cards)
        found = self._nearest([self.cards[i] for i in ids], question)
        found = [c for c in found if c.year in question.years] if question.years else newest(found)
        return sorted(found, key=lambda c: (-c.year, c.id))

    @staticmethod
    def _nearest(found: list[Card], question: Question) -> list[Card]:
        """Of what fits a named place: its own notices; with no series named also those of places within it, and those of
        the prefecture around it only where it has none itself."""
        own = [c for c in found if c.place in question.places]
        if not own:
            return found
        if question.series or question.jobs:
            return [c for c in found if c in own or not set(question.places) & set(line("place", c.place))]
        return [c for c in found if c in own or set(question.places) & set(line("place", c.place))]


def newest(cards: list[Card]) -> list[Card]:
    """Of notices for the same place, series and routes only the one of the latest year."""
    latest: dict[tuple[object, ...], Card] = {}
    for one in cards:
        key = (one.place, one.series, one.routes)
        if key not in latest or latest[key].year < one.year:
            latest[key] = one
    return list(latest.values())


def level_fits(one: Card, levels: Iterable[str]) -> bool:
    """Whether the notice is for one of the levels, or none is asked about."""
    asked = tuple(levels)
    return not asked or any(related("level", a, b) for a in asked for b in one.levels)
