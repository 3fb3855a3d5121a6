"""What the buttons of the checklist say, and what typed words ask of it; both are read from words.yaml."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.messages import Choice
from knowledge.text import normal

SIGNS = " 。.!！,，、~～"


@cache
def _words() -> Mapping[str, Any]:
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def label(act: str) -> str:
    """What the button of an act says; nothing where there is none."""
    return str(_words()["buttons"].get(act, ""))


def button(act: str, of: str = "", says: str = "") -> Choice:
    """The button of an act, perhaps on something: `list:items:2`."""
    return Choice(f"list:{act}:{of}" if of else f"list:{act}", says or label(act))


@cache
def _pattern(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


def _is(text: str, alternatives: Iterable[str]) -> bool:
    """Whether a whole text is one of these."""
    return _pattern(tuple(alternatives)).fullmatch(normal(text).strip(SIGNS + "?？")) is not None


def opens(text: str) -> bool:
    """Whether a text asks for the own checklist and for nothing else."""
    return len(text) <= 30 and _is(text, _words()["opens"])


def control(text: str) -> str:
    """The act that a text is the word for; nothing where it is none."""
    short = len(text) <= 20
    return next((act for act, words in _words()["controls"].items() if short and _is(text, (words,))), "")


def asks(text: str) -> bool:
    """Whether a text sounds like a question."""
    return _pattern((_words()["asks"],)).search(normal(text)) is not None


def marked(sign: str, says: str) -> str:
    """The words of a button behind a sign."""
    return f"{_words()['signs'][sign]} {says}" if sign else says


def on_button(day: date) -> str:
    """A day as it stands on a button."""
    return str(_words()["day"]).format(day)
