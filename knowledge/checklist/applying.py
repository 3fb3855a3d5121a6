"""Somebody applying by a notice: what its facts and cautions are to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, TypeVar

from knowledge.checklist.fitting import fit, hanging
from knowledge.checklist.model import Profile, Ruling
from knowledge.conditions import Fit
from knowledge.deadlines import begins, beijing, ends
from knowledge.facts import Facts
from knowledge.rules import Verdict
from notices.contents import Asks, asks
from notices.schema import Caution, Condition, Cutoff, Fact, Window

D = TypeVar("D")
Said = dict[str, tuple[str, ...]]


def ruled(key: str, ruling: Ruling, facts: Iterable[Fact], *, deciding: bool = True, **steps: object) -> Verdict:
    """A verdict with its ruling; one that is not deciding is told, but changes nothing."""
    return Verdict(key, {"ruling": ruling, "deciding": deciding} | steps, tuple(dict.fromkeys(facts)))


@dataclass(frozen=True)
class Applying:
    """Who applies, by which notice, and when it is looked at."""

    facts: Facts
    profile: Profile
    now: datetime

    def of(self, kind: type[D]) -> list[tuple[Fact, D]]:
        """The facts whose data is of a kind, with it."""
        return [(fact, fact.data) for fact in self.facts.of_kind(kind) if isinstance(fact.data, kind)]

    def fit(self, item: Fact | Caution) -> Fit:
        """Whether a fact is for them."""
        return fit(self.facts.asked(item), self.profile)

    def hangs_on(self, *asked: Asks) -> tuple[str, ...]:
        """The questions that decide conditions and were not answered."""
        return hanging(self.profile, *asked)

    def fits(self, condition: Condition) -> Fit:
        """Whether they match a condition that stands in a fact's data."""
        return fit(asks(condition), self.profile)

    def fitting(self, kind: type[D]) -> list[tuple[Fact, D]]:
        """The facts of a kind that may be for them."""
        return [(fact, data) for fact, data in self.of(kind) if self.fit(fact) != "conflict"]

    def about(self, topic: str) -> tuple[Fact, ...]:
        """The facts without data about a topic that may be for them."""
        return tuple(fact for fact in self.facts.of_topic(topic) if fact.data is None and self.fit(fact) != "conflict")

    def cautions(self, topic: str) -> Iterator[Caution]:
        """What is to be minded of a topic by somebody like them."""
        return (caution for caution in self.facts.cautions_of(topic) if self.fit(caution) == "met")

    def personal(self, topic: str) -> tuple[Caution, ...]:
        """What the notice leaves open for just those who are like them."""
        return tuple(caution for caution in self.cautions(topic) if self.facts.asked(caution))

    def said(self, name: str) -> str | None:
        """The one answer in a field; None where there is none."""
        return next(iter(self.profile.said.get(name, ())), None)

    @cached_property
    def today(self) -> date:
        """The day in Beijing."""
        return beijing(self.now).date()

    @cached_property
    def season(self) -> tuple[Fact, Window] | None:
        """The application window."""
        return next(((fact, w) for fact, w in self.fitting(Window) if w.window == "apply" and (w.opens or w.closes)), None)

    @cached_property
    def cutoff(self) -> tuple[Fact, Cutoff] | None:
        """The day up to which service counts."""
        return next(iter(self.fitting(Cutoff)), None)

    def edge(self, which: Literal["opens", "closes"]) -> datetime | None:
        """The first or last moment of the application window."""
        day = getattr(self.season[1], which) if self.season else None
        return None if day is None else begins(day) if which == "opens" else ends(day)

    @cached_property
    def looked_at(self) -> date:
        """The day up to which years are counted where the notice names none: today, within the application window."""
        opens, closes = self.edge("opens"), self.edge("closes")
        day = max(self.today, opens.date()) if opens else self.today
        return min(day, closes.date()) if closes else day


def applying(facts: Facts, profile: Profile, now: datetime) -> Applying:
    """Who applies, with what needs no question: the only level, route or series that the notice is for."""
    notice, said = facts.notice, Said(profile.said)
    only: dict[str, Sequence[Any]] = {"level": notice.levels, "route": notice.routes, "series": notice.series}
    for name, values in only.items():
        if len(values) == 1 and name not in profile.denied:
            said.setdefault(name, (str(values[0]),))
    return Applying(facts, replace(profile, said=said), now)
