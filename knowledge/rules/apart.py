"""Years of several persons told of in one question, each from a day of their own: 小李2023年8月来的，小王2023年3月."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from knowledge import lexicon
from knowledge.conditions import any_related
from knowledge.deadlines import full_years, years_later
from knowledge.moments import Moment
from knowledge.persons import one_person
from knowledge.rules.case import Case, Verdict
from knowledge.words import find
from notices.schema import Cutoff, Fact, Service, SkillPathway

NAME = 6  # characters
_UNTIL = re.compile(r"(?:[算干做数]|截)?[到至]$")
_ENDS = re.compile(r"(?:之?前|以前|那天|这天|底|为止)?(?:去|再|来|就)?(?:申?报|提交|交|评|初定|认定|够|谁|哪|算|截)")


class _Told(NamedTuple):
    """One person: what they are called, the conditions told of them, and the day from which their years count."""

    name: str
    said: dict[str, tuple[str, ...]]
    since: date


def service_each(case: Case) -> Iterator[Verdict]:
    """Full years of each of several persons, by their education."""
    asked = [(f, s.years) for f, s in case.all_of(Service) if f.when.education]
    yield from _judged(case, "education", asked, case.today)


def skill_each(case: Case) -> Iterator[Verdict]:
    """Full years of each of several persons since their certificates, to the day up to which service counts."""
    asked = [(f, p.years) for f, p in case.all_of(SkillPathway)]
    cutoff = next(iter(case.all_of(Cutoff)), None)
    yield from _judged(case, "certificate", asked, cutoff[1].day if cutoff else case.today, [cutoff[0]] if cutoff else [])


def _judged(
    case: Case, field: str, asked: Sequence[tuple[Fact, int]], today: date, used: Sequence[Fact] = ()
) -> Iterator[Verdict]:
    """A line for each person, if each falls under one rule."""
    if not asked or not lexicon.cue("apart.asks").search(case.text):
        return
    until, persons = _persons(case, field, today)
    lines, facts = list[dict[str, object]](), list[Fact]()
    for person in persons:
        rules = [(f, n) for f, n in asked if any_related(field, map(str, getattr(f.when, field)), person.said.get(field, ()))]
        if len(rules) != 1:
            return
        fact, need = rules[0]
        have = full_years(person.since, until)
        reached = years_later(person.since, need)
        lines.append(
            {"name": person.name, "since": person.since, "have": have, "need": need, "met": have >= need, "reached": reached}
        )
        facts.append(fact)
    if len(lines) > 1:
        yield Verdict("years-each", {"lines": lines, "until": until}, tuple(dict.fromkeys((*facts, *used))))


def _persons(case: Case, field: str, today: date) -> tuple[date, list[_Told]]:
    """The day up to which years count, and everybody who is told of before a day that is past; none where a day is nobody's
    own."""
    dated = [(m, d) for m in case.question.moments if m.month is not None and (d := case.dated_in(m)) is not None]
    ends = [d for m, _ in dated if _is_end(case, m) and (d := m.date(case.now, case.year)) is not None]
    until = max([d for d in ends if d.year == case.year], default=today) if field == "education" else today
    begun = [d for m, d in dated if not _is_end(case, m) and d < until]
    if len(begun) == 1 and lexicon.cue("apart.together").search(case.text):
        return until, list(_of_one_day(case, field, begun[0]))
    found, end, said = list[_Told](), 0, dict[str, tuple[str, ...]]()
    names = set[str]()
    for moment, day in dated:
        if _is_end(case, moment):
            continue
        name, own = _who(case.text[end : moment.span[0]], field)
        end = moment.span[1]
        said = {**said, **own}
        if not name or name in names or day >= until:
            return until, []
        names.add(name)
        found.append(_Told(name, said, day))
    return until, found


def _of_one_day(case: Case, field: str, since: date) -> Iterator[_Told]:
    """Persons who began on the same day: 我大专同事中专，都是2022年6月来的."""
    told = [word for word in find(case.text) if any(m.field == field for m in word.meanings)]
    start = 0
    for word in told:
        name, said = _who(case.text[start : word.end], field)
        start = word.end
        yield _Told(name, said, since)


def _is_end(case: Case, moment: Moment) -> bool:
    """Whether a date is the one up to which is counted: 到今年10月底, 10月30号前报."""
    start, end = moment.span
    return bool(_UNTIL.search(case.text[:start].rstrip("今年本 ")) or _ENDS.match(case.text, end))


def _who(words: str, field: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Who is told of just before a date: 小李本科, 大专的; "" where nobody is."""
    persons = [m.group() for m in one_person().finditer(words)]
    told = [(w, m.value) for w in find(words) for m in w.meanings if m.field == field]
    if not told:
        return persons[-1] if persons else "", {}
    word = told[-1][0]
    named = persons[-1] if persons else re.split(r"[,，。:：;；、\s]|[1-9]个人?", words[: word.start])[-1][-NAME:]  # 阿依古丽大专
    return named.removesuffix("的") + words[word.start : word.end], {field: (told[-1][1],)}
