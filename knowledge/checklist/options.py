"""The options of a question, in a notice and after some answers: what no condition tells apart is one button, if it is of one
kin."""

from collections.abc import Iterator, Sequence

from knowledge.checklist.asking import ANY, OTHER, TABLES, Asking, Entry, named
from knowledge.checklist.model import Option, Profile, Question
from knowledge.checklist.profile import after, entries, named_values, with_implied
from knowledge.checklist.units import Unit, units
from knowledge.conditions import Fit, any_related
from knowledge.facts import Facts
from notices.vocabulary import table

Signature = tuple[tuple[str, Fit], ...]  # the units that an answer changes, and to what


def offered(facts: Facts, one: Asking, now: Profile, live: Sequence[Unit]) -> tuple[Option, ...]:
    """The options that lead to different outcomes; fewer than two where the question does not matter."""
    if not any(_is_own(one, unit) for unit in live):
        return ()
    grouped: dict[tuple[str, Signature], list[Entry]] = {}
    for entry in _candidates(facts, one):
        told = with_implied(facts, after(now, entry))
        fields = _changed(told, now)
        touched = [unit for unit in live if unit.touches_any(fields)]
        signature = tuple((unit.of.id, fit) for unit in touched if (fit := unit.fit(told)) != unit.fit(now))
        grouped.setdefault((entry.kin, signature), []).append(entry)
    if len({signature for _, signature in grouped}) < 2:
        return ()
    found = tuple(_option(one, group) for group in grouped.values())
    return (*(o for o in found if o.value != OTHER), *(o for o in found if o.value == OTHER))


def stands_for(option: Option, value: str) -> bool:
    """Whether an option stands for a kept value, be it of one answer or of several that no condition tells apart."""
    return value == option.value or set(option.covers).issuperset(value.split(ANY))


def plain(one: Asking) -> tuple[Option, ...]:
    """The options of a question that decides no condition but gives a rule something to count with."""
    return tuple(Option(entry.value, entry.label, (entry.value,)) for entry in one.entries) if one.figure else ()


def _changed(told: Profile, now: Profile) -> frozenset[str]:
    """The fields in which two profiles differ."""
    return frozenset(
        name
        for name in (*told.said, *told.denied)
        if told.said.get(name) != now.said.get(name) or told.denied.get(name) != now.denied.get(name)
    )


def _is_own(one: Asking, unit: Unit) -> bool:
    """Whether a unit turns on what the question decides."""
    return any(unit.touches(field, value) for field, value in one.decides)


def _candidates(facts: Facts, one: Asking) -> Iterator[Entry]:
    """All answers that the notice may tell apart."""
    heading = facts.notice
    if one.field in TABLES and one.all:
        values = heading.series if one.field == "series" else named_values(facts, "place")
        yield from (named(one.field, value) for value in values)
    elif one.all:
        listed = tuple(map(str, heading.levels if one.field == "level" else heading.routes))
        beside = [v for v in named_values(facts, one.field) if not any_related(one.field, (v,), listed)]
        yield from (entry for entry in one.entries if entry.value in (*listed, *beside))
    else:
        yield from one.entries
    if one.other:
        yield from entries(facts, one, OTHER)


def _option(one: Asking, group: Sequence[Entry]) -> Option:
    """The button for answers that no condition tells apart."""
    values = tuple(entry.value for entry in group)
    if OTHER in values and one.other:
        return Option(OTHER, one.other.label, values)
    for family in one.families:
        if set(family.of) == set(values):
            joined = family.value or ANY.join(values)
            return Option(joined, family.label, (joined, *values))
    labels = "、".join(dict.fromkeys(entry.label for entry in group))
    return Option(ANY.join(values), labels, values)


def wording(facts: Facts, one: Asking, options: tuple[Option, ...]) -> Question:
    """A question in the words that the notice needs."""
    here = table("places")[facts.notice.here or facts.notice.place]["name"]
    buttons = tuple(Option(o.value, o.label.format(here=here), o.covers) for o in options)
    return Question(one.name, one.form, one.ask.format(here=here), _help(facts, one), buttons, one.unsure)


def _help(facts: Facts, one: Asking) -> str:
    if not one.quotes:
        return one.help
    own = (unit.of for unit in units(facts) if _is_own(one, unit) or (one.figure and unit.counts_with(one.figure)))
    return next((fact.text for fact in own), one.help)
