"""Working days of publicity inside the employer: back from its end, on from its start, or within a span."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.deadlines import CalendarUnknown, ends, is_working_day, working_days_back, working_days_on
from knowledge.rules.case import Case, Verdict
from notices.schema import Fact, Publicity

_NEXT_DAY = re.compile(
    r"当天不算|当日不算|不算当天|次日起|次日算|第二天[数算起开]|第二天开始|隔天|从(\d+)[号日]开始数|不含当天|当天不计"
)
_SAME_DAY = re.compile(r"当天算|当天就算|当日算|当天也算|算上当天|含当天|算第一天|算第1天|算一天|算1天")
_START = re.compile(r"贴|挂|张榜|开始公示|起公示|公示起|公示了|上墙|公示\||\|[^|]*公示(?!到|完|结束|必须)|起$")
_END = re.compile(r"结束|为止|到\||公示到|完|期满|截止公示|必须")
_SUBMIT = re.compile(r"提交|交上|报上|申报|报送|上报|想交|想报|要交|卡着")
_ASKS_START = re.compile(
    r"最晚|最迟|倒[推数着]|哪天贴|几号贴|几号就?得贴|哪天挂|几号挂|哪天开始|几号开始|什么时候(?:开始|贴|挂)|提前几天|早几天"
)
_ASKS_ENOUGH = re.compile(r"够不够|够5|够五|够了没|满没满|够没|算不算够|合不合|够数")


def publicity(case: Case) -> Iterator[Verdict]:
    """The working days that the question asks to be counted."""
    facts = case.all_of(Publicity)
    if not facts:
        return
    fact, count = facts[0][0], facts[0][1].working_days
    try:
        yield from _counted(case, fact, count)
    except CalendarUnknown as error:
        yield Verdict("calendar-unknown", {"year": str(error)}, (fact,))


def _counted(case: Case, fact: Fact, count: int) -> Iterator[Verdict]:
    starts, finishes, submits = _roles(case)
    if starts and finishes and _ASKS_ENOUGH.search(case.text):
        yield _within(starts[0], finishes[-1], fact, count)
    elif starts and not _ASKS_START.search(case.text):
        yield _on(case, starts[0], fact, count)
    elif finishes or submits or _ASKS_START.search(case.text):
        yield from _back(case, finishes, submits, fact, count)


def _roles(case: Case) -> tuple[list[date], list[date], list[date]]:
    """The days on which publicity starts, ends, and the application goes out, by the words around each date."""
    starts, finishes, submits = [], [], []
    dated = case.dated()
    for position, (moment, day) in enumerate(dated):
        near = case.near(moment)
        if re.match(r"[^|]*\|\s*(?:起?开始数|起?算)", near):
            continue  # 从十号开始数 says how to count
        if _SUBMIT.search(near) and not _END.search(near.partition("|")[2][:5]):
            submits.append(day)
        elif _END.search(near) or (position and _ranges(case, dated[position - 1][0].span[1], moment.span[0])):
            finishes.append(day)
        elif _START.search(near) or (not _ASKS_START.search(case.text) and len(dated) <= 2):
            starts.append(day)
        else:
            submits.append(day)
    return starts, finishes, submits


def _ranges(case: Case, end: int, start: int) -> bool:
    """Whether two dates stand as 从 … 到 …."""
    return bool(re.fullmatch(r"\s*(?:到|至|-|~|—)\s*", case.text[end:start]))


def _within(first: date, last: date, fact: Fact, count: int) -> Verdict:
    days = tuple(d for n in range((last - first).days + 1) if is_working_day(d := first + timedelta(days=n)))
    return Verdict(
        "publicity-within", {"first": first, "last": last, "days": days, "count": count, "met": len(days) >= count}, (fact,)
    )


def _on(case: Case, first: date, fact: Fact, count: int) -> Verdict:
    """From the day it is put up, that day counted or not as the question says, both ways where it does not."""
    same, following = working_days_on(first, count), working_days_on(first + timedelta(days=1), count)
    apply = case.window("apply")
    close = ends(apply[1].closes).date() if apply and apply[1].closes else None
    days = following if _NEXT_DAY.search(case.text) else same
    said = bool(_NEXT_DAY.search(case.text) or _SAME_DAY.search(case.text))
    data = {"first": first, "days": days, "count": count, "other": None if said else following[-1], "close": close}
    return Verdict("publicity-on", data, (fact, *([apply[0]] if apply and close else [])))


def _back(case: Case, finishes: list[date], submits: list[date], fact: Fact, count: int) -> Iterator[Verdict]:
    """Back from the day it must be over: the one named, else the day before the application goes out or closes."""
    used = [fact]
    if not finishes and not submits:
        apply = case.window("apply")
        if apply is None or apply[1].closes is None:
            return
        used.append(apply[0])
        submits = [ends(apply[1].closes).date()]
    last = finishes[-1] if finishes else submits[-1] - timedelta(days=1)
    run = working_days_back(last, count)
    earlier = working_days_back(run[0] - timedelta(days=1), 1)[0]
    data = {"days": run, "last": last, "count": count, "submit": submits[-1] if submits else None}
    said, next_day = _SAME_DAY.search(case.text), _NEXT_DAY.search(case.text)
    yield Verdict(
        "publicity-back",
        data | {"begin": earlier if next_day else run[0], "other": None if said or next_day else earlier},
        tuple(used),
    )
