"""Continuing education: hours over all the years asked for, and hours learnt against those asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge import lexicon
from knowledge.rules.case import Case, Verdict
from knowledge.rules.learnt import WORDS, Learnt, learnt
from knowledge.rules.years import SUBJECTS, asked_years, named_subjects
from notices.schema import EducationHours, Fact

_SUMMED = re.compile(
    r"(?:一共|总共|加起来|合计|累计|几年|[2-6]年)[^,，。]{0,8}(?:学|修|有|攒|拿)|(?:学|修|攒)[^,，。]{0,4}(?:一共|总共|合计|[2-6]年)"
)
_OF_SUBJECT = re.compile(r"(?P<subject>公需|专业)(?!技术)[^,，。\d]{0,6}(?P<years>[2-6])年")  # 公需五年专业三年
_YEARS_FIRST = re.compile(r"(?<!\d)(?P<years>[2-6])年的?(?P<subject>公需|专业)(?!技术)")  # 五年公需加三年专业
_OVER = re.compile(  # 三年一共, 一年公需专业加起来, 每年总共
    r"(?<![\d第近])(?:([1-6])|每)年(?:下来|里|内|度|的?(?:公需|专业)(?:课|科目)?|继续教育|学时|课时|和|跟|加|到底)*(?:一共|总共|合计|加|全部|总|共)"
)
_JOINED = re.compile(r"(?:公需|专业)(?:课|科目)?[和跟加与、]?(?:公需|专业)(?!技术)")
_TOGETHER = re.compile("一共|总共|加起来|加一起|合计|累计|统共|拢共")
_LEARNT_OVER = re.compile(r"[学修]了?([1-6])年")


@dataclass(frozen=True, slots=True)
class _Line:
    """Hours of a subject beside those asked for, in one year or over several."""

    subject: str
    year: int | None
    have: int
    need: int
    years: int = 1

    @property
    def short(self) -> int:
        """Hours wanting."""
        return max(0, self.need - self.have)


def _hours(case: Case, subject: str) -> tuple[Fact, int] | None:
    """The hours of a subject asked for in a year."""
    return next(((fact, rule.hours) for fact, rule in case.all_of(EducationHours) if rule.subject == subject), None)


def education_total(case: Case) -> Iterator[Verdict]:
    """Hours over all the years asked for, where the question asks for a sum."""
    asks = lexicon.cue("education.total").search(case.text)
    if not asks or (learnt(case.text, case.today.year) and lexicon.cue("education.enough").search(case.text)):
        return
    lines, used = list[dict[str, int | str]](), list[Fact]()
    for subject in _summed_subjects(case):
        hours, years = _hours(case, subject), _years_of(case, subject)
        if hours and years:
            lines.append({"subject": subject, "hours": hours[1], "years": years[0], "sum": years[0] * hours[1]})
            used += [hours[0], *years[1]]
    if lines:
        added = lines[:1] if lines[0]["subject"] == "total" else lines  # of all hours the others are a part
        total = sum(int(line["sum"]) for line in added)
        yield Verdict("education-total", {"lines": lines, "total": total} | _units(case, used), tuple(dict.fromkeys(used)))


def _years_of(case: Case, subject: str) -> tuple[int, tuple[Fact, ...]] | None:
    """How many years of a subject are asked for; where that is open, as many as the asker names."""
    asked, said = asked_years(case, subject), _years_said(case.text, subject)
    if asked is not None and said in (None, asked.count):
        return asked.count, (asked.fact,)
    if said is None and (found := re.search(r"(?<!\d)([1-6])年", case.text)):
        said = int(found[1])
    return (said, ()) if said else None


def _years_said(text: str, subject: str) -> int | None:
    """The years over which the text asks for a sum: those it names with the subject, else with the sum itself."""
    orders = [list(order.finditer(text)) for order in (_OF_SUBJECT, _YEARS_FIRST)]
    first = min(filter(None, orders), key=lambda named: named[0].start(), default=[])
    own = {WORDS[found["subject"]]: int(found["years"]) for found in first}
    if own:
        return own.get(subject, next(iter(own.values())) if _JOINED.search(text) else None)
    found = _OVER.search(text) or _LEARNT_OVER.search(text)
    return int(found[1] or 1) if found else None


def _summed_subjects(case: Case) -> tuple[str, ...]:
    """The subjects asked about; both where none or both are named, or one as a part of all; a total where the notice counts
    no subjects."""
    named = named_subjects(case)
    known = {rule.subject for _, rule in case.all_of(EducationHours)}
    if len(named) == 1:
        part = lexicon.cue("education.part").search(case.text)
        return named if not part else SUBJECTS if {*SUBJECTS} <= known else ("total", *named)
    return SUBJECTS if {*SUBJECTS} <= known else ("total",)


def education_learnt(case: Case) -> Iterator[Verdict]:
    """Hours that the asker has learnt against the hours asked for, year by year where they name years."""
    said = learnt(case.text, case.today.year)
    if not said or not lexicon.cue("education.enough").search(case.text):
        return
    asked = {one.subject: asked_years(case, one.subject) for one in said}
    other = {one.year for one in said if one.year and (a := asked[one.subject]) and a.years and one.year not in a.years}
    lines, used = list[_Line](), list[Fact]()
    for one in dict.fromkeys((*said, *_sums(said))):
        if one.year not in other and (found := _line(case, one)) is not None:
            lines.append(found[0])
            used += found[1]
    if lines:
        short = sum(line.short for line in lines)
        data = {"lines": lines, "met": not short, "short": short, "other": sorted(other), "together": _adds(lines)}
        yield Verdict("education-learnt", data | _units(case, used), tuple(dict.fromkeys(used)))


def _line(case: Case, one: Learnt) -> tuple[_Line, list[Fact]] | None:
    """Hours beside those asked for, with what these stand in."""
    hours, asked = _hours(case, one.subject), asked_years(case, one.subject)
    if hours is None:
        return None
    over = _years_told(case.text) if one.year is None else None
    whole = asked is not None and one.year is None and (over == asked.count or _is_summed(case))
    count = asked.count if asked and whole else over or 1
    used = [hours[0], *([asked.fact] if asked and (whole or one.year) else [])]
    return _Line(one.subject, one.year, one.hours, hours[1] * count, count), used


def _years_told(text: str) -> int | None:
    """Over how many years hours are told together: 三年专业课总共170课时."""
    found = {int(years) for years in re.findall(r"(?<![\d第近])([2-6])年(?![前后级制])", text)}
    return found.pop() if len(found) == 1 and _TOGETHER.search(text) else None


def _adds(lines: Sequence[_Line]) -> bool:
    """Whether what is wanting of several years or subjects adds up, and nothing twice."""
    return len(lines) > 1 and len({line.subject == "total" for line in lines}) == 1


def _sums(said: Sequence[Learnt]) -> Iterator[Learnt]:
    """Both subjects of a year together, where both are told."""
    for year in dict.fromkeys(one.year for one in said):
        parts = {one.subject: one.hours for one in said if one.year == year}
        if parts.keys() == {*SUBJECTS}:
            yield Learnt("total", year, sum(parts.values()))


def _is_summed(case: Case) -> bool:
    """Whether hours are told of all years together, of somebody whose years are known."""
    needs_level = any(fact.when.level for fact in case.facts.of_topic("ce.years"))
    return _SUMMED.search(case.text) is not None and bool(case.said("level") or not needs_level)


def _units(case: Case, used: Sequence[Fact]) -> dict[str, object]:
    """What the notice calls an hour of learning, and what the asker calls it where that is another word."""
    unit, other = ("课时", "学时") if any("课时" in fact.text for fact in used) else ("学时", "课时")
    return {"unit": unit, "said": other if other in case.text and unit not in case.text else None}
