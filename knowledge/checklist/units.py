"""What of a notice turns on what somebody answers: its facts and cautions with conditions that reach the checklist."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.checklist.about import concerns
from knowledge.checklist.asking import Figure
from knowledge.checklist.fitting import fit, worst
from knowledge.checklist.model import Profile
from knowledge.conditions import Fit, any_related
from knowledge.facts import Facts
from notices.contents import Asks, asks
from notices.schema import (
    Admission,
    Attachment,
    Caution,
    Contact,
    Exclusion,
    Exemption,
    Fact,
    Link,
    Material,
    Sentence,
    SkillPathway,
)

ELIGIBILITY = frozenset(
    (
        "scope.who",
        "scope.exclusion",
        "scope.delay",
        "scope.years",
        "scope.study",
        "scope.levels",
        "scope.exam",
        "skill.pathway",
        "skill.school",
        "exam.economist",
    )
)
BESIDE = ("fee.", "window.", "defence.", "seniority.")  # topics whose cautions stand beside the whole checklist
_NO_OUTCOME = (Attachment, Contact, Link, Sentence)
KEPT = 128  # notices whose units stay at hand


@dataclass(frozen=True, eq=False)
class Unit:
    """A fact or a caution that some answers let into the checklist and others do not. `hosts` are the conditions of the
    materials that it is told with: where none of them is in, it is not either."""

    of: Fact | Caution
    asks: Asks
    hosts: tuple[Asks, ...] = ()

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that it, or what it is told with, asks for."""
        return frozenset(name for asks in (self.asks, *self.hosts) for name, _ in asks)

    @property
    def data(self) -> object:
        """The data of the fact."""
        return getattr(self.of, "data", None)

    def fit(self, profile: Profile) -> Fit:
        """Whether it is in, out, or open."""
        own = fit(self.asks, profile)
        if own == "conflict" or not self.hosts:
            return own
        best = {fit(host, profile) for host in self.hosts}
        return worst((own, "met" if "met" in best else "open" if "open" in best else "conflict"))

    def counts_with(self, figure: Figure) -> bool:
        """Whether its rule counts with a day or a number."""
        return type(self.data).__name__ == figure.kind and self.touches(figure.by, figure.value)

    def touches_any(self, fields: frozenset[str]) -> bool:
        """Whether it, or what it is told with, asks for one of these fields."""
        return not fields.isdisjoint(self.fields)

    def touches(self, field: str, value: str = "") -> bool:
        """Whether it, or what it is told with, asks for this field, and for such a value in it."""
        return field in self.fields and any(
            name == field and (not value or any_related(field, (value,), values))
            for asks in (self.asks, *self.hosts)
            for name, values in asks
        )


@lru_cache(KEPT)
def units(facts: Facts) -> tuple[Unit, ...]:
    """The units of a notice, in its order."""
    items = tuple(fact for fact in facts.every() if isinstance(fact.data, Material))
    return (*_of_facts(facts, items), *_of_cautions(facts, items))


def _of_facts(facts: Facts, items: tuple[Fact, ...]) -> Iterator[Unit]:
    for fact in facts.every():
        asked = facts.asked(fact)
        if isinstance(fact.data, Admission):
            yield from _of_admission(fact, fact.data, asked)
        if not asked:
            continue
        if (fact.data is not None and not isinstance(fact.data, _NO_OUTCOME)) or fact.topics[0] in ELIGIBILITY:
            yield Unit(fact, asked)
        elif hosts := _hosts(facts, fact, items):
            yield Unit(fact, asked, hosts)


def _of_admission(fact: Fact, data: Admission, asked: Asks) -> Iterator[Unit]:
    """Whom it admits, and of whom the notice does not say it in the same case."""
    case = tuple((name, values) for name, values in asks(data.who) if name in ("route", "series"))
    for condition in (data.who, *data.unsaid):
        own = asks(condition)
        more = own and (*(one for one in case if one[0] not in dict(own)), *own)
        if more and more != asked:
            yield Unit(fact, more)


def _of_cautions(facts: Facts, items: tuple[Fact, ...]) -> Iterator[Unit]:
    for caution in facts.every_caution():
        asked = facts.asked(caution)
        if asked and (ELIGIBILITY & set(caution.topics) or any(topic.startswith(BESIDE) for topic in caution.topics)):
            yield Unit(caution, asked)
        elif asked and (hosts := _hosts(facts, caution, items)):
            yield Unit(caution, asked, hosts)


def _hosts(facts: Facts, one: Fact | Caution, items: tuple[Fact, ...]) -> tuple[Asks, ...]:
    return tuple(dict.fromkeys(facts.asked(item) for item in items if concerns(one, item)))


def excluded(facts: Facts, profile: Profile) -> tuple[Fact, ...]:
    """The exclusions that somebody falls under."""
    found = ((one.of, one) for one in units(facts) if isinstance(one.data, Exclusion))
    return tuple(fact for fact, one in found if isinstance(fact, Fact) and one.fit(profile) == "met")


def alive(facts: Facts, profile: Profile) -> tuple[Unit, ...]:
    """The units that are not out already: by their own conditions, by an exemption, or by what stands in their place."""
    fitting = [(one, fit) for one in units(facts) if (fit := one.fit(profile)) != "conflict"]
    met = [one for one, fit in fitting if fit == "met"]
    gone = {name for one in met if isinstance(one.data, Material) for name in one.data.instead_of}
    freed = {topic_group(one.of) for one in met if isinstance(one.data, Exemption)}
    return tuple(
        one for one, fit in fitting if one.of.id not in gone and not _is_freed(one, fit, freed) and not _opens_other(one, profile)
    )


def topic_group(one: Fact | Caution) -> str:
    """The first part of what it is mainly about: ce, defence."""
    return one.topics[0].partition(".")[0]


def _is_freed(one: Unit, fit: Fit, freed: set[str]) -> bool:
    """Whether an exemption has made it needless; the exemption itself stays."""
    return topic_group(one.of) in freed and not (isinstance(one.data, Exemption) and fit == "met")


def _opens_other(one: Unit, profile: Profile) -> bool:
    """Whether it is a certificate's way to another level than the one applied for."""
    level = profile.said.get("level", ())
    return isinstance(one.data, SkillPathway) and bool(level) and not any_related("level", level, (str(one.data.opens),))
