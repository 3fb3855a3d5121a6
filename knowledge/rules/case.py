"""What rules are given and what they give back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar

from knowledge import lexicon
from knowledge.deadlines import begins, beijing, ends
from knowledge.facts import Facts
from knowledge.moments import Moment
from knowledge.question import Question
from notices.schema import Fact, Window

D = TypeVar("D")
WORDS_BEFORE, WORDS_AFTER = 7, 8  # characters around a date that tell what happens on it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule finds. `key` names the template that words it, `data` holds the steps, `facts` what it rests on."""

    key: str
    data: Mapping[str, Any] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the notice it is about, the facts that were matched, best first, and the moment."""

    question: Question
    facts: Facts
    matched: tuple[Fact, ...]
    now: datetime

    @property
    def text(self) -> str:
        """The question in its normal form."""
        return self.question.text

    @property
    def year(self) -> int:
        """The year that a date without one is taken to be in: the notice's."""
        return self.facts.notice.year

    @property
    def today(self) -> date:
        """The day in Beijing."""
        return beijing(self.now).date()

    def of(self, kind: type[D]) -> list[tuple[Fact, D]]:
        """Matched facts whose data is of a kind, with it."""
        return [(f, f.data) for f in self.matched if isinstance(f.data, kind)]

    def all_of(self, kind: type[D]) -> list[tuple[Fact, D]]:
        """All facts of the notice whose data is of a kind, with it."""
        return [(f, f.data) for f in self.facts.of_kind(kind) if isinstance(f.data, kind)]

    def said(self, name: str) -> Sequence[str]:
        """What the asker said of a condition."""
        return self.question.conditions.get(name, ())

    def says(self, *words: str) -> bool:
        """Whether the text holds one of the words."""
        return any(word in self.text for word in words)

    def window(self, kind: str) -> tuple[Fact, Window] | None:
        """The notice's window of a kind, if it has one with days."""
        return next(((f, w) for f, w in self.all_of(Window) if w.window == kind and (w.opens or w.closes)), None)

    def dated(self) -> list[tuple[Moment, date]]:
        """The moments of the text that name a day, each with the day."""
        found = ((m, self.day(m)) for m in self.question.moments if m.names_day)
        return [(m, d) for m, d in found if d is not None]

    def day(self, moment: Moment) -> date | None:
        """A moment's day; a day without its month lies in the application window where it can."""
        return self.placed(moment).date(self.now, self.year)

    def placed(self, moment: Moment) -> Moment:
        """The moment with the week or the month that it leaves out: of what happened on a Friday that was the last one."""
        if moment.weekday is not None and moment.weeks_on is None and lexicon.cue("happened").search(self.near(moment)):
            return replace(moment, weeks_on=0 if moment.weekday <= self.today.weekday() else -1)
        if moment.month is not None or moment.day is None or moment.months_on is not None:
            return moment
        return replace(moment, month=self._month(moment.day, self.near(moment)))

    def _month(self, day: int, near: str) -> int:
        """The month in which a bare day lies: that of a date before it in the text, else this one while applications are
        open, else one within the season."""
        named = [m.month for m in self.question.moments if m.month is not None]
        if named:
            return named[-1]
        window = self.window("apply")
        months = [self.now.month]
        if window is not None and window[1].opens and window[1].closes:
            opens, closes = begins(window[1].opens).date(), self._season_ends(window[1].closes)
            if opens <= self.today <= closes:
                return _this_or_last(self.today, day, near)
            within = [m for m in range(opens.month, closes.month + 1) if _lies(self.year, m, day, opens, closes)]
            months = within if within and self.now.month not in within else months
        return months[-1]

    def _season_ends(self, closes: date | datetime) -> date:
        """The day on which applications close; for what comes back from review, the last day of that where it is later."""
        review = self.window("review") if self.question.returned else None
        last = [review[1].closes] if review and review[1].closes else []
        return max(ends(one).date() for one in (closes, *last))

    def dated_in(self, moment: Moment) -> date | None:
        """A moment's day; one that gives no year takes that of the moment before it in the text, else the notice's."""
        before = [m.year for m in self.question.moments if m.span < moment.span and m.year is not None]
        if lexicon.cue("service.applies").search(self.near(moment)):
            before = []  # 2022年10月20日入职，10月30日报: the application is in the notice's year
        return moment.date(self.now, before[-1] if before and moment.years_on is None else self.year)

    def near(self, moment: Moment) -> str:
        """The words just before and after a moment, within its part of the text."""
        start, end = moment.span
        before = self.text[max(0, start - WORDS_BEFORE) : start]
        after = self.text[end : end + WORDS_AFTER]
        for sign in ",，。;；、?？ ":
            before, after = before.rpartition(sign)[2], after.partition(sign)[0]
        after = re.split("[哪几何]|什么", after)[0]  # 8月23号开始公示哪天结束: the end is what is asked
        return f"{before}|{after}"


def _this_or_last(today: date, day: int, near: str) -> int:
    """This month, or the one before where something happened on a day that is still to come: 20号贴的."""
    supposed = lexicon.cue("supposed").search(near.partition("|")[0])
    past = day > today.day and not supposed and lexicon.cue("happened").search(near) is not None
    return (today.month - 2) % 12 + 1 if past else today.month


def _lies(year: int, month: int, day: int, first: date, last: date) -> bool:
    try:
        return first <= date(year, month, day) <= last
    except ValueError:
        return False
