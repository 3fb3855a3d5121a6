"""Which year's notice a question asks for: a year that is named for the notice, not for a certificate or somebody's career."""

import re
from collections.abc import Iterator
from datetime import datetime

from knowledge import lexicon
from knowledge.question import Question, next_year
from knowledge.words import find

# Topics in which a year named anywhere is that of an appraisal, a certificate ... and not the notice's.
YEARLESS = ("ce.", "appraisal.", "skill.", "scope.years", "seniority.", "material.", "penalty.", "exam.")
# Those of them in which even a year that is still to come is not the notice's.
COUNTED = ("appraisal.", "skill.", "scope.years", "seniority.", "penalty.", "exam.")
_BETWEEN = r"(?:度|的|那一?(?:会儿?|时候?|年|次|回|阵子?|批)|当时|时候|我们|咱们?|这边|报|评|搞)*"
_NUMBER = re.compile(rf"(?<!\d)(?:(20\d\d)年?|([12]\d)年){_BETWEEN}$")
_WORD = re.compile(rf"(大前年|前年|去年|上[一1]?年|明年|来年|后年|下[一1]?年){_BETWEEN}$")
_RELATIVE = {"大": -3, "前": -2, "去": -1, "上": -1, "明": 1, "来": 1, "下": 1, "后": 2}
_NOUN = re.compile(
    "职称|评审费|收费标准|申报(?!年)|报名|缴费|交费|网上|网报|收的?多少|收了?多少|多少钱|什么时候|啥时候|几号|几月"
)
_ROUND = 2000  # a number up to this is a year only where the text says so
_CLAUSE = re.compile("[,，。;；?？!！]")
# What shows that a year is the asker's: when they graduated, were appraised, failed ...
_OWN = re.compile(
    "原打算|本来|原本|原定|本该|原计划|毕业|取得|评上|评的(?!时|审)|评了|拿|考核|基本合格|不合格|参加工作|入职|聘|以来|调|考的|考过|开始|没过|没评|落选|没通过|没报|没交|没赶|顺延|退休|今年|驻村|培训|证书|学时|还能|刚|[满够]"
)

_CAREER = re.compile("毕业|参加工作|入职|取得|评上|考的|拿的|聘|进的单位|上的?班")


def years_asked(question: Question, best: str, now: datetime, latest: int | None) -> tuple[int, ...]:
    """The years that a question about a subject means notices of, where those that fit else are of `latest` at most."""
    if best.startswith(COUNTED) and best != "scope.years":
        return ()
    if (named := year_named(question, now)) is not None and not best.startswith("outside."):
        return (named,)
    if best == "scope.years":
        return ()
    if best.startswith(YEARLESS):
        return tuple(year for year in years_meant(question) if latest is not None and year > latest)
    years = question.years or (_unowned(question) if best.startswith(("window.", "fee.")) else ())
    return (now.year + 1,) if not years and next_year(question) and best.startswith("window.") else years


def _unowned(question: Question) -> tuple[int, ...]:
    """Years meant, less those of the asker's life: 2018年毕业的, 报副高多少钱."""
    own = [part for part in _CLAUSE.split(question.text) if _CAREER.search(part)]
    return tuple(year for year in years_meant(question) if not any(str(year) in part for part in own))


def year_named(question: Question, now: datetime) -> int | None:
    """The year said right before the name of a notice, or before what only a notice has: 2025年度巴州电力, 去年评审费多少."""
    return next(
        (year for clause in _CLAUSE.split(question.text) if not _OWN.search(clause) for year in _years_of(clause, now)), None
    )


def _years_of(clause: str, now: datetime) -> Iterator[int]:
    for start in (*_names(clause), *(noun.start() for noun in _NOUN.finditer(clause))):
        before = clause[:start]
        if found := _NUMBER.search(before):
            yield int(found[1] or found[2]) % 100 + 2000
        elif found := _WORD.search(before):
            yield now.year + _RELATIVE[found[1][0]]


def _names(clause: str) -> Iterator[int]:
    """Where names of places, series and routes begin."""
    fields = {lexicon.PLACE, lexicon.SERIES, lexicon.JOB, "route"}
    return (word.start for word in find(clause) if any(m.field in fields for m in word.meanings))


def years_meant(question: Question) -> tuple[int, ...]:
    """Years named in full and for themselves, not as part of a date, nor a sum of money (准备了2000)."""
    dated = {m.year for m in question.moments}
    named = (y for y in question.years_named if y not in dated and str(y) in question.text)
    return tuple(y for y in named if y > _ROUND or f"{y}年" in question.text)
