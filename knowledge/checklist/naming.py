"""What things to get ready are called."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from notices.schema import Material

_COUNTED = ("pieces", "characters", "months", "recent_years")
_NUMERALS = "零一二三四五六七八九十"


@cache
def _names() -> Mapping[str, Any]:
    text = files(__package__).joinpath("names.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def certificate(subject: str, year: int | None, count: int | None) -> str:
    """A certificate of continuing education of a year, or of so many recent ones."""
    words = _names()["subjects"][subject]
    return str(_names()["recent" if year is None else "certificate"].format(subject=words, year=year, count=count))


def exempted() -> str:
    """What stands for all certificates where none is asked for."""
    return str(_names()["exempt"])


def material(data: Material) -> str:
    """A material as the notice names it, with how many are asked for where the name does not say it."""
    beside, name = _names()["beside"], data.item
    for field in _COUNTED:
        number = getattr(data, field)
        if number and not _says(data.item, number):
            name += beside[field].format(n=number)
    if data.years and not _says(data.item, data.years[0]):
        name += beside["years"].format(first=min(data.years), last=max(data.years))
    return name


def _says(name: str, number: int) -> bool:
    """Whether a name holds a number, in digits or as a numeral."""
    numerals = _NUMERALS[number] + "两" * (number == 2) if number < len(_NUMERALS) else ""
    return str(number) in name or any(numeral in name for numeral in numerals)
