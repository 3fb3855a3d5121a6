"""All dates of a notice at once: 时间安排, 各个窗口时间."""

from knowledge import lexicon
from knowledge.facts import Facts
from knowledge.following import WINDOWS
from knowledge.inquiry import Inquiry
from knowledge.outcomes import Part
from knowledge.question import Question
from knowledge.showing import when
from notices.schema import Fact, Window

MOST = 7  # facts in one answer


def asks_dates(question: Question) -> bool:
    """Whether all that is asked is when everything is."""
    return lexicon.cue("schedule").fullmatch(question.whole) is not None


def schedule(inquiry: Inquiry, facts: Facts) -> Part | None:
    """What a notice says of its windows, in the order of its procedure; None where the question is not about all of them, or it
    has none."""
    if not asks_dates(inquiry.question):
        return None
    told = tuple(sorted(facts.of_kind(Window), key=_place))[:MOST]
    seen, year = when(facts, inquiry)
    return Part(facts.notice, told, facts.topics, season=seen, asked_year=year) if told else None


def _place(fact: Fact) -> int:
    return WINDOWS.index(fact.data.window) if isinstance(fact.data, Window) else len(WINDOWS)
