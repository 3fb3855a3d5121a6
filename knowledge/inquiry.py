"""One turn on its way to an outcome: the question with its scores, carried on from the turns before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, cached_property

from knowledge import lexicon
from knowledge.following import SHORT, Follows, adds_to, follows, is_statement, other_window, remembering, stands_alone
from knowledge.matching import AGAIN, SEEN, Turned, said
from knowledge.outcomes import Context
from knowledge.question import Question, merged, understand
from knowledge.subjects import asked_apart, foremost, subject_scores, with_kin
from knowledge.topics import TopicIndex

BESIDE = 0.29  # the score of subjects of the same group where a turn says something new of the asker (企业的呢)
UNCLEAR = 0.2  # a turn whose own words say less leaves behind what was shown just before
BRIEF = 14  # characters of a turn that is read together with what was asked before it
OWN = 0.45  # unless its own words already speak so clearly for a subject
JOINED = 0.3  # what a subject of both together loses against one of the turn alone
THREAD = 40  # characters of what was asked that are kept
TOLD = 200  # characters of what was told that are kept


@cache
def _topics(subjects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(subject for subject in subjects if not subject.startswith(("outside.", "chat.")))


@dataclass(frozen=True)
class Inquiry:
    """A question with how much it speaks for each subject. `asked` is the text that asks: an earlier one where this turn
    only says which notice is meant. `apart` are the topics that each part of the text may ask for on its own."""

    question: Question
    scores: Mapping[str, float]
    context: Context
    now: datetime
    asked: str
    apart: tuple[tuple[str, ...], ...] = ()
    turned: Turned = field(default_factory=Turned)  # what it leaves behind of the answer before
    thread: str = ""  # what a short turn after this one is to be read with
    own: Mapping[str, float] = field(default_factory=dict)  # the scores of this turn's words alone, where others are leant on

    @cached_property
    def topics(self) -> dict[str, float]:
        """The scores of what notices speak of."""
        return {subject: self.scores[subject] for subject in _topics(tuple(self.scores))}

    @cached_property
    def topic(self) -> str:
        """The best of those."""
        return foremost(self.topics)

    @cached_property
    def best(self) -> str:
        """The best subject of all."""
        return foremost(self.scores)


@dataclass(frozen=True, slots=True)
class _Turn:
    """What a turn is read from."""

    question: Question
    text: str
    context: Context
    now: datetime
    index: TopicIndex


def inquire(question: Question, text: str, context: Context, now: datetime, index: TopicIndex) -> Inquiry | None:
    """The turn with its scores; None where it asks nothing but tells something, or only names a notice."""
    turn = _Turn(question, text, context, now, index)
    if (window := other_window(question, context)) is not None:
        return _going_on(replace(turn, context=replace(context, subject=window)), Follows.AGAIN)
    how = follows(question, context)
    if how is Follows.OTHERWISE and context.asked is not None and context.question is not None:
        return _answering(turn, context.asked, context.question)
    if how is Follows.OTHERWISE and context.subject is None:
        return None
    return _of_its_own(turn) if how is Follows.NOT or _is_about_answer(turn, how) else _going_on(turn, how)


def _is_about_answer(turn: _Turn, how: Follows) -> bool:
    """Whether what looks like the question before asked again is a word about its answer: 就这些吗, 再说一遍."""
    best = turn.index.subjects[int(turn.index.linear(turn.question.whole).argmax())]
    return how is Follows.AGAIN and best.startswith("chat.")


def _of_its_own(turn: _Turn) -> Inquiry | None:
    """What a turn with words of its own asks; None where they only tell something."""
    question, context = turn.question, turn.context
    full = remembering(question, context, goes_on=False)
    own, scores = _scores(full, context, turn.index, lean=None if stands_alone(question, context) else context.subject)
    if adds_to(question, context, scores):
        return _going_on(turn, Follows.OTHERWISE)
    if context.subject is None and is_statement(question, scores):
        return None
    turned = Turned(_left_behind(full, scores, context), loss=SEEN if max(own.values()) < UNCLEAR else AGAIN)
    parts = asked_apart(question, turn.index)
    scores |= {topic: max(scores[topic], score) for part in parts for topic, score in part.items()}
    apart = tuple(map(tuple, parts))
    return Inquiry(full, scores, context, turn.now, _asked(turn, own, scores), apart, turned, _thread(question, context), own)


def _left_behind(question: Question, scores: Mapping[str, float], context: Context) -> tuple[str, ...]:
    """The facts shown just before, which a turn leaves behind; not where it asks of a moment in the same window."""
    subject = context.subject or ""
    same = subject.startswith("window.") and question.moments and foremost(scores) == subject
    return () if same else context.shown


def _asked(turn: _Turn, own: Mapping[str, float], scores: Mapping[str, float]) -> str:
    """The text that asks: this one, or the one before where this one only adds to it (我是焉耆供电的)."""
    context = turn.context
    leans = context.subject is not None and max(own.values()) < UNCLEAR and foremost(scores) == context.subject
    before = context.asked or (context.question.text if context.question else "")
    return before if leans and before else turn.text


def _going_on(turn: _Turn, how: Follows) -> Inquiry:
    """The question before, asked again or otherwise."""
    question, context = turn.question, turn.context
    subject, others = str(context.subject), how is Follows.OTHERWISE and _says_who(question)
    scores = dict.fromkeys(turn.index.subjects, -2.0)
    if others:
        scores |= dict.fromkeys(_family(turn.index.subjects, subject), BESIDE)
    scores = with_kin(question, scores | {subject: 1.0})
    full = remembering(question, context, goes_on=True)
    thread = _thread(question, context) if how is Follows.AGAIN else context.thread
    turned = Turned(context.shown, said(question)) if others else Turned()
    before = context.asked or (context.question.text if context.question else "")
    asked = before if how is Follows.OTHERWISE and before else turn.text  # 库尔勒呢 asks nothing by itself
    return Inquiry(full, scores, context, turn.now, asked, turned=turned, thread=thread)


def _says_who(question: Question) -> bool:
    """Whether a turn asks the same for somebody else (企业的呢), and so for what is asked of them."""
    same = lexicon.cue("same_thing").search(question.text)
    return bool(question.conditions) and not question.names_notice() and not same


@cache
def _family(subjects: tuple[str, ...], subject: str) -> tuple[str, ...]:
    """Subjects of the same group, such as all materials."""
    return tuple(s for s in subjects if s.partition(".")[0] == subject.partition(".")[0])


def _scores(
    question: Question, context: Context, index: TopicIndex, lean: str | None
) -> tuple[dict[str, float], dict[str, float]]:
    """The scores of the turn's own words, and these with what they mean after the turns before; a short one may `lean` on
    the subject of the one before."""
    if question.corrects:
        after_window = (context.subject or "").startswith("window.")
        own = subject_scores(replace(question, when=question.when or after_window), index)
        return own, own
    own = subject_scores(question, index)
    before = context.thread or (understand(context.told, index.sounds).whole if context.told else "")
    if not before or len(question.whole) > BRIEF:
        return own, own
    scores = subject_scores(question, index, lean) if len(question.whole) <= SHORT else own
    if max(scores.values()) > OWN:
        return own, scores
    both = index.linear(before + question.whole).tolist()
    return own, {s: max(v, b - JOINED) for (s, v), b in zip(scores.items(), both, strict=True)}


def _thread(question: Question, context: Context) -> str:
    """What a short turn after this one is read with: this one, with what it was itself read with."""
    before = context.thread if len(question.whole) <= BRIEF else ""
    return (before + question.whole)[-THREAD:]


def _answering(turn: _Turn, asked: str, told: Question) -> Inquiry:
    """The question that waited to hear which notice is meant, now that this turn says so."""
    earlier = understand(asked, turn.index.sounds)
    known = merged(turn.question, told)
    moments = earlier.moments or turn.question.moments
    full = replace(known, text=earlier.text, asked=earlier.asked, moments=moments, counts=earlier.counts)
    return Inquiry(full, subject_scores(earlier, turn.index), turn.context, turn.now, asked, thread=earlier.whole[-THREAD:])
