"""How long marks of an examination count."""

from collections.abc import Iterator
from typing import Any

from knowledge import lexicon
from knowledge.rules.case import Case, Verdict
from notices.schema import Validity

_YEARS_AGO = (("大前年", 3), ("前年", 2), ("去年", 1))


def validity(case: Case) -> Iterator[Verdict]:
    """Whether examination marks of a named year still count for the notice's year."""
    years = [y for y in case.question.years_named if y < case.year]
    years += [case.now.year - ago for word, ago in _YEARS_AGO if word in case.text][:1]
    failed = lexicon.cue("marks.failed").search(case.text) is not None
    facts = [(f, v) for f, v in case.all_of(Validity) if (v.years is None) == failed]
    until = lexicon.cue("marks.until").search(case.text) is not None
    if not facts or not (years or until or lexicon.cue("marks.next_year").search(case.text)):
        return
    fact, rule = facts[0]
    year = years[0] if years else case.year
    yield Verdict(*counting(rule, year, case.year if years or until else case.year + 1), (fact,))


def counting(rule: Validity, year: int, target: int) -> tuple[str, dict[str, Any]]:
    """Whether marks of one year count in another: the key of the verdict, which says so where it hangs on the day, and its
    steps."""
    last = year + (rule.years or 1) - 1
    key = "validity-edge" if rule.years and target == last + 1 else "validity"
    return key, {"year": year, "years": rule.years, "last": last, "target": target, "valid": target <= last}
