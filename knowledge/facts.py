"""The facts of one notice by topic and kind, and what is compared of them."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from operator import add

from notices.clauses import plain
from notices.contents import Asks, Contents, Outline, asks
from notices.schema import Caution, Fact, Heading, ScanFormat

COMPARED = 2048  # texts whose pairs are kept: those of facts are compared again and again


@lru_cache(COMPARED)
def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, by which wordings are compared."""
    return frozenset(map(add, text, text[1:]))


class Facts:
    """The facts of one notice. They are outlined, and made, when they are first asked for."""

    def __init__(self, contents: Contents) -> None:
        self.notice: Heading = contents.heading
        self._contents = contents
        self._outlines: dict[int, Outline] = {}
        self._made: dict[int, Fact] = {}
        self._numbers: dict[str, int] = {}
        self._cautioned: dict[str, str] = {}
        self._asked: dict[str, Asks] = {}

    @property
    def topics(self) -> Collection[str]:
        """What the notice speaks of, in the order of its facts."""
        return self._contents.index.topics.keys()

    def numbers(self, topic: str) -> Sequence[int]:
        """The numbers of the facts about a topic."""
        return self._contents.index.topics.get(topic, ())

    def outline(self, number: int) -> Outline:
        """What a fact is ranked by."""
        if number not in self._outlines:
            self._outlines[number] = self._contents.outline(number)
        return self._outlines[number]

    def fact(self, number: int) -> Fact:
        """A fact by its number."""
        if number not in self._made:
            self._made[number] = fact = self._contents.fact(number)
            self._numbers[fact.id] = number
        return self._made[number]

    def of_topic(self, topic: str) -> tuple[Fact, ...]:
        """The facts about a topic."""
        return tuple(map(self.fact, self.numbers(topic)))

    def of_kind(self, kind: type) -> Iterator[Fact]:
        """The facts whose data is of a kind."""
        return map(self.fact, self._contents.index.kinds.get(kind.__name__, ()))

    @property
    def upload_format(self) -> str:
        """The format of all that is uploaded, such as jpg; "" where the notice gives none."""
        return next((fact.data.format for fact in self.of_kind(ScanFormat) if isinstance(fact.data, ScanFormat)), "")

    def every(self) -> Iterator[Fact]:
        """All facts, in the order of the notice."""
        return map(self.fact, sorted({n for numbers in self._contents.index.topics.values() for n in numbers}))

    def every_caution(self) -> Iterator[Caution]:
        """All cautions, in the order of the notice."""
        found = {n for numbers in self._contents.index.cautions.values() for n in numbers}
        return map(self._contents.caution, sorted(found))

    def cautions_of(self, topic: str) -> tuple[Caution, ...]:
        """The cautions about a topic."""
        return tuple(map(self._contents.caution, self._contents.index.cautions.get(topic, ())))

    def shared(self, words: Collection[str], fact: Fact) -> int:
        """How many of these pairs of characters stand in a fact or in what it quotes."""
        return self.outline(self._numbers[fact.id]).shared(words)

    def shared_by(self, words: Collection[str], caution: Caution) -> int:
        """How many of these pairs of characters stand in a caution."""
        if caution.id not in self._cautioned:
            self._cautioned[caution.id] = plain(caution.text)
        return sum(map(self._cautioned[caution.id].__contains__, words))

    def asked(self, item: Fact | Caution) -> Asks:
        """What a fact or a caution asks of who it applies to."""
        if item.id not in self._asked:
            self._asked[item.id] = asks(item.when)
        return self._asked[item.id]
