"""A turn after others: whether it only carries the question before on, and what of the person it goes on with."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto

from knowledge import lexicon
from knowledge.moments import NO_SPAN, Moment
from knowledge.outcomes import Context
from knowledge.persons import by_review
from knowledge.question import Question, asks
from knowledge.wording import asking
from knowledge.words import find
from notices.vocabulary import lineage

LONGEST_CARRIED = 24  # characters of a turn that can consist of names and conditions alone
SHORT = 10  # characters of a turn that may lean on the one before
LONGEST_STATEMENT = 32  # characters of a turn that only tells something
ASKED_ANYWAY = -0.3  # the score from which a turn without a question's words asks all the same
ASKED_OUTSIDE = 0.4  # the same for subjects that no notice answers, which stories touch more easily
FAINT = 0.1  # the score below which a short turn that says something of the asker carries the question before on
DATED = ("window.", "publicity.", "return.", "seniority.", "result.")  # subjects whose answers hold dates
OF_THE_APPLICATION = ("level", "route", "appraisal")  # said of what is applied for, and not of the person
WINDOWS = ("apply", "review", "paper", "payment", "defence", "meeting")
OF_THE_PERSON = ("employer", "education", "standing", "certificate", "appraisal", "title_from")


class Follows(Enum):
    """How a turn goes on from the question before it."""

    NOT = auto()  # it asks something of its own
    OTHERWISE = auto()  # the same question for another notice, level, person ...: 那初级呢
    AGAIN = auto()  # the same question, or another end of its answer: 到几号


def follows(question: Question, context: Context) -> Follows:
    """How a turn goes on, as far as its words alone tell."""
    if carries_on(question) or _asks_it_of(question, context):
        return Follows.OTHERWISE
    return Follows.AGAIN if _asks_again(question, context) else Follows.NOT


def carries_on(question: Question) -> bool:
    """Whether a turn only carries an earlier question on: names and conditions, and no words of its own."""
    if len(question.whole) > LONGEST_CARRIED:
        return False
    rest = re.sub("[①②③]", "", question.whole)
    for word in find(rest):
        if word.meanings[0].field != lexicon.NOTHING:
            rest = rest.replace(word.word, "")
    return not _less(rest, lexicon.followups()) and (question.names_notice() or bool(question.conditions) or bool(question.years))


def _asks_it_of(question: Question, context: Context) -> bool:
    """Whether a turn tells of somebody and only asks the question before of them: 我同学是事业单位的，她点哪个."""
    if context.subject is None or len(question.asked) < 2 or not question.conditions:
        return False
    return not any(_less(re.sub("[①②③]", "", part), lexicon.bare()) for part in asking(question.asked))


def _asks_again(question: Question, context: Context) -> bool:
    subject = context.subject or ""
    if not subject or len(question.whole) > SHORT or (question.when and not subject.startswith(DATED)):
        return False
    return bool(question.whole) and not _less(question.whole, lexicon.bare())


def windows_named(question: Question) -> list[str]:
    """The subjects of the windows that a turn names."""
    return [f"window.{kind}" for kind in WINDOWS if lexicon.cue(f"named.{kind}").search(question.text)]


def other_window(question: Question, context: Context) -> str | None:
    """The window that is all a turn names, after a question for the days of one: 那申报呢; that one again: 还能补吗."""
    named = windows_named(question)
    if (context.subject or "").startswith("window.") and lexicon.cue("late_still").fullmatch(question.text):
        return context.subject
    if len(named) != 1 or not (context.subject or "").startswith("window."):
        return None
    rest = lexicon.cue(f"named.{named[0].partition('.')[2]}").sub("", question.text)
    return named[0] if lexicon.cue("beside_window").fullmatch(rest) else None


def stands_alone(question: Question, context: Context) -> bool:
    """Whether a turn asks for a date of a notice that it names itself, or that was picked just before: 阿克苏建筑什么时候截止,
    whatever was asked before."""
    dated = question.when or question.pressing
    named = question.places or question.series or _is_picked(context)
    return dated and bool(named) and not lexicon.cue("goes_on").search(question.text)


def _is_picked(context: Context) -> bool:
    """Whether the notice is not the one that was answered from last."""
    return bool(context.shown) and context.notice is not None and not context.shown[0].startswith(f"{context.notice} ")


def _less(text: str, words: tuple[str, ...]) -> str:
    """A text without these words."""
    for word in words:
        text = text.replace(word, "")
    return text


def adds_to(question: Question, context: Context, scores: Mapping[str, float]) -> bool:
    """Whether a short turn that asks nothing tells more of the asker, for the question before."""
    if context.subject not in scores or not question.conditions or asks(question):
        return False
    return len(question.whole) <= 2 * SHORT and max(scores.values()) < FAINT


def remembering(question: Question, context: Context, goes_on: bool) -> Question:
    """The question with what the person said of themselves before; what they said of the application only where the turn
    names no other notice; what names notices only while none is chosen."""
    if (known := context.question) is None:
        return question
    conditions = {k: v for k, v in known.conditions.items() if k not in _dropped(question, known, goes_on)}
    if not _names(question) and context.notice is None:
        question = replace(question, places=known.places, series=known.series, jobs=known.jobs)
    return replace(
        question,
        conditions=conditions | dict(question.conditions),
        home=_home(question, known),
        moments=_moments(question, known) or (known.moments if goes_on else ()),
        years_named=question.years_named or (known.years_named if goes_on else ()),
    )


def _moments(question: Question, known: Question) -> tuple[Moment, ...]:
    """The moments of a turn; an hour alone in a short one is of the day spoken of before: 30号晚8点呢 / 5点呢."""
    alone = len(question.moments) == 1 and question.moments[0].span == NO_SPAN and len(question.whole) <= SHORT
    day = next((moment for moment in reversed(known.moments) if moment.names_day and moment.ago is None), None)
    if not alone or day is None:
        return question.moments
    hour = question.moments[0]
    ahead = hour.ahead + timedelta(days=hour.offset or 0)  # 零点 is the midnight that ends the day
    return (replace(day, at=hour.at, part=hour.part, ahead=ahead, span=NO_SPAN),)


def _names(question: Question) -> bool:
    return bool(question.places or question.series or question.jobs)


def _dropped(question: Question, known: Question, goes_on: bool) -> tuple[str, ...]:
    """What was said before and holds no more."""
    if _is_another_person(question, known):
        return (*OF_THE_PERSON, "route")
    if question.conditions.get("level") and by_review(question.text):
        return ("route",)
    employer = question.conditions.get("employer")
    if employer is not None and employer != known.conditions.get("employer", employer):
        return ("route",)  # 民营企业专项 was for who worked there
    if _names(question):
        return ("route",) if goes_on else OF_THE_APPLICATION
    return () if goes_on else ("appraisal",)


def _is_another_person(question: Question, known: Question) -> bool:
    """Whether a turn begins to speak of somebody else: what was said of the one before holds for them no more."""
    other = lexicon.cue("other_person")
    return other.search(question.text) is not None and other.search(known.text) is None


def _home(question: Question, known: Question) -> tuple[str, ...]:
    """Counties that the person named, of themselves: a new one replaces those before."""
    new = _counties((*question.places, *question.home))
    return new or _counties((*known.places, *known.home))


def _counties(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for p in places if len(lineage("places", p)) > 2))


def is_statement(question: Question, scores: Mapping[str, float]) -> bool:
    """Whether a turn only tells something of the asker."""
    told = question.conditions or question.moments or question.names_notice()
    if not told or asks(question) or len(question.whole) > LONGEST_STATEMENT:
        return False
    if lexicon.cue("hearsay").search(question.text) or lexicon.cue("moved").search(question.text):
        return False  # 听说延期了 wants to know whether it is so
    asked = max(v for s, v in scores.items() if not s.startswith(("chat.", "outside.")))
    beside = max((v for s, v in scores.items() if s.startswith("outside.")), default=asked)
    return asked < ASKED_ANYWAY and beside < ASKED_OUTSIDE
