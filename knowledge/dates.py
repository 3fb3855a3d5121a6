"""Reads the dates of a text: 8月30号, 8.30, 24年8月, 下个月3号, 月底, 周五, 大后天, 国庆后第一天, 半小时前."""

import re
from dataclasses import replace
from datetime import time

from knowledge.clock import HOUR, Clock, clocks
from knowledge.moments import Moment
from knowledge.relative import YEARS_ON, Placed, ago, holidays, is_told, relative, weekdays, year, years_on

_DATE = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:20|19)\d\d|(?<!\d)\d\d)\s*(?:年度?|[./\-])\s*)?(?P<m>1[0-2]|0?[1-9])(?!\d)"
    r"(?:\s*(?:月份?|[./\-](?=\d))\s*(?:(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?)?)?(?![\d年天个元倍万.])"
)
_DAY = re.compile(r"(?<![\d第周期拜])(?P<d>3[01]|[12]\d|0?[1-9])\s*[号日](?!内|之内|楼|文)")
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:20|19)\d\d|[0129]\d(?=年))(?:年度?|届)?(?!\d)")
_YEAR_PART = re.compile(
    r"(?:(?<!\d)(?P<y>(?:20|19)?\d\d)年?|(?P<on>大前年|前年|去年|今年))的?(?P<part>年底|年末|年初|底|末|初)(?![级中定次步])"
)
_MONTH = re.compile(
    r"(?:(?P<m>(?<!\d)(?:1[0-2]|0?[1-9]))月份?|(?P<on>下下|下|上|这|本|当)个?月份?|(?<![年个\d])月(?=[底末]))"
    r"(?:的?(?P<last>底|末|最后[一1]天)|(?P<d>3[01]|[12]\d|0?[1-9])[号日]?(?![\d天个年]))?"
)
_MIDNIGHT = time(0)
_MONTHS_ON = {"下下": 2, "下": 1, "上": -1}
_UNTIL = re.compile(r"月\s*\d{1,2}\s*[日号]?\s*(?:到|至|[-~—])+\s*(?P<d>3[01]|[12]\d|0?[1-9])(?![\d月点时:./年个天])")


def moments(text: str) -> tuple[Moment, ...]:
    """All dates in the text in order, each with the time of day that follows it; a time alone is a moment of today."""
    found: list[Placed] = []
    for read in (holidays, _months_said, _dates, _year_parts, _days, relative):
        found += [one for one in read(text) if not any(start < one[1] and one[0] < end for start, end, _ in found)]
    found += [one for one in weekdays(text) if not is_told(text, one, found)]
    found.sort(key=lambda f: f[0])
    return _with_times(found or ago(text), clocks(text))


def years(text: str) -> tuple[int, ...]:
    """Years named in the text, two digits before 年 included."""
    return tuple(dict.fromkeys(y for m in _YEAR.finditer(text) if (y := year(m["y"])) is not None))


def without_dates(text: str) -> str:
    """The text with dates and times of day replaced by one sign each, for comparing wordings."""
    text = _MONTH.sub(lambda m: "#日" if m["last"] or m["on"] else m.group(), text)
    text = _DATE.sub(lambda m: "#日" if _is_date(m) else m.group(), text)
    text = _DAY.sub("#日", text)
    text = HOUR.sub("#时", text)
    return re.sub(r"(?:(?:20|19)\d\d|\b\d\d(?=年))(?:年度?|届)?", "", text)


def _is_date(found: re.Match[str]) -> bool:
    """Whether the pattern, loose because people are, really met a date: 10月, 8.30, 2022.05, but not a bare number."""
    return bool("月" in found.group() or found["d"] or (found["y"] and len(found["y"]) == 4 and "年" not in found.group()))


def _month_said(found: re.Match[str], text: str) -> Moment | None:
    """A month counted from this one (下个月3号), or its last day (8月底); None where a date says it as well."""
    last, before = bool(found["last"]), text[: found.start()]
    if not (found["on"] or last):
        return None
    day = 31 if last else int(found["d"]) if found["d"] else None
    if found["m"]:
        said = re.search(r"(?<!\d)((?:20|19)?\d\d)(?:年|[./-])$", before)
        return Moment(year(said[1] if said else None), int(found["m"]), day, years_on=years_on(before), last=last)
    return Moment(day=day, months_on=_MONTHS_ON.get(found["on"] or "", 0), last=last)


def _months_said(text: str) -> list[Placed]:
    found = [(m.start(), m.end(), said) for m in _MONTH.finditer(text) if (said := _month_said(m, text)) is not None]
    return [one for one in found if not (text.startswith("当", one[0]) and _DATE.search(text, 0, one[0]))]  # 7月毕业当月就来了


def _dates(text: str) -> list[Placed]:
    found = []
    for match in filter(_is_date, _DATE.finditer(text)):
        day = int(match["d"]) if match["d"] else None
        moment = Moment(year(match["y"]), int(match["m"]), day, years_on=years_on(text[: match.start()]))
        found.append((match.start(), match.end(), moment))
    return found


def _year_parts(text: str) -> list[Placed]:
    found = []
    for match in _YEAR_PART.finditer(text):
        month = 1 if match["part"] in ("初", "年初") else 12
        found.append((match.start(), match.end(), Moment(year(match["y"]), month, years_on=YEARS_ON.get(match["on"] or ""))))
    return found


def _days(text: str) -> list[Placed]:
    """Days without their month: 30号, or the 31 of 10月24到31."""
    found = {m.start("d"): m for pattern in (_UNTIL, _DAY) for m in pattern.finditer(text)}
    return [(start, m.end(), Moment(day=int(m["d"]))) for start, m in sorted(found.items())]


def _with_times(found: list[Placed], times: list[Clock]) -> tuple[Moment, ...]:
    """The moments, each with the first time of day that stands between it and the next; the first one with one before it,
    where there is none after it."""
    result = []
    for position, (start, end, moment) in enumerate(found):
        until = found[position + 1][0] if position + 1 < len(found) else 10**9
        own = next((clock for clock in times if start <= clock.start < until), None if position else _before(times, start))
        result.append(replace(own.on(moment) if own else moment, span=(start, end)))
    if not found and times and times[0].at is not None:
        to_come = times[0].at == _MIDNIGHT and not times[0].ahead  # 到零点 is the midnight to come
        result.append(times[0].on(Moment(offset=int(to_come))))
    return tuple(result)


def _before(times: list[Clock], start: int) -> Clock | None:
    return next((clock for clock in times if clock.start < start), None)
