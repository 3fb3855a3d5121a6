"""Years of work: those asked for by education or employer, those since a skilled worker's certificate, and the cut-off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from knowledge.checklist.applying import Applying, ruled
from knowledge.checklist.fitting import fit
from knowledge.checklist.model import Ruling
from knowledge.conditions import any_related
from knowledge.deadlines import full_years
from knowledge.rules import Verdict
from knowledge.rules.service import apart, steps
from notices.schema import Cutoff, Fact, SchoolDiploma, Service, SkillPathway


def service(case: Applying) -> Iterator[Verdict]:
    """The years of work that the notice asks for of somebody with their diploma, or posted here."""
    asked = case.of(Service)
    for fact, rule in asked:
        if fact.when.employer and case.fit(fact) == "met":
            yield _judged(case, fact, rule.years, case.profile.days.get("posted", case.profile.days.get("began")))
    by_education = [(fact, rule) for fact, rule in asked if fact.when.education]
    if by_education:
        yield _by_education(case, by_education)


def _by_education(case: Applying, asked: list[tuple[Fact, Service]]) -> Verdict:
    profile = replace(case.profile, said={**case.profile.said, "education": counted_as(case)})
    fits = [(fit(case.facts.asked(fact), profile), fact, rule) for fact, rule in asked]
    found = [(f, r) for f_, f, r in fits if f_ == "met"] or [(f, r) for f_, f, r in fits if f_ == "open"]
    if not found:
        left = case.personal("scope.years")
        return ruled("service-left", "open", [fact for fact, _ in asked], education=case.said("education"), cautions=left)
    judged = [_judged(case, fact, rule.years, since(case)) for fact, rule in found]
    if len({one.data["ruling"] for one in judged}) > 1:
        return ruled("service-open", "open", [fact for fact, _ in found], hangs_on=("education",))
    return judged[0]


def counted_as(case: Applying) -> tuple[str, ...]:
    """The diploma, a technician school's as what the notice counts it."""
    schools = [str(data.counts_as) for fact, data in case.of(SchoolDiploma) if case.fit(fact) == "met"]
    return tuple(schools) or tuple(case.profile.said.get("education", ()))


def since(case: Applying) -> date | None:
    """The day from which work counts: that on which it began, if it was not before the diploma."""
    began, graduated = case.profile.days.get("began"), case.profile.days.get("graduated")
    return began and max(began, graduated or began)


def _judged(case: Applying, fact: Fact, need: int, began: date | None) -> Verdict:
    """Years to the day looked at; where they are not full, from when they are, and whether applications are open then."""
    if began is None:
        return ruled("service-open", "open", (fact,), need=need, hangs_on=("posted" if fact.when.employer else "began",))
    cutoff = case.cutoff[1].day if case.cutoff else None
    worked = steps(began, cutoff if cutoff and not fact.when.employer else case.looked_at, need)
    # Whether years with an employer count up to the day to which service does is not said.
    either = cutoff is not None and case.looked_at < worked["reached"] <= cutoff and bool(fact.when.employer)
    ruling: Ruling = "yes" if worked["met"] else "open" if either else "no"
    if ruling == "yes" and fact.when.education and "graduated" in case.profile.unsure:  # a later diploma would make it less
        return ruled("service-open", "open", (fact,), need=need, hangs_on=("graduated",))
    return ruled("service", ruling, _used(case, fact, ruling), **worked, **_window(case, worked["reached"]), cutoff=cutoff)


def _window(case: Applying, reached: date) -> dict[str, Any]:
    """When applications close, and whether years are full by then."""
    closes, has_hour = case.edge("closes"), bool(case.season and isinstance(case.season[1].closes, datetime))
    return {"closes": closes, "has_hour": has_hour, "in_window": None if closes is None else reached <= closes.date()}


def _used(case: Applying, fact: Fact, ruling: Ruling) -> Iterator[Fact]:
    yield fact
    if case.cutoff and (ruling == "open" or not fact.when.employer):
        yield case.cutoff[0]
    if case.season and ruling != "yes":
        yield case.season[0]


def skill(case: Applying) -> Iterator[Verdict]:
    """The level that a skilled worker's certificate opens after so many years."""
    for fact, path in case.of(SkillPathway):
        if case.fit(fact) == "met":
            yield _opened(case, fact, path)


def _opened(case: Applying, fact: Fact, path: SkillPathway) -> Verdict:
    cutoff, free = case.cutoff, _freed(case)
    until = cutoff[1].day if cutoff else case.looked_at
    facts = (fact, *((cutoff[0],) if cutoff else ()), *free)
    told: dict[str, Any] = {"opens": str(path.opens), "certificate": str(fact.when.certificate[0]), "need": path.years}
    told |= {"cutoff": cutoff is not None, "until": until, "other": _other(case, path)}
    worked = _since_certificate(case, path.years, until)
    if worked is None and told["other"]:
        return ruled("skill-other", "no", facts, deciding=False, **told)
    if worked is None:
        return ruled("skill-open", "open", facts, deciding=False, hangs_on=("certified",), **told)
    left = case.personal("skill.pathway")
    ruling: Ruling = "no" if not worked["met"] or told["other"] else "open" if left or _failed(case) else "yes"
    return ruled("skill", ruling, facts, deciding=ruling == "yes", **(worked | told), failed=_failed(case), cautions=left)


def _freed(case: Applying) -> tuple[Fact, ...]:
    """What the notice says of holders of such a certificate: what is not required of them."""
    return tuple(fact for fact in case.about("skill.pathway") if fact.when.certificate)


def _other(case: Applying, path: SkillPathway) -> str | None:
    """The level applied for, where the certificate opens another one."""
    level = case.said("level")
    return None if level is None or any_related("level", [level], [str(path.opens)]) else level


def _since_certificate(case: Applying, need: int, until: date) -> dict[str, Any] | None:
    certified = case.profile.days.get("certified")
    return None if certified is None else steps(certified, until, need)


def _failed(case: Applying) -> bool:
    """Whether an appraisal was not passed, which such a pathway may ask for."""
    return bool(case.profile.said.get("appraisal"))


def opened(case: Applying) -> bool:
    """Whether the certificate opens the level applied for, so that the years by education do not decide."""
    return any(verdict.data["deciding"] for verdict in skill(case))


def schools(case: Applying) -> Iterator[Verdict]:
    """What a technician school's diploma counts as."""
    for fact, data in case.of(SchoolDiploma):
        if case.fit(fact) == "met":
            left = case.personal("skill.school")
            told = {"education": case.said("education"), "counts_as": str(data.counts_as), "cautions": left}
            yield ruled("school", "open" if left else "yes", (fact,), deciding=False, **told)


def seniority(case: Applying) -> Iterator[Verdict]:
    """Full years of work up to the day to which service counts."""
    for fact, cutoff in case.of(Cutoff):
        if (day := case.profile.days.get("began")) is not None and day <= cutoff.day:
            have, (months, _) = full_years(day, cutoff.day), apart(day, cutoff.day)
            told = {"since": day, "until": cutoff.day, "have": have, "months": months % 12}
            yield ruled("seniority", "yes", (fact,), deciding=False, **told)
