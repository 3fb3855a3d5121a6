"""What a notice says, by topic and by kind, wherever it is kept: in memory (here) or packed in a file (`notices.packed`)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from notices.clauses import plain
from notices.schema import Caution, Condition, Fact, Heading, Notice
from notices.shelf import Shelf


class Card(NamedTuple):
    """What is needed of a notice to know whether a question is about it."""

    id: str
    name: str
    place: str
    series: tuple[str, ...]
    levels: tuple[str, ...]
    routes: tuple[str, ...]
    year: int


def card(heading: Heading) -> Card:
    """The card of a notice."""
    return Card(
        heading.id,
        heading.name,
        heading.place,
        heading.series,
        tuple(map(str, heading.levels)),
        tuple(map(str, heading.routes)),
        heading.year,
    )


class Index(NamedTuple):
    """The numbers of a notice's facts, in its order, by topic and by the class of their data; its cautions' by topic."""

    topics: Mapping[str, Sequence[int]]
    kinds: Mapping[str, Sequence[int]]
    cautions: Mapping[str, Sequence[int]]


def _by_topic(items: Iterable[Fact | Caution]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        for topic in item.topics:
            found.setdefault(topic, []).append(number)
    return found


def index(notice: Notice) -> Index:
    """The index of a notice."""
    kinds: dict[str, list[int]] = {}
    for number, fact in enumerate(notice.facts):
        if fact.data is not None:
            kinds.setdefault(type(fact.data).__name__, []).append(number)
    return Index(_by_topic(notice.facts), kinds, _by_topic(notice.cautions))


def words(fact: Fact) -> str:
    """The words of a fact and of what it quotes, as wordings are compared."""
    return plain(fact.text + " ".join(c.quote for c in fact.cite))


Asks = tuple[tuple[str, tuple[str, ...]], ...]  # fields with the values that will do


def asks(condition: Condition) -> Asks:
    """The fields that a condition asks about, with their values."""
    given = condition.model_fields_set
    fields = (name for name in Condition.model_fields if name in given)
    return tuple((name, tuple(map(str, values))) for name in fields if (values := getattr(condition, name)))


class Outline(NamedTuple):
    """What a fact is ranked by: what it is mainly about, the class of its data ("" where it has none), what its condition
    asks, and its words as wordings are compared. Of the facts that are ranked few are shown."""

    id: str
    topic: str
    kind: str
    asks: Asks
    words: str

    def shared(self, pairs: Collection[str]) -> int:
        """How many of these pairs of characters stand in its words."""
        return sum(map(self.words.__contains__, pairs))


def outline(fact: Fact) -> Outline:
    """The outline of a fact."""
    kind = "" if fact.data is None else type(fact.data).__name__
    return Outline(fact.id, fact.topics[0], kind, asks(fact.when), words(fact))


class Contents(Protocol):
    """One notice. Facts and cautions are fetched by their numbers, so that only those that are looked at are made."""

    @property
    def heading(self) -> Heading:
        """The notice without its facts."""

    @property
    def index(self) -> Index:
        """Which facts are about what."""

    def outline(self, number: int) -> Outline:
        """What a fact is ranked by."""

    def fact(self, number: int) -> Fact:
        """A fact by its number."""

    def caution(self, number: int) -> Caution:
        """A caution by its number."""


class Named(Protocol):
    """A notice as it is offered to choose."""

    @property
    def id(self) -> str:
        """What it is chosen by."""

    @property
    def name(self) -> str:
        """What people call it."""


class Listing(Protocol):
    """The notices there are, by id: a loaded shelf is one, and so is a packed one."""

    def __len__(self) -> int: ...
    def __contains__(self, notice_id: object) -> bool: ...
    def __iter__(self) -> Iterator[Named]: ...
    def __getitem__(self, notice_id: str) -> Named: ...

    def source(self, notice_id: str) -> bytes:
        """The text of a notice as it was published, in UTF-8. Raises `KeyError`, `OSError`, `ValueError`."""

    def papers(self, notice_id: str) -> Mapping[str, bytes]:
        """What there is of papers.yaml and the templates that it names, by file. Raises `KeyError`, `OSError`, `ValueError`."""


class Source(Protocol):
    """Where a catalogue takes notices from."""

    def cards(self) -> Iterator[tuple[Card, Iterable[str]]]:
        """The card of each notice with the topics that it speaks of."""

    def contents(self, notice_id: str) -> Contents:
        """One notice."""


class Loaded:
    """A notice that is in memory."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self.heading: Heading = notice
        self.index = index(notice)

    def outline(self, number: int) -> Outline:
        """What a fact is ranked by."""
        return outline(self._notice.facts[number])

    def fact(self, number: int) -> Fact:
        """A fact by its number."""
        return self._notice.facts[number]

    def caution(self, number: int) -> Caution:
        """A caution by its number."""
        return self._notice.cautions[number]


class InMemory:
    """The notices of a loaded shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def cards(self) -> Iterator[tuple[Card, Iterable[str]]]:
        """The card of each notice with the topics that it speaks of."""
        return ((card(notice), _by_topic(notice.facts)) for notice in self._shelf)

    def contents(self, notice_id: str) -> Contents:
        """One notice."""
        return Loaded(self._shelf[notice_id])
