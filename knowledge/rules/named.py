"""The windows that a text names, each with the end that is meant: 申报截止到纸质开始 names the close of one, the opening of
the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knowledge import lexicon
from knowledge.deadlines import begins, ends
from knowledge.moments import Moment
from knowledge.rules.case import Case
from notices.schema import Fact, Window

Edge = Literal["opens", "closes", ""]
KINDS = ("apply", "review", "paper", "payment", "defence", "meeting")
OFFICES = ("paper", "payment")  # windows for which one goes somewhere
_AFTER, _BEFORE = 7, 3  # characters after a window's name, and before it, in which its end is named


@dataclass(frozen=True, slots=True)
class Named:
    """A window of the notice that the text names at a place, and which end; none where the text does not say."""

    fact: Fact
    window: Window
    edge: Edge
    start: int

    def day(self, otherwise: Edge) -> date | None:
        """The day of the end that is meant, or of another one where none is named."""
        edge = self.edge or otherwise
        return opening(self.window) if edge == "opens" else closing(self.window)


def opening(window: Window) -> date | None:
    """The first day, where the notice gives it."""
    return begins(window.opens).date() if window.opens else None


def closing(window: Window) -> date | None:
    """The last day."""
    last = window.closes or window.opens
    return ends(last).date() if last else None


def named(case: Case) -> list[Named]:
    """The windows with days that the text names, in its order."""
    places = sorted({m.start(): (m.end(), kind) for kind in reversed(KINDS) for m in _places(case, kind)}.items())
    found = list[Named]()
    free = 0
    for number, (start, (end, kind)) in enumerate(places):
        has = case.window(kind)
        if has is None or start < free:
            continue
        until = places[number + 1][0] if number + 1 < len(places) else len(case.text)
        edge = _edge(case.text[start : min(end + _AFTER, until)]) or _edge(case.text[max(free, start - _BEFORE) : start])
        found.append(Named(*has, edge, start))
        free = end
    return found


def _places(case: Case, kind: str) -> Iterator[re.Match[str]]:
    return lexicon.cue(f"named.{kind}").finditer(case.text)


def _edge(text: str) -> Edge:
    closes, opens = lexicon.cue("edge.closes").search(text), lexicon.cue("edge.opens").search(text)
    if closes and opens:
        return "closes" if closes.start() < opens.start() else "opens"
    return "closes" if closes else "opens" if opens else ""


def names_undated(case: Case) -> bool:
    """Whether the text names the window for papers and no other, and the notice gives no day of it."""
    return any(_places(case, "paper")) and case.window("paper") is None and not named(case)


def with_month(moment: Moment, window: Window) -> Moment:
    """A day without its month is the window's own: 30号 of a window that closes on 30 August is that day."""
    if moment.month is not None or moment.day is None or moment.months_on is not None:
        return moment
    days = [d for d in (window.closes, window.opens) if d is not None]
    same = [d for d in days if d.day == moment.day] or days
    return replace(moment, month=same[0].month) if same else moment


def meant(case: Case) -> tuple[Fact, Window] | None:
    """The window that is asked about: the one named with an end or alone, else the one that was matched."""
    matched = [(fact, window) for fact, window in case.of(Window) if closing(window)]
    found = {one.window.window: one for one in named(case) if one.edge} or {one.window.window: one for one in named(case)}
    if len(found) == 1:
        [one] = found.values()
        return one.fact, one.window
    if names_undated(case):
        return None
    return matched[0] if matched else None


def holding(case: Case, day: date) -> tuple[Fact, Window] | None:
    """The window that a day is likely asked about for: one that ends on it, else one that holds it, else that for applying."""
    known = [(fact, window) for fact, window in case.all_of(Window) if closing(window)]
    known.sort(key=lambda one: one[1].window == "review")  # which is not for applicants to go to
    ending = [one for one in known if day in (closing(one[1]), opening(one[1]))]
    within = [one for one in known if (opening(one[1]) or day) <= day <= (closing(one[1]) or day)]
    return next(iter((*ending, *within)), case.window("apply"))
