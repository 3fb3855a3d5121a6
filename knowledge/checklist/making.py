"""The whole checklist of one person and one notice."""

from collections.abc import Iterator
from datetime import datetime

from knowledge.checklist.dates import entries
from knowledge.checklist.eligibility import eligibility
from knowledge.checklist.fitting import fit
from knowledge.checklist.items import items
from knowledge.checklist.model import Checklist, Eligibility, Entry, Item, Profile, Visit
from knowledge.checklist.profile import profile
from knowledge.checklist.units import BESIDE
from knowledge.facts import Facts
from notices.schema import Caution

_ABOUT_ALL = ("fee.", "paper.", "status.", "material.list", "scan.", "mask.")  # topics that no single thing or day stands for


def checklist(facts: Facts, visit: Visit, now: datetime) -> Checklist:
    """Whether they may apply, what to get ready, and by when, at a moment."""
    who = profile(facts, visit.answers)
    ruling, things, dates = eligibility(facts, who, now), items(facts, who), entries(facts, who, now)
    told = set(_told(ruling, things, dates))
    cautions = tuple(one for one in _holding(facts, who) if one.id not in told)
    return Checklist(facts.notice, who, ruling, things, dates, cautions)


def _holding(facts: Facts, who: Profile) -> Iterator[Caution]:
    """The cautions that hold for them: those about the whole, and those about just such as they are."""
    for caution in facts.every_caution():
        asked = facts.asked(caution)
        about = (*_ABOUT_ALL, *(BESIDE if asked else ()))
        if any(topic.startswith(about) for topic in caution.topics) and fit(asked, who) == "met":
            yield caution


def _told(ruling: Eligibility, things: tuple[Item, ...], dates: tuple[Entry, ...]) -> Iterator[str]:
    """The ids of the cautions that stand elsewhere in the checklist already."""
    yield from (caution.id for caution in ruling.cautions)
    yield from (one.id for thing in things for one in thing.mind if isinstance(one, Caution))
    for entry in dates:
        yield from (one.id for one in entry.data.get("cautions", ()) if isinstance(one, Caution))  # type: ignore[attr-defined]
