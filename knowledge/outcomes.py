"""What a question can come to, each with the clauses it rests on, and what is remembered for the next one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.deadlines import WindowState
from knowledge.question import Question
from knowledge.rules import Verdict
from notices.contents import Card
from notices.schema import Caution, Fact, Heading


@dataclass(frozen=True, slots=True)
class Context:
    """What is known from a person's earlier turns. `question` holds what they said of themselves and of what they want,
    `told` what they said before they asked anything."""

    notice: str | None = None
    subject: str | None = None
    question: Question | None = None
    asked: str | None = None  # the text of an unanswered question, while the assistant waits to hear which notice
    told: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one notice says: verdicts of its rules first, then facts, then cautions, and how its season stands."""

    notice: Heading
    facts: tuple[Fact, ...]
    topics: Collection[str] = ()  # all topics that the notice speaks of
    verdicts: tuple[Verdict, ...] = ()
    cautions: tuple[Caution, ...] = ()
    season: WindowState | None = None
    unsure: bool = False  # nothing fits well: these are the nearest facts, of whatever topic
    asked_year: int | None = None  # the year that it is, where the question means it and the notice is of another


@dataclass(frozen=True, slots=True)
class Answered:
    """Facts of one notice, or of a few side by side."""

    parts: tuple[Part, ...]
    topic: str
    context: Context


@dataclass(frozen=True, slots=True)
class Choose:
    """Several notices fit (`cards`), or one does and the question is open (`topic` is None)."""

    cards: Sequence[Card]
    topic: str | None
    context: Context


@dataclass(frozen=True, slots=True)
class Unknown:
    """No notice says it. `reason` is one of outside, unsaid, open (the notice leaves just this open), place, series, route,
    level, year, unclear, human; `facts` are what the notice does say near it."""

    reason: str
    context: Context
    topic: str | None = None
    near: tuple[Card, ...] = ()
    notice: Heading | None = None
    contacts: tuple[Fact, ...] = ()
    cautions: tuple[Caution, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """Not a question about notices: a greeting, thanks, abuse, a picture ..."""

    subject: str
    context: Context
    cards: tuple[Card, ...] = ()  # notices to begin with, where none is chosen


Outcome = Answered | Choose | Unknown | Chat
