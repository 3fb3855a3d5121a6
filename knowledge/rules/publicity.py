"""Working days of publicity inside the employer: back from its end, on from its start, or within a span."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from knowledge import lexicon
from knowledge.deadlines import CalendarUnknown, beijing, ends, working_days_back, working_days_between, working_days_on
from knowledge.moments import Moment
from knowledge.persons import number
from knowledge.rules.case import Case, Verdict
from notices.schema import Fact, Publicity

_ASKS_AFTER = re.compile(r"(?<=\|)(?:起|开始)*(?:公示|贴|挂)?(?:到|至)$")  # 8月23号公示到几号: the end is what is asked

_LENGTH = re.compile(
    r"(?<![\d第哪每这那几.月])(?P<n>\d{1,2}|[一两二三])个?(?:(?P<working>工作[日天])|(?:自然|日历)?[天日](?!期)|(?P<weeks>周|星期|礼拜)(?![1-6日天末]))"
    r"(?!(?:是|为|都是)?(?:周末|双休|放假|休息|不上班|节假))"
)
_ELSE_BEFORE = re.compile("审核|审批|提前|结束|[完过满]|后$|退回|举报|处理|修改")  # 公示完3天 are days after it
_ELSE_AFTER = re.compile("之?[内后前]|以[内后前]")
_OFF = re.compile(r"(?P<n>[\d一两二三])天(?:是|为|都是)?(?:周末|双休|放假|休息|不上班|节假)")
WEEK = 7  # days
_OFF = re.compile(r"[^|]*\|\s*(?:起?开始数|起?算|也?不算|休息|放假|调休上班)")

LISTED = 10  # working days of a span that are told one by one


def publicity(case: Case) -> Iterator[Verdict]:
    """The working days that the question asks to be counted."""
    facts = case.all_of(Publicity)
    elsewhere = lexicon.cue("spans.working").search(case.text) and not lexicon.cue("publicity.asks_span").search(case.text)
    beside = case.matched and "publicity.unit" not in case.matched[0].topics
    if not facts or elsewhere or (beside and not lexicon.cue("publicity.named").search(case.text)):
        return
    fact, count = facts[0][0], facts[0][1].working_days
    try:
        yield from _counted(case, fact, count)
    except CalendarUnknown as error:
        yield Verdict("calendar-unknown", {"year": str(error)}, (fact,))


def _counted(case: Case, fact: Fact, count: int) -> Iterator[Verdict]:
    starts, finishes, submits = _roles(case)
    if len(starts) == len(case.dated()) < 2 and (said := _said(case, starts, fact, count)) is not None:
        yield said
        return
    asks_end = lexicon.cue("publicity.asks_end").search(case.text)
    span = _span(case)
    judged = lexicon.cue("publicity.asks_enough").search(case.text) or any(_lengths(case.text))
    if span is not None and not asks_end and judged:
        yield _within(*span, fact, count)
    elif starts and finishes and lexicon.cue("publicity.asks_enough").search(case.text):
        yield _within(starts[0], finishes[-1], fact, count)
    elif lexicon.cue("publicity.asks_workday").search(case.text) and not asks_end:
        return  # of single days the rule of weekdays tells
    elif starts and not lexicon.cue("publicity.asks_start").search(case.text):
        yield _on(case, starts[0], fact, count)
    elif finishes or submits or lexicon.cue("publicity.asks_start").search(case.text):
        yield from _back(case, finishes, submits, fact, count)


def _lengths(text: str) -> Iterator[tuple[int, bool]]:
    """The lengths of publicity that the text gives, in days, each with whether these are working days."""
    for found in _LENGTH.finditer(text):
        before = re.split(r"[,，。;；\s]", text[: found.start()])[-1]
        if not (_ELSE_BEFORE.search(before) or _ELSE_AFTER.match(text, found.end())):
            yield number(found["n"]) * (WEEK if found["weeks"] else 1), bool(found["working"])


def _said(case: Case, starts: list[date], fact: Fact, count: int) -> Verdict | None:
    """Whether a length of publicity suffices that the text gives, without its days or from one on: 公示三天行吗."""
    asks = lexicon.cue("publicity.asks_enough").search(case.text)
    lengths = list(dict.fromkeys(_lengths(case.text)))
    own = [one for one in lengths if one != (count, True)] or list(lengths)
    own = [lengths[-1]] if lengths and lexicon.cue("publicity.anew").search(case.text) else own
    if not asks or len(own) != 1 or lexicon.cue("publicity.asks_end").search(case.text):
        return None
    [(days, working)] = own
    if off := _OFF.search(case.text):
        days, working = days - number(off["n"]), True
    if starts and working and days == count:
        return None  # when they are over is what is asked
    if starts and not working:
        return _within(starts[0], starts[0] + timedelta(days=days - 1), fact, count)
    met = False if days < count else True if working else None
    data = {"said": days, "count": count, "met": met, "working": working, "natural": "自然日" in case.text}
    return Verdict("publicity-said", data, (fact,))


def _span(case: Case) -> tuple[date, date] | None:
    """The first days that stand as 从 … 到 …, if they come in that order."""
    pairs = [(a, b) for a, b in pairwise(case.dated()) if _ranges(case, a[0].span[1], b[0].span[0]) and not _is_off(case, b[0])]
    return (pairs[0][0][1], pairs[0][1][1]) if pairs and pairs[0][0][1] <= pairs[0][1][1] else None


def _roles(case: Case) -> tuple[list[date], list[date], list[date]]:
    """The days on which publicity starts, ends, and the application goes out, by the words around each date."""
    starts: list[date] = []
    finishes: list[date] = []
    submits: list[date] = []
    dated = case.dated()
    for position, (moment, day) in enumerate(dated):
        if _is_off(case, moment):
            continue
        closes = bool(position) and _ranges(case, dated[position - 1][0].span[1], moment.span[0])
        {"start": starts, "end": finishes, "submit": submits}[_role(case, moment, closes, len(dated))].append(day)
    return starts, finishes, submits


def _is_off(case: Case, moment: Moment) -> bool:
    """Whether a day is only told of to say how to count: 从十号开始数, 10月1日至7日放假."""
    return _OFF.match(_near(case, moment)) is not None


def _near(case: Case, moment: Moment) -> str:
    return _ASKS_AFTER.sub("", case.near(moment))


def _role(case: Case, moment: Moment, closes: bool, dates: int) -> str:
    """What happens on a date, by the words before and after it; `closes` where it ends a range of dates."""
    near = _near(case, moment)
    if lexicon.cue("publicity.submit").search(near) and not lexicon.cue("publicity.end").search(near.partition("|")[2][:5]):
        return "submit"
    if moment.turn == "before" and dates > 1:
        return "end"  # 国庆前公示来得及不，今天贴
    if lexicon.cue("publicity.put_up").search(near):
        return "start"
    if closes or lexicon.cue("publicity.end").search(near):
        return "end"
    asks_start = lexicon.cue("publicity.asks_start").search(case.text)
    return "start" if lexicon.cue("publicity.start").search(near) or (not asks_start and dates <= 2) else "submit"


def _ranges(case: Case, end: int, start: int) -> bool:
    """Whether two dates stand as 从 … 到 …."""
    return bool(re.fullmatch(r"\s*(?:一直|开始|起|贴|挂|公示|为)*(?:到|至|-|~|—)+\s*", case.text[end:start]))


def _within(first: date, last: date, fact: Fact, count: int) -> Verdict:
    days = working_days_between(first, last)
    data = {"first": first, "last": last, "found": len(days), "count": count, "met": len(days) >= count}
    return Verdict("publicity-within", data | {"days": days[:LISTED]}, (fact,))


def _on(case: Case, first: date, fact: Fact, count: int) -> Verdict:
    """From the day it is put up, that day counted or not as the question says, both ways where it does not."""
    same, following = working_days_on(first, count), working_days_on(first + timedelta(days=1), count)
    apply = case.window("apply")
    close = ends(apply[1].closes).date() if apply and apply[1].closes else None
    days = following if lexicon.cue("publicity.next_day").search(case.text) else same
    said = bool(lexicon.cue("publicity.next_day").search(case.text) or lexicon.cue("publicity.same_day").search(case.text))
    other = None if said or following == same else following[-1]
    data = {"first": first, "days": days, "count": count, "other": other, "close": close}
    data["past"] = apply is not None and close is not None and ends(apply[1].closes or close) < beijing(case.now)
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
    data = over_by(last, count) | {"submit": submits[-1] if submits else None}
    said, next_day = lexicon.cue("publicity.same_day").search(case.text), lexicon.cue("publicity.next_day").search(case.text)
    data |= {"begin": data["other"]} if next_day else {}
    yield Verdict("publicity-back", data | ({"other": None} if said or next_day else {}), tuple(used))


def over_by(last: date, count: int) -> dict[str, Any]:
    """The working days of a publicity that is over on a day, and the day it is put up: `begin` where that day counts as the
    first, `other` where it does not. Raises `CalendarUnknown`."""
    run = working_days_back(last, count)
    earlier = working_days_back(run[0] - timedelta(days=1), 1)[0]
    return {"days": run, "last": run[-1], "count": count, "begin": run[0], "other": earlier}
