"""What somebody's record does: appraisals that put an application off, marks of an examination, years barred."""

from collections.abc import Iterable, Iterator

from knowledge.checklist.applying import Applying, ruled
from knowledge.checklist.asking import askings
from knowledge.checklist.model import Ruling
from knowledge.rules import Verdict
from knowledge.rules.appraisals import bar, from_next_year, put_off
from knowledge.rules.marks import counting
from notices.schema import Fact, Penalty, Postponement, Validity
from notices.vocabulary import Standing


def appraisals(case: Applying) -> Iterator[Verdict]:
    """The years by which appraisals put the application off, and the first year in which it is then possible. Nobody is told
    no: who might have applied years ago has served them already, and from which year on that was is not known."""
    rules = case.of(Postponement)
    if not rules:
        yield from _only_passed(case)
        return
    results = {str(result): fact for fact, _ in rules for result in fact.when.appraisal}
    lines, used = put_off(rules, {result: _times(case, result) for result in results})
    hang = tuple(fact for result, fact in results.items() if not _answered(case, result))
    if lines:
        year, total = case.facts.notice.year, sum(one["years"] for one in lines)
        told = {"lines": lines, "total": total, "base": year, "earliest": year + total, "served": year - total}
        yield ruled("put-off", "open", used, **told, least=_uncounted(case, [one["appraisal"] for one in lines]))
    elif hang:
        yield ruled("appraisal-open", "open", hang, hangs_on=("appraisals",))
    else:
        yield ruled("not-put-off", "yes", [fact for fact, _ in rules])


def _times(case: Applying, result: str) -> int:
    """How often a result came; once where it did and nothing else is said."""
    came = result in case.profile.said.get("appraisal", ())
    return case.profile.counts.get(result, 1 if came else 0)


def _uncounted(case: Applying, results: Iterable[str]) -> bool:
    """Whether it is not known how often one of them came, so that it may be later still."""
    keys = set(results)
    return any(one.figure and one.figure.key in keys and one.name in case.profile.unsure for one in askings())


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
    every, found = (*exam, *(fact for fact, _ in rules)), list(_counted(case, rules, exam))
    best = next((one for ruling in ("yes", "open", "no") for one in found if one.data["ruling"] == ruling), None)
    if best is not None:
        yield best
    elif Standing.EXAM_MARKS in case.profile.denied.get("standing", ()):
        yield ruled("marks-none", "no", every)
    else:
        yield ruled("marks-open", "open", every, hangs_on=("exam",))


def _counted(case: Applying, rules: list[tuple[Fact, Validity]], exam: tuple[Fact, ...]) -> Iterator[Verdict]:
    """Marks that reached the national standard count for years, others only in the year of the examination."""
    for fact, rule in rules:
        year = case.profile.counts.get("passed" if rule.years else "sat")
        if year is not None:
            key, told = counting(rule, year, case.facts.notice.year)
            ruling: Ruling = "open" if key == "validity-edge" else "yes" if told["valid"] else "no"
            yield ruled(key, ruling, (fact, *exam), **told)


def penalties(case: Applying) -> Iterator[Verdict]:
    """The years that are barred after an application found false: what this one would lead to."""
    year = case.facts.notice.year
    for fact, rule in case.of(Penalty):
        if not from_next_year(fact):
            yield ruled("penalty", "yes", (fact,), deciding=False, years=rule.years)
        else:
            yield ruled("would-bar", "yes", (fact,), deciding=False, **bar(year, rule.years))
