"""Applicants for tests: what they say, in a line each, and the notices they apply by."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache

from knowledge.checklist.eligibility import eligibility
from knowledge.checklist.model import Profile
from knowledge.facts import Facts
from knowledge.rules import Verdict
from notices.contents import Loaded
from tests.knowledge.rules.cases import SHELF, moment

NOW = moment(2024, 10, 12)
GRADUATE = "employer=institution standing=full-time "
CLEAN = "standing=punished"  # denied
ECONOMIST = "route=review level=associate series=real-estate-economics employer=state "


@cache
def facts(notice: str) -> Facts:
    """A published notice."""
    return Facts(Loaded(SHELF[notice]))


def who(
    said: str = "", denied: str = "", days: Mapping[str, date] | None = None, counts: Mapping[str, int] | None = None
) -> Profile:
    """Somebody; `said` and `denied` hold field=value pairs: "employer=private standing=full-time"."""
    return Profile(_pairs(said), _pairs(denied), days or {}, counts or {})


def _pairs(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in text.split():
        name, _, value = pair.partition("=")
        found[name] = (*found.get(name, ()), value)
    return found


def reasons(notice: str, profile: Profile, now: datetime = NOW) -> dict[str, Verdict]:
    """The rules looked at, by key; of several with one key the first."""
    found = eligibility(facts(notice), profile, now).reasons
    return {reason.key: reason for reason in reversed(found)}


def ids(verdict: Verdict) -> tuple[str, ...]:
    """The facts that a verdict rests on."""
    return tuple(fact.id for fact in verdict.facts)


def of(found: Iterable[Verdict], key: str) -> Verdict:
    """The first verdict of a key."""
    return next(one for one in found if one.key == key)
