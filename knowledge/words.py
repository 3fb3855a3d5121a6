"""Finding the words of the lexicon in a text, also where they are mistyped by characters of the same sound."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge import lexicon
from knowledge.lexicon import Meaning
from knowledge.text import READ

SOUND_LENGTHS = (5, 4, 3, 2)  # characters of a term that is looked for by sound


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the lexicon at a place of the text."""

    start: int
    end: int
    word: str
    meanings: tuple[Meaning, ...]


@cache
def _by_first() -> Mapping[str, tuple[str, ...]]:
    """The words of the lexicon by their first character, longest first."""
    found: dict[str, list[str]] = {}
    for word in lexicon.words():
        found.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(words, key=len, reverse=True)) for first, words in found.items()}


@lru_cache(READ)
def find(text: str) -> tuple[Found, ...]:
    """The words of the lexicon in the text from left to right, the longest at each place, without overlap."""
    words, by_first, at, found = lexicon.words(), _by_first(), 0, list[Found]()
    while at < len(text):
        candidates = by_first.get(text[at])
        word = next((w for w in candidates if text.startswith(w, at)), None) if candidates else None
        if word is None:
            at += 1
            continue
        found.append(Found(at, at + len(word), word, words[word]))
        at += len(word)
    return tuple(found)


class Sounds:
    """The sounds of characters, and the terms of the field by how they sound."""

    def __init__(self, table: Mapping[str, str], known: Collection[str]) -> None:
        """`table` gives a character's sound; `known` holds the pairs of characters that people really write."""
        self._table = table
        words = (*lexicon.words(), *lexicon.field_terms())
        self._known = {*known, *(word[i : i + 2] for word in words for i in range(len(word) - 1))}
        self._terms: dict[tuple[str, ...], str] = {}
        for term in (*lexicon.field_terms(), *_spoken_words()):
            self._terms.setdefault(self.of(term), term)
        self._first = {sounds[0] for sounds in self._terms}

    def of(self, text: str) -> tuple[str, ...]:
        """The sound of each character; a character without one is its own sound."""
        return tuple(map(self._table.get, text, text))

    def repaired(self, text: str) -> str:
        """The text with mistyped terms as they were meant: 继续较育 -> 继续教育, unless what is typed is known as it is."""
        sounds, at, result = self.of(text), 0, []
        while at < len(text):
            term = self._term_at(text, sounds, at)
            result.append(term or text[at])
            at += len(term) if term else 1
        return "".join(result)

    def _term_at(self, text: str, sounds: tuple[str, ...], at: int) -> str | None:
        if sounds[at] not in self._first:
            return None
        for length in SOUND_LENGTHS:
            term = self._terms.get(sounds[at : at + length])
            if term is None or at + length > len(text):
                continue
            typed = text[at : at + length]
            if typed == term or self._is_mistyped(typed, term):
                return term
        return None

    def _is_mistyped(self, typed: str, term: str) -> bool:
        """Whether some pair of the typed characters is unknown, and most characters agree."""
        unknown = any(typed[i : i + 2] not in self._known for i in range(len(typed) - 1))
        agreeing = sum(a == b for a, b in zip(typed, term, strict=True))
        return unknown and agreeing * 2 >= len(term) - (len(term) > 3)


@cache
def _spoken_words() -> tuple[str, ...]:
    """The lexicon's own words that are looked for by sound: names of places and series, routes, levels."""
    fields = (lexicon.PLACE, lexicon.SERIES, "route")
    return tuple(w for w, ms in lexicon.words().items() if len(w) in SOUND_LENGTHS and any(m.field in fields for m in ms))
