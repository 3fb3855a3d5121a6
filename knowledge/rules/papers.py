"""Sheets of paper for several persons."""

import re
from collections.abc import Iterator

from knowledge.rules.case import Case, Verdict
from notices.schema import Material

_PERSONS = re.compile(r"(\d{1,3})\s*(?:个人|位|名|口人|人|个(?!月|年|工作|小时|级|学|课))")


def copies(case: Case) -> Iterator[Verdict]:
    """How many copies several persons hand in together."""
    found = _PERSONS.search(case.text)
    asked = next(((f, m) for f, m in case.of(Material) if m.copies), None)
    if found is None or asked is None or int(found[1]) < 2:
        return
    fact, material = asked
    persons, each = int(found[1]), material.copies or 1
    yield Verdict("copies", {"persons": persons, "each": each, "total": persons * each, "item": material.item}, (fact,))
