"""The shelf as the matcher sees it: notices by place, series, level, route, year and topic."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import overload

import numpy as np
from numpy.typing import NDArray

from knowledge.conditions import line
from knowledge.facts import Facts
from knowledge.question import Question
from notices.contents import Card, InMemory, Source
from notices.shelf import Shelf

KEPT = 128  # notices whose facts stay at hand, half a megabyte each where all are looked at
Mask = NDArray[np.bool_]  # for each notice of the catalogue, in its order, whether it is among those meant


class Found(Sequence[Card]):
    """Notices that fit, the newest years first. However many they are, only those looked at cost anything."""

    def __init__(self, catalogue: "Catalogue", numbers: NDArray[np.intp]) -> None:
        self._catalogue = catalogue
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Card: ...
    @overload
    def __getitem__(self, at: slice) -> "Found": ...
    def __getitem__(self, at: int | slice) -> "Card | Found":
        if isinstance(at, slice):
            return Found(self._catalogue, self._numbers[at])
        return self._catalogue.ordered[int(self._numbers[at])]

    def __iter__(self) -> Iterator[Card]:
        return map(self._catalogue.ordered.__getitem__, self._numbers.tolist())

    def saying(self, topic: str) -> "Found":
        """Those of them that speak of a topic."""
        return self._where(self._catalogue.named("topic", topic))

    def offering(self, levels: Iterable[str]) -> "Found":
        """Those of them that are for one of the levels; all where none is asked about."""
        asked = tuple(levels)
        return self._where(self._catalogue.any_of("level", asked)) if asked else self

    def _where(self, mask: Mask) -> "Found":
        return Found(self._catalogue, self._numbers[mask[self._numbers]])

    def __contains__(self, one: object) -> bool:
        number = self._catalogue.number(one.id) if isinstance(one, Card) else None
        return number is not None and bool((self._numbers == number).any())


class Catalogue:
    """All notices of a shelf, in order: the newest years first, then by id. What finds them are masks over that order."""

    def __init__(self, shelf: Shelf | Source) -> None:
        source = InMemory(shelf) if isinstance(shelf, Shelf) else shelf
        entries = sorted(source.cards(), key=lambda entry: (-entry[0].year, entry[0].id))
        self.ordered = [one for one, _ in entries]
        self.cards = {one.id: one for one in self.ordered}
        self.of: Callable[[str], Facts] = lru_cache(KEPT)(lambda notice_id: Facts(source.contents(notice_id)))
        self._numbers = {one.id: number for number, one in enumerate(self.ordered)}
        self._none = np.zeros(len(entries), np.bool_)
        self._masks = _masks(entries)
        self._newest = _newest(self.ordered)
        self.none = Found(self, np.array([], np.intp))

    def just(self, one: Card) -> Found:
        """One notice alone."""
        return Found(self, np.array([self._numbers[one.id]]))

    def number(self, notice_id: str) -> int | None:
        """A notice's place in the order."""
        return self._numbers.get(notice_id)

    def named(self, name: str, value: str) -> Mask:
        """Notices that have just this value."""
        return self._masks.get((name, value), self._none)

    def any_of(self, name: str, values: Iterable[str]) -> Mask:
        """Notices that have one of these values, or one that lies within it or that it lies within."""
        wider = (self.named(name, w) for value in values for w in line(name, value))
        return reduce(or_, (*wider, self._under(name, values)))

    def _under(self, name: str, values: Iterable[str]) -> Mask:
        return reduce(or_, (self.named(f"{name}-under", value) for value in values), self._none)

    def find(self, question: Question) -> Found:
        """Notices that fit all that the question names of place, series, route and year, the newest year of each first."""
        fitting = ~self._none
        for name, values in _named(question):
            fitting = fitting & self.any_of(name, values)
        if question.places:
            fitting = self._nearest(fitting, question)
        years = (self.named("year", str(year)) for year in question.years)
        fitting = fitting & (reduce(or_, years) if question.years else self._newest)
        return Found(self, np.flatnonzero(fitting))

    def _nearest(self, fitting: Mask, question: Question) -> Mask:
        """Of what fits a named place: its own notices; with no series named also those of places within it, and those of
        the prefecture around it only where it has none itself."""
        own = fitting & reduce(or_, (self.named("place", place) for place in question.places))
        if not own.any():
            return fitting
        within = own | self._under("place", question.places)
        return fitting & (own | ~within if question.series or question.jobs else within)


def _named(question: Question) -> Iterator[tuple[str, Sequence[str]]]:
    """What the question names that a notice must fit."""
    named = {"place": question.places, "series": question.series or question.jobs, "route": question.conditions.get("route", ())}
    return ((name, values) for name, values in named.items() if values)


def _keys(one: Card) -> Iterator[tuple[str, str]]:
    """Under what a notice is found: also all that its place, series and levels lie within, marked as `under`."""
    for name, values in (("place", (one.place,)), ("series", one.series), ("level", one.levels)):
        for value in values:
            yield name, value
            yield from ((f"{name}-under", wider) for wider in line(name, value)[1:])
    yield from (("route", route) for route in one.routes)
    yield "year", str(one.year)


def _masks(entries: Sequence[tuple[Card, Iterable[str]]]) -> dict[tuple[str, str], Mask]:
    """Which notices have each value. Many speak of just the same topics; these are entered together."""
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    saying: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (one, topics) in enumerate(entries):
        saying[tuple(topics)].append(number)
        for key in _keys(one):
            having[key].append(number)
    masks: dict[tuple[str, str], Mask] = defaultdict(lambda: np.zeros(len(entries), np.bool_))
    for key, numbers in having.items():
        masks[key][numbers] = True
    for together, numbers in saying.items():
        where = np.array(numbers)
        for topic in together:
            masks["topic", topic][where] = True
    return dict(masks)


def _newest(ordered: Sequence[Card]) -> Mask:
    """Of notices for the same place, series and routes only those of the latest year."""
    latest: dict[object, int] = {}
    years = (latest.setdefault((one.place, one.series, one.routes), one.year) for one in ordered)
    return np.array([one.year == year for one, year in zip(ordered, years, strict=True)], np.bool_)


def only_route_of(question: Question, chosen: Card) -> bool:
    """Whether of what names a notice a question has only a route that the chosen one is for."""
    routes = set(question.conditions.get("route", ()))
    return not (question.places or question.series or question.jobs or question.years) and bool(routes & set(chosen.routes))
