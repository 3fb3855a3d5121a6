"""Full years of work against those asked for, and up to the day to which service counts."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge import lexicon
from knowledge.conditions import field_fits
from knowledge.deadlines import full_years, years_later
from knowledge.moments import Moment
from knowledge.rules.case import Case, Verdict
from knowledge.spells import Served, names_other_work, served
from notices.schema import Cutoff, Fact, Service
from notices.vocabulary import lineage

_TO = re.compile(r"(?:到|至|截止)(?:今年|本年|20\d\d年)?$")
EXACT = 0.01  # months: 两年多 is no number of them


def service(case: Case) -> Iterator[Verdict]:
    """Full years of work against the years that the notice asks for of somebody like the asker."""
    asked = [(f, s) for f, s in case.all_of(Service) if _applies(f, case)]
    if len(asked) != 1 or lexicon.cue("service.other_study").search(case.text):
        return  # of those who did not study full-time the notices do not say
    fact, need = asked[0][0], asked[0][1].years
    if (worked := span(case)) is not None:
        yield Verdict("service", steps(*worked, need) | {"asks_when": case.question.when}, (fact,))
    elif (told := served(case.text)) is not None and not _is_open(case, told, need):
        yield Verdict("service-said", _compared(told, need), (fact,))


def steps(since: date, until: date, need: int) -> dict[str, Any]:
    """The full years from one day to another against those asked for: `have`, `need`, whether they are `met`, the day on which
    they are `reached`, and the months and days that are `short`, None where none are."""
    have, reached = full_years(since, until), years_later(since, need)
    short = apart(until, reached) if have < need else None
    return {"since": since, "until": until, "have": have, "need": need, "reached": reached, "short": short, "met": have >= need}


def _is_open(case: Case, told: Served, need: int) -> bool:
    """Whether it depends on what is not clear: on work that may not count, or on years in another county."""
    places = {*case.question.places, *case.question.home} - {*lineage("places", case.facts.notice.place)}
    return told.least < need <= told.most or bool(places and told.most >= need)


def _compared(told: Served, need: int) -> dict[str, Any]:
    """Years that the asker says, which surely suffice or surely do not."""
    met = told.least >= need
    have = told.least if met else told.most
    months = (need - have) * 12
    short = round(months) if months > 0 and abs(months - round(months)) < EXACT else None
    unclear = told.least != told.most and len(told.parts) > 1
    return {"have": have, "need": need, "met": met, "short": short, "parts": told.parts, "unclear": unclear}


def apart(first: date, last: date) -> tuple[int, int]:
    """Whole months from one day to another, and the days after them."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return months, (last - date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))).days


def _applies(fact: Fact, case: Case) -> bool:
    fits = [field_fits(name, tuple(map(str, getattr(fact.when, name))), case.said(name)) for name in ("education", "employer")]
    return "conflict" not in fits and "met" in fits


def span(case: Case) -> tuple[date, date] | None:
    """From the day that work began to the day asked about, else to today."""
    days = [
        (m, d)
        for m in case.question.moments
        if m.month or m.day or m.months_on is not None
        if (d := case.dated_in(case.placed(m))) is not None
    ]
    later = [d for _, d in days if d.year == case.year and (len(days) > 1 or d > case.today)]
    until = later[-1] if later else case.today
    before = [(m, d) for m, d in days if d < until and not _is_counted_to(m, d, case)]
    if not before:
        return None
    began = [d for m, d in before if _is_beginning(case.near(m))]
    # Another employer, without a break between; not where the work before may have been another.
    whole = lexicon.cue("service.unbroken").search(case.text) and not names_other_work(case.text)
    return (began or [d for _, d in before])[0 if whole else -1], until


def _is_counted_to(moment: Moment, day: date, case: Case) -> bool:
    """Whether a month of the notice's year is the one up to which work is told: 到今年10月刚好一年半."""
    return day.year == case.year and _TO.search(case.text[: moment.span[0]]) is not None


def _is_beginning(near: str) -> bool:
    return bool(lexicon.cue("service.began").search(near)) and not lexicon.cue("service.graduated").search(near)


def seniority(case: Case) -> Iterator[Verdict]:
    """Full years from a day that the asker names to the day up to which service counts."""
    cutoffs = case.all_of(Cutoff)
    if not cutoffs or case.said("certificate") or not lexicon.cue("service.in_post").search(case.text):
        return
    fact, cutoff = cutoffs[0]
    days = [day for m in case.question.moments if m.month is not None and (day := case.dated_in(m)) and day.year < case.year]
    if days:
        have, (months, _) = full_years(days[0], cutoff.day), apart(days[0], cutoff.day)
        yield Verdict("seniority", {"since": days[0], "until": cutoff.day, "have": have, "months": months % 12}, (fact,))
