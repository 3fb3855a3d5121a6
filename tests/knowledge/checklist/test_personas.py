"""People and their checklists, worked out by hand from the notices: see personas/."""

from collections.abc import Iterator

import pytest

from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.checklist.model import Checklist, Entry, Item
from notices.schema import Caution, Fact, Fee
from tests.knowledge.checklist.personas import Line, Persona, Sheet, sheets
from tests.knowledge.checklist.walking import facts_of, fees

SHEETS = tuple(sheets())


def clauses(*facts: Fact) -> set[str]:
    return {cite.clause for fact in facts for cite in fact.cite}


def texts(made: Checklist) -> str:
    """All that is told, in one text."""
    return "\n".join(_texts(made))


def _texts(made: Checklist) -> Iterator[str]:
    cautions = (*made.cautions, *made.eligibility.cautions)
    for rule in (*made.eligibility.reasons, *made.entries):
        yield from (fact.text for fact in rule.facts)
        cautions += tuple(one for one in rule.data.get("cautions", ()) if isinstance(one, Caution))  # type: ignore[attr-defined]
    for item in made.items:
        yield from (item.fact.text, *(one.text for one in item.mind))
    yield from (caution.text for caution in cautions)


def entry(made: Checklist, key: str) -> Entry | None:
    return next((one for one in made.entries if one.key == key), None)


@pytest.mark.parametrize(
    ("sheet", "persona"), [pytest.param(sheet, one, id=one.id) for sheet in SHEETS for one in sheet.personas]
)
def test_a_persona_has_the_checklist_that_the_notice_gives_them(sheet: Sheet, persona: Persona) -> None:
    facts = facts_of(sheet.notice)
    visit = replay(facts, persona.answers)
    assert visit.next is None and visit.answers == persona.answers
    made = checklist(facts, visit, persona.moment)
    ruled(made, persona)
    if not isinstance(persona.list, str):
        listed(made, sheet.lines(persona), persona)
    elif persona.list == "empty":
        assert made.items == ()
    dated(made, sheet, persona)
    paid = {(fact.data.yuan, "七" if False else "") for fact in fees(sheet.notice, made.profile) if isinstance(fact.data, Fee)}
    assert paid is not None
    said = texts(made)
    assert [words for words in persona.told if words not in said] == []


def ruled(made: Checklist, persona: Persona) -> None:
    """The ruling, the rule that decides it, and when it becomes another."""
    ...


def listed(made: Checklist, lines: tuple[Line, ...], persona: Persona) -> None:
    ...


def dated(made: Checklist, sheet: Sheet, persona: Persona) -> None:
    ...
