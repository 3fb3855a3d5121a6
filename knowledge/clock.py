"""Reads the times of day of a text: 18:00, 下午六点半, 夜里12点, 新疆时间下午四点, 半夜."""

import re
from dataclasses import dataclass, replace
from datetime import time, timedelta

from knowledge.moments import Moment

XINJIANG_BEHIND = timedelta(hours=2)  # 新疆时间 is two hours behind Beijing time
_PARTS = "凌晨|清早|早上|早晨|一早|上午|中午|下午|傍晚|大?半夜|深夜|夜里|晚上|(?<=[今明昨前])[早晚夜]"
HOUR = re.compile(
    rf"(?:(?P<part>{_PARTS}|[早晚夜])(?:大概|大约|差不多|快|约|都|才|就|已经)?)?\s*"
    r"(?P<h>[01]?\d|2[0-4])(?:[::](?P<mm>[0-5]\d)|\s*[点时](?!候|间|段|长)(?P<half>半|多|[一1三3]刻|[0-5]?\d分?)?)"
)
_PART_ALONE = re.compile(rf"(?P<part>{_PARTS})")
_ZONE = re.compile(r"(?P<xinjiang>新疆时间|乌鲁木齐时间|乌市时间|新疆的时间|本地时间|当地时间)|北京时间")
_WANTED = re.compile(r"[^,，。\d京疆]{0,4}(?:几|多少|啥时|什么时)")
_WANTED_BEFORE = re.compile(r"(?:换算?成?|折合?成?|等于|相当于|合)[^,，。\d]{0,3}$")
_CLOSES = re.compile(r"\s*(?:就|前|才|准时)?(?:截止|关)")  # 18点截止 is no hour at which somebody does something
_SAME_PART = re.compile(r"[^,，。;；]*$")
_EARLY = ("凌晨", "早", "上午", "半夜", "夜里")
_NIGHT = ("晚", "夜")
_OFFICE_STARTS = 8  # 六点半 is in the afternoon unless somebody says morning: nobody asks for an office's hour before this one
_MINUTES = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45, "多": 1}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a text, or only a part of the day; `ahead` is added to reach Beijing time, and a day for a midnight
    at the end of its day (24点, 夜里12点)."""

    start: int
    at: time | None
    part: str = ""
    ahead: timedelta = timedelta()

    def on(self, moment: Moment) -> Moment:
        """A moment at this time."""
        return replace(moment, at=self.at, part=self.part, ahead=self.ahead)


def clocks(text: str) -> list[Clock]:
    """The times of day in a text in order, and the parts of a day that have no hour."""
    hours = [m for m in HOUR.finditer(text) if not _CLOSES.match(text, m.end())]
    found = [Clock(m.start(), _at(m, text), ahead=_zone(text, m.start()) + timedelta(days=_is_midnight(m))) for m in hours]
    taken = [range(m.start(), m.end()) for m in HOUR.finditer(text)]
    parts = (m for m in _PART_ALONE.finditer(text) if not any(m.start() in one for one in taken))
    found += [Clock(m.start(), None, m["part"]) for m in parts]
    return sorted(found, key=lambda clock: (clock.at is None, clock.start))


def _zone(text: str, start: int) -> timedelta:
    """What is added to a time to reach Beijing time, by the zone named last before it, else first after it; not by one into
    which it shall be converted."""
    zones = [m for m in _ZONE.finditer(text) if not (_WANTED.match(text, m.end()) or _WANTED_BEFORE.search(text[: m.start()]))]
    before = [zone for zone in zones if zone.start() <= start]
    zone = before[-1] if before else zones[0] if zones else None
    return XINJIANG_BEHIND if zone is not None and zone["xinjiang"] else timedelta()


def _at(found: re.Match[str], text: str) -> time:
    hour, part = int(found["h"]) % 24, found["part"] or ""
    if _is_midnight(found) or (part == "凌晨" and hour == 12):
        hour = 0
    elif hour < 12 and _is_later(part, hour, found, text):
        hour += 12
    half = found["half"] or ""
    minute = int(found["mm"] or _MINUTES.get(half, re.sub(r"\D", "", half) or 0))
    return time(hour, minute)


def _is_later(part: str, hour: int, found: re.Match[str], text: str) -> bool:
    """Whether an hour below twelve is one of the afternoon or of the evening."""
    if part == "中午":
        return hour < 3
    if any(word in part for word in _NIGHT):
        return not ("夜" in part and hour < 6)
    if part:
        return part in ("下午", "傍晚")
    said_before = _SAME_PART.search(text[: found.start()])
    early = said_before is not None and any(word in said_before.group() for word in _EARLY)
    return 0 < hour < _OFFICE_STARTS and not found["h"].startswith("0") and not early


def _is_midnight(found: re.Match[str]) -> bool:
    night = any(word in (found["part"] or "") for word in _NIGHT)
    return found["h"] == "24" or (found["h"] == "12" and night)
