"""How long somebody has worked, as a text gives it in years: 干了两年半, but no years of study or of a contract."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_YEARS = re.compile(
    r"(?<![\d.近])(?:(?<![满够])|(?=[1-9]\s*年(?:零|又|加)?(?:半|\d{1,2}个月)))"  # 满3年 is what is asked for, 满2年半 is not
    r"([1-9]|[1-3]\d)(\.5)?\s*年(?![底末初度级毕参入进上月])(?:零|又|加)?(?:(半|多)|(\d{1,2})个月)?"
)
_WORK = r"(?P<work>干|工作|上班|从事|入职|来|岗)"
_OTHER = r"(?P<other>毕业|学制|合同|签|社保|参保|保险|当兵|入伍|服役|部队|保安|念|读|学了|上学)"
_BEFORE = re.compile(f"{_WORK}|{_OTHER}")
_AFTER = re.compile(
    r"^了?的?(?:(?P<other>制|学制|毕业|合同|社保|兵|保安|书|大专|中专|本科|大学|学习)|(?P<work>工龄|工作经|专业技术|技术工作|班))"
)
_NEARLY = re.compile(r"(?:快|不到|不满|不足|将近|接近|差一?点)(?:有|满|到|够)?了?$")
_OTHER_LENGTH = re.compile(r"半年|\d{1,2}个半?月(?!内)")
_LITTLE = 0.1  # of a year: 3年多 is more than 3 years and 快3年 less, by how much is not said


class _Spell(NamedTuple):
    """Years with what they are years of: "work", "other", or "" where the text does not say."""

    years: float
    kind: str


def names_years(text: str) -> bool:
    """Whether the text gives a number of years, of whatever."""
    return _YEARS.search(text) is not None


def service_years(text: str) -> float | None:
    """Years of work that the text gives as a number: 3年多 -> 3.1, 两年半 -> 2.5, 两年零三个月 -> 2.25. None where they are years
    of something else, or where it gives several of which none is the whole."""
    if _OTHER_LENGTH.search(_YEARS.sub("", text)):
        return None
    spells = list(_spells(text))
    worked = [s for s in spells if s.kind == "work"] or [s for s in spells if not s.kind]
    return worked[0].years if len(worked) == 1 else None


def _spells(text: str) -> Iterator[_Spell]:
    for found in _YEARS.finditer(text):
        clause = re.split(r"[,，。;；、\s]", text[: found.start()])[-1]
        yield _Spell(_length(found) - (_LITTLE if _NEARLY.search(clause) else 0), _kind(clause, text[found.end() :]))


def _length(found: re.Match[str]) -> float:
    years, half, more, months = found.groups()
    return int(years) + (0.5 if half else 0) + {"半": 0.5, "多": _LITTLE}.get(more, 0.0) + int(months or 0) / 12


def _kind(before: str, after: str) -> str:
    """What years are of: by the words right after them, else by the last word before them in their clause."""
    sign = _AFTER.search(after) or next(reversed(list(_BEFORE.finditer(before))), None)
    return (sign.lastgroup or "") if sign else ""
