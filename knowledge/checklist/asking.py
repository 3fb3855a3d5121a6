"""The questions as `questions.yaml` gives them, before any notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.checklist.model import Form
from knowledge.conditions import any_related
from notices.vocabulary import table

OTHER = "other"
ANY = "+"  # between values of one button that no condition tells apart: one of them holds, and it matters not which
TABLES = {"series": "series", "place": "places"}  # vocabularies that name the answers, by the field that they answer
Says = Mapping[str, tuple[str, ...]]  # values by the field of conditions


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer to a question: what it is kept as, its words, and what it says and denies in the fields of conditions."""

    value: str
    label: str
    words: tuple[str, ...] = ()
    said: Says = field(default_factory=dict)
    denied: Says = field(default_factory=dict)
    of: tuple[str, ...] = ()  # of a family, the values that it stands for
    kin: str = ""  # only options of one kin share a button


@dataclass(frozen=True, slots=True)
class Figure:
    """A day or a number that the rules for data of a `kind` count with, where the condition `by` is met (by `value`)."""

    kind: str
    by: str
    key: str
    value: str = ""
    even_open: bool = False
    years: bool = False  # the number is a year

    @property
    def range(self) -> tuple[int, int]:
        """The least and the most that a number may be."""
        return (1990, 2100) if self.years else (1, 20)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with all answers that any notice may give it. `all` says where a notice takes them from."""

    name: str
    form: Form
    ask: str
    help: str = ""
    quotes: bool = False
    vague: str = ""  # what a typed answer says that answers nothing, as a pattern
    field: str = ""
    figure: Figure | None = None
    all: str = ""
    unsure: bool = False
    entries: tuple[Entry, ...] = ()
    families: tuple[Entry, ...] = ()
    other: Entry | None = None
    after: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def decides(self) -> frozenset[tuple[str, str]]:
        """The fields of conditions that it decides, each with the values in question; "" where it is all of them."""
        if self.field == "standing":
            return frozenset(("standing", value) for entry in self.entries for value in entry.said.get("standing", ()))
        return frozenset({(self.field, "")})


def _says(given: Mapping[str, list[str]] | None) -> Says:
    return {name: tuple(values) for name, values in (given or {}).items()}


def entry(given: Mapping[str, Any], name: str) -> Entry:
    """An answer; what it says in the field `name` is its value, unless it says otherwise."""
    said, denied = _says(given.get("said")), _says(given.get("denied"))
    if not said and name and name not in denied and "value" in given:
        said = {name: (given["value"],)}
    of, words = tuple(given.get("of", ())), tuple(given.get("words", ()))
    return Entry(given.get("value", ""), given["label"], words, said, denied, of, given.get("kin", ""))


def _asking(given: Mapping[str, Any]) -> Asking:
    name = given.get("field", "")
    own = tuple(entry(one, name) for one in given.get("options", ()))
    other = given.get("other")
    plain = {
        key: given[key] for key in ("name", "form", "ask", "help", "quotes", "vague", "field", "all", "unsure") if key in given
    }
    return Asking(
        **plain,
        figure=Figure(**given["figure"]) if "figure" in given else None,
        entries=own,
        families=tuple(entry(one, name) for one in given.get("families", ())),
        other=Entry(OTHER, other["label"], tuple(other.get("words", ()))) if other else None,
        after=tuple(_says(given.get("after")).items()),
    )


@cache
def askings() -> tuple[Asking, ...]:
    """All questions, in the order in which they are asked."""
    text = files(__package__).joinpath("questions.yaml").read_text(encoding="utf-8")
    return tuple(map(_asking, yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))


@cache
def asking(name: str) -> Asking | None:
    """The question of a name, if there is one."""
    return next((one for one in askings() if one.name == name), None)


def named(field: str, value: str) -> Entry:
    """An answer that the vocabulary names: a series or a place."""
    return Entry(value, table(TABLES[field])[value]["name"], (), {field: (value,)})


def deciding(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The questions that decide a field of conditions, for these values of it."""
    found = ((one.name, pair) for one in askings() for pair in one.decides if pair[0] == field)
    return tuple(dict.fromkeys(name for name, (_, own) in found if not own or any_related(field, (own,), values)))


__all__ = ["ANY", "OTHER", "TABLES", "Asking", "Entry", "Figure", "asking", "askings", "deciding", "named"]
