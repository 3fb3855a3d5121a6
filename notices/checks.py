"""What must hold between a notice's data and its source, each rule a function that yields (field, message)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from notices.clauses import Clause, plain
from notices.schema import (
    Admission,
    Caution,
    Condition,
    Contact,
    Correction,
    Cutoff,
    EducationHours,
    EducationYears,
    Elsewhere,
    Fact,
    Fee,
    Link,
    Material,
    Notice,
    Penalty,
    Postponement,
    Publicity,
    Sentence,
    Service,
    SkillPathway,
    Submissions,
    Window,
)
from notices.vocabulary import table

Fault = tuple[str, str]
Clauses = Mapping[str, Clause]
_DIGITS = re.compile(r"\d+")
_NAMED = re.compile(r"《[^》]+》|“[^”]+”")
_CHINESE = str.maketrans("一二三四五六七八九两", "1234567892")


def faults(notice: Notice, clauses: Clauses) -> Iterator[Fault]:
    """All faults of one notice."""
    for rule in (_ids, _names, _citations, _texts, _data, _references, _coverage):
        yield from rule(notice, clauses)


def _items(notice: Notice) -> tuple[Fact | Caution, ...]:
    return (*notice.facts, *notice.cautions)


def _ids(notice: Notice, _: Clauses) -> Iterator[Fault]:
    for name, count in Counter(f.id for f in _items(notice)).items():
        if count > 1:
            yield name, f"id is used {count} times"


def _names(notice: Notice, _: Clauses) -> Iterator[Fault]:
    for field, place in (("place", notice.place), ("here", notice.here)):
        if place is not None and place not in table("places"):
            yield field, f"{place} is no place of the vocabulary"
    for series in notice.series:
        if series not in table("series"):
            yield "series", f"{series} is no series of the vocabulary"
    for fact in _items(notice):
        asked = [fact.when, *_admitting(fact)]
        named = [("series", i) for one in asked for i in one.series] + [("places", i) for one in asked for i in one.place]
        for kind, ids in (("topics", fact.topics), *((kind, (i,)) for kind, i in named)):
            yield from ((f"{fact.id}.{kind}", f"{i} is not in the vocabulary") for i in ids if i not in table(kind))


def _admitting(fact: Fact | Caution) -> tuple[Condition, ...]:
    """The conditions that stand in a fact's data."""
    data = fact.data if isinstance(fact, Fact) else None
    return (data.who, *data.unsaid) if isinstance(data, Admission) else ()


def _citations(notice: Notice, clauses: Clauses) -> Iterator[Fault]:
    for fact in _items(notice):
        for cited in fact.cite:
            if cited.clause not in clauses:
                yield f"{fact.id}.cite", f"the source has no clause {cited.clause}"
            elif plain(cited.quote) not in plain(clauses[cited.clause].text):
                yield f"{fact.id}.cite", f"clause {cited.clause} does not say: {cited.quote}"


def _quoted(fact: Fact | Caution) -> str:
    return plain(" ".join(c.quote for c in fact.cite))


def _numbers(text: str) -> set[str]:
    return {str(int(n)) for n in _DIGITS.findall(text.translate(_CHINESE))}


def _numbers_in(text: str) -> set[str]:
    return {str(int(n)) for n in _DIGITS.findall(text)}


def _texts(notice: Notice, clauses: Clauses) -> Iterator[Fault]:
    """An answer's numbers, titles and quoted words must stand in what it cites; a caution's numbers, which often tell what
    other clauses say, anywhere in the source."""
    source = _numbers(plain(" ".join(c.text for c in clauses.values()))) | {str(notice.year)}
    for caution in notice.cautions:
        for number in sorted(_numbers_in(caution.text) - source):
            yield f"{caution.id}.text", f"{number} stands nowhere in the source"
    for fact in notice.facts:
        quoted = _quoted(fact)
        known = _numbers(quoted) | {str(notice.year)}
        for number in sorted(set(_DIGITS.findall(fact.text))):
            if str(int(number)) not in known:
                yield f"{fact.id}.text", f"{number} stands in no quote of the fact"
        for name in _NAMED.findall(fact.text):
            if plain(name[1:-1]) not in quoted:
                yield f"{fact.id}.text", f"{name} stands in no quote of the fact"


def _references(notice: Notice, _: Clauses) -> Iterator[Fault]:
    """A material that stands for others, or is part of one, names facts of the notice."""
    ids = {fact.id for fact in notice.facts}
    for fact in notice.facts:
        if isinstance(fact.data, Material):
            named = (*fact.data.instead_of, *filter(None, [fact.data.part_of]))
            yield from ((f"{fact.id}.data", f"the notice has no fact {name}") for name in named if name not in ids)


def _day(moment: date | datetime | None) -> list[str]:
    if moment is None:
        return []
    hour = [str(moment.hour)] if isinstance(moment, datetime) else []
    return [str(moment.month), str(moment.day), *hour]


def _none(_: object) -> list[str]:
    return []


_FIGURES: dict[type, Callable[..., list[str]]] = {
    Window: lambda d: _day(d.opens) + _day(d.closes),
    Fee: lambda d: [str(d.yuan)],
    EducationYears: lambda d: [str(n) for n in (*d.years[:: max(1, len(d.years) - 1)], d.recent_years) if n],
    EducationHours: lambda d: [str(d.hours)],
    Material: lambda d: [
        str(n) for n in (d.copies, d.pieces, d.characters, d.months, d.recent_years, *d.years[:: max(1, len(d.years) - 1)]) if n
    ],
    Correction: lambda d: [str(d.hours or d.days)],
    Submissions: lambda d: [str(d.most)],
    Service: lambda d: [str(d.years)],
    Cutoff: lambda d: _day(d.day),
    Postponement: lambda d: [str(d.years)],
    SkillPathway: lambda d: [str(d.years)],
    Publicity: lambda d: [str(d.working_days)],
    Penalty: lambda d: [str(d.years)],
}
_WORDS: dict[type, Callable[..., list[str]]] = {
    Admission: lambda d: [*d.provided],
    Elsewhere: lambda d: [*d.documents, *filter(None, [d.at])],
    Contact: lambda d: [*d.names, *(p.split("-")[-1] for p in d.phones), *filter(None, [d.address])],
    Sentence: lambda d: [d.words],
    Link: lambda d: [d.url],
}


def _data(notice: Notice, _: Clauses) -> Iterator[Fault]:
    """The figures and words of a fact's data must stand in what it cites."""
    for fact in notice.facts:
        quoted = _quoted(fact)
        figures = _FIGURES.get(type(fact.data), _none)(fact.data)
        missing = [n for n in figures if n not in _numbers(quoted)]
        words = _WORDS.get(type(fact.data), _none)(fact.data)
        missing += [w for w in words if plain(w) not in quoted]
        for what in missing:
            yield f"{fact.id}.data", f"{what} stands in no quote of the fact"
        if isinstance(fact.data, Window) and (fact.data.opens or fact.data.closes) is None and not fact.data.tentative:
            if fact.data.window not in ("meeting", "defence"):
                yield f"{fact.id}.data", "a window needs a day on which it opens or closes"


def _coverage(notice: Notice, clauses: Clauses) -> Iterator[Fault]:
    """Every clause is named by a fact or a caution, or marked as carrying none."""
    cited: set[str] = {c.clause for fact in _items(notice) for c in fact.cite}
    for path in clauses:
        if path not in cited and path not in notice.no_fact:
            yield f"clause {path}", f"no fact names it, and no_fact does not either: {clauses[path].text[:30]!r}"
    for path in notice.no_fact:
        if path not in clauses:
            yield f"no_fact.{path}", "the source has no such clause"
