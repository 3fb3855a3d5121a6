"""What somebody's record does: appraisals that put an application off, marks of an examination, years barred."""

from collections.abc import Iterator

from knowledge.checklist.applying import Applying, ruled
from knowledge.checklist.model import Ruling
from knowledge.rules import Verdict
from knowledge.rules.appraisals import bar, from_next_year, put_off
from knowledge.rules.marks import counting
from notices.schema import Penalty, Postponement, Validity
from notices.vocabulary import Standing


def appraisals(case: Applying) -> Iterator[Verdict]:
    """The years by which appraisals put the application off, and the first year in which it is then possible."""
    rules = case.of(Postponement)
    if not rules:
        yield from _only_passed(case)
        return
    results = {str(result): fact for fact, _ in rules for result in fact.when.appraisal}
    lines, used = put_off(rules, {result: _times(case, result) for result in results})
    hang = tuple(fact for result, fact in results.items() if not _answered(case, result))
    if lines:
        year, total = case.facts.notice.year, sum(one["years"] for one in lines)
        yield ruled("put-off", "no", used, lines=lines, total=total, base=year, earliest=year + total)
    elif hang:
        yield ruled("appraisal-open", "open", hang, hangs_on=("appraisals",))
    else:
        yield ruled("not-put-off", "yes", [fact for fact, _ in rules])


def _times(case: Applying, result: str) -> int:
    """How often a result came; once where it did and nothing else is said."""
    came = result in case.profile.said.get("appraisal", ())
    return case.profile.counts.get(result, 1 if came else 0)


def _answered(case: Applying, result: str) -> bool:
    said, denied = case.profile.said.get("appraisal", ()), case.profile.denied.get("appraisal", ())
    return bool(said) or result in denied or result in case.profile.counts


def _only_passed(case: Applying) -> Iterator[Verdict]:
    """What a notice says of appraisals that counts no years."""
    if facts := case.about("appraisal.postpone"):
        if failed := case.profile.said.get("appraisal", ()):
            cautions = tuple(case.cautions("appraisal.postpone"))
            yield ruled("appraisal-left", "open", facts, results=failed, cautions=cautions)
        else:
            yield ruled("appraisals", "yes", facts)


def marks(case: Applying) -> Iterator[Verdict]:
    """Whether the marks that an examination gives still count in the notice's year."""
    rules = [(fact, rule) for fact, rule in case.of(Validity) if case.fit(fact) == "met"]
    if not rules:
        return
    exam = tuple(f for f in case.about(rules[0][0].topics[0]) if case.fit(f) == "met")
    answered = case.profile.said.get("standing", ())
    found = next(((fact, rule) for fact, rule in rules if exam_standing(rule) in answered), None)
    if found is None:
        denied = all(exam_standing(rule) in case.profile.denied.get("standing", ()) for _, rule in rules)
        every = (*exam, *(fact for fact, _ in rules))
        yield ruled("marks-none", "no", every) if denied else ruled("marks-open", "open", every, hangs_on=("exam",))
    elif (day := case.profile.days.get("examined")) is None:
        yield ruled("marks-open", "open", (*exam, found[0]), hangs_on=("examined",))
    else:
        key, told = counting(found[1], day.year, case.facts.notice.year)
        ruling: Ruling = "open" if key == "validity-edge" else "yes" if told["valid"] else "no"
        yield ruled(key, ruling, (found[0], *exam), **told)


def exam_standing(rule: Validity) -> str:
    """Whose marks a rule is for: those who reached the national standard, or those who did not."""
    return str(Standing.EXAM_PASSED if rule.years else Standing.EXAM_BELOW)


def penalties(case: Applying) -> Iterator[Verdict]:
    """The years that are barred after an application found false: what this one would lead to."""
    year = case.facts.notice.year
    for fact, rule in case.of(Penalty):
        if not from_next_year(fact):
            yield ruled("penalty", "yes", (fact,), deciding=False, years=rule.years)
        else:
            yield ruled("would-bar", "yes", (fact,), deciding=False, **bar(year, rule.years))
