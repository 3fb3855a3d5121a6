"""Years by which appraisals put an application off, and the years that fraud bars."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge import lexicon
from knowledge.rules.case import Case, Verdict
from knowledge.rules.results import occurrences
from notices.schema import Fact, Penalty, Postponement

_MEANT_FOR = re.compile(
    r"(?:本该|原定|本来|原本|原来|早先|按理|该|轮到|打算|计划|准备)[^,，。\d]{0,4}(?<!\d)((?:20)?2\d)(?!\d)"
    r"|(20\d\d)年?(?:就?轮到|就?该|就?够|就?能|就?可以|本该|原定|度)?我?[^,，。\d]{0,3}(?:报|申报|(?:评|参评)(?![上为的了定成]))"
)
_ASKED_YEAR = re.compile(
    r"(?<!本该)(?<!原定)(?<!本来)(?<!原本)(?<!打算)(?<!计划)(20\d\d|今(?=年)|明(?=年))年?(?:度|20\d\d)?(?:这[次回])?(?:还|就|我)?"
    r"(?:能|可以|可不可以)[^,，。\d]{0,4}[报评][^,，。\d]{0,3}(?:[吗么不?？]|$)"
)


def postponement(case: Case) -> Iterator[Verdict]:
    """Years by which appraisals put an application off, and the year it then falls in."""
    facts = case.all_of(Postponement)
    told = occurrences(case.text, case.today.year, case.year) if facts and case.said("appraisal") else None
    if told is None:
        return
    lines, used = put_off(facts, {result: told.get(result, 1) for result in case.said("appraisal")})
    if not lines:
        return
    asked = _ASKED_YEAR.search(case.text)
    separate = len(lines) > 1 and lexicon.cue("appraisals.separate").search(case.text) is not None
    data = {"lines": lines, "total": sum(x["years"] for x in lines), "base": meant_for(case), "separate": separate}
    data["same"] = separate and len({line["years"] for line in lines}) == 1
    data["asked"] = _year(asked, case) if asked and not separate else None
    yield Verdict("postponement", data, used)


def put_off(
    facts: Sequence[tuple[Fact, Postponement]], times: Mapping[str, int]
) -> tuple[list[dict[str, Any]], tuple[Fact, ...]]:
    """The years by which each result puts an application off that came so many times, a line each, and the facts used."""
    lines, used = list[dict[str, Any]](), list[Fact]()
    for fact, rule in facts:
        for result in map(str, fact.when.appraisal):
            if n := times.get(result, 0):
                lines.append({"appraisal": result, "times": n, "each": rule.years, "years": n * rule.years})
                used.append(fact)
    return lines, tuple(used)


def _year(asked: re.Match[str], case: Case) -> int:
    """The year asked about: the one in figures, else 今年, the notice's, or 明年."""
    figures = re.search(r"20\d\d", asked.group())
    return int(figures.group()) if figures else case.year + (asked[1] == "明")


def meant_for(case: Case) -> int:
    """The year that an application was meant for: one the text gives for it, else the latest named that is not before
    the notice's, else the notice's."""
    asked = _ASKED_YEAR.search(case.text)
    rest = case.text[: asked.start()] + "," + case.text[asked.end() :] if asked else case.text
    if found := _MEANT_FOR.search(rest):
        return 2000 + int(found[1] or found[2]) % 100
    if asked:
        return case.year
    named = [y for y in case.question.years_named if y >= case.year]
    return min(named) if named else case.year


def barred(case: Case) -> Iterator[Verdict]:
    """The years for which fraud bars from applying, counted from the year after the application."""
    facts = [(f, p) for f, p in case.all_of(Penalty) if from_next_year(f)]
    asks = lexicon.cue("barred").search(case.text)
    if facts and asks:
        yield Verdict("barred", bar(meant_for(case), facts[0][1].years), (facts[0][0],))


def from_next_year(fact: Fact) -> bool:
    """Whether a penalty's years are counted from the year after the application."""
    return any("下一年" in cited.quote for cited in fact.cite)


def bar(base: int, years: int) -> dict[str, Any]:
    """The first and last of the years that are barred after an application, and the year in which one may apply again."""
    return {"base": base, "first": base + 1, "last": base + years, "again": base + years + 1, "years": years}
