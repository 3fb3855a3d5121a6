"""Continuing education: hours over several years, hours learnt against hours asked, and years that are only counted."""

import re
from collections.abc import Iterator, Sequence

from knowledge import lexicon
from knowledge.conditions import field_fits
from knowledge.rules.case import Case, Verdict
from notices.schema import EducationHours, EducationYears, Fact

_LEARNT = {"professional": re.compile(r"专业[^\d,，。]{0,8}(\d{1,3})"), "general": re.compile(r"公需[^\d,，。]{0,8}(\d{1,3})")}
_LEARNT_ALL = re.compile(r"(?:一共|总共|加起来|合计|只|才|学了|学够)[^\d,，。公专]{0,6}(\d{1,3})个?(?:学时|课时|个|节)")
_RECENT = re.compile(r"近([一二两三四五六\d])年")
_COUNT = dict(zip("一二两三四五六", (1, 2, 2, 3, 4, 5, 6), strict=True))


def education_total(case: Case) -> Iterator[Verdict]:
    """Hours over all the years asked for, where the question asks for a sum."""
    learnt = any(p.search(case.text) for p in (*_LEARNT.values(), _LEARNT_ALL))
    if not lexicon.cue("education.total").search(case.text) or (learnt and lexicon.cue("education.enough").search(case.text)):
        return
    lines, used = [], []
    for subject in _subjects(case):
        hours = next(((f, h) for f, h in case.all_of(EducationHours) if h.subject == subject), None)
        years = _years(case, subject)
        if hours and years:
            fact, count = years
            lines.append({"subject": subject, "hours": hours[1].hours, "years": count, "sum": count * hours[1].hours})
            used += [hours[0], fact]
    if lines:
        total = sum(int(str(x["sum"])) for x in lines)
        yield Verdict("education-total", {"lines": lines, "total": total, "unit": _unit(used)}, tuple(dict.fromkeys(used)))


def _subjects(case: Case) -> tuple[str, ...]:
    """The subjects asked about; both where none or both are named; a total only where the notice counts no subjects."""
    named = tuple(s for s, word in (("general", "公需"), ("professional", "专业")) if word in case.text)
    known = {h.subject for _, h in case.all_of(EducationHours)}
    if len(named) == 1:
        return named
    return ("general", "professional") if {"general", "professional"} <= known else ("total",)


def _years(case: Case, subject: str) -> tuple[Fact, int] | None:
    """The fact that gives the years of a subject for the asker's level, and how many they are."""
    level = case.said("level")
    for fact, years in case.all_of(EducationYears):
        if years.subject in (subject, "both") or subject == "total":
            if field_fits("level", tuple(map(str, fact.when.level)), level) != "conflict":
                return fact, len(years.years)
    recent = _recent(case)
    return None if recent is None else (recent[0], recent[1])


def _recent(case: Case) -> tuple[Fact, int] | None:
    """A fact for the asker's level that counts years back (近两年) without naming them, and how many."""
    for fact in case.facts.of_topic("ce.years"):
        if fact.data is None and (found := _RECENT.search(fact.text)):
            if field_fits("level", tuple(map(str, fact.when.level)), case.said("level")) == "met":
                return fact, _COUNT.get(found[1]) or int(found[1])
    return None


def education_near(case: Case) -> Iterator[Verdict]:
    """Which years 近两年 are, counted as the same notice counts its other years: back from the last of them."""
    recent = _recent(case)
    named = [(f, y) for f, y in case.all_of(EducationYears) if y.years]
    if recent is None or not named or not lexicon.cue("education.which").search(case.text):
        return
    fact, count = recent
    last = max(max(y.years) for _, y in named)
    pattern = next(f for f, y in named if max(y.years) == last)
    yield Verdict("education-near", {"years": tuple(range(last - count + 1, last + 1)), "count": count}, (fact, pattern))


def education_learnt(case: Case) -> Iterator[Verdict]:
    """Hours that the asker has learnt against the hours asked for a year."""
    learnt = {s: int(m[1]) for s, p in _LEARNT.items() if (m := p.search(case.text))}
    if (whole := _LEARNT_ALL.search(case.text)) is not None:
        learnt["total"] = int(whole[1])
    elif len(learnt) == len(_LEARNT):
        learnt["total"] = sum(learnt.values())
    if not learnt or not lexicon.cue("education.enough").search(case.text):
        return
    lines: list[dict[str, int | str]] = []
    used: list[Fact] = []
    summed = _SUMMED.search(case.text) is not None and bool(case.said("level") or not _needs_level(case))
    for fact, rule in case.all_of(EducationHours):
        if (have := learnt.get(rule.subject)) is not None:
            years = _years(case, rule.subject) if summed else None
            need = rule.hours * (years[1] if years else 1)
            line: dict[str, int | str] = {"subject": rule.subject, "have": have, "need": need, "short": max(0, need - have)}
            lines.append(line | {"years": years[1] if years else 1})
            used += [fact, years[0]] if years else [fact]
    if lines:
        met = not any(x["short"] for x in lines)
        yield Verdict("education-learnt", {"lines": lines, "met": met, "unit": _unit(used)}, tuple(dict.fromkeys(used)))


_SUMMED = re.compile(
    r"(?:一共|总共|加起来|合计|累计|几年|[2-6]年)[^,，。]{0,8}(?:学|修|有|攒|拿)|(?:学|修|攒)[^,，。]{0,4}(?:一共|总共|合计|[2-6]年)"
)


def _needs_level(case: Case) -> bool:
    """Whether the notice asks for other years of other levels."""
    return any(f.when.level for f in case.facts.of_topic("ce.years"))


def _unit(used: Sequence[Fact]) -> str:
    """What the notice calls an hour of learning: 学时 or 课时."""
    return "课时" if any("课时" in f.text for f in used) else "学时"


_YEAR = re.compile(r"(?<![\d.])(?:20)?([12]\d)(?![\d.])(?=年|、|,|，|和|这|三|两|的)")


_RANGE = re.compile(r"(?:20)?([12]\d)年?\s*(?:到|至|-|—|~)\s*(?:20)?([12]\d)")


def education_missing(case: Case) -> Iterator[Verdict]:
    """Which of the years asked for the asker does not name among those they have."""
    if not lexicon.cue("missing").search(case.text):
        return
    have = {2000 + int(y) for y in _YEAR.findall(case.text)}
    for first, last in _RANGE.findall(case.text):
        have |= set(range(2000 + int(first), 2001 + int(last)))
    for fact, asked in case.of(EducationYears)[:1]:
        missing = tuple(y for y in asked.years if y not in have)
        if have & set(asked.years):
            yield Verdict("education-missing", {"missing": missing, "years": asked.years}, (fact,))
