"""Days and numbers as people type them. A month or a year without its day counts as its last day that is not to come, so that
no claim comes too early."""

import re
from calendar import monthrange
from datetime import date, datetime

from knowledge.checklist.model import Refusal
from knowledge.dates import moments
from knowledge.deadlines import beijing
from knowledge.relative import YEARS_ON

EARLIEST = date(1950, 1, 1)
CENTURY = 100
YEAR, HALF = 12, 6  # months
_LEAP = 2024  # a year that has 29 February
_SEPARATOR = r"\s*[年./\-]\s*"
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<y>(?:19|20)\d\d|\d\d){_SEPARATOR}(?P<m>\d{{1,2}})(?!\d)(?:\s*[月./\-]\s*(?:份\s*)?(?P<d>\d{{1,2}})?(?!\d)\s*[日号]?)?"
)
_NO_YEAR = re.compile(r"(?<![\d年./-])(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?")
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)?(?!\d)")
_WORKED = re.compile(  # 干了3年, 1年零2个月, 18个月, 半年
    r"(?<![\d年./-])(?:(?P<n>\d{1,2})\s*(?:个年头|年(?P<half>半)?(?!底|初|末|度|[./-]|\s*\d+(?!\d*个月)))"
    r"(?:(?:零|又|加)?(?P<more>\d{1,2})个月)?|(?P<months>\d{1,3})个月|(?P<half_year>半)年)"
)
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:年|届|级)?(?:毕业|参加工作|入职)?")
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<y>\d\d)(?:年(?!\s*\d)|届|级)")
_COUNT = re.compile(r"(?<![\d.-])(?P<n>\d{1,4})(?:次|回|年|个|遍)?(?!\d|\.\d)")
_ONCE = {"一": 1, "两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5}
_NEARLY = "快"


def day(text: str, now: datetime) -> str | Refusal:
    """The day that a text in its normal form names, as ISO 8601, or why it names none."""
    today = beijing(now).date()
    days = _days(text, now, today)
    if isinstance(days, Refusal):
        return days
    if not days:
        return Refusal("not-a-day")
    if len(set(days)) > 1:
        return Refusal("two-days", {"days": tuple(sorted(set(days)))})
    if days[0] > today:
        return Refusal("future", {"day": days[0], "today": today})
    if days[0] < EARLIEST:
        return Refusal("long-ago", {"day": days[0], "least": EARLIEST})
    return days[0].isoformat()


def _days(text: str, now: datetime, today: date) -> list[date] | Refusal:
    """All days that a text names, each way of writing tried before the looser ones."""
    written = [*_COMPACT.finditer(text), *_WRITTEN.finditer(text)]
    if written:
        found = [(m, _written(m, today)) for m in written]
        wrong = next((m.group().strip() for m, one in found if one is None), None)
        return Refusal("no-such-day", {"said": wrong}) if wrong else [one for _, one in found if one is not None]
    if (worked := _WORKED.search(text)) is not None and _NEARLY not in text:
        return [_ago(_months(worked), today)]
    return _told(text, now, today) or _in_year(text, today) or _without_year(text)


def _without_year(text: str) -> list[date] | Refusal:
    """Why a day that gives no year is none."""
    if (found := _NO_YEAR.search(text)) is None:
        return []
    try:
        date(_LEAP, int(found["m"]), int(found["d"]))
    except ValueError:
        return Refusal("no-such-day", {"said": found.group().strip()})
    return Refusal("no-year", {"said": found.group().strip()})


def _written(found: re.Match[str], today: date) -> date | None:
    """A date in figures; None where there is no such day."""
    month, given = int(found["m"]), found["d"]
    year = _full_year(int(found["y"]), today)
    try:
        first = date(year, month, int(given or 1))
    except ValueError:
        return None
    return first if given else _last(first.replace(day=monthrange(year, month)[1]), first, today)


def _last(last: date, first: date, today: date) -> date:
    """The last day of a month or a year, or today where it is not over."""
    return min(last, today) if first <= today else last


def _full_year(year: int, today: date) -> int:
    """A year of two digits in the century in which it is not to come."""
    if year >= CENTURY:
        return year
    return year + 2000 if year + 2000 <= today.year + 1 else year + 1900


def _months(worked: re.Match[str]) -> int:
    """How many months of work a text tells."""
    if worked["months"] or worked["half_year"]:
        return int(worked["months"] or HALF)
    return int(worked["n"]) * YEAR + HALF * bool(worked["half"]) + int(worked["more"] or 0)


def _ago(months: int, today: date) -> date:
    """The day on which so many full months ended today began."""
    year, month = divmod(today.year * YEAR + today.month - 1 - months, YEAR)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _told(text: str, now: datetime, today: date) -> list[date]:
    """Days told in other ways: 去年7月1号, 前年9月, 上个月. One that gives no year tells no day."""
    found = list[date]()
    for moment in moments(text):
        if moment.year is None and moment.years_on is None and moment.offset is None and moment.months_on is None:
            continue
        one = moment.date(now, today.year)
        if one is None:
            continue
        whole = moment.day is None and moment.month is not None and not moment.last
        found.append(_last(one.replace(day=monthrange(one.year, one.month)[1]), one, today) if whole else one)
    return found


def _in_year(text: str, today: date) -> list[date]:
    """The last day of a year that is named alone: 2021年, 21届, 前年."""
    years = [int(m["y"]) for m in (*_YEAR.finditer(text), *_SHORT_YEAR.finditer(text))]
    years += [today.year + on for word, on in YEARS_ON.items() if re.search(rf"(?<!大){word}" if word == "前年" else word, text)]
    full = (_full_year(year, today) for year in years)
    return [_last(date(year, 12, 31), date(year, 1, 1), today) for year in full]


def year(text: str, now: datetime, least: int, most: int) -> str | Refusal:
    """The year that a text in its normal form names (2022, 22年, 去年), within these bounds, or why it names none."""
    said = {one.year for one in _in_year(text, beijing(now).date())}
    if len(said) != 1:
        return Refusal("not-a-year")
    found = said.pop()
    return str(found) if least <= found <= most else Refusal("no-such-year", {"least": least, "most": most})


def count(text: str, is_none: bool, least: int, most: int) -> str | Refusal:
    """The number that a text says, within these bounds, or why it says none."""
    said = [int(m["n"]) for m in _COUNT.finditer(text)] or [n for word, n in _ONCE.items() if text.strip(" 次回") == word]
    if is_none:
        said = [0]
    if len(set(said)) != 1:
        return Refusal("not-a-count")
    if not least <= said[0] <= most:
        return Refusal("out-of-range", {"least": least, "most": most})
    return str(said[0])
