"""One turn on its way to an outcome: the question with its scores, carried on from the turns before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property

from knowledge import lexicon
from knowledge.matching import asked_apart, subject_scores, with_kin
from knowledge.outcomes import Context
from knowledge.question import Question, asks, from_elsewhere, merged, understand
from knowledge.topics import TopicIndex
from knowledge.words import find
from notices.vocabulary import lineage

LONGEST_CARRIED = 24  # characters of a turn that can consist of names and conditions alone
LONGEST_STATEMENT = 32  # characters of a turn that only tells something
SHORT = 10  # characters of a turn that may lean on the one before
ASKED_ANYWAY = -0.3  # the score from which a turn without a question's words asks all the same
ASKED_OUTSIDE = 0.4  # the same for subjects that no notice answers, which stories touch more easily
FAINT = 0.1  # the score below which a short turn that says something of the asker carries the question before on
TOLD = 200  # characters of what was told that are kept


@cache
def _topics(subjects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(subject for subject in subjects if not subject.startswith(("outside.", "chat.")))


@dataclass(frozen=True)
class Inquiry:
    """A question with how much it speaks for each subject. `asked` is the text that asks: an earlier one where this turn
    only says which notice is meant. `apart` are topics that parts of the text ask for on their own."""

    question: Question
    scores: Mapping[str, float]
    context: Context
    now: datetime
    asked: str
    apart: tuple[str, ...] = ()

    @cached_property
    def topics(self) -> dict[str, float]:
        """The scores of what notices speak of."""
        return {subject: self.scores[subject] for subject in _topics(tuple(self.scores))}

    @cached_property
    def topic(self) -> str:
        """The best of those."""
        return max(self.topics, key=self.topics.__getitem__)

    @cached_property
    def best(self) -> str:
        """The best subject of all."""
        return max(self.scores, key=self.scores.__getitem__)


def read(text: str, context: Context, index: TopicIndex) -> Question:
    """The question of a turn, with what was told before anything was asked."""
    question = understand(text, index.sounds)
    if context.notice is not None:
        question = from_elsewhere(question)
    if _asks_of_return(question, context):
        assert context.question is not None
        both = understand(f"{context.question.text}，{text}", index.sounds)
        return replace(question, text=both.text, moments=both.moments, returned=True)
    if not context.told:
        return question
    whole = understand(f"{context.told}，{text}", index.sounds)
    return replace(
        whole,
        asked=question.asked,
        places=question.places or whole.places,
        series=question.series or whole.series,
        jobs=question.jobs or whole.jobs,
        conditions={**whole.conditions, **question.conditions},
        home=whole.places,
    )


def _asks_of_return(question: Question, context: Context) -> bool:
    """Whether a turn names a moment for an application whose return the turn before told of."""
    known = context.question
    if context.subject != "return.deadline" or known is None or not (known.returned and known.moments):
        return False
    return bool(question.moments) and not question.returned and not (question.places or question.series)


def inquire(question: Question, text: str, context: Context, now: datetime, index: TopicIndex) -> Inquiry | None:
    """The turn with its scores; None where it asks nothing but tells something, or only names a notice."""
    carried = _carries_on(question)
    if carried and context.asked is not None and context.question is not None:
        return _answering(question, context, context.asked, now, index)
    if carried and context.subject is None:
        return None
    known = context.question
    full = question if known is None else _remembering(question, known, carried, context.notice is not None)
    scores = dict.fromkeys(index.subjects, -2.0) if carried else _scores(full, context, index)
    carried = carried or _adds_to(question, context, scores)
    if carried:
        scores = with_kin(question, scores | {str(context.subject): 1.0})
        full = question if known is None else _remembering(question, known, carried, context.notice is not None)
    elif context.subject is None and _is_statement(question, scores):
        return None
    apart = () if carried else asked_apart(question, index)
    return Inquiry(full, scores, context, now, text, apart)


def _scores(question: Question, context: Context, index: TopicIndex) -> dict[str, float]:
    if question.corrects:
        after_window = (context.subject or "").startswith("window.")
        return subject_scores(replace(question, when=question.when or after_window), index)
    lean = context.subject if len(question.whole) <= SHORT else None
    return subject_scores(question, index, lean)


def _answering(question: Question, context: Context, asked: str, now: datetime, index: TopicIndex) -> Inquiry:
    """The question that waited to hear which notice is meant, now that this turn says so."""
    earlier = understand(asked, index.sounds)
    known = merged(question, context.question) if context.question else question
    full = replace(
        known, text=earlier.text, asked=earlier.asked, moments=earlier.moments or question.moments, counts=earlier.counts
    )
    return Inquiry(full, subject_scores(earlier, index), context, now, asked)


def _carries_on(question: Question) -> bool:
    """Whether a turn only carries an earlier question on: names and conditions, and no words of its own."""
    if len(question.whole) > LONGEST_CARRIED:
        return False
    rest = re.sub("[①②③]", "", question.whole)
    for word in find(rest):
        if word.meanings[0].field != lexicon.NOTHING:
            rest = rest.replace(word.word, "")
    for follow in lexicon.followups():
        rest = rest.replace(follow, "")
    return not rest and (question.names_notice() or bool(question.conditions) or bool(question.years))


def _adds_to(question: Question, context: Context, scores: Mapping[str, float]) -> bool:
    """Whether a short turn that asks nothing tells more of the asker, for the question before."""
    if context.subject not in scores or not question.conditions or asks(question):
        return False
    return len(question.whole) <= 2 * SHORT and max(scores.values()) < FAINT


def _is_statement(question: Question, scores: Mapping[str, float]) -> bool:
    """Whether a turn only tells something of the asker."""
    told = question.conditions or question.moments or question.names_notice()
    if not told or asks(question) or len(question.whole) > LONGEST_STATEMENT:
        return False
    asked = max(v for s, v in scores.items() if not s.startswith(("chat.", "outside.")))
    beside = max((v for s, v in scores.items() if s.startswith("outside.")), default=asked)
    return asked < ASKED_ANYWAY and beside < ASKED_OUTSIDE


OF_THE_APPLICATION = ("level", "route", "appraisal")  # said of what is applied for, and not of the person


def _remembering(question: Question, known: Question, carried: bool, chosen: bool) -> Question:
    """The question with what the person said of themselves before; what they said of the application only where the turn
    names no other notice; what names notices only while none is chosen."""
    names = bool(question.places or question.series or question.jobs)
    dropped = ("route",) if names and carried else OF_THE_APPLICATION if names else () if carried else ("appraisal",)
    conditions = {k: v for k, v in known.conditions.items() if k not in dropped} | dict(question.conditions)
    if not names and not chosen:
        question = replace(question, places=known.places, series=known.series, jobs=known.jobs)
    return replace(
        question,
        conditions=conditions,
        home=_home(question, known),
        moments=question.moments or (known.moments if carried else ()),
        years_named=question.years_named or (known.years_named if carried else ()),
    )


def _home(question: Question, known: Question) -> tuple[str, ...]:
    """Counties that the person named, of themselves: a new one replaces those before."""
    new = _counties((*question.places, *question.home))
    return new or _counties((*known.places, *known.home))


def _counties(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for p in places if len(lineage("places", p)) > 2))
