"""What a typed answer means."""

from datetime import datetime

from knowledge.checklist.asking import asking
from knowledge.checklist.model import UNSURE, Question, Refusal
from knowledge.checklist.typed_figures import count, day
from knowledge.checklist.typed_options import bare_of, chosen, words
from knowledge.numerals import digits
from knowledge.text import normal


def understood(question: Question, text: str, now: datetime) -> str | Refusal:
    """The value that a typed answer means, as it is kept, or why none. Keys of refusals: empty, unsure, not-an-option, one-only
    and two-ways (`named`, labels), not-a-day, no-year and no-such-day (`said`), two-days (`days`), future (`day`, `today`),
    long-ago (`day`, `least`), not-a-count, out-of-range (`least`, `most`). All have `labels` too, those of the options."""
    plain = normal(text)
    found = _understood(question, plain, now)
    if isinstance(found, str):
        return found
    return Refusal(found.key, {"labels": tuple(option.label for option in question.options), **found.data})


def _understood(question: Question, plain: str, now: datetime) -> str | Refusal:
    bare = bare_of(plain)
    if not bare:
        return Refusal("empty")
    if any(word in bare for word in words()["unsure"]):
        return UNSURE if question.may_be_unsure else Refusal("unsure")
    if question.form == "day":
        return day(digits(plain), now)
    if question.form == "count":
        return count(digits(plain), bare in words()["none"], *_bounds(question, now))
    return chosen(question, plain, bare)


def _bounds(question: Question, now: datetime) -> tuple[int, int]:
    """The least and the most that a number may be; of years none that is to come."""
    one = asking(question.name)
    least, most = one.figure.range if one and one.figure else (0, 0)
    return least, min(most, now.year) if one and one.figure and one.figure.years else most
