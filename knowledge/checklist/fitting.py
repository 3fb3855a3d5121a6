"""Whether a condition fits what somebody answered, where answers also deny."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from knowledge.checklist.asking import deciding
from knowledge.checklist.model import Profile
from knowledge.conditions import Fit, field_fits, line
from notices.contents import Asks


def fit(asked: Asks, profile: Profile) -> Fit:
    """A whole condition: `open` where some field of it was left open, by `不清楚` or because nobody asked."""
    return worst(field_fit(name, values, profile.said, profile.denied) for name, values in asked)


def worst(fits: Iterable[Fit]) -> Fit:
    """What several fields come to together."""
    found = set(fits)
    return "conflict" if "conflict" in found else "open" if "open" in found else "met"


def field_fit(
    name: str, values: Sequence[str], said: Mapping[str, tuple[str, ...]], denied: Mapping[str, tuple[str, ...]]
) -> Fit:
    """One field of a condition."""
    return _fits(name, tuple(values), said.get(name, ()), denied.get(name, ()))


@lru_cache(8192)
def _fits(name: str, values: tuple[str, ...], said: tuple[str, ...], denied: tuple[str, ...]) -> Fit:
    found = field_fits(name, values, said)
    if found == "open" and all(set(line(name, value)) & set(denied) for value in values):
        return "conflict"
    return found


def opens(asked: Asks, profile: Profile) -> Asks:
    """The fields of a condition that are open."""
    return tuple((name, values) for name, values in asked if field_fit(name, values, profile.said, profile.denied) == "open")


def hanging(profile: Profile, *asked: Asks) -> tuple[str, ...]:
    """The questions that decide these conditions and were not answered."""
    found = (name for one in asked for field, values in opens(one, profile) for name in deciding(field, values))
    return tuple(dict.fromkeys(found))
