"""What goes wrong most with a thing: the facts and cautions that are told with it."""

from collections.abc import Iterator

from knowledge.checklist.about import concerns
from knowledge.checklist.fitting import fit
from knowledge.checklist.model import Group, Profile
from knowledge.facts import Facts
from notices.schema import Attachment, Caution, Fact, Material, Publicity, Sentence

MOST = 6  # of them with one thing
GENERAL = ("scan.quality", "mask.what")  # told with everything that is uploaded
EACH = 2  # facts of each of these


class Minding:
    """The facts and cautions of a notice that hold for one person."""

    def __init__(self, facts: Facts, profile: Profile) -> None:
        everything: tuple[Fact | Caution, ...] = (*facts.every(), *facts.every_caution())
        self._holding = tuple(one for one in everything if fit(facts.asked(one), profile) != "conflict")
        self._general = tuple(one for topic in GENERAL for one in _general(self._holding, topic))

    def of(self, item: Fact, group: Group) -> tuple[Fact | Caution, ...]:
        """What to mind with a thing, its own before what is said of all that is uploaded."""
        own = [one for one in self._holding if concerns(one, item) and not _only_names(one)]
        own.sort(key=lambda one: _rank(one, item))
        general = () if group == "paper" else self._general
        known = {one.id for one in own[:MOST]}
        return (*own[:MOST], *(one for one in general if one.id not in known))


def _general(holding: tuple[Fact | Caution, ...], topic: str) -> Iterator[Fact]:
    """What is said of everything that is uploaded, about its quality or its masking."""
    found = [
        one
        for one in holding
        if isinstance(one, Fact) and one.topics[0] == topic and not any(t.startswith("material.") for t in one.topics)
    ]
    yield from found[:EACH]


def _only_names(one: Fact | Caution) -> bool:
    """Whether it says no more than what a thing is called, or lists others."""
    return isinstance(one, Fact) and isinstance(one.data, Attachment)


def _rank(one: Fact | Caution, item: Fact) -> tuple[bool, bool, bool]:
    """Words to copy and days to keep first, then cautions, then what is mainly about it."""
    counts = isinstance(one, Fact) and isinstance(one.data, Sentence | Publicity | Material)
    return not counts, not isinstance(one, Caution), one.topics[0] != item.topics[0]
