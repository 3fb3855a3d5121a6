"""What goes wrong most with a thing: the facts and cautions that are told with it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from knowledge.checklist.about import concerns
from knowledge.checklist.fitting import fit
from knowledge.checklist.model import Group, Profile
from knowledge.facts import Facts
from notices.schema import Attachment, Caution, Fact, Material, Publicity, Sentence

MOST = 6  # of them with one thing
GENERAL = ("scan.quality", "mask.what")  # told with everything that is uploaded
EACH = 2  # facts of each of these
HOW = ("ce.source",)  # how a thing is got is told before what it holds
KEPT = 128  # notices of which it stays at hand what is told with what


class Minding:
    """The facts and cautions of a notice that hold for one person."""

    def __init__(self, facts: Facts, profile: Profile) -> None:
        self._facts, self._profile = facts, profile
        self._general = tuple(one for topic in GENERAL for one in self._general_about(topic))

    def of(self, item: Fact, group: Group) -> tuple[Fact | Caution, ...]:
        """What to mind with a thing, its own before what is said of all that is uploaded."""
        own = tuple(one for one in _told_with(self._facts)[item.id] if self._holds(one))[:MOST]
        known = {one.id for one in own}
        return (*own, *(one for one in self._general if group != "paper" and one.id not in known))

    def _holds(self, one: Fact | Caution) -> bool:
        return fit(self._facts.asked(one), self._profile) != "conflict"

    def _general_about(self, topic: str) -> tuple[Fact, ...]:
        """What is said of everything that is uploaded, about its quality or its masking."""
        found = (one for one in self._facts.of_topic(topic) if one.topics[0] == topic and self._holds(one))
        return tuple(one for one in found if not any(t.startswith("material.") for t in one.topics))[:EACH]


@lru_cache(KEPT)
def _told_with(facts: Facts) -> Mapping[str, tuple[Fact | Caution, ...]]:
    """By the id of each fact what is told with it, whoever asks, the weightiest first."""
    everything: tuple[Fact | Caution, ...] = (*facts.every(), *facts.every_caution())
    return {item.id: _sorted(facts, item, (one for one in everything if concerns(one, item))) for item in facts.every()}


def _sorted(facts: Facts, item: Fact, told: Iterable[Fact | Caution]) -> tuple[Fact | Caution, ...]:
    general = set(facts.asked(item))
    named = (one for one in told if not _only_names(one))
    return tuple(sorted(named, key=lambda one: _rank(one, item, personal=not general.issuperset(facts.asked(one)))))


def _only_names(one: Fact | Caution) -> bool:
    """Whether it says no more than what a thing is called, or lists others."""
    return isinstance(one, Fact) and isinstance(one.data, Attachment)


def _rank(one: Fact | Caution, item: Fact, *, personal: bool) -> tuple[bool, ...]:
    """Words to copy and days to keep first, then what is said of only some who need the thing, then cautions, then what is
    mainly about it."""
    counts = isinstance(one, Fact) and isinstance(one.data, Sentence | Publicity | Material)
    topic = one.topics[0]
    return not counts, not personal, not isinstance(one, Caution), topic != item.topics[0], topic not in HOW
