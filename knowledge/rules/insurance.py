"""Months of social insurance against the months that a notice asks for."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge import lexicon
from knowledge.rules.case import Case, Verdict
from knowledge.rules.service import span
from notices.schema import Fact, Material

_MONTHS = re.compile(r"(?<![\d.近])(?:(?P<months>\d{1,2})个半?月|(?P<half>半)年|(?P<years>[1-9])年(?![底末初\d]))")

_RUN = re.compile(  # 3月到9月, 7月头一次交到10月: both ends are months of insurance
    r"(?<!\d)(?P<first>1[0-2]|[1-9])月(?:份|[1一]号)?(?:[^,，。;；\d]|[第头]?1次){0,12}(?:[,，][^,，。;；\d]{0,4})?(?:到|至|-|~|—)(?P<last>1[0-2]|[1-9])月(?!份?(?:底|初|\d+[号日])?(?:去|再|就|才)?(?:申?报|提交|评|初定))"
)
_UNBROKEN = re.compile(r"[1一]个月(?:都|也)?(?:没|不|未)")  # 一个月没断
HALF_YEAR = 6  # months


def insurance(case: Case) -> Iterator[Verdict]:
    """Whether months of insurance suffice, from those that are said, else from the month in which it began."""
    asked = next(((f, m.months) for f, m in case.all_of(Material) if m.months), None)
    if asked is None or not _is_asked(case):
        return
    fact, need = asked
    if run := _RUN.search(case.text):
        months = int(run["last"]) - int(run["first"]) + 1
        if months > 0:
            yield _verdict(fact, need, (months, months), None)
        return
    said = [n for m in _MONTHS.finditer(_UNBROKEN.sub("", case.text)) if (n := _number(m)) != need or not _is_rule(case, m)]
    if len(said) == 1:
        yield _verdict(fact, need, (said[0], said[0]), None)
    elif not said and (found := span(case)) is not None:
        since, until = found
        whole = (until.year - since.year) * 12 + until.month - since.month
        yield _verdict(fact, need, (whole, whole + 1), (since, until))


def _number(found: re.Match[str]) -> int:
    return HALF_YEAR if found["half"] else int(found["months"] or 0) or 2 * HALF_YEAR * int(found["years"])


def _is_asked(case: Case) -> bool:
    return all(lexicon.cue(name).search(case.text) for name in ("insurance", "insurance.enough"))


def _is_rule(case: Case, found: re.Match[str]) -> bool:
    """Whether months are those asked for: 要6个月."""
    return re.search(r"(?:要|满|够|近|需|至少|不少于|那)[^,，。\d]{0,3}$", case.text[: found.start()]) is not None


def _verdict(fact: Fact, need: int, have: tuple[int, int], days: tuple[date, date] | None) -> Verdict:
    """`have` are the months without and with the one in which it is asked."""
    met = True if have[0] >= need else False if have[1] < need else None
    since, until = days or (None, None)
    return Verdict("insurance", {"have": have, "need": need, "met": met, "since": since, "until": until}, (fact,))
