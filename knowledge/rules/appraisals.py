"""Years by which appraisals put an application off, and the years that fraud bars."""

import re
from collections.abc import Iterator

from knowledge import lexicon
from knowledge.rules.case import Case, Verdict
from notices.schema import Penalty, Postponement

_MEANT_FOR = re.compile(
    r"(?:本该|原定|本来|原本|按理|该|轮到|打算|计划|准备)[^,，。\d]{0,4}(20\d\d)"
    r"|(20\d\d)年?(?:就?轮到|就?该|就?能|就?可以|本该|原定|度)?我?[^,，。\d]{0,3}(?:报|申报|评|参评)"
)
_RESULT = re.compile(r"(?P<basic>基本(?:合格|称职))|(?P<failed>不(?:合格|称职))")
_RUNNING = re.compile(r"连(?:着|续)?(?:了)?(\d)年|(\d)年(?:都|全|均)")  # 连着三年
_YEAR_AGO = re.compile("大前年|(?<!大)前年|去年|今年|上一?年")
_BREAK = re.compile("[,，。;；]")
_OFTEN = re.compile(r"(?<![\d第])(\d)\s*(?:次|回|遍|度|个?年度?(?=[^,，。\d]{0,5}(?:都|均|全)))")
_YEAR_NAMED = re.compile(
    r"(?<!\d)(?:20)?([12]\d)(?=年|[、,，和跟与]|各|都)(?!年?度?(?:我|就|该|能|可以|要|想)*(?:申?报|参?评|轮到))"
)
_ASKED_YEAR = re.compile(
    r"(?<!本该)(?<!原定)(?<!本来)(?<!原本)(?<!打算)(?<!计划)(20\d\d)年?(?:还|就|我)?"
    r"(?:能|可以|可不可以)[^,，。\d]{0,4}[报评][^,，。\d]{0,3}(?:[吗么不?？]|$)"
)


def postponement(case: Case) -> Iterator[Verdict]:
    """Years by which appraisals put an application off, and the year it then falls in."""
    lines, used = [], []
    for fact, rule in case.all_of(Postponement):
        for result in map(str, fact.when.appraisal):
            if result in case.said("appraisal"):
                times = _times(case.text, result)
                lines.append({"appraisal": result, "times": times, "each": rule.years, "years": times * rule.years})
                used.append(fact)
    if not lines:
        return
    asked = _ASKED_YEAR.search(case.text)
    separate = len(lines) > 1 and lexicon.cue("appraisals.separate").search(case.text) is not None
    data = {"lines": lines, "total": sum(int(str(x["years"])) for x in lines), "base": meant_for(case), "separate": separate}
    data["asked"] = int(asked[1]) if asked and not separate else None
    yield Verdict("postponement", data, tuple(used))


def _times(text: str, result: str) -> int:
    """How often the text says that the result came: 两次基本合格, 2022年和2023年都不合格; once unless it says."""
    signs = list(_RESULT.finditer(text))
    own = [(before, sign) for before, sign in zip([None, *signs], signs, strict=False) if sign.lastgroup == result]
    told = [_told(text[before.end() if before else 0 : sign.start()], text[sign.end() :]) for before, sign in own]
    return max(1, sum(told))


def _told(before: str, after: str) -> int:
    """How often a result is said to have come by the words around it; 0 where they do not tell."""
    near, named = before[-12:], len({*_YEAR_NAMED.findall(before[-24:]), *_YEAR_AGO.findall(before[-24:])})
    if found := [*_OFTEN.finditer(near)][-1:] or [*_OFTEN.finditer(_BREAK.split(after)[0][:5])][:1]:
        return int(found[0][1]) * (named if named and "各" in near else 1)
    if running := _RUNNING.search(near):
        return int(running[1] or running[2])
    return max(named, 2) if lexicon.cue("service.two_years").search(before[-14:]) else named


def meant_for(case: Case) -> int:
    """The year that an application was meant for: one the text gives for it, else the latest named that is not before
    the notice's, else the notice's."""
    if _ASKED_YEAR.search(case.text):
        return case.year
    if found := _MEANT_FOR.search(case.text):
        return int(found[1] or found[2])
    named = [y for y in case.question.years_named if y >= case.year]
    return min(named) if named else case.year


def barred(case: Case) -> Iterator[Verdict]:
    """The years for which fraud bars from applying, counted from the year after the application."""
    facts = [(f, p) for f, p in case.all_of(Penalty) if any("下一年" in c.quote for c in f.cite)]
    asks = lexicon.cue("barred").search(case.text)
    if facts and asks:
        fact, base, years = facts[0][0], meant_for(case), facts[0][1].years
        yield Verdict(
            "barred", {"base": base, "first": base + 1, "last": base + years, "again": base + years + 1, "years": years}, (fact,)
        )
