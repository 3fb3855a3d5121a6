"""What people send, made fit to be kept: nothing that a database or JSON refuses, no identity number, not too long."""

import hashlib
import unicodedata
from dataclasses import replace

from bot.messages import Turn
from knowledge.deadlines import beijing
from knowledge.text import LONGEST, mask_identity

JOINER = "\u200d"  # of the format characters the one that is kept: it joins emoji
KEY, CHOICE = 64, 80  # characters of an id, and of a choice that holds one (rate:down:…), that are kept as they are


def printable(text: str) -> str:
    """The text without control characters, marks of direction and lone surrogates."""
    if text.isprintable():
        return text
    return "".join(filter(None, map(_printable, text)))


def _printable(character: str) -> str:
    if character in ("\n", JOINER):
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def ends(text: str) -> str:
    """At most `LONGEST` characters: both ends of a longer text, since a long story has its question at either end."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[: half - 1]} {text[-half:]}"


def key(text: str, most: int = KEY) -> str:
    """An id as it is; a digest in place of one that is too long or holds what no sound id does."""
    if len(text) <= most and text.isprintable():
        return text
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def cleaned(turn: Turn) -> Turn:
    """The turn as it is kept and answered. Cleaning twice changes nothing, so that a kept turn gives the same reply."""
    text = ends(mask_identity(printable(turn.text)))
    return replace(
        turn,
        person=key(turn.person),
        external_id=key(turn.external_id),
        moment=beijing(turn.moment),
        text=text,
        choice=key(turn.choice, CHOICE),
        answers=key(turn.answers),
        instead_of=key(turn.instead_of),
    )
