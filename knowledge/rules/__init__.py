"""Arithmetic that the rules of notices ask for. Each rule is a function from a case (question, notice, matched facts, moment)
to verdicts with every step as data; without a fact to rest on it finds nothing. `verdicts` runs those of the topics, and
those that the question calls by its own words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from knowledge import lexicon
from knowledge.rules.announced import announced
from knowledge.rules.apart import service_each, skill_each
from knowledge.rules.appraisals import barred, postponement
from knowledge.rules.budget import fee_persons
from knowledge.rules.case import Case, Verdict
from knowledge.rules.corrections import correction, correction_back, hours_left
from knowledge.rules.doubts import fee_heard
from knowledge.rules.education import education_learnt, education_total
from knowledge.rules.fees import fee_difference, fee_total
from knowledge.rules.insurance import insurance
from knowledge.rules.marks import validity
from knowledge.rules.papers import certificates, copies, sheets, wanting
from knowledge.rules.publicity import publicity
from knowledge.rules.service import seniority, service
from knowledge.rules.skill import skill
from knowledge.rules.spans import spans, working_days
from knowledge.rules.submissions import submissions
from knowledge.rules.weekdays import days_named, weekdays
from knowledge.rules.windows import windows
from knowledge.rules.years import education_missing, education_near
from knowledge.rules.zones import zones

Rule = Callable[[Case], Iterator[Verdict]]
_DATES: tuple[Rule, ...] = (announced, spans, weekdays, zones, windows)
_RULES: Mapping[str, tuple[Rule, ...]] = {
    "window.apply": _DATES,
    "window.review": _DATES,
    "window.paper": _DATES,
    "window.payment": _DATES,
    "window.defence": _DATES,
    "window.meeting": _DATES,
    "fee.amount": (fee_total, fee_difference, fee_persons, fee_heard),
    "scope.years": (service_each, service, skill_each, skill),
    "scope.who": (service_each, service),
    "scope.levels": (skill_each, skill),
    "seniority.cutoff": (skill_each, skill, service, seniority),
    "skill.pathway": (skill_each, skill),
    "appraisal.postpone": (postponement,),
    "publicity.unit": (publicity, spans, weekdays),
    "return.deadline": (correction, correction_back),
    "ce.hours": (education_total, education_learnt),
    "ce.years": (education_total, education_near, education_missing),
    "exam.economist": (validity,),
    "penalty.fraud": (barred,),
    "promise.sentence": (barred,),
    "material.promise": (barred,),
    "paper.form": (copies,),
}
# Rules that need no topic: whose words and numbers in the question tell plainly enough what is to be counted.
_CALLED: Mapping[str, tuple[Rule, ...]] = {
    "calls.fees": (fee_total, fee_difference, fee_persons, fee_heard),
    "calls.education": (education_total, education_learnt, education_missing),
    "calls.papers": (copies, sheets, certificates, wanting),
    "calls.service": (service_each, service),
    "calls.appraisals": (postponement,),
    "calls.insurance": (insurance,),
    "calls.submissions": (submissions,),
    "calls.barred": (barred,),
    "calls.marks": (validity,),
    "calls.window": (windows,),
    "calls.skill": (skill_each, skill),
    "weekdays.asks": (days_named,),
    "calls.hours": (hours_left,),
    "spans.working": (working_days,),
    "moved": (announced,),
}
# Verdicts that answer by themselves, whatever else the question may seem to be about.
_ALONE = frozenset(
    (
        "fee-total",
        "fee-heard",
        "fee-difference",
        "fee-change",
        "fee-persons",
        "copies",
        "sheets",
        "certificates",
        "education-learnt",
        "publicity-said",
        "correction-hours",
        "weekday",
        "span-left",
    )
)

# What is not told beside a verdict: the window being open at a moment says nothing of an application that had to be corrected
# before it, and a day that is only counted from asks nothing else.
_SAID_BY: Mapping[str, tuple[str, ...]] = {
    "years-each": ("service", "service-said", "skill", "window-at", "window-now", "span-between"),
    "fee-total": ("fee-heard",),
    "fee-difference": ("fee-heard",),
    "fee-change": ("fee-total", "fee-heard"),
    "fee-persons": ("fee-heard", "fee-total", "fee-difference", "fee-change"),
    "weekday": ("day-off",),
    "as-published": ("window-at", "day-off", "weekday", "span-left", "span-between", "span-length"),
    "correction-back": ("window-at", "day-off", "window-now", "span-between", "span-left", "span-length", "weekday"),
    "correction": ("window-at", "day-off", "window-now", "span-between", "span-left", "span-length"),
    "publicity-on": ("weekday", "span-between"),
    "publicity-back": ("weekday", "span-between"),
    "publicity-within": ("weekday", "span-between"),
    "span-length": ("weekday",),
    "span-past": ("weekday", "window-at"),
    "correction-hours": ("window-now", "window-at"),
    "skill-latest": ("window-at", "window-now"),
    "span-between": ("window-at", "weekday"),
    "span-left": ("window-at",),
    "zone": ("window-at",),
    "service": ("window-at", "window-now"),
    "service-said": ("window-at", "window-now"),
    "skill": ("window-at", "window-now"),
    "insurance": ("window-at", "window-now"),
    "submissions": ("window-at", "window-now"),
}


def verdicts(case: Case, topics: Sequence[str]) -> tuple[Verdict, ...]:
    """What the rules of the topics find, each rule once."""
    rules = dict.fromkeys(rule for topic in topics for rule in _RULES.get(topic, ()))
    rules |= dict.fromkeys(rule for cue, called in _CALLED.items() if lexicon.cue(cue).search(case.text) for rule in called)
    found = list[Verdict]()
    for verdict in (verdict for rule in rules for verdict in rule(case)):
        found += [verdict] if verdict not in found else []
    return tuple(v for v in found if not any(v.key in _SAID_BY.get(other.key, ()) for other in found))


def counted(case: Case) -> tuple[Verdict, ...]:
    """What the question's own words and numbers come to, where its topic is not made out."""
    return tuple(verdict for verdict in verdicts(case, ()) if verdict.key in _ALONE)


__all__ = ["Case", "Verdict", "counted", "verdicts"]
