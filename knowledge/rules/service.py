"""Years of work, postponement, skilled workers' certificates, validity of marks, and the years that fraud bars."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from knowledge import lexicon
from knowledge.conditions import any_related, field_fits
from knowledge.deadlines import full_years, years_later
from knowledge.moments import Moment
from knowledge.question import Question, service_years
from knowledge.rules.case import Case, Verdict
from notices.schema import Cutoff, Fact, Penalty, Postponement, Service, SkillPathway, Validity

DAYS_OF_A_YEAR = 365.25
_MEANT_FOR = re.compile(
    r"(?:本该|原定|本来|原本|按理|该|轮到|打算|计划|准备)[^,，。\d]{0,4}(20\d\d)|(20\d\d)年?(?:就?轮到|就?该|就?能|就?可以|本该|原定|度)?我?[^,，。\d]{0,3}(?:报|申报|评|参评)"
)


def service(case: Case) -> Iterator[Verdict]:
    """Full years of work against the years that the notice asks for of somebody like the asker."""
    asked = [(f, s) for f, s in case.all_of(Service) if _applies(f, case)]
    if len(asked) != 1:
        return
    fact, need = asked[0][0], asked[0][1].years
    if (span := _span(case)) is not None:
        since, until = span
        have = full_years(since, until)
        steps: dict[str, Any] = {"since": since, "until": until, "have": have, "need": need, "reached": years_later(since, need)}
        yield Verdict("service", steps | {"met": have >= need, "asks_when": case.question.when}, (fact,))
    elif (years := service_years(case.question)) is not None:
        yield Verdict("service-said", {"have": years, "need": need, "met": years >= need}, (fact,))


def _applies(fact: Fact, case: Case) -> bool:
    fits = [field_fits(name, tuple(map(str, getattr(fact.when, name))), case.said(name)) for name in ("education", "employer")]
    return "conflict" not in fits and "met" in fits


def _span(case: Case) -> tuple[date, date] | None:
    """From the day that work began to the day asked about, else to today."""
    days = [
        (m, d)
        for m in case.question.moments
        if m.month or m.day or m.months_on is not None
        if (d := _dated(case, case.placed(m))) is not None
    ]
    later = [d for _, d in days if d.year == case.year and (len(days) > 1 or d > case.today)]
    until = later[-1] if later else case.today
    before = [(m, d) for m, d in days if d < until]
    if not before:
        return None
    began = [d for m, d in before if _is_beginning(case.near(m))]
    return (began or [d for _, d in before])[-1], until


def _is_beginning(near: str) -> bool:
    return bool(lexicon.cue("service.began").search(near)) and not lexicon.cue("service.graduated").search(near)


def _dated(case: Case, moment: Moment) -> date | None:
    """A moment's day; one that gives no year takes that of the moment before it in the text, else the notice's."""
    before = [m.year for m in case.question.moments if m.span < moment.span and m.year is not None]
    if lexicon.cue("service.applies").search(case.near(moment)):
        before = []  # 2022年10月20日入职，10月30日报: the application is in the notice's year
    return moment.date(case.now, before[-1] if before and moment.years_on is None else case.year)


def postponement(case: Case) -> Iterator[Verdict]:
    """Years by which appraisals put an application off, and the year it then falls in."""
    lines, used = [], []
    for fact, rule in case.all_of(Postponement):
        for result in map(str, fact.when.appraisal):
            if result in case.said("appraisal"):
                times = _times(case.question, result)
                lines.append({"appraisal": result, "times": times, "each": rule.years, "years": times * rule.years})
                used.append(fact)
    if not lines:
        return
    asked = _ASKED_YEAR.search(case.text)
    separate = len(lines) > 1 and case.says("我俩", "各", "同事", "分别", "他", "她", "一个")
    data = {"lines": lines, "total": sum(int(str(x["years"])) for x in lines), "base": meant_for(case), "separate": separate}
    data["asked"] = int(asked[1]) if asked and not separate else None
    yield Verdict("postponement", data, tuple(used))


_RESULTS: Mapping[str, tuple[str, ...]] = {"basic": ("基本合格", "基本称职"), "failed": ("不合格", "不称职")}
_OFTEN = re.compile(r"(?<![\d第])(\d)\s*(?:次|回|遍|度|个?年度?(?=[^,，。\d]{0,5}(?:都|均|全)))")
_YEAR_NAMED = re.compile(r"(?<!\d)(?:20)?([12]\d)(?=年|[、,，和跟与]|各|都)")
_ASKED_YEAR = re.compile(
    r"(?<!本该)(?<!原定)(?<!本来)(?<!原本)(?<!打算)(?<!计划)(20\d\d)年?(?:还|就|我)?(?:能|可以|可不可以)[^,，。\d]{0,4}[报评][^,，。\d]{0,3}(?:[吗么不?？]|$)"
)


def _times(question: Question, result: str) -> int:
    """How often the text says that the result came: 两次基本合格, 基本合格两回; once unless it says."""
    for word in _RESULTS[result]:
        at = question.text.find(word)
        if at < 0:
            continue
        before, after = question.text[max(0, at - 12) : at], question.text[at + len(word) : at + len(word) + 5]
        named = len(set(_YEAR_NAMED.findall(question.text[max(0, at - 24) : at])))
        if found := [*_OFTEN.finditer(before)][-1:] or [*_OFTEN.finditer(after)][:1]:
            return int(found[0][1]) * (named if named and "各" in before else 1)
        return max(named, 2) if lexicon.cue("service.two_years").search(question.text[max(0, at - 14) : at]) else 1
    return 1


def meant_for(case: Case) -> int:
    """The year that an application was meant for: one the text gives for it, else the latest named that is not before
    the notice's, else the notice's."""
    if _ASKED_YEAR.search(case.text):
        return case.year
    if found := _MEANT_FOR.search(case.text):
        return int(found[1] or found[2])
    named = [y for y in case.question.years_named if y >= case.year]
    return min(named) if named else case.year


def skill(case: Case) -> Iterator[Verdict]:
    """Years since a skilled worker's certificate, to the day up to which service counts, against the level it opens."""
    paths = [
        (f, p)
        for f, p in case.all_of(SkillPathway)
        if any_related("certificate", map(str, f.when.certificate), case.said("certificate"))
    ]
    if not paths:
        return
    fact, path = paths[0]
    cutoff = next(iter(case.all_of(Cutoff)), None)
    until = cutoff[1].day if cutoff else case.today
    data: dict[str, Any] = {"need": path.years, "opens": str(path.opens), "until": until, "cutoff": cutoff is not None}
    data["certificate"] = str(fact.when.certificate[0])
    if (since := _certified(case, until)) is not None:
        data |= {"since": since, "have": full_years(since, until), "reached": years_later(since, path.years), "then": None}
        data["assumed"] = not any(m.month or m.months_on is not None for m in case.question.moments)
    elif (said := service_years(case.question)) is not None:
        then = said if lexicon.cue("service.by_then").search(case.text) else said + (until - case.today).days / DAYS_OF_A_YEAR
        data |= {"since": None, "have": said, "reached": None, "then": then, "assumed": False}
    else:
        return
    levels = case.said("level")
    data["other"] = next((lv for lv in levels if not any_related("level", levels, [str(path.opens)])), None)
    have = data["have"] if data["then"] is None else data["then"]
    yield Verdict(
        "skill",
        data | {"met": have >= path.years and data["other"] is None, "full": have >= path.years},
        (fact, *([cutoff[0]] if cutoff else [])),
    )


def _certified(case: Case, until: date) -> date | None:
    """The day of the certificate: a date named, or the end of a year named, which makes no claim too early."""
    days = [d for m in case.question.moments if m.month is not None and (d := _dated(case, m)) is not None and d < until]
    if days:
        return days[0]
    years = [y for y in case.question.years_named if y < case.year]
    return date(years[0], 12, 31) if years else None


_UNTIL = re.compile(r"(?:用|留|有效|管|保留)到(?:哪|几|什么)")


def validity(case: Case) -> Iterator[Verdict]:
    """Whether examination marks of a named year still count for the notice's year."""
    years = [y for y in case.question.years_named if y < case.year]
    years += [case.now.year + shift for word, shift in (("大前年", -3), ("前年", -2), ("去年", -1)) if word in case.text][:1]
    failed = bool(re.search(r"没到|未到|没过国|没达到|未达到|没过线|不到国|没上线|差几分|自治区线|没到线", case.text))
    facts = [(f, v) for f, v in case.all_of(Validity) if (v.years is None) == failed]
    until = bool(_UNTIL.search(case.text))
    if not facts or not (years or until or case.says("明年", "留到")):
        return
    fact, rule = facts[0]
    year = years[0] if years else case.year
    last = year + (rule.years or 1) - 1
    target = case.year if years or until else case.year + 1
    key = "validity-edge" if rule.years and target == last + 1 else "validity"
    yield Verdict(key, {"year": year, "years": rule.years, "last": last, "target": target, "valid": target <= last}, (fact,))


def barred(case: Case) -> Iterator[Verdict]:
    """The years for which fraud bars from applying, counted from the year after the application."""
    facts = [(f, p) for f, p in case.all_of(Penalty) if any("下一年" in c.quote for c in f.cite)]
    asks = lexicon.cue("barred").search(case.text)
    if facts and asks:
        fact, base, years = facts[0][0], meant_for(case), facts[0][1].years
        yield Verdict(
            "barred", {"base": base, "first": base + 1, "last": base + years, "again": base + years + 1, "years": years}, (fact,)
        )


def seniority(case: Case) -> Iterator[Verdict]:
    """Full years from a day that the asker names to the day up to which service counts."""
    cutoffs = case.all_of(Cutoff)
    if not cutoffs or case.said("certificate") or not lexicon.cue("service.in_post").search(case.text):
        return
    fact, cutoff = cutoffs[0]
    days = [d for m in case.question.moments if m.month is not None and (d := _dated(case, m)) is not None and d.year < case.year]
    if days:
        yield Verdict("seniority", {"since": days[0], "until": cutoff.day, "have": full_years(days[0], cutoff.day)}, (fact,))
