"""Details that a question asks for (the background of a photograph, an account, a postcode), and whether facts give them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge import lexicon
from knowledge.numerals import digits
from knowledge.text import READ
from notices.clauses import plain
from notices.contents import words
from notices.schema import Caution, Fact

LEFT_OPEN = re.compile("没有[另单]?[独列]?写|没写|没有说|没有提|没有给|没有附")
_SENTENCE = re.compile(r"[。；;]")
_SEGMENT = re.compile(r"[,，。;；?？!！、\s]+|还有|另外|顺便|以及")
_GENERAL = re.compile(
    "^(?:有?没?有?(?:要求|规定|说法|讲究|限制)(?:没有?|吗|不|么)?|(?:行|可以|能|中)(?:不行|不可以|不能|不中|不|吗|么|嘛)|有没有)$"
)
_SHORTEST = 3  # characters of a part that can ask something of its own


@dataclass(frozen=True, slots=True)
class Aspect:
    """A detail that can be asked for. `about` are heads of the topics that alone it can be asked of."""

    name: str
    asks: re.Pattern[str]
    unless: re.Pattern[str] | None
    gives: re.Pattern[str] | None
    about: tuple[str, ...]
    says: str

    @property
    def of_windows(self) -> bool:
        """Whether it can only be asked of windows, such as their hour."""
        return bool(self.about) and all(head.startswith("window") for head in self.about)


@dataclass(frozen=True, slots=True)
class Asked:
    """An aspect as a question asks for it, in these words."""

    aspect: Aspect
    words: str

    def is_given(self, facts: Iterable[Fact]) -> bool:
        """Whether one of the facts gives it."""
        return any(self.is_in(words(fact)) for fact in facts)

    def is_in(self, text: str) -> bool:
        """Whether a text gives it; where it says that the notice does not, that is no giving."""
        said = (part for part in _SENTENCE.split(text) if not LEFT_OPEN.search(part))
        gives = self.aspect.gives
        return any(gives.search(part) if gives else self.words in part for part in said)

    def is_open_in(self, text: str) -> bool:
        """Whether a text says just of this that the notice leaves it open."""
        for part in map(plain, _SENTENCE.split(text)):
            if LEFT_OPEN.search(part) and (self.words in part or self._named_in(part)):
                return True
        return False

    def _named_in(self, part: str) -> bool:
        return bool(self.aspect.asks.search(part) or (self.aspect.gives and self.aspect.gives.search(part)))

    def left_open(self, topic: str) -> Caution:
        """That the notice does not give it, in the aspect's own words."""
        return Caution(id=self.aspect.name, topics=(topic,), text=self.aspect.says.format(self.words))


def _pattern(written: Sequence[str] | None) -> re.Pattern[str] | None:
    """Alternatives as one pattern, with Chinese numerals before a unit also in digits, as questions have them."""
    if not written:
        return None
    return re.compile("|".join(dict.fromkeys(form for words in written for form in (words, digits(words)))))


@cache
def aspects() -> tuple[Aspect, ...]:
    """All aspects, as the lexicon has them."""
    text = files("knowledge.lexicon").joinpath("aspects.yaml").read_text(encoding="utf-8")
    entries: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return tuple(_aspect(name, entry) for name, entry in entries.items())


def _aspect(name: str, entry: Mapping[str, Any]) -> Aspect:
    asks = _pattern(entry["asks"])
    assert asks is not None
    return Aspect(
        name, asks, _pattern(entry.get("unless")), _pattern(entry.get("gives")), tuple(entry.get("about", ())), entry["says"]
    )


@lru_cache(READ)
def asked_in(text: str, topic: str) -> tuple[Asked, ...]:
    """The aspects that a question asks for, when it is about a topic; notices side by side are all asked the same."""
    return tuple(_asked_in(text, topic))


def _asked_in(text: str, topic: str) -> Iterator[Asked]:
    for aspect in aspects():
        if aspect.about and not topic.startswith(aspect.about):
            continue
        found = aspect.asks.search(text)
        if found and not (aspect.unless and aspect.unless.search(text)):
            yield Asked(aspect, found[0])


def asks_besides(text: str, asked: Sequence[Asked]) -> bool:
    """Whether a part of the question asks something that is none of these aspects."""
    parts = [part for part in _SEGMENT.split(text) if len(part) >= _SHORTEST and not _GENERAL.search(part)]
    free = (part for part in parts if not any(one.aspect.asks.search(part) for one in asked))
    return any(lexicon.cue("asking").search(part) for part in free)
