"""Dates and times of day in a question, as far as it gives them: 8月30号晚上八点 -> month 8, day 30, hour 20."""

import re
from calendar import monthrange
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
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里|半夜|夜)?\s*(?P<h>[01]?\d|2[0-4])(?:[::](?P<mm>[0-5]\d)|\s*[点时](?!候|间|段|长)(?P<half>半|多|[一1三3]刻|[0-5]?\d分?)?)"
)
_WEEKDAY = re.compile(r"(?P<which>上|下)?个?(?:周|星期|礼拜)(?P<d>[一二三四五六日天1-6])")
_YEAR_PART = re.compile(
    r"(?:(?<!\d)(?P<y>(?:20|19)?\d\d)年?|(?P<on>大前年|前年|去年|今年))的?(?P<part>年底|年末|年初|底|末|初)(?![级中定次步])"
)
_MONTH = re.compile(
    r"(?:(?P<m>(?<!\d)(?:1[0-2]|0?[1-9]))月份?|(?P<on>下下|下|上|这|本|当)个?月份?|(?<![年个\d])月(?=[底末]))"
    r"(?:的?(?P<last>底|末|最后[一1]天)|(?P<d>3[01]|[12]\d|0?[1-9])[号日]?(?![\d天个年]))?"
)
_MONTHS_ON = {"下下": 2, "下": 1, "上": -1}
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
    "大前天": -3,
    "前天": -2,
}
_WEEK = str.maketrans("123456", "一二三四五六")
_NIGHT = ("晚上", "晚", "夜里", "半夜", "夜")
_AFTERNOON = ("下午", "傍晚", *_NIGHT)
_MINUTES = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45, "多": 1}
_CLOSES = re.compile(r"\s*(?:就|前|才|准时)?(?:截止|关)")  # 18点截止 is no hour at which somebody does something


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is given; `offset` counts days from today where the question says 今天, 明天 ..."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    at: time | None = None
    offset: int | None = None
    years_on: int | None = None  # years from this one where the text says 去年, 今年 ...
    months_on: int | None = None  # months from this one where the text says 下个月
    last: bool = False  # the last day of the month: 月底
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
            return day if day >= now.date() or self.weeks_on else day + timedelta(weeks=1)
        if self.offset is not None:
            return now.date() + timedelta(days=self.offset)
        if self.months_on is not None:
            years_more, before = divmod(now.month - 1 + self.months_on, 12)
            return _day_in(now.year + years_more, before + 1, self)
        month = self.month or (now.month if self.day else None)
        return None if month is None else _day_in(self._year(now, year), month, self)


def _day_in(year: int, month: int, moment: Moment) -> date | None:
    """The moment's day in a month; None where it does not exist."""
    try:
        return date(year, month, monthrange(year, month)[1] if moment.last else moment.day or 1)
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
    if _is_midnight(found) or (part == "凌晨" and hour == 12):
        return time(0)
    if part in _AFTERNOON and hour < 12 and not ("夜" in part and hour < 6):
        hour += 12
    elif part == "中午" and hour < 3:
        hour += 12
    half = found["half"] or ""
    minute = int(found["mm"] or _MINUTES.get(half, re.sub(r"\D", "", half) or 0))
    return time(hour, minute)


def _times(text: str) -> list[tuple[int, time, timedelta]]:
    """Where a time of day stands, the time, and a day more for midnight at its end (24点, 夜里12点)."""
    found = (m for m in _TIME.finditer(text) if not _CLOSES.match(text, m.end()))
    return [(m.start(), _clock(m), timedelta(days=_is_midnight(m))) for m in found]


def _is_midnight(found: re.Match[str]) -> bool:
    night = (found["part"] or "") in _NIGHT
    return found["h"] == "24" or (found["h"] == "12" and night)


_YEARS_ON = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "当年": 0, "明年": 1}


def _years_on(before: str) -> int | None:
    return next((years for word, years in _YEARS_ON.items() if before.rstrip("的 ").endswith(word)), None)


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
        year = re.search(r"(?<!\d)((?:20|19)?\d\d)(?:年|[./-])$", before)
        return Moment(_year(year[1] if year else None), int(found["m"]), day, years_on=_years_on(before), last=last)
    return Moment(day=day, months_on=_MONTHS_ON.get(found["on"] or "", 0), last=last)


Placed = tuple[int, int, Moment]


def moments(text: str) -> tuple[Moment, ...]:
    """All dates in the text in order, each with the time of day that follows it; a time alone is a moment of today."""
    xinjiang = ("新疆时间" in text or "乌鲁木齐时间" in text) and "北京时间" not in text
    ahead = XINJIANG_BEHIND if xinjiang else timedelta()
    found: list[Placed] = []
    for read in (_months_said, _dates, _year_parts, _days, _relative):
        found += [one for one in read(text) if not any(start < one[1] and one[0] < end for start, end, _ in found)]
    touched = {at for start, end, _ in found for at in (start, end)}
    found += [one for one in _weekdays(text) if not touched & {one[0], one[1]}]  # 周六12号 is one day
    found.sort(key=lambda f: f[0])
    return _with_times(found, _times(text), ahead)


def _months_said(text: str) -> list[Placed]:
    return [(m.start(), m.end(), said) for m in _MONTH.finditer(text) if (said := _month_said(m, text)) is not None]


def _dates(text: str) -> list[Placed]:
    found = []
    for match in filter(_is_date, _DATE.finditer(text)):
        day = int(match["d"]) if match["d"] else None
        moment = Moment(_year(match["y"]), int(match["m"]), day, years_on=_years_on(text[: match.start()]))
        found.append((match.start(), match.end(), moment))
    return found


def _year_parts(text: str) -> list[Placed]:
    found = []
    for match in _YEAR_PART.finditer(text):
        month = 1 if match["part"] in ("初", "年初") else 12
        found.append((match.start(), match.end(), Moment(_year(match["y"]), month, years_on=_YEARS_ON.get(match["on"] or ""))))
    return found


def _days(text: str) -> list[Placed]:
    return [(m.start(), m.end(), Moment(day=int(m["d"]))) for m in _DAY.finditer(text)]


def _relative(text: str) -> list[Placed]:
    """Days counted from today; 前天 within 大前天 is none of its own."""
    found: list[Placed] = []
    for word, offset in _RELATIVE.items():
        at = text.find(word)
        if at >= 0 and not any(start <= at < end for start, end, _ in found):
            found.append((at, at + len(word), Moment(offset=offset)))
    return found


def _weekdays(text: str) -> list[Placed]:
    found = []
    for match in _WEEKDAY.finditer(text):
        day = "一二三四五六日".find(match["d"].replace("天", "日").translate(_WEEK))
        found.append((match.start(), match.end(), Moment(weekday=day, weeks_on={"下": 1, "上": -1}.get(match["which"] or "", 0))))
    return found


def _with_times(
    found: list[tuple[int, int, Moment]], times: list[tuple[int, time, timedelta]], ahead: timedelta
) -> tuple[Moment, ...]:
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
    text = _MONTH.sub(lambda m: "#日" if m["last"] or m["on"] else m.group(), text)
    text = _DATE.sub(lambda m: "#日" if _is_date(m) else m.group(), text)
    text = _DAY.sub("#日", text)
    text = _TIME.sub("#时", text)
    return re.sub(r"(?:(?:20|19)\d\d|\b\d\d(?=年))(?:年度?|届)?", "", text)
