"""Hours of continuing education that somebody has, as a text gives them: by subject and by year."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge import lexicon

WORDS: Mapping[str, str] = {"公需": "general", "专业": "professional"}
_MORE = r"(?:[、,，和跟到至\-~—](?:20)?[12]\d)*(?:年|[2-5两三四]个?年|这?[两三几])"
_SIGN = re.compile(
    r"(?P<subject>公需|专业(?!技术))"
    rf"|(?<!\d)(?P<first>20[12]\d|(?<!年)[12]\d(?={_MORE}))年?度?(?:(?:到|至|-|—|~)(?P<last>(?:20)?[12]\d)(?:年|(?!\d)))?(?!年?度?(?:要|想|准备)?(?:[报评申]|职称))"
    r"|(?P<ago>大前年|前年|去年|今年)"
    r"|(?<![\d.第近前])(?P<hours>\d{1,3})(?![\d.:年月日号门人位名张份本次点周岁科%元块])(?P<unit>(?:来|多|个|节)*(?:学时|课时|小时|学分|节课?)|个(?![人月年]))?"
    r"|(?P<none>(?:没|未|没有|一节没|1节没|1个没)(?:学|修|听|上课|学过)(?!完|够|满|到)|空着)"
)
_AGO = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0}
_SUM = re.compile(r"(?:加起来|加一起|一共|总共|合计|统共|合起来)(?:才|就|是|有|了|共|也就)*$")
_NEAR = re.compile(r"(?:公需|专业|年|课)[^,，。;；\d]{0,5}$")


@dataclass(frozen=True, slots=True)
class Learnt:
    """Hours of a subject ("total" where none is named) in a year (None where none is)."""

    subject: str
    year: int | None
    hours: int


class _Reading:
    """What was named last: subjects and years hold for all hours that follow, until others are named."""

    def __init__(self, this_year: int) -> None:
        self.this_year = this_year
        self.subjects: list[str] = []
        self.years: list[int] = []
        self.fresh = {"subjects": True, "years": True}  # whether no hours have been said of them yet
        self.by_subject = False  # whether years are named within subjects, and not subjects within years
        self.found: list[Learnt] = []

    def name_subject(self, subject: str) -> None:
        if not self.fresh["subjects"]:
            self.subjects = []
            if self.by_subject:
                self.years = []
        self.subjects = [*self.subjects, subject]
        self.fresh["subjects"] = True

    def name_years(self, years: list[int]) -> None:
        self.by_subject = bool(self.subjects) and (self.by_subject or not self.years)
        goes_on = self.fresh["years"] and self.years and self.years[-1] < years[0]  # 2023, 2021年: the first says which notice
        self.years = [*(self.years if goes_on else []), *years]
        self.fresh["years"] = True

    def say_hours(self, hours: int, together: bool) -> None:
        years: Sequence[int | None] = self.years or [None]
        together = together and len({one.subject for one in self.found}) > 1
        subjects = ["total"] if together or not self.subjects else self.subjects
        self.found += [Learnt(subject, year, hours) for subject in subjects for year in years]
        self.fresh = {"subjects": False, "years": False}


def learnt(text: str, this_year: int) -> tuple[Learnt, ...]:
    """All hours that the text says somebody has; hours that it says are asked for are left out."""
    reading = _Reading(this_year)
    for sign in _SIGN.finditer(text):
        if sign["subject"]:
            reading.name_subject(WORDS[sign["subject"]])
        elif sign["first"] or sign["ago"]:
            reading.name_years(_years(sign, this_year))
        elif sign["none"]:
            if reading.years:
                reading.say_hours(0, together=False)
        elif _is_own(text, sign):
            reading.say_hours(int(sign["hours"]), together=_SUM.search(text[: sign.start()]) is not None)
    return tuple(reading.found)


def _years(sign: re.Match[str], this_year: int) -> list[int]:
    if sign["ago"]:
        return [this_year - _AGO[sign["ago"]]]
    first = _full(sign["first"])
    return list(range(first, (_full(sign["last"]) if sign["last"] else first) + 1))


def _full(year: str) -> int:
    return int(year) % 100 + 2000


def _is_own(text: str, sign: re.Match[str]) -> bool:
    """Whether hours are those that somebody has, and not those of the rule: 每年要90."""
    before = re.split("[,，。;；?？]", text[max(0, sign.start() - 14) : sign.start()])[-1]
    begin, end = sign.start() - len(before), sign.start()  # within the text, so that 21年 cut in two is no 1年
    has = [m.end() for m in lexicon.cue("education.has").finditer(text, begin, end)]
    rule = [m.end() for m in lexicon.cue("education.rule").finditer(text, begin, end)]
    if rule and max(rule) > max(has, default=-1):
        return False
    return bool(sign["unit"] or has or _NEAR.search(before))
