"""Whether what a person says of themselves fits the condition of a fact."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from notices.contents import Asks
from notices.vocabulary import EMPLOYER_WITHIN, LEVEL_WITHIN, lineage

Said = Mapping[str, Sequence[str]]
Fit = Literal["conflict", "open", "met"]
_WITHIN: Mapping[str, Mapping[str, str]] = {
    "level": {str(k): str(v) for k, v in LEVEL_WITHIN.items()},
    "employer": {str(k): str(v) for k, v in EMPLOYER_WITHIN.items()},
    "standing": {"stationed-now": "stationed", "stationed-before": "stationed"},
}


def line(field: str, value: str) -> tuple[str, ...]:
    """A value and what it lies within: associate -> associate, senior."""
    if field in ("series", "place"):
        return lineage("series" if field == "series" else "places", value)
    parent = _WITHIN.get(field, {}).get(value)
    return (value,) if parent is None else (value, parent)


def related(field: str, one: str, other: str) -> bool:
    """Whether one value lies within the other: 副高 and 高级, 库车 and 阿克苏地区."""
    return one in line(field, other) or other in line(field, one)


def any_related(field: str, ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether some value of one side is related to some of the other."""
    found = tuple(others)
    return any(related(field, one, other) for one in ones for other in found)


_OPPOSITE = {"stationed-now": "stationed-before", "stationed-before": "stationed-now"}


def _standing_fits(asked: Sequence[str], said: Sequence[str]) -> Fit:
    """A person may be several things at once, so naming one denies no other, but still away and back again."""
    if len(asked) == 1 and asked[0] not in said and _OPPOSITE.get(asked[0]) in said:
        return "conflict"
    return "met" if any_related("standing", asked, said) else "open"


def _place_fits(asked: Sequence[str], said: Sequence[str]) -> Fit:
    """A county's rule is met by who works in the county; who only names the prefecture leaves it open."""
    if any(place in line("place", one) for one in said for place in asked):
        return "met"
    return "open" if any_related("place", asked, said) else "conflict"


def field_fits(field: str, asked: Sequence[str], said: Sequence[str]) -> Fit:
    """One field of a condition against what was said of it."""
    if not asked or not said:
        return "open"
    if field == "standing":
        return _standing_fits(asked, said)
    if field == "place":
        return _place_fits(asked, said)
    return "met" if any_related(field, asked, said) else "conflict"


def fits(asked: Asks, said: Said) -> tuple[bool, float]:
    """Whether nothing said contradicts a condition, and how much of it is met: 1 for each field met by its only
    value, less where many values would meet it."""
    met = 0.0
    for field, values in asked:
        verdict = field_fits(field, values, said.get(field, ()))
        if verdict == "conflict":
            return False, 0.0
        if verdict == "met":
            met += len(values) ** -0.25
    return True, met
