"""Dates and times of day in a question, as far as it gives them: 8月30号晚上八点 -> month 8, day 30, hour 20."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

XINJIANG_BEHIND = timedelta(hours=2)  # 新疆时间 is two hours behind Beijing time
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_CN_NUMBER = re.compile(
    r"[零〇一二三四五六七八九十两俩百]+(?=\s*(?:个|月|号|日|点|时|天|年|次|份|名|位|人|回|门|小时|岁|多|块|元|遍|趟))"
)
_NO_CLOCK = re.compile(r"(?<![上午晚晨十])一点(?![半多钟零])")
_CN_MINUTE = re.compile(r"(?<=[点时])[二三四五]?十?[零一二三四五六七八九十]+(?!个|天|次|日|月)")
_CN_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_DATE = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:20|19)\d\d|(?<!\d)\d\d)\s*(?:年度?|[./\-])\s*)?(?P<m>1[0-2]|0?[1-9])(?!\d)"
    r"(?:\s*(?:月份?|[./\-](?=\d))\s*(?:(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?)?)?(?![\d年天个元倍万.])"
)
_DAY = re.compile(r"(?<![\d第])(?P<d>3[01]|[12]\d|0?[1-9])\s*[号日](?!内|之内|楼|文)")
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:20|19)\d\d|[0129]\d(?=年))(?:年度?|届)?(?!\d)")
_TIME = re.compile(
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里|夜)?\s*(?P<h>[01]?\d|2[0-4])(?:[::](?P<mm>[0-5]\d)|\s*[点时](?!候|间|段|长)(?P<half>半|多|[0-5]?\d分?|一刻)?)"
)
_WEEKDAY = re.compile(r"(?P<next>下)?个?(?:周|星期|礼拜)(?P<d>[一二三四五六日天1-6])")
_YEAR_PART = re.compile(
    r"(?:(?<!\d)(?P<y>(?:20|19)?\d\d)年?|(?P<on>大前年|前年|去年|今年))的?(?P<part>年底|年末|年初|底|末|初)(?![级中定次步])"
)
_RELATIVE = {
    "大后天": 3,
    "后天": 2,
    "明天": 1,
    "明儿": 1,
    "今天": 0,
    "今儿": 0,
    "今日": 0,
    "今晚": 0,
    "昨天": -1,
    "昨儿": -1,
    "昨个": -1,
    "昨日": -1,
    "前日": -2,
    "今个": 0,
    "明日": 1,
    "明个": 1,
    "昨晚": -1,
    "前天": -2,
}
_WEEK = str.maketrans("123456", "一二三四五六")
_AFTERNOON = ("下午", "傍晚", "晚上", "晚", "夜里", "夜")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is given; `offset` counts days from today where the question says 今天, 明天 ..."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    at: time | None = None
    offset: int | None = None
    years_on: int | None = None  # years from this one where the text says 去年, 今年 ...
    weekday: int | None = None  # 0 for Monday, where the text says 周六
    weeks_on: int = 0  # 1 for 下周
    ahead: timedelta = timedelta()  # added to reach Beijing time
    span: tuple[int, int] = (0, 0)  # where in the text the date stands

    def on(self, now: datetime, year: int) -> datetime | None:
        """The moment in Beijing time; `year` stands in for one not given. None where no day is given or it does not exist."""
        day = self.date(now, year)
        return None if day is None else datetime.combine(day, self.at or time(0), tzinfo=now.tzinfo) + self.ahead

    def _year(self, now: datetime, year: int) -> int:
        return self.year or (year if self.years_on is None else now.year + self.years_on)

    def date(self, now: datetime, year: int) -> date | None:
        """The day without its hour; the first of a month where only the month is given; None where there is no month."""
        if self.weekday is not None:
            monday = now.date() - timedelta(days=now.weekday())
            day = monday + timedelta(days=self.weekday, weeks=self.weeks_on)
            return day if day >= now.date() else day + timedelta(weeks=1)
        if self.offset is not None:
            return now.date() + timedelta(days=self.offset)
        month = self.month or (now.month if self.day else None)
        if month is None:
            return None
        try:
            return date(self._year(now, year), month, self.day or 1)
        except ValueError:
            return None


def _number(text: str) -> str:
    """A Chinese numeral below 1000 in digits."""
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (_DIGIT.get(hundreds, 0) if hundreds else 0)
    value += 10 * (_DIGIT.get(tens, 1) if tens else 1) if ten else 0
    return str(value + _DIGIT.get(ones[-1:], 0)) if ten or hundreds else "".join(str(_DIGIT.get(c, "")) for c in text)


def digits(text: str) -> str:
    """The text with the Chinese numerals of dates, times and counts in digits."""
    text = _NO_CLOCK.sub("一些", text)
    text = _CN_YEAR.sub(lambda m: "".join(str(_DIGIT[c]) for c in m.group()), text)
    text = _CN_MINUTE.sub(lambda m: _number(m.group().lstrip("零")), text)
    return _CN_NUMBER.sub(lambda m: _number(m.group()), text)


def _year(found: str | None) -> int | None:
    if found is None:
        return None
    year = int(found)
    return year if year > 99 else year + (1900 if year > 60 else 2000)


def _clock(found: re.Match[str]) -> time:
    hour, part = int(found["h"]) % 24, found["part"] or ""
    if _is_midnight(found):
        return time(0)
    if part in _AFTERNOON and hour < 12 and not (part.startswith("夜") and hour < 6):
        hour += 12
    elif part == "中午" and hour < 3:
        hour += 12
    half = found["half"] or ""
    minute = int(found["mm"] or {"半": 30, "一刻": 15, "多": 1}.get(half, re.sub(r"\D", "", half) or 0))
    return time(hour, minute)


def _times(text: str) -> list[tuple[int, time, timedelta]]:
    """Where a time of day stands, the time, and a day more for midnight at its end (24点, 夜里12点)."""
    return [(m.start(), _clock(m), timedelta(days=_is_midnight(m))) for m in _TIME.finditer(text)]


def _is_midnight(found: re.Match[str]) -> bool:
    night = (found["part"] or "") in ("晚上", "晚", "夜里", "夜")
    return found["h"] == "24" or (found["h"] == "12" and night)


_YEARS_ON = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "当年": 0, "明年": 1}


def _years_on(before: str) -> int | None:
    return next((years for word, years in _YEARS_ON.items() if before.rstrip("的 ").endswith(word)), None)


def _is_date(found: re.Match[str]) -> bool:
    """Whether the pattern, loose because people are, really met a date: 10月, 8.30, 2022.05, but not a bare number."""
    return bool("月" in found.group() or found["d"] or (found["y"] and len(found["y"]) == 4 and "年" not in found.group()))


def moments(text: str) -> tuple[Moment, ...]:
    """All dates in the text in order, each with the time of day that follows it; a time alone is a moment of today."""
    xinjiang = ("新疆时间" in text or "乌鲁木齐时间" in text) and "北京时间" not in text
    ahead = XINJIANG_BEHIND if xinjiang else timedelta()
    found: list[tuple[int, int, Moment]] = []
    for match in _DATE.finditer(text):
        if _is_date(match):
            day = int(match["d"]) if match["d"] else None
            moment = Moment(_year(match["y"]), int(match["m"]), day, years_on=_years_on(text[: match.start()]))
            found.append((match.start(), match.end(), moment))
    for match in _YEAR_PART.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in found):
            month = 1 if match["part"] in ("初", "年初") else 12
            shift = _YEARS_ON.get(match["on"] or "")
            found.append((match.start(), match.end(), Moment(_year(match["y"]), month, years_on=shift)))
    for match in _DAY.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in found):
            found.append((match.start(), match.end(), Moment(day=int(match["d"]))))
    for word, offset in _RELATIVE.items():
        at = text.find(word)
        if at >= 0 and not any(start <= at < end for start, end, _ in found):
            found.append((at, at + len(word), Moment(offset=offset)))
    for match in _WEEKDAY.finditer(text):
        day = "一二三四五六日".find(match["d"].replace("天", "日").translate(_WEEK))
        found.append((match.start(), match.end(), Moment(weekday=day, weeks_on=1 if match["next"] else 0)))
    found.sort(key=lambda f: f[0])
    return _with_times(found, _times(text), ahead)


def _with_times(found: list[tuple[int, int, Moment]], times: list[tuple[int, time, timedelta]], ahead: timedelta) -> tuple[Moment, ...]:
    result = []
    for position, (start, end, moment) in enumerate(found):
        until = found[position + 1][0] if position + 1 < len(found) else 10**9
        at, more = next(((clock, more) for where, clock, more in times if start <= where < until), (None, timedelta()))
        result.append(replace(moment, at=at, ahead=ahead + more if at else timedelta(), span=(start, end)))
    if not found and times:
        result.append(Moment(offset=0, at=times[0][1], ahead=ahead + times[0][2]))
    return tuple(result)


def years(text: str) -> tuple[int, ...]:
    """Years named in the text, two digits before 年 included."""
    return tuple(dict.fromkeys(y for m in _YEAR.finditer(text) if (y := _year(m["y"])) is not None))


def without_dates(text: str) -> str:
    """The text with dates and times of day replaced by one sign each, for comparing wordings."""
    text = _DATE.sub(lambda m: "#日" if _is_date(m) else m.group(), text)
    text = _DAY.sub("#日", text)
    text = _TIME.sub("#时", text)
    return re.sub(r"(?:(?:20|19)\d\d|\b\d\d(?=年))(?:年度?|届)?", "", text)
