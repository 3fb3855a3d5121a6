"""What people call things, read from the YAML files beside this one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.numerals import digits
from knowledge.text import normal
from notices.vocabulary import table

PLACE, SERIES, JOB, NOTHING = "place", "series", "job", "nothing"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word says: a field of the question and the value there. A job names a series, weakly."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question can be about: a topic of the notices, or `outside.*` and `chat.*` that no notice answers."""

    id: str
    label: str
    asks: tuple[str, ...]
    reply: str = ""


@cache
def _yaml(name: str) -> Mapping[str, Any]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def _as_read(word: str) -> str:
    """A word in the form in which questions are looked at: simplified, in digits, without odd signs."""
    return digits(normal(word))


def _all_as_read(words: Iterable[str]) -> tuple[str, ...]:
    """Words as they are met in questions, longest first."""
    return tuple(sorted(dict.fromkeys(form for word in words if (form := _as_read(word))), key=len, reverse=True))


def _names_of_places() -> Iterator[tuple[str, Meaning]]:
    for place, names in _yaml("places.yaml").items():
        yield from ((name, Meaning(PLACE, place)) for name in names)


def _names_of_series() -> Iterator[tuple[str, Meaning]]:
    for series, words in _yaml("series.yaml").items():
        yield from ((name, Meaning(SERIES, series)) for name in words["names"])
        yield from ((job, Meaning(JOB, series)) for job in words.get("jobs", ()))


def _words_of_people() -> Iterator[tuple[str, Meaning]]:
    for field, values in _yaml("people.yaml").items():
        if field == NOTHING:
            yield from ((word, Meaning(NOTHING, "")) for word in values)
        else:
            yield from ((word, Meaning(field, value)) for value, words in values.items() for word in words)


@cache
def words() -> Mapping[str, tuple[Meaning, ...]]:
    """Every word that names a place, a series, a job or a condition, with all that it may mean."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for word, meaning in (*_names_of_places(), *_names_of_series(), *_words_of_people()):
        form = _as_read(word)
        found[form] = tuple(dict.fromkeys((*found.get(form, ()), meaning)))
    return found


@cache
def field_terms() -> tuple[str, ...]:
    """Words of the field that mistyped characters are read as."""
    return tuple(dict.fromkeys(map(_as_read, _yaml("terms.yaml")["terms"])))


@cache
def fillers() -> tuple[str, ...]:
    """Words without a meaning for what is asked, longest first."""
    return _all_as_read(_yaml("terms.yaml")["fillers"])


@cache
def cue(name: str) -> re.Pattern[str]:
    """Words by which a question shows what it wants: `pressing`, `when` ..., as one pattern on its normal form, in which
    Chinese numerals before a unit are digits."""
    written = _yaml("cues.yaml")[name]
    return re.compile("|".join(dict.fromkeys(form for words in written for form in (words, digits(words)))))


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(_yaml("terms.yaml")["orders"]))


def orders_machine(text: str) -> bool:
    """Whether a text gives orders to a machine (prompt injection) rather than asking an office something."""
    return _orders().search(text.lower()) is not None


@cache
def followups() -> tuple[str, ...]:
    """What a turn may consist of that only carries an earlier question on, longest first."""
    return _all_as_read(_yaml("terms.yaml")["followups"])


@cache
def bare() -> tuple[str, ...]:
    """What else a turn may consist of that only asks the earlier question again (到几号), longest first."""
    return tuple(sorted((*_all_as_read(_yaml("terms.yaml")["bare"]), *followups()), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Kin:
    """A topic that a question is about as well, because of something the asker said."""

    said: str
    asked: tuple[str, ...]
    means: str
    gain: float


@cache
def kin() -> tuple[Kin, ...]:
    """All such topics."""
    entries: Any = _yaml("kin.yaml")
    return tuple(Kin(e["said"], tuple(e["asked"]), e["means"], e["gain"]) for e in entries)


def _asks(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _subjects_in(name: str) -> Iterator[Subject]:
    topics = table("topics")
    for subject, entry in _yaml(f"phrasings/{name}").items():
        if isinstance(entry, str):
            yield Subject(subject, topics[subject]["label"], _asks(entry))
        else:
            yield Subject(subject, entry.get("label", ""), _asks(entry["asks"]), entry.get("reply", ""))


@cache
def subjects() -> Mapping[str, Subject]:
    """All subjects by id with the phrasings they are asked in; a subject may have phrasings in several files."""
    found: dict[str, Subject] = {}
    folder = files(__package__).joinpath("phrasings")
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml")):
        for subject in _subjects_in(name):
            known = found.get(subject.id)
            asks = tuple(dict.fromkeys((*(known.asks if known else ()), *subject.asks)))
            found[subject.id] = Subject(subject.id, subject.label, asks, subject.reply or (known.reply if known else ""))
    return found
