"""The dialogue of a notice: which questions matter, given the answers so far, and with which options. Pure; nothing about a
dialogue is kept but its answers."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from knowledge.checklist.asking import Asking, Figure, asking, askings
from knowledge.checklist.model import UNSURE, Answers, Option, Profile, Question, Visit
from knowledge.checklist.options import offered, plain, stands_for, wording
from knowledge.checklist.profile import profile
from knowledge.checklist.units import Unit, alive, excluded, units
from knowledge.facts import Facts

STATES, STEPS = 2048, 16384  # of dialogues that stay at hand; different people answer the same


def questions(facts: Facts) -> tuple[Question, ...]:
    """All questions that the notice may ask of somebody, in order, each with all options that may matter."""
    nobody = profile(facts, {})
    found = ((one, plain(one) or offered(facts, one, nobody, units(facts))) for one in askings())
    return tuple(wording(facts, one, options) for one, options in found if _may_matter(facts, one, options))


def _may_matter(facts: Facts, one: Asking, options: tuple[Option, ...]) -> bool:
    figure = one.figure
    return len(options) > 1 if figure is None else any(unit.counts_with(figure) for unit in units(facts))


def replay(facts: Facts, answers: Answers) -> Visit:
    """The dialogue after these answers. What no question asks for any more, or no option says, has dropped out; once somebody
    falls under an exclusion, nothing else is asked."""
    asked, kept = list[Question](), dict[str, str]()
    for number in range(len(askings())):
        question = _question(facts, number, tuple(kept.items()))
        if question is None:
            continue
        asked.append(question)
        if (answer := answers.get(question.name)) is not None and fits(question, answer):
            kept[question.name] = answer
    return Visit(tuple(asked), kept, next((one for one in asked if one.name not in kept), None))


@lru_cache(STATES)
def _state(facts: Facts, kept: tuple[tuple[str, str], ...]) -> tuple[Profile, tuple[Unit, ...]]:
    """Who somebody is after these answers, and what may still come to matter: nothing once they may not apply."""
    now = profile(facts, dict(kept))
    return now, () if excluded(facts, now) else alive(facts, now)


@lru_cache(STEPS)
def _question(facts: Facts, number: int, kept: tuple[tuple[str, str], ...]) -> Question | None:
    """A question if it matters after these answers."""
    one, (now, live), told = askings()[number], _state(facts, kept), dict(kept)
    if any(told.get(name) not in values for name, values in one.after):
        return None
    if one.figure is not None:
        counts = any(_counts_now(unit, one.figure, now, told) for unit in live)
        return wording(facts, one, plain(one)) if counts else None
    found = offered(facts, one, now, live)
    return wording(facts, one, found) if len(found) > 1 else None


def _counts_now(unit: Unit, figure: Figure, now: Profile, kept: Mapping[str, str]) -> bool:
    """Whether a rule that counts with a figure applies, or may apply to somebody who does not know."""
    if not unit.counts_with(figure):
        return False
    unsure = figure.even_open and any(kept.get(name) == UNSURE for name in _deciding(figure))
    return unit.fit(now) == "met" or unsure


def _deciding(figure: Figure) -> tuple[str, ...]:
    return tuple(one.name for one in askings() if one.field == figure.by)


def fits(question: Question, answer: str) -> bool:
    """Whether a kept answer is one that the question takes."""
    if answer == UNSURE:
        return question.may_be_unsure
    if question.form == "count":
        return answer.isdecimal() and in_range(question.name, int(answer))
    if question.form == "day":
        return _is_day(answer)
    values = answer.split(",")
    known = all(any(stands_for(o, value) for o in question.options) for value in values)
    return known and (question.form == "many" or len(values) == 1)


def in_range(name: str, number: int) -> bool:
    """Whether a number may answer a question that asks for one."""
    one = asking(name)
    if one is None or one.figure is None:
        return False
    least, most = one.figure.range
    return least <= number <= most


def _is_day(answer: str) -> bool:
    try:
        date.fromisoformat(answer)
    except ValueError:
        return False
    return True
