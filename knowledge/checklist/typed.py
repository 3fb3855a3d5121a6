"""What a typed answer means."""

from datetime import datetime

from knowledge.checklist.asking import asking
from knowledge.checklist.model import UNSURE, Question, Refusal
from knowledge.checklist.typed_figures import count, day, year
from knowledge.checklist.typed_options import bare_of, chosen, words
from knowledge.numerals import digits
from knowledge.text import normal


def understood(question: Question, text: str, now: datetime) -> str | Refusal:
    """The value that a typed answer means, as it is kept, or why none. Keys of refusals: empty, unsure, not-an-option, one-only
    and two-ways (`named`, labels), not-a-day, no-year and no-such-day (`said`), two-days (`days`), future (`day`, `today`),
    long-ago (`day`, `least`), not-a-count, not-a-year, out-of-range and no-such-year
    (`least`, `most`). All have `labels` too, those of the options."""
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
        return _number(question, plain, bare, now)
    return chosen(question, plain, bare)


def _number(question: Question, plain: str, bare: str, now: datetime) -> str | Refusal:
    """A count, or a year that is not to come."""
    one = asking(question.name)
    least, most = one.figure.range if one and one.figure else (0, 0)
    if one and one.figure and one.figure.years:
        return year(digits(plain), now, least, min(most, now.year))
    return count(digits(plain), bare in words()["none"], least, most)
