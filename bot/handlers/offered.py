"""The buttons that a session offers: which one a text names by its place, and which stay good after others are shown."""

from collections.abc import Sequence

from knowledge.lexicon import cue

RATINGS = 8  # of older answers that may still be given
_NUMERALS = "一二三四五六七八"


def by_place(text: str, offered: Sequence[str], kind: str) -> str:
    """What stands behind `kind` in the id of the button that a text names by its place among those: 第二个; "" where none."""
    found = cue("ordinal").match(text.strip(" 。.!！,，"))
    place = _NUMERALS.find(found[2]) + 1 or int(found[2]) if found else 0
    those = [one.removeprefix(kind) for one in offered if one.startswith(kind)]
    return those[place - 1] if 0 < place <= len(those) else ""


def ratings(offered: Sequence[str]) -> tuple[str, ...]:
    """Older answers may still be rated: the last few of them."""
    return tuple(one for one in offered if one.startswith("rate:"))[:RATINGS]
