"""Things to hand in, counted: copies of several persons, sheets and certificates of several years, what is still wanting."""

import re
from collections.abc import Iterator, Sequence

from knowledge import lexicon
from knowledge.counts import size
from knowledge.persons import number
from knowledge.rules.case import Case, Verdict
from knowledge.rules.years import SUBJECTS, asked_years, named_subjects
from notices.schema import Fact, Material

_AMOUNT = re.compile(r"(?<![\d.第])(\d{1,2}|[一二两三四五六七八九])(?:来|多)?个?[份项件条张篇套本]")
_LENGTH = re.compile(r"(?<![\d.第])(\d{2,5})(?:来|多)?个?字")
_ASKED_FOR = re.compile(r"(?:要求|规定|不少于|至少|需要|得要|要|各算?|每年|满|一式|应|一共|总共|每人)[^,，。\d]{0,4}$")


def copies(case: Case) -> Iterator[Verdict]:
    """How many copies several persons hand in together, of each paper that the text names, else of the one that is asked."""
    persons = size(case.question.counts)
    asked = [(f, m.item, m.copies) for f, m in _named(case) if m.copies] if persons > 1 else []
    if not asked or (lexicon.cue("papers.certificates").search(case.text) and not _own(case)):
        return
    lines = [{"item": item, "each": each, "sum": persons * each} for _, item, each in asked]
    total = sum(persons * each for *_, each in asked)
    have = _had(case, _AMOUNT, total) if lexicon.cue("papers.enough").search(case.text) else None
    data = {"persons": persons, "lines": lines, "total": total, "have": have, "short": max(0, total - (have or 0))}
    yield Verdict("copies", data, tuple(f for f, *_ in asked))


def _named(case: Case) -> list[tuple[Fact, Material]]:
    """The papers that the text names, those with a number of copies first of all; else the first of those matched that has
    one."""
    own = _own(case)
    counted = [one for one in own if one[1].copies]
    return counted or ([] if own else [one for one in case.of(Material) if one[1].copies][:1])


def _own(case: Case) -> list[tuple[Fact, Material]]:
    """The papers that the text names."""
    names = {m.group() for m in lexicon.cue("papers.names").finditer(case.text)}
    return [(f, m) for f, m in case.all_of(Material) if any(name in m.item for name in names)] if names else []


def sheets(case: Case) -> Iterator[Verdict]:
    """How many sheets there are of which one is asked for each of several years."""
    if not lexicon.cue("papers.how_many").search(case.text):
        return
    persons = max(1, size(case.question.counts))
    for fact, material in _own(case):
        if years := len(material.years) or material.recent_years or 0:
            yield Verdict("sheets", {"persons": persons, "years": years, "total": persons * years}, (fact,))
            return


def certificates(case: Case) -> Iterator[Verdict]:
    """How many certificates of continuing education there are, one a year and subject."""
    if not lexicon.cue("papers.certificates").search(case.text):
        return
    persons = max(1, size(case.question.counts))
    lines, used = list[dict[str, int | str]](), list[Fact]()
    for subject in named_subjects(case) or SUBJECTS:
        if (asked := asked_years(case, subject)) is None:
            return
        lines.append({"subject": subject, "years": asked.count})
        used.append(asked.fact)
    each = sum(int(line["years"]) for line in lines)
    have = _had(case, _AMOUNT, each) if persons == 1 and lexicon.cue("papers.enough").search(case.text) else None
    data = {"persons": persons, "lines": lines, "each": each, "total": persons * each, "have": have}
    yield Verdict("certificates", data, tuple(dict.fromkeys(used)))


def wanting(case: Case) -> Iterator[Verdict]:
    """How many items, or characters, of one material are still wanting."""
    for fact, material in _own(case):
        for unit, need, pattern in (("项", material.pieces, _AMOUNT), ("字", material.characters, _LENGTH)):
            own = _all_had(case, pattern, need) if need is not None else ()
            if need is not None and (len(own) == 1 or (own and unit == "字")):  # parts of a text make one text
                have = sum(own)
                data = {"have": have, "need": need, "short": max(0, need - have), "unit": unit, "parts": own}
                yield Verdict("wanting", data, (fact,))
                return


def _had(case: Case, pattern: re.Pattern[str], need: int) -> int | None:
    """What somebody has, of all the numbers that the text names; None where it is not plain."""
    own = _all_had(case, pattern, need)
    return own[0] if len(own) == 1 else None


def _all_had(case: Case, pattern: re.Pattern[str], need: int) -> Sequence[int]:
    """The numbers that are of what somebody has, and not of what is asked for."""
    found: Sequence[re.Match[str]] = list(pattern.finditer(case.text))
    told = [(number(m[1]), _ASKED_FOR.search(case.text[: m.start()])) for m in found]
    return [have for have, asked in told if not (asked and (have == need or len(told) > 1))]
