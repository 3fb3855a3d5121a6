"""What a person typed into one field -> the value that goes into the paper, or why it cannot."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from bot.documents.papers import Day, Value
from notices.papers import Field

PEOPLE = 100  # most persons in a list
_DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d\d)(\d\d)")
_MONTH = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*月?(?:\s*[-./]?\s*\d{1,2}\s*日?)?")
_PHONE = re.compile(r"[\d\s()、,，;；/+-]{5,50}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
EARLIEST, LATEST = 1900, 2099


class Unfit(ValueError):
    """What was typed does not fit; `key` names the words that say why."""

    def __init__(self, key: str, **data: object) -> None:
        super().__init__(key)
        self.key, self.data = key, data


def printable(text: str) -> str:
    """The text without what no document may hold: control characters, marks of direction, lone surrogates."""
    return "".join(c if c == "\n" else " " if c.isspace() else c for c in text if _is_printable(c)).strip()


def _is_printable(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def value(field: Field, typed: str) -> Value:
    """The value of what was typed; an empty text gives an empty value. Raises `Unfit`."""
    text = printable(typed)
    if not text:
        return Day() if field.kind in ("day", "month") else ""
    return _KINDS[field.kind](field, text if field.kind == "long" else " ".join(text.split()))


def _text(field: Field, text: str) -> str:
    text = text.removesuffix(field.suffix).rstrip() or text
    if len(text) > field.most:
        raise Unfit("too-long", most=field.most, length=len(text))
    return text


def _halfwidth(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _day(_: Field, text: str) -> Day:
    found = _DAY.fullmatch(_halfwidth(text))
    if not found:
        raise Unfit("no-day")
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return _real(year, month, day)


def _real(year: int, month: int, day: int | None) -> Day:
    """The day, if it is one of the calendar."""
    try:
        date(year, month, day or 1)
    except ValueError as error:
        raise Unfit("impossible-day") from error
    if not EARLIEST <= year <= LATEST:
        raise Unfit("impossible-day")
    return Day(str(year), str(month), str(day or ""))


def _month(_: Field, text: str) -> Day:
    found = _MONTH.fullmatch(_halfwidth(text))
    if not found:
        raise Unfit("no-month")
    return _real(int(found[1]), int(found[2]), None)


def _count(_: Field, text: str) -> str:
    found = re.fullmatch(r"(\d{1,3})\s*[天人名个]?", _halfwidth(text))
    if not found or not int(found[1]):
        raise Unfit("no-count")
    return str(int(found[1]))


def _phone(_: Field, text: str) -> str:
    dashed = re.sub("[—–－]+", "-", text)
    if not _PHONE.fullmatch(_halfwidth(dashed)):
        raise Unfit("no-phone")
    return dashed


def _choice(field: Field, text: str) -> str:
    if text not in field.options:
        raise Unfit("no-option", options=field.options)
    return text


def _identity(_: Field, text: str) -> str:
    number = re.sub(r"[\s-]", "", _halfwidth(text)).upper().replace("×", "X").replace("Х", "X")
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise Unfit("identity-form")
    if _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, number, strict=False)) % 11] != number[17]:
        raise Unfit("identity-check")
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise Unfit("identity-day") from error
    return number


_KINDS: Mapping[str, Callable[[Field, str], Value]] = {
    "text": _text,
    "long": _text,
    "day": _day,
    "month": _month,
    "count": _count,
    "phone": _phone,
    "choice": _choice,
    "identity": _identity,
}


def is_of_woman(number: str) -> bool:
    """Whether an identity number is a woman's (GB 11643: the last but one digit is even)."""
    return int(number[16]) % 2 == 0


def born(number: str) -> Day:
    """The month of birth in an identity number."""
    return Day(number[6:10], str(int(number[10:12])))
