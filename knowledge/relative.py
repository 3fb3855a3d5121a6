"""Reads days that are counted from another one: 大后天, 下周三, 国庆后第一天, 半小时前."""

import re
from collections.abc import Iterable
from datetime import timedelta

from knowledge.deadlines import Holiday
from knowledge.moments import Moment

_WEEKDAY = re.compile(r"(?P<which>下下|上|下|这|本)?个?(?:周|星期|礼拜)(?P<d>[日天1-6])")
_HOLIDAY = re.compile(
    r"(?P<name>国庆节?|十一|中秋节?|元旦|春节|过年|五一|节|长假|假期)(?:的?(?:放假|长假|假期|假|节))?"
    r"(?:过?(?P<after>后|之后|以后|完了?|回来|结束)|(?P<before>之?前)|(?P<on>期间|那天|当天|那几天|里(?=还|能|可)"
    r"|(?:(?<=[庆秋春]节)|(?<=国庆)|(?<=中秋)|(?<=元旦)|(?<=五一))(?=能|可以|还能|上班|收|办|上不上)))"
    r"(?:的?第[一1]天|头一天|首日)?(?!扣|都?不算|除|去掉|刨)"
)
_HOLIDAYS = {"国庆": Holiday.NATIONAL, "十一": Holiday.NATIONAL, "中秋": Holiday.AUTUMN, "元旦": Holiday.NEW_YEAR}
_HOLIDAYS |= {"春节": Holiday.SPRING, "过年": Holiday.SPRING, "五一": Holiday.LABOUR}
_AGO = re.compile(
    r"(?:(?P<n>(?<!\d)\d{1,3})|(?P<few>半|[一两]))\s*个?(?P<more>半)?(?P<unit>分钟|小时|钟头)(?P<half>半)?之?前|刚刚?|刚才|这会儿?"
)
_CAME_BACK = re.compile(r"[^,，。;；]{0,6}(?:退|打回|驳回)")
_UNITS = {"分钟": timedelta(minutes=1), "小时": timedelta(hours=1), "钟头": timedelta(hours=1)}
_WEEKS_ON = {"下下": 2, "下": 1, "上": -1, "这": 0, "本": 0}
YEARS_ON = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "当年": 0, "明年": 1}
_RELATIVE = {"大后天": 3, "大前天": -3} | {
    word: offset
    for offset, words in {
        2: "后天 后日",
        1: "明天 明儿 明日 明个 明早 明晚 明儿个",
        0: "今天 今儿 今日 今个 今早 今晚",
        -1: "昨天 昨儿 昨日 昨个 昨早 昨晚 昨夜",
        -2: "前天 前日 前儿 前晚",
    }.items()
    for word in words.split()
}
_SAYS_AGAIN = re.compile(r"[是(（,，:：\s]*(?:那天)?是?$")  # 12号是周六 names one day twice
_ASKED = re.compile(r"(?:[是算逢]|[碰赶遇撞][到上]|[那这当][天日])个?$")  # 是不是礼拜天 asks for it

Placed = tuple[int, int, Moment]


def holidays(text: str) -> list[Placed]:
    """Days beside a holiday (国庆后第一天); a holiday that is only told of (中间有国庆) is no moment."""
    found = []
    for match in _HOLIDAY.finditer(text):
        holiday = _HOLIDAYS.get(match["name"].removesuffix("节"), Holiday.NEAREST)
        said = re.search(r"((?:20|19)\d\d)年?的?$", text[: match.start()])
        moment = Moment(
            year(said[1] if said else None),
            years_on=years_on(text[: match.start()]),
            holiday=holiday,
            turn="after" if match["after"] else "before" if match["before"] else "on",
        )
        found.append((match.start(), match.end(), moment))
    return found


def relative(text: str) -> list[Placed]:
    """Days counted from today; 前天 within 大前天 is none of its own."""
    found: list[Placed] = []
    for word, offset in _RELATIVE.items():
        at = text.find(word)
        if at >= 0 and not any(start <= at < end for start, end, _ in found):
            found.append((at, at + len(word), Moment(offset=offset)))
    return found


def weekdays(text: str) -> list[Placed]:
    """Days of the week: 周五, 下周三."""
    found = []
    for match in _WEEKDAY.finditer(text):
        day = 6 if match["d"] in "日天" else int(match["d"]) - 1
        found.append((match.start(), match.end(), Moment(weekday=day, weeks_on=_WEEKS_ON.get(match["which"] or ""))))
    return found


def is_told(text: str, weekday: Placed, found: Iterable[Placed]) -> bool:
    """Whether a weekday is only told of a date beside it (周六12号, 10月7号是周六) or asked of one (那天是不是周六)."""
    start, end, _ = weekday
    again = any(
        (end <= first and not text[end:first].strip()) or (last <= start and _SAYS_AGAIN.match(text[last:start]))
        for first, last, _ in found
    )
    return again or _ASKED.search(text[:start]) is not None


def ago(text: str) -> list[Placed]:
    """When something came back that is told to have come back just now or so long ago."""
    return [(m.start(), m.end(), Moment(ago=_span_of(m))) for m in _AGO.finditer(text) if _CAME_BACK.match(text, m.end())][:1]


def _span_of(found: re.Match[str]) -> timedelta:
    if not found["unit"]:
        return timedelta()
    few = {"半": 0.5, "一": 1, "两": 2}.get(found["few"] or "", 0)
    halves = 0.5 * bool(found["more"] or found["half"])
    return (int(found["n"] or 0) + few + halves) * _UNITS[found["unit"]]


def year(found: str | None) -> int | None:
    """A year of two digits or four."""
    if found is None:
        return None
    year = int(found)
    return year if year > 99 else year + (1900 if year > 60 else 2000)


def years_on(before: str) -> int | None:
    """The years from this one that the words before a date say: 去年 is -1."""
    return next((years for word, years in YEARS_ON.items() if before.rstrip("的 ").endswith(word)), None)
