"""Arithmetic that the rules of notices ask for: each rule is a function from a question, the facts of a notice that were
matched, and the moment, to verdicts with every step as data. No facts, no verdict."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from knowledge.catalogue import Facts
from knowledge.conditions import any_related, field_fits
from knowledge.deadlines import (
    CalendarUnknown,
    State,
    WindowState,
    begins,
    beijing,
    ends,
    full_years,
    state,
    working_days_back,
    working_days_on,
    years_later,
)
from knowledge.moments import Moment
from knowledge.question import Question, service_years
from notices.schema import (
    Correction,
    Cutoff,
    EducationHours,
    EducationYears,
    Fact,
    Fee,
    Material,
    Penalty,
    Postponement,
    Publicity,
    Service,
    SkillPathway,
    Window,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule finds. `key` names the template that words it, `data` holds the steps, `facts` what it rests on."""

    key: str
    data: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is given: the question, the notice, the facts that were matched, best first, and the moment."""

    question: Question
    facts: Facts
    matched: tuple[Fact, ...]
    now: datetime

    def of(self, kind: type) -> list[Fact]:
        """Matched facts whose data is of a kind."""
        return [f for f in self.matched if isinstance(f.data, kind)]

    def all_of(self, kind: type) -> list[Fact]:
        """All facts of the notice whose data is of a kind."""
        return [f for f in self.facts.notice.facts if isinstance(f.data, kind)]

    @property
    def year(self) -> int:
        """The year a date without one is taken to be in: the notice's."""
        return self.facts.notice.year

    def day(self, moment: Moment) -> date | None:
        """A moment's day."""
        return moment.date(self.now, self.year)

    def said(self, name: str) -> Sequence[str]:
        """What the asker said of a condition."""
        return self.question.conditions.get(name, ())


def windows(case: Case) -> Iterator[Verdict]:
    """Whether the window asked about is open now, and at the moment that the question names."""
    for fact in case.of(Window)[:1]:
        assert isinstance(fact.data, Window)
        seen = state(fact.data, case.now)
        if seen.state is State.UNDATED:
            return
        if (moment := _named_moment(case, fact.data)) is not None:
            at = state(fact.data, moment[0])
            yield Verdict("window-at", {"at": moment[0], "has_hour": moment[1], "seen": at}, (fact,))
        yield Verdict("window-now", {"seen": seen}, (fact,))


def _named_moment(case: Case, window: Window) -> tuple[datetime, bool] | None:
    """The moment that the question asks about, if it is not just now; a bare hour means that hour of the last day
    where the question speaks of it, else of today."""
    for moment in case.question.moments:
        if moment.offset == 0 and moment.at is None:
            continue
        if moment.offset is None and moment.day is None:
            continue
        year = window.closes.year if window.closes else case.year
        if moment.month is None and moment.offset is None:
            moment = _with_month(moment, window)
        found = moment.on(case.now, year)
        if found is not None:
            return (found if moment.at else ends(found.date())), moment.at is not None
    return None


def _with_month(moment: Moment, window: Window) -> Moment:
    """A day without its month is the window's own: 30号 of a window that closes on 30 August is that day."""
    months = [d.month for d in (window.closes, window.opens) if d is not None]
    same = [d.month for d in (window.closes, window.opens) if d is not None and d.day == moment.day]
    month = (same or months or [None])[0]
    return replace(moment, month=month)


def fee_total(case: Case) -> Iterator[Verdict]:
    """The fee of several persons together."""
    lines, used, missing = [], [], []
    for count, level, route in case.question.counts:
        fact = _fee(case, level, route)
        if fact is None:
            missing.append(level)
        else:
            assert isinstance(fact.data, Fee)
            lines.append({"count": count, "level": level, "yuan": fact.data.yuan, "sum": count * fact.data.yuan})
            used.append(fact)
    if lines and (len(lines) > 1 or lines[0]["count"] > 1):
        yield Verdict("fee-total", {"lines": lines, "missing": missing, "total": sum(x["sum"] for x in lines)}, tuple(used))


def _fee(case: Case, level: str, route: str) -> Fact | None:
    """The fee of a level, by the route that was named, else by review."""
    routes = (route,) if route else case.said("route") or ("review",)
    for fact in case.all_of(Fee):
        when = fact.when
        if field_fits("level", when.level, (level,)) != "conflict" and field_fits("route", when.route, routes) != "conflict":
            return fact
    return None


def service(case: Case) -> Iterator[Verdict]:
    """Full years of work against the years that the notice asks for by education."""
    asked = [f for f in case.all_of(Service) if field_fits("education", f.when.education, case.said("education")) == "met"]
    if len(asked) != 1:
        return
    assert isinstance(asked[0].data, Service)
    need = asked[0].data.years
    if (span := _span(case)) is not None:
        since, until = span
        have = full_years(since, until)
        reached = years_later(since, need)
        yield Verdict("service", {"since": since, "until": until, "have": have, "need": need, "reached": reached, "met": have >= need}, (asked[0],))
    elif (years := service_years(case.question)) is not None:
        yield Verdict("service-said", {"have": years, "need": need, "met": years >= need}, (asked[0],))


def _span(case: Case) -> tuple[date, date] | None:
    """From the day that work began (the last one named before the day asked about) to that day, else to today."""
    days = [d for m in case.question.moments if m.offset is None and (d := _dated(case, m)) is not None]
    if not days:
        return None
    today = beijing(case.now).date()
    later = [d for d in days if d >= date(case.year, 1, 1) and len(days) > 1 and d > days[0]]
    until = later[-1] if later else today
    since = [d for d in days if d < until]
    return (since[-1], until) if since else None


def _dated(case: Case, moment: Moment) -> date | None:
    """A moment's day; one that gives no year takes that of the moment before it in the text, else the notice's."""
    if moment.month is None:
        return None
    position = case.question.moments.index(moment)
    before = [m.year for m in case.question.moments[:position] if m.year is not None]
    return moment.date(case.now, before[-1] if before and moment.years_on is None else case.year)


def postponement(case: Case) -> Iterator[Verdict]:
    """Years by which appraisals put an application off, and the year it then falls in."""
    results = case.said("appraisal")
    lines, used = [], []
    for fact in case.all_of(Postponement):
        for result in fact.when.appraisal:
            if result in results:
                assert isinstance(fact.data, Postponement)
                times = _times(case.question, result)
                lines.append({"appraisal": str(result), "times": times, "each": fact.data.years, "years": times * fact.data.years})
                used.append(fact)
    if not lines:
        return
    total = sum(x["years"] for x in lines)
    base = _base_year(case)
    separate = len(lines) > 1 and any(w in case.question.text for w in ("我俩", "各", "同事", "分别", "他", "她"))
    yield Verdict("postponement", {"lines": lines, "total": total, "base": base, "separate": separate}, tuple(used))


_RESULT_WORDS = {"basic": ("基本合格", "基本称职"), "failed": ("不合格", "不称职")}


def _times(question: Question, result: str) -> int:
    """How often the text says that the result came: 两次基本合格, 基本合格两回; once unless it says."""
    for word in _RESULT_WORDS[result]:
        at = question.text.find(word)
        if at < 0:
            continue
        near = question.text[max(0, at - 8) : at]
        after = question.text[at + len(word) : at + len(word) + 6]
        for text in (near, after):
            if found := re.search(r"(?<!第)(\d)\s*(?:次|回|年|个)", text):
                return int(found[1])
        if found := re.search(r"(\d{4})年?[和、跟与,]\s*(\d{4})", question.text[:at]):
            return 2
    return 1


def _base_year(case: Case) -> int:
    """The year the application was meant for: the latest year named that is not before the notice's, else the notice's."""
    named = [y for y in case.question.years_named if y >= case.year]
    return min(named) if named else case.year


def skill(case: Case) -> Iterator[Verdict]:
    """Years since a skilled worker's certificate, to the day up to which service counts, against each pathway."""
    certificates = case.said("certificate")
    paths = [f for f in case.all_of(SkillPathway) if any_related("certificate", map(str, f.when.certificate), certificates)]
    if not paths:
        return
    cutoff = next((f for f in case.all_of(Cutoff)), None)
    until = cutoff.data.day if cutoff and isinstance(cutoff.data, Cutoff) else beijing(case.now).date()
    days = [d for m in case.question.moments if m.offset is None and (d := _dated(case, m)) is not None and d < until]
    said = service_years(case.question)
    year = [y for y in case.question.years_named if y < case.year]
    if not days and said is None and not year:
        return
    for fact in paths[:1]:
        assert isinstance(fact.data, SkillPathway)
        data: dict[str, Any] = {"need": fact.data.years, "opens": str(fact.data.opens), "until": until, "cutoff": cutoff is not None}
        data["certificate"] = str(fact.when.certificate[0])
        if days:
            data |= {"since": days[0], "have": full_years(days[0], until), "reached": years_later(days[0], fact.data.years)}
        elif said is not None:
            data |= {"since": None, "have": said, "reached": None}
        else:
            data |= {"since": None, "have": case.year - year[0] - (0 if cutoff else 1), "reached": None, "from_year": year[0]}
        data["met"] = data["have"] >= fact.data.years
        yield Verdict("skill", data, (fact, *([cutoff] if cutoff else [])))


def publicity(case: Case) -> Iterator[Verdict]:
    """Working days of publicity back from the day it must be over, or on from the day it was put up."""
    facts = case.of(Publicity) or case.all_of(Publicity)
    days = [d for m in case.question.moments if (m.day or m.offset is not None) and (d := case.day(m)) is not None]
    if not facts or not days:
        return
    assert isinstance(facts[0].data, Publicity)
    count = facts[0].data.working_days
    forward = any(w in case.question.text for w in ("开始贴", "贴出", "贴的", "开始公示", "起公示", "贴上", "到哪天", "公示完", "结束是", "哪天满", "哪天能结束"))
    backward = any(w in case.question.text for w in ("最晚", "最迟", "倒推", "提前", "之前", "截止", "哪天贴", "几号贴", "来得及", "哪天开始", "几号开始", "必须"))
    try:
        if forward and not backward:
            run = working_days_on(days[0], count)
            yield Verdict("publicity-on", {"first": days[0], "days": run, "count": count}, tuple(facts[:1]))
        else:
            last = min(days[-1], max(days)) if "结束" in case.question.text else max(days)
            ended_before = "结束" not in case.question.text and len(days) == 1
            run = working_days_back(last - timedelta(days=1) if ended_before else last, count)
            yield Verdict("publicity-back", {"last": run[-1], "goal": max(days), "days": run, "count": count}, tuple(facts[:1]))
    except CalendarUnknown as error:
        yield Verdict("calendar-unknown", {"year": str(error)}, tuple(facts[:1]))


def publicity_to_close(case: Case) -> Iterator[Verdict]:
    """The last day to begin publicity so that the application goes out on the closing day, where no day is named."""
    asks = any(w in case.question.text for w in ("最晚", "最迟", "倒推", "几号", "哪天", "来得及", "什么时候"))
    if not asks or any(m.day or m.offset is not None for m in case.question.moments):
        return
    facts = case.of(Publicity)
    apply = next((f for f in case.all_of(Window) if isinstance(f.data, Window) and f.data.window == "apply" and f.data.closes), None)
    if not facts or apply is None:
        return
    assert isinstance(apply.data, Window) and apply.data.closes is not None and isinstance(facts[0].data, Publicity)
    close = ends(apply.data.closes).date()
    try:
        run = working_days_back(close - timedelta(days=1), facts[0].data.working_days)
        yield Verdict("publicity-back", {"last": run[-1], "goal": close, "days": run, "count": len(run)}, (facts[0], apply))
    except CalendarUnknown as error:
        yield Verdict("calendar-unknown", {"year": str(error)}, tuple(facts[:1]))


def correction(case: Case) -> Iterator[Verdict]:
    """Until when an application returned at a named moment must be corrected, and whether that runs past the close."""
    facts = case.all_of(Correction)
    moment = next((m for m in case.question.moments if m.day or m.offset is not None), None)
    if not facts or moment is None:
        return
    fact = next((f for f in case.of(Correction)), facts[0])
    assert isinstance(fact.data, Correction)
    returned = moment.on(case.now, case.year)
    if returned is None:
        return
    data: dict[str, Any] = {"returned": returned, "has_hour": moment.at is not None, "hours": fact.data.hours, "days": fact.data.days}
    data["due"] = returned + (timedelta(hours=fact.data.hours) if fact.data.hours else timedelta(days=fact.data.days or 0))
    asked = [m for m in case.question.moments if m is not moment and (m.day or m.offset is not None)]
    data["asked"] = asked[0].on(case.now, case.year) if asked else None
    data["asked_hour"] = bool(asked and asked[0].at)
    data["late"] = _is_late(data)
    apply = next((f for f in case.all_of(Window) if isinstance(f.data, Window) and f.data.window == "apply"), None)
    data["apply"] = state(apply.data, data["due"]) if apply and isinstance(apply.data, Window) else None
    yield Verdict("correction", data, (fact, *([apply] if apply and data["apply"] and data["apply"].state is State.CLOSED else [])))


def _is_late(data: Mapping[str, Any]) -> bool | None:
    """Whether the moment asked about lies after the end; None where the hours given cannot tell."""
    if data["asked"] is None:
        return None
    if data["hours"] and data["has_hour"] and data["asked_hour"]:
        return bool(data["asked"] > data["due"])
    if data["asked"].date() == data["due"].date() and data["hours"]:
        return None
    return bool(data["asked"].date() > data["due"].date())


def education_total(case: Case) -> Iterator[Verdict]:
    """Hours of continuing education over the years asked for, where the question asks for a sum."""
    if not any(w in case.question.text for w in ("一共", "总共", "合计", "加起来", "共多少", "共要", "总计", "累计", "共需", "总课时", "总学时", "总数")):
        return
    level = case.said("level")
    years = [f for f in case.all_of(EducationYears) if field_fits("level", f.when.level, level) == "met" or not f.when.level]
    hours = case.all_of(EducationHours)
    lines, used = [], []
    for subject in ("general", "professional", "total"):
        per_year = next((f for f in hours if isinstance(f.data, EducationHours) and f.data.subject == subject), None)
        asked = next((f for f in years if isinstance(f.data, EducationYears) and (f.data.subject == subject or f.data.subject == "both")), None)
        if per_year and asked and isinstance(per_year.data, EducationHours) and isinstance(asked.data, EducationYears):
            count = len(asked.data.years)
            lines.append({"subject": subject, "hours": per_year.data.hours, "years": count, "sum": count * per_year.data.hours})
            used += [per_year, asked]
    if lines:
        yield Verdict("education-total", {"lines": lines}, tuple(dict.fromkeys(used)))


_LEARNT = {
    "professional": re.compile(r"专业[^\d,，。]{0,8}(\d{1,3})"),
    "general": re.compile(r"公需[^\d,，。]{0,8}(\d{1,3})"),
}
_LEARNT_ALL = re.compile(r"(?:一共|总共|加起来|合计|只|才)[^\d,，。]{0,6}(\d{1,3})个?(?:学时|课时)")


def education_learnt(case: Case) -> Iterator[Verdict]:
    """Hours that the asker has learnt against the hours asked for a year."""
    if not re.search(r"够|行|达标|合格|还差|差多少|可以", case.question.text):
        return
    learnt = {s: int(m[1]) for s, p in _LEARNT.items() if (m := p.search(case.question.text))}
    if (whole := _LEARNT_ALL.search(case.question.text)) is not None:
        learnt["total"] = int(whole[1])
    elif {"professional", "general"} <= learnt.keys():
        learnt["total"] = learnt["professional"] + learnt["general"]
    lines, used = [], []
    for fact in case.all_of(EducationHours):
        assert isinstance(fact.data, EducationHours)
        if fact.data.subject in learnt:
            have = learnt[fact.data.subject]
            lines.append({"subject": fact.data.subject, "have": have, "need": fact.data.hours, "short": max(0, fact.data.hours - have)})
            used.append(fact)
    if lines:
        yield Verdict("education-learnt", {"lines": lines, "met": not any(x["short"] for x in lines)}, tuple(used))


def barred(case: Case) -> Iterator[Verdict]:
    """The years for which fraud bars from applying, counted from the year after the application."""
    facts = [f for f in case.of(Penalty) if any("下一年" in c.quote for c in f.cite)] or [f for f in case.all_of(Penalty) if any("下一年" in c.quote for c in f.cite)]
    asks = any(w in case.question.text for w in ("哪年", "几几年", "到什么时候", "哪一年", "到几年", "什么时候能再", "最早", "多会儿"))
    if not facts or not asks:
        return
    assert isinstance(facts[0].data, Penalty)
    base, years = _base_year(case), facts[0].data.years
    yield Verdict("barred", {"base": base, "first": base + 1, "last": base + years, "again": base + years + 1, "years": years}, (facts[0],))


def copies(case: Case) -> Iterator[Verdict]:
    """Sheets for several persons together."""
    found = re.search(r"(\d{1,3})\s*(?:个人|位|名|个(?!月|年|工作|小时|级))", case.question.text)
    fact = next((f for f in case.of(Material) if isinstance(f.data, Material) and f.data.copies), None)
    if found is None or fact is None or not isinstance(fact.data, Material) or int(found[1]) < 2:
        return
    each = fact.data.copies or 1
    yield Verdict("copies", {"persons": int(found[1]), "each": each, "total": int(found[1]) * each, "item": fact.data.item}, (fact,))


Rule = Callable[[Case], Iterator[Verdict]]
_RULES: Mapping[str, tuple[Rule, ...]] = {
    "window.apply": (windows,),
    "window.review": (windows,),
    "window.paper": (windows,),
    "window.payment": (windows,),
    "window.defence": (windows,),
    "window.meeting": (windows,),
    "fee.amount": (fee_total,),
    "scope.years": (service, skill),
    "scope.who": (service,),
    "scope.levels": (skill,),
    "seniority.cutoff": (skill, service),
    "skill.pathway": (skill,),
    "appraisal.postpone": (postponement,),
    "publicity.unit": (publicity, publicity_to_close),
    "return.deadline": (correction,),
    "ce.hours": (education_total, education_learnt),
    "ce.years": (education_total, service),
    "penalty.fraud": (barred,),
    "promise.sentence": (barred,),
    "material.promise": (barred,),
    "paper.form": (copies,),
}


def verdicts(case: Case, topics: Sequence[str]) -> tuple[Verdict, ...]:
    """What the rules of the topics find, each rule once."""
    rules = dict.fromkeys(rule for topic in topics for rule in _RULES.get(topic, ()))
    return tuple(verdict for rule in rules for verdict in rule(case))


__all__ = ["Case", "Verdict", "WindowState", "begins", "verdicts"]
