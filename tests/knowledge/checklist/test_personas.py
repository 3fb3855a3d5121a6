"""People and their checklists, worked out by hand from the notices: see personas/."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import pytest

from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.checklist.model import Checklist, Entry, Item
from knowledge.deadlines import BEIJING
from knowledge.rules import Verdict
from notices.schema import Caution, EducationYears, Fact, Fee
from tests.knowledge.checklist.personas import Certificates, Defence, Line, Persona, Sheet, sheets
from tests.knowledge.checklist.walking import NOTICES, facts_of, fees

ALL = [pytest.param(sheet, one, id=f"{sheet.notice}: {one.id}") for sheet in sheets() for one in sheet.personas]


@pytest.mark.parametrize(("sheet", "persona"), ALL)
def test_a_persona_has_the_checklist_that_the_notice_gives_them(sheet: Sheet, persona: Persona) -> None:
    visit = replay(facts_of(sheet.notice), persona.answers)
    assert (visit.next, visit.answers) == (None, persona.answers)
    made = checklist(facts_of(sheet.notice), visit, persona.moment)
    found = [*_ruled(made, persona), *_listed(made, sheet, persona), *_dated(made, sheet, persona), *_paid(made, persona)]
    said = "\n".join(_told(made))
    assert [*found, *(f"not told: {words}" for words in persona.told if words not in said)] == []


def test_every_notice_has_its_personas() -> None:
    personas = {sheet.notice: [one.id for one in sheet.personas] for sheet in sheets()}
    assert personas.keys() == set(NOTICES) and all(len(set(ids)) == len(ids) >= 13 for ids in personas.values())


def _cites(facts: Iterable[Fact | Caution], clause: str) -> bool:
    return any(cite.clause == clause for fact in facts for cite in fact.cite)


# ---- whether they may apply
def _ruled(made: Checklist, persona: Persona) -> Iterator[str]:
    """What differs in the ruling, the rule that decides it, and the day or year that makes it a yes."""
    found, by = made.eligibility, persona.by
    if found.ruling != persona.ruling:
        yield f"ruling {found.ruling}: {[(r.key, r.data['ruling']) for r in found.reasons if r.data['deciding']]}"
    deciding = [r for r in found.reasons if r.data["deciding"] and r.data["ruling"] == persona.ruling and r.key == by.key]
    if not deciding:
        yield f"{by.key} does not decide: {[(r.key, r.data['ruling'], r.data['deciding']) for r in found.reasons]}"
    elif not _cites((*deciding[0].facts, *deciding[0].data.get("cautions", ())), by.clause):
        yield f"{by.key} does not rest on {by.clause}: {[fact.id for fact in deciding[0].facts]}"
    elif by.says not in "".join((*_words(deciding[0]), *(caution.text for caution in found.cautions))):
        yield f"{by.key} does not say {by.says}"
    yield from _turning(found.reasons, persona)


def _turning(reasons: tuple[Verdict, ...], persona: Persona) -> Iterator[str]:
    """What differs in that which would make it a yes."""
    told = {r.key: r.data for r in reasons}
    years = [told[key] for key in ("service", "skill") if key in told and not told[key]["met"]]
    put_off = told["put-off"]["earliest"] if "put-off" in told else None
    day = years[0]["reached"] if years else None
    want = persona.becomes
    if (day, put_off) != ((want.day, want.year) if want else (None, None)):
        yield f"becomes a yes on {day}, in {put_off}"
    if want and want.in_window is not None and years and years[0]["in_window"] != want.in_window:
        yield f"in window: {years[0]['in_window']}"


# ---- what to get ready
def _listed(made: Checklist, sheet: Sheet, persona: Persona) -> Iterator[str]:
    """What differs in the list."""
    yield from (f"listed: {item.name}" for item in made.items for part in persona.never if part in item.name)
    certificates = [item for item in made.items if isinstance(item.fact.data, EducationYears)]
    if persona.list == "empty":
        yield from (f"listed: {item.name}" for item in made.items)
    if persona.certificates or not isinstance(persona.list, str):
        yield from _certified(certificates, persona.certificates)
    if not isinstance(persona.list, str):
        others, lines = [item for item in made.items if item not in certificates], sheet.lines(persona)
        found = {line: [item for item in others if _is(item, line, sheet.format)] for line in lines}
        yield from (f"missing: {line}" for line, items in found.items() if not items)
        known = {item.id for items in found.values() for item in items}
        yield from (f"too much: {item.group} {item.name} ({item.id})" for item in others if item.id not in known)


def _is(item: Item, line: Line, format_: str) -> bool:
    """Whether an item of a list is what a line tells of."""
    group, part = line.place
    told = (item.copies, item.hangs_on, item.if_any) == (line.copies, line.hangs, line.if_any)
    place = line.template in item.template and line.where in item.where
    form = item.format == (line.format or (format_ if group != "paper" else ""))
    return item.group == group and part in item.name and told and place and form and _cites([item.fact], line.clause)


def _certified(items: list[Item], expected: Certificates | None) -> Iterator[str]:
    """What differs in the certificates of continuing education."""
    want = {_certificate(year, subject, expected) for year, subject in expected.named} if expected else set()
    have = {item.name for item in items}
    if want != have:
        yield f"certificates: {sorted(have)}"
    if expected and not all(_cites([item.fact], expected.clause) for item in items):
        yield f"certificates do not rest on {expected.clause}"


def _certificate(year: int | None, subject: str, expected: Certificates) -> str:
    return f"{year}年度{subject}合格证书" if year else f"近{expected.recent}年的{subject}合格证书"


# ---- by when
def _dated(made: Checklist, sheet: Sheet, persona: Persona) -> Iterator[str]:
    """What differs in the calendar."""
    entries = {entry.key: entry for entry in made.entries}
    for key, window in sheet.windows.items():
        if key not in entries or _day(entries[key].last) != _day(window.last) or not _cites(entries[key].facts, window.clause):
            yield f"{key}: {entries.get(key)}"
    begin = entries["publicity-latest"]
    if begin.first != sheet.publicity.day or not _cites(begin.facts, sheet.publicity.clause):
        yield f"publicity: {begin.first}, {[fact.id for fact in begin.facts]}"
    if (state := entries["apply"].data["seen"].state) != persona.state:  # type: ignore[attr-defined]
        yield f"the window is {state}"
    if persona.list != "empty":
        yield from _defended(entries.get("defence"), persona.defence)
        yield from _freed(made, persona)


def _day(moment: date | datetime | None) -> date | datetime | None:
    return moment.replace(tzinfo=BEIJING) if isinstance(moment, datetime) else moment


def _defended(entry: Entry | None, expected: Defence | None) -> Iterator[str]:
    """What differs in the defence."""
    if entry is None or expected is None:
        if entry is not expected:  # type: ignore[comparison-overlap]
            yield f"defence: {entry}"
    elif (entry.first, entry.tentative, entry.data["hangs_on"]) != (expected.day, expected.tentative, expected.hangs):
        yield f"defence: {entry.first} {entry.tentative} {entry.data['hangs_on']}"
    elif not _cites(entry.facts, expected.clause):
        yield f"defence does not rest on {expected.clause}"


def _freed(made: Checklist, persona: Persona) -> Iterator[str]:
    """What differs in that which frees them of the defence."""
    facts = [fact for rule in made.eligibility.reasons if rule.key == "defence-free" for fact in rule.facts]
    if bool(facts) != bool(persona.free) or (persona.free and not _cites(facts, persona.free)):
        yield f"freed of the defence by {[fact.id for fact in facts]}"


# ---- what it costs, and what is told
def _paid(made: Checklist, persona: Persona) -> Iterator[str]:
    """What differs in the fees."""
    have = {(fact.data.yuan, cite.clause) for fact in _fees(made) if isinstance(fact.data, Fee) for cite in fact.cite}
    want = {(price.yuan, price.clause) for price in persona.fees}
    if persona.list != "empty" and not (want <= have and {yuan for yuan, _ in want} == {yuan for yuan, _ in have}):
        yield f"fees: {have}"


def _fees(made: Checklist) -> Iterator[Fact]:
    return fees(made.notice.id, made.profile)


def _told(made: Checklist) -> Iterator[str]:
    """All that is told, by rules, things, days and cautions."""
    rules: tuple[Verdict | Entry, ...] = (*made.eligibility.reasons, *made.entries)
    for one in rules:
        yield from _words(one)
    for item in made.items:
        yield from (item.fact.text, *(one.text for one in item.mind))
    yield from (caution.text for caution in (*made.cautions, *made.eligibility.cautions))


def _words(one: Verdict | Entry) -> Iterator[str]:
    """The words of a rule or a day: its facts, its cautions, and what documents and provisions it names."""
    yield from (fact.text for fact in one.facts)
    for name in ("cautions", "documents", "provided"):
        told: Any = one.data.get(name) or ()
        yield from (each.text if isinstance(each, Caution) else str(each) for each in told)
