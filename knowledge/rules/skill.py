"""Skilled workers: years since a certificate against the level it opens."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge import lexicon
from knowledge.conditions import any_related
from knowledge.deadlines import full_years, years_later
from knowledge.rules.case import Case, Verdict
from knowledge.rules.service import apart
from knowledge.spells import served
from notices.schema import Cutoff, SkillPathway

_FULL = re.compile(r"(?<!要)(?<!须)(?<!需)(?<!求)满(\d)年(?!吗|没|不|了没)(?=[^,，。]{0,4}(?:能|可以|就|报|申|评))")
DAYS_OF_A_YEAR = 365.25


def skill(case: Case) -> Iterator[Verdict]:
    """Years since a skilled worker's certificate, to the day up to which service counts, against the level it opens."""
    held = case.said("certificate")
    paths = [(f, p) for f, p in case.all_of(SkillPathway) if any_related("certificate", map(str, f.when.certificate), held)]
    if not paths:
        return
    (fact, path), cutoff = paths[0], next(iter(case.all_of(Cutoff)), None)
    until = cutoff[1].day if cutoff else case.today
    if (worked := _worked(case, path.years, until)) is None:
        if lexicon.cue("skill.latest").search(case.text):
            data = {"need": path.years, "opens": str(path.opens), "until": until, "cutoff": cutoff is not None}
            data |= {"certificate": str(fact.when.certificate[0]), "latest": years_later(until, -path.years)}
            yield Verdict("skill-latest", data, (fact, *([cutoff[0]] if cutoff else [])))
        return
    levels, have = case.said("level"), worked["have"] if worked["then"] is None else worked["then"]
    other = next((level for level in levels if not any_related("level", levels, [str(path.opens)])), None)
    full = have >= path.years
    data = {"need": path.years, "opens": str(path.opens), "until": until, "cutoff": cutoff is not None, "other": other}
    data |= {"certificate": str(fact.when.certificate[0]), "met": full and other is None, "full": full}
    data["apart"] = _apart(case, worked["reached"], until)
    yield Verdict("skill", data | worked, (fact, *([cutoff[0]] if cutoff else [])))


def _apart(case: Case, reached: date | None, until: date) -> tuple[int, int] | None:
    """Months and days between the day on which the years are full and the one up to which they count, where that is asked."""
    if reached is None or not lexicon.cue("skill.apart").search(case.text):
        return None
    return apart(*sorted((reached, until)))


def _worked(case: Case, need: int, until: date) -> dict[str, Any] | None:
    """Years since the certificate, from its day or as the asker says them; `then` are those that they will be at the cutoff."""
    if (since := _certified(case, until)) is not None:
        assumed = not any(m.month or m.months_on is not None for m in case.question.moments)
        reached = years_later(since, need)
        return {"since": since, "have": full_years(since, until), "reached": reached, "then": None, "assumed": assumed}
    full = _FULL.search(case.text)  # 高级工满2年能报中级吗
    told = served(case.text)
    if (said := told.least if told and told.least == told.most else int(full[1]) if full else None) is None:
        return None
    then = said if lexicon.cue("service.by_then").search(case.text) else said + (until - case.today).days / DAYS_OF_A_YEAR
    return {"since": None, "have": said, "reached": None, "then": then, "assumed": False}


def _certified(case: Case, until: date) -> date | None:
    """The day of the certificate: a date named, or the end of a year named, which makes no claim too early."""
    dated = [(m, d) for m in case.question.moments if m.month is not None and (d := case.dated_in(m)) is not None and d < until]
    days = [day for _, day in dated]
    if days and lexicon.cue("skill.resumed").search(case.text):
        return next((day for m, day in dated[1:] if lexicon.cue("skill.back").search(case.near(m))), None)
    if days:
        return days[0]
    years = [y for y in case.question.years_named if y < case.year]
    return date(years[0], 12, 31) if years else None
