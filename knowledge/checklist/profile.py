"""What answers say of a person, in the notices' vocabulary, with what follows from it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from knowledge.checklist.asking import ANY, OTHER, TABLES, Asking, Entry, Says, askings, named
from knowledge.checklist.model import UNSURE, Answers, Profile
from knowledge.checklist.units import units
from knowledge.facts import Facts
from notices.schema import SchoolDiploma
from notices.vocabulary import table


def profile(facts: Facts, answers: Answers) -> Profile:
    """The profile of somebody who gave these answers (`Visit.answers`); values that no question knows say nothing."""
    said, denied = _of_notice(facts), dict[str, tuple[str, ...]]()
    days, counts = dict[str, date](), dict[str, int]()
    for one in askings():
        if (answer := answers.get(one.name, UNSURE)) == UNSURE:
            continue
        if one.figure and one.form == "day":
            days[one.figure.key] = date.fromisoformat(answer)
        elif one.figure and one.form == "count":
            counts[one.figure.key] = int(answer)
        for entry in entries(facts, one, answer):
            _add(said, entry.said)
            _add(denied, entry.denied)
    return with_implied(facts, Profile(said, denied, days, counts, _unsure(answers)))


def _unsure(answers: Answers) -> frozenset[str]:
    return frozenset(name for name, answer in answers.items() if answer == UNSURE)


def _of_notice(facts: Facts) -> dict[str, tuple[str, ...]]:
    """What holds of everybody: of levels, routes and series the only one that the notice has."""
    heading = facts.notice
    only = {"level": heading.levels, "route": heading.routes, "series": heading.series}
    return {name: (str(values[0]),) for name, values in only.items() if len(values) == 1}


def entries(facts: Facts, one: Asking, answer: str) -> Iterator[Entry]:
    """The answers of a question that a kept value stands for."""
    known = {entry.value: entry for entry in (*one.entries, *one.families)}
    for value in answer.replace(ANY, ",").split(","):
        if value in known:
            yield known[value]
        elif value == OTHER and one.other:
            values = tuple(e.value for e in (*one.entries, *one.families) if e.value) or named_values(facts, one.field)
            yield Entry(OTHER, one.other.label, one.other.words, {}, {one.field: values})
        elif one.all and one.field in TABLES and value in table(TABLES[one.field]):
            yield named(one.field, value)


def named_values(facts: Facts, field: str) -> tuple[str, ...]:
    """The values of a field that some condition names, in the order of the notice."""
    found = (asks for unit in units(facts) for asks in (unit.asks, *unit.hosts))
    return tuple(dict.fromkeys(value for asks in found for name, values in asks if name == field for value in values))


def _add(held: dict[str, tuple[str, ...]], more: Says) -> None:
    for name, values in more.items():
        held[name] = tuple(dict.fromkeys((*held.get(name, ()), *values)))


def after(now: Profile, entry: Entry) -> Profile:
    """The profile with what one more answer says, without what follows from it."""
    said, denied = dict(now.said), dict(now.denied)
    _add(said, entry.said)
    _add(denied, entry.denied)
    return replace(now, said=said, denied=denied)


def with_implied(facts: Facts, told: Profile) -> Profile:
    """The profile with whether somebody is a teacher, where their series tells, and with what a technician school's diploma
    counts as."""
    said, denied = dict(told.said), dict(told.denied)
    teaches = {bool(table("series")[one].get("teachers")) for one in said.get("series", facts.notice.series)}
    if len(teaches) == 1:
        _add(said if teaches.pop() else denied, {"standing": ("teacher",)})
    for fact in facts.of_kind(SchoolDiploma):
        if isinstance(fact.data, SchoolDiploma) and set(map(str, fact.when.education)) & set(said.get("education", ())):
            _add(said, {"education": (str(fact.data.counts_as),)})
    return replace(told, said=said, denied=denied)
