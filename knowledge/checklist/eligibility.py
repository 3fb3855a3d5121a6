"""Whether somebody may apply by a notice, with all rules that were looked at."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from knowledge.checklist.admitted import admission, exclusion, scope
from knowledge.checklist.applying import Applying, applying
from knowledge.checklist.left import conditions, defence, elsewhere, exams, one_route
from knowledge.checklist.model import Eligibility, Profile, Ruling
from knowledge.checklist.record import appraisals, marks, penalties
from knowledge.checklist.served import schools, seniority, service, skill
from knowledge.facts import Facts
from knowledge.rules import Verdict
from notices.schema import Caution

Rule = Callable[[Applying], Iterator[Verdict]]
_RULES: tuple[Rule, ...] = (
    *(scope, admission, service, skill, appraisals, marks),
    *(conditions, schools, seniority, exams, one_route, defence, elsewhere, penalties),
)
_ORDER = {"no": 0, "open": 1, "yes": 2}
_TOLD = 3  # after all that decides
_GENERAL = ("admitted", "in-scope", "not-excluded")  # what most people are, after what is worked out for this one
_CAUTIONS = 6


def eligibility(facts: Facts, profile: Profile, now: datetime) -> Eligibility:
    """The ruling, with the rules in the order in which they decide it: what says no, what is open, what a yes rests on (what
    is worked out for them before what most people are), and what is only told.
    `data` of each holds its `ruling`, whether it is `deciding`, and its steps."""
    case = applying(facts, profile, now)
    found = tuple(exclusion(case))
    if not any(reason.data["ruling"] == "no" for reason in found):  # who is excluded need not hear of all the rest
        found += tuple(chain.from_iterable(rule(case) for rule in _RULES))
    reasons = tuple(sorted(found, key=_place))
    return Eligibility(_overall(reasons), reasons, _minded(case, reasons))


def _place(reason: Verdict) -> tuple[int, int]:
    place = _ORDER[reason.data["ruling"]] if reason.data["deciding"] else _TOLD
    return place, _GENERAL.index(reason.key) + 1 if reason.key in _GENERAL else 0


def _overall(reasons: Sequence[Verdict]) -> Ruling:
    rulings: list[Ruling] = [reason.data["ruling"] for reason in reasons if reason.data["deciding"]]
    return "no" if "no" in rulings else "open" if "open" in rulings else "yes"


def _minded(case: Applying, reasons: Sequence[Verdict]) -> tuple[Caution, ...]:
    """What the notice leaves open about that which decides, for somebody like them, in the order of the reasons."""
    found = dict[Caution, None]()
    for reason in (reason for reason in reasons if reason.data["deciding"]):
        found |= dict.fromkeys(reason.data.get("cautions", ()))
        if reason.data["ruling"] != "yes" and reason.facts:
            found |= dict.fromkeys(case.cautions(reason.facts[0].topics[0]))
    return tuple(found)[:_CAUTIONS]
