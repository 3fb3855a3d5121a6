"""The facts of one notice by topic and kind, and what is compared of them."""

from collections.abc import Collection, Iterable
from operator import add

from knowledge.conditions import Asked, asked_by
from notices.clauses import plain
from notices.contents import Contents
from notices.schema import Caution, Fact, Heading


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, by which wordings are compared."""
    return frozenset(map(add, text, text[1:]))


class Facts:
    """The facts of one notice. They are made, and prepared for matching, when they are first asked for."""

    def __init__(self, contents: Contents) -> None:
        self.notice: Heading = contents.heading
        self._contents = contents
        self._made: dict[int, Fact] = {}
        self._numbers: dict[str, int] = {}
        self._words: dict[str, str] = {}
        self._cautioned: dict[str, str] = {}
        self._asked: dict[str, Asked] = {}

    @property
    def topics(self) -> Collection[str]:
        """What the notice speaks of, in the order of its facts."""
        return self._contents.index.topics.keys()

    def of_topic(self, topic: str) -> tuple[Fact, ...]:
        """The facts about a topic."""
        return self._facts(self._contents.index.topics.get(topic, ()))

    def of_kind(self, kind: type) -> tuple[Fact, ...]:
        """The facts whose data is of a kind."""
        return self._facts(self._contents.index.kinds.get(kind.__name__, ()))

    def cautions_of(self, topic: str) -> tuple[Caution, ...]:
        """The cautions about a topic."""
        return tuple(map(self._contents.caution, self._contents.index.cautions.get(topic, ())))

    def shared(self, words: Collection[str], fact: Fact) -> int:
        """How many of these pairs of characters stand in a fact or in what it quotes."""
        if fact.id not in self._words:
            self._words[fact.id] = self._contents.words(self._numbers[fact.id])
        return sum(map(self._words[fact.id].__contains__, words))

    def shared_by(self, words: Collection[str], caution: Caution) -> int:
        """How many of these pairs of characters stand in a caution."""
        if caution.id not in self._cautioned:
            self._cautioned[caution.id] = plain(caution.text)
        return sum(map(self._cautioned[caution.id].__contains__, words))

    def asked(self, item: Fact | Caution) -> Asked:
        """What a fact or a caution asks of who it applies to."""
        if item.id not in self._asked:
            self._asked[item.id] = asked_by(item.when)
        return self._asked[item.id]

    def _facts(self, numbers: Iterable[int]) -> tuple[Fact, ...]:
        return tuple(map(self._fact, numbers))

    def _fact(self, number: int) -> Fact:
        if number not in self._made:
            self._made[number] = fact = self._contents.fact(number)
            self._numbers[fact.id] = number
        return self._made[number]
