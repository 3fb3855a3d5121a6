"""Pictures for the chat, as PNG: how far a checklist has come, and its dates along an axis with today's mark.

They are drawn by templates (picture-*.svg.j2) 1080 units wide, where letters of 32 can be read on a phone at arm's length. A
drawing takes some milliseconds and its PNG a tenth of a second, which may be left to a process (see `rendering`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import texts
from bot.documents import lettering
from bot.documents.axis import axis, dated, mark, season, ticks
from bot.documents.card import card
from bot.documents.rendering import Paint, png
from bot.messages import Progress
from knowledge.checklist.model import Checklist
from knowledge.deadlines import beijing

WIDTH = 1080  # units of the drawings
LEFT, RIGHT = 54.0, 1026.0  # units, between which things are drawn
MOST_FAR = 6  # of those far from the season
MOST_ROWS = 20  # of a timeline; beyond, the picture would be too long for a phone: the earliest are left out


def progress(checklist: Checklist, progress: Progress, now: datetime, paint: Paint = png) -> bytes:
    """A card: how much of the list is done, by group, and what comes next with its deadline. Raises `NoChineseFont`."""
    return paint(progress_drawing(checklist, progress, now), lettering.fonts().files)


def progress_drawing(checklist: Checklist, progress: Progress, now: datetime) -> str:
    """The card as SVG."""
    return _drawn("progress", {"checklist": checklist, "card": card(checklist, progress, now), "now": beijing(now)})


def timeline(checklist: Checklist, now: datetime, paint: Paint = png) -> bytes:
    """The entries along a time axis, a row each; those far from them and those without a day are listed below. Raises
    `NoChineseFont`."""
    return paint(timeline_drawing(checklist, now), lettering.fonts().files)


def timeline_drawing(checklist: Checklist, now: datetime) -> str:
    """The timeline as SVG."""
    near, far = season(dated(checklist, now))
    shown = near[-MOST_ROWS:]
    along = axis(shown, now, LEFT, RIGHT) if shown else None
    undated = [_label(entry) for entry in checklist.entries if entry.first is None and entry.last is None]
    listed = {"far": far[-MOST_FAR:], "undated": undated, "more": len(near) - len(shown) + len(far[:-MOST_FAR])}
    drawn = {"axis": along, "ticks": ticks(along) if along else [], "marks": [mark(one, along, now) for one in shown if along]}
    return _drawn("timeline", {"checklist": checklist, "now": beijing(now), **listed, **drawn})


def progress_words(checklist: Checklist, progress: Progress, now: datetime) -> str:
    """What the progress picture shows, for those who cannot see it and where it cannot be drawn."""
    return texts.words("picture-progress", {"checklist": checklist, "progress": progress, "now": beijing(now)})


def timeline_words(checklist: Checklist, now: datetime) -> str:
    """What the timeline shows, likewise."""
    return texts.words("picture-timeline", {"checklist": checklist, "now": beijing(now)})


def _drawn(name: str, data: Mapping[str, Any]) -> str:
    tools = {"lines": lettering.lines, "width": lettering.width, "plain": lettering.plain, "label": _label}
    frame = {"font": lettering.fonts().family, "WIDTH": WIDTH, "LEFT": LEFT, "RIGHT": RIGHT}
    return texts.drawing(f"picture-{name}", {**data, **tools, **frame})


def _label(entry: object) -> str:
    """What an entry is called."""
    return texts.words("picture-label", {"entry": entry})
