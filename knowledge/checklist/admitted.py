"""Who may apply: exclusions, what the notice covers, and whom it admits by which route."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

from knowledge.checklist.applying import Applying, ruled
from knowledge.checklist.asking import ANY
from knowledge.checklist.fitting import fit
from knowledge.conditions import Fit, any_related
from knowledge.rules import Verdict
from notices.contents import Asks, asks
from notices.schema import Admission, Caution, Condition, Exclusion, Fact, Service

_CASE = ("route", "series")  # fields of an admission that say which case it speaks of; the others decide it


def exclusion(case: Applying) -> Iterator[Verdict]:
    """Who is named among those who may not apply."""
    found: dict[Fit, list[Fact]] = {"met": [], "open": [], "conflict": []}
    for fact, _ in case.of(Exclusion):
        found[case.fit(fact)].append(fact)
    for fact in found["met"]:
        yield ruled("excluded", "no", (fact,), who=_matching(case.facts.asked(fact), case))
    if found["open"] and not found["met"]:
        yield ruled("exclusion-open", "open", found["open"], hangs_on=case.hangs_on(*map(case.facts.asked, found["open"])))
    if found["conflict"] and not found["met"] and not found["open"]:
        yield ruled("not-excluded", "yes", found["conflict"])
    left = [caution for caution in case.personal("scope.exclusion") if "employer" not in dict(case.facts.asked(caution))]
    if left and not found["met"]:
        yield ruled("exclusion-left", "open", case.facts.of_topic("scope.exclusion"), cautions=tuple(left))


def _matching(asked: Asks, case: Applying) -> dict[str, str]:
    """What somebody said, by the fields that are asked; what shares a button is joined as it is kept."""
    return {name: ANY.join(said) for name, _ in asked if (said := case.profile.said.get(name))}


def scope(case: Applying) -> Iterator[Verdict]:
    """Whether the notice is for the level, the route and the series."""
    notice = case.facts.notice
    offered = {"level": notice.levels, "route": notice.routes, "series": notice.series}
    topics = {"level": "scope.levels", "route": "scope.kinds", "series": "scope.series"}
    covered, facts = dict[str, str](), list[Fact]()
    for field, values in offered.items():
        said, about = case.said(field), _mainly_about(case, topics[field])
        facts += about
        if said is None and field == "series":
            continue  # it is asked only where the notice tells series apart
        if said is None:
            yield ruled("scope-open", "open", about, hangs_on=(field,))
        elif not any_related(field, map(str, values), [said]):
            left = case.personal(topics[field])
            told = {"field": field, "said": said, "offered": tuple(map(str, values)), "cautions": left}
            yield ruled("scope-left" if left else "out-of-scope", "open" if left else "no", about, deciding=True, **told)
        else:
            covered[field] = said
    if {"level", "route"} <= set(covered):
        yield ruled("in-scope", "yes", facts, covered=covered)


def _mainly_about(case: Applying, topic: str) -> tuple[Fact, ...]:
    """The fact that tells most closely of a topic for somebody like them."""
    met = [fact for fact in case.facts.of_topic(topic) if case.fit(fact) == "met"]
    return tuple(sorted(met, key=lambda fact: (fact.topics[0] != topic, -len(case.facts.asked(fact)))))[:1]


# Topics whose cautions are about what decides an admission.
_TOPICS = {"employer": ("scope.exclusion", "scope.who"), "standing": ("scope.study",), "level": ("scope.levels", "scope.kinds")}


class _Admits(NamedTuple):
    fact: Fact
    who: Condition
    data: Admission | None = None

    def part(self, case: Applying, *, of_case: bool) -> Fit:
        """How the fields that name the case, or those that decide it, fit."""
        return fit(tuple((name, values) for name, values in asks(self.who) if (name in _CASE) == of_case), case.profile)

    @property
    def decides(self) -> tuple[str, ...]:
        """The fields that decide it."""
        return tuple(name for name, _ in asks(self.who) if name not in _CASE)


def admission(case: Applying) -> Iterator[Verdict]:
    """Whether the notice admits somebody: by employer for the route, by the kind of study, by level for a series."""
    for _, group in groupby(sorted(_admits(case), key=lambda one: one.decides), key=lambda one: one.decides):
        together = list(group)
        spoken = [one for one in together if one.part(case, of_case=True) != "conflict"]
        if spoken:
            yield _judged(case, spoken, together)


def _admits(case: Applying) -> Iterator[_Admits]:
    """All that the notice admits; years of work with an employer admit those who have them."""
    yield from (_Admits(fact, data.who, data) for fact, data in case.of(Admission))
    yield from (_Admits(fact, fact.when) for fact, _ in case.of(Service) if fact.when.employer)


def _judged(case: Applying, spoken: Sequence[_Admits], together: Sequence[_Admits]) -> Verdict:
    fields, route = spoken[0].decides, case.said("route")
    told: dict[str, Any] = {"fields": fields, "who": _matching(tuple((name, ()) for name in fields), case), "route": route}
    if met := [one for one in spoken if _fit(one, case) == "met"]:
        provided = tuple(dict.fromkeys(words for one in met if one.data for words in one.data.provided))
        facts = [one.fact for one in met]
        return ruled("admitted", "yes", facts, provided=provided, cautions=_cautions(case, fields), **told)
    facts = [one.fact for one in spoken]
    if hang := [one for one in spoken if "open" in (_fit(one, case), one.part(case, of_case=True))]:
        return ruled("admission-open", "open", facts, hangs_on=case.hangs_on(*(asks(one.who) for one in hang)))
    unsaid = chain.from_iterable(one.data.unsaid for one in spoken if one.data)
    if any(case.fits(condition) == "met" for condition in unsaid):
        return ruled("admission-left", "open", facts, cautions=_unsaid(case, fields), **told)
    by = [one for one in together if one not in spoken and one.part(case, of_case=False) == "met"]
    routes = tuple(dict.fromkeys(str(route) for one in by for route in one.who.route))
    facts += [one.fact for one in by]
    return ruled("not-admitted", "no", facts, by=routes, cautions=() if routes else _unsaid(case, fields), **told)


def _fit(one: _Admits, case: Applying) -> Fit:
    return case.fits(one.who)


def _cautions(case: Applying, fields: Sequence[str]) -> tuple[Caution, ...]:
    """What is left open of an admission for just those who are like them, and turns on what decides it."""
    found = dict.fromkeys(c for field in fields for topic in _TOPICS.get(field, ()) for c in case.personal(topic))
    return tuple(c for c in found if {*_CASE, *fields} & {name for name, _ in case.facts.asked(c)})


def _unsaid(case: Applying, fields: Sequence[str]) -> tuple[Caution, ...]:
    """What is left open for those who are not admitted: for just such as they are, else for all."""
    every = dict.fromkeys(c for field in fields for topic in _TOPICS.get(field, ()) for c in case.cautions(topic))
    return _cautions(case, fields) or tuple(c for c in every if not case.facts.asked(c))
