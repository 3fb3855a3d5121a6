"""What a question can come to, each with the clauses it rests on, and what is remembered for the next one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

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
    thread: str = ""  # what was asked last, in the form in which wordings are compared: a short turn is read with it
    shown: tuple[str, ...] = ()  # facts of the last answer: the notice's id, a space, the fact's
    earlier: tuple[str, ...] = ()  # notices of the last answers, the latest first


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
    about: str = ""  # the word about the answer before that it meets, if any: chat.source, chat.more ...


@dataclass(frozen=True, slots=True)
class Choose:
    """Several notices fit (`cards`), or one does and the question is open (`topic` is None)."""

    cards: Sequence[Card]
    topic: str | None
    context: Context
    topics: Collection[str] = ()  # all that the chosen notice speaks of, where one is chosen


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
    topics: Collection[str] = ()  # all that the chosen notice speaks of, where one is chosen


@dataclass(frozen=True, slots=True)
class Chat:
    """Not a question about notices: a greeting, thanks, abuse, a picture ..."""

    subject: str
    context: Context
    cards: tuple[Card, ...] = ()  # notices to begin with, where none is chosen
    topics: Collection[str] = ()  # all that the chosen notice speaks of, where one is chosen


@dataclass(frozen=True, slots=True)
class Original:
    """The notice itself is wanted, as it was published."""

    notice: Heading
    context: Context
    topics: Collection[str] = ()  # all that it speaks of


Outcome = Answered | Choose | Unknown | Chat | Original
MORE = "chat.more"  # asks for more than was shown before
EARLIER = 4  # notices remembered


def remembered(outcome: Outcome) -> Context:
    """What is known of a person after an outcome: its context, with what it showed."""
    if not isinstance(outcome, Answered):
        return outcome.context
    before = outcome.context.shown if outcome.about == MORE else ()
    shown = (*before, *(f"{part.notice.id} {fact.id}" for part in outcome.parts for fact in part.facts))
    notices = dict.fromkeys((*(part.notice.id for part in outcome.parts), *outcome.context.earlier))
    return replace(outcome.context, shown=shown, earlier=tuple(notices)[:EARLIER])
