"""Arithmetic that the rules of notices ask for. Each rule is a function from a case (question, notice, matched facts, moment)
to verdicts with every step as data; without a fact to rest on it finds nothing. `verdicts` runs those of the topics."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from knowledge.rules.case import Case, Verdict
from knowledge.rules.corrections import correction
from knowledge.rules.education import education_learnt, education_missing, education_near, education_total
from knowledge.rules.fees import fee_difference, fee_total
from knowledge.rules.papers import copies
from knowledge.rules.publicity import publicity
from knowledge.rules.service import barred, postponement, seniority, service, skill, validity
from knowledge.rules.windows import windows

Rule = Callable[[Case], Iterator[Verdict]]
_RULES: Mapping[str, tuple[Rule, ...]] = {
    "window.apply": (windows,),
    "window.review": (windows,),
    "window.paper": (windows,),
    "window.payment": (windows,),
    "window.defence": (windows,),
    "window.meeting": (windows,),
    "fee.amount": (fee_total, fee_difference),
    "scope.years": (service, skill),
    "scope.who": (service,),
    "scope.levels": (skill,),
    "seniority.cutoff": (skill, service, seniority),
    "skill.pathway": (skill,),
    "appraisal.postpone": (postponement,),
    "publicity.unit": (publicity,),
    "return.deadline": (correction,),
    "ce.hours": (education_total, education_learnt),
    "ce.years": (education_total, education_near, education_missing),
    "exam.economist": (validity,),
    "penalty.fraud": (barred,),
    "promise.sentence": (barred,),
    "material.promise": (barred,),
    "paper.form": (copies,),
}


def verdicts(case: Case, topics: Sequence[str]) -> tuple[Verdict, ...]:
    """What the rules of the topics find, each rule once."""
    rules = dict.fromkeys(rule for topic in topics for rule in _RULES.get(topic, ()))
    found = tuple(verdict for rule in rules for verdict in rule(case))
    corrects = any(verdict.key == "correction" for verdict in found)
    # The window being open at a moment says nothing of an application that had to be corrected before it.
    return tuple(v for v in found if not (corrects and v.key in ("window-at", "window-now")))


__all__ = ["Case", "Verdict", "verdicts"]
