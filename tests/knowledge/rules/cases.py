"""Cases for rules: a question about a published notice, with the facts of one topic that fit its asker."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from knowledge.conditions import fits
from knowledge.deadlines import BEIJING
from knowledge.facts import Facts
from knowledge.matching import said
from knowledge.question import Question
from knowledge.rules import Case, Verdict, verdicts
from notices.contents import Loaded
from notices.shelf import load

SHELF = load()
ARCHIVES, CONSTRUCTION = "aksu-archives-2024", "aksu-construction-2024"
PARTY, POWER, HEJING = "bayingol-party-school-2023", "bayingol-power-2024", "hejing-initial-2024"

Judge = Callable[..., dict[str, dict[str, Any]]]


def case(question: Question, notice: str, topic: str, now: datetime) -> Case:
    """The case of a question that was matched to a topic."""
    facts = Facts(Loaded(SHELF[notice]))
    matched = tuple(f for f in facts.of_topic(topic) if fits(facts.asked(f), said(question))[0])
    return Case(question, facts, matched, now)


def moment(year: int, month: int, day: int, hour: int = 10, *clock: int) -> datetime:
    """A moment in Beijing; `clock` holds the minute and the second."""
    minute, second, *_ = (*clock, 0, 0)
    return datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)


def found(question: Question, notice: str, topic: str, now: datetime) -> tuple[Verdict, ...]:
    """What the rules of a topic find."""
    return verdicts(case(question, notice, topic, now), (topic,))
