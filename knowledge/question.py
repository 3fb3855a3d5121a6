"""A text -> what it says: places, series, level, year, facts about the asker, dates and numbers, and the rest, which
is what is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from knowledge import lexicon
from knowledge.moments import Moment, digits, moments, without_dates, years
from knowledge.text import normal
from knowledge.words import Found, Sounds, find

CONDITIONS = ("level", "route", "employer", "education", "title_from", "certificate", "appraisal", "standing")
_SIGNS = re.compile(r"[\W_]+")
_SEGMENT = re.compile(r"[,，。.;；:：?？!！、\s~～…]+")
_COUNT = re.compile(r"(\d{1,3})\s*(?:个|名|位|人|份)?\s*(?:人)?\s*(?:是|报|评|的)?\s*(?=(初级|中级|副高|高级|正高|助理|助工|工程师|馆员|讲师|高工))")
_NEXT_YEAR = re.compile(r"明年|来年|下一?年度?(?!度起)|后年")
_NOTICE_YEAR = re.compile(r"(20\d\d)(?=年度|年?的?(?:职称|评审|申报|初定|通知|评职称|报名))|(20\d\d)年?$")
_SERVICE = re.compile(r"(?<![\d.])(\d{1,2}(?:\.5)?)\s*年(半|多)?")


@dataclass(frozen=True, slots=True)
class Question:
    """What a text says. `asked` is what is left of it to be matched to a topic, in parts as the text has them."""

    text: str
    asked: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()  # series that a word about the asker's work points to, weaker than `series`
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int, ...] = ()  # years that say which notice is meant
    years_named: tuple[int, ...] = ()  # all years in the text, whatever for
    moments: tuple[Moment, ...] = ()
    counts: tuple[tuple[int, str], ...] = ()  # how many persons of which level

    @property
    def whole(self) -> str:
        """All that is asked, in one piece."""
        return "".join(self.asked)

    def names_notice(self) -> bool:
        """Whether anything in it says which notice is meant."""
        return bool(self.places or self.series or self.jobs or self.conditions.get("route"))


def _is_name(found: Found) -> bool:
    """Whether a word only says where or in which series, so that it tells nothing of what is asked."""
    return all(m.field in (lexicon.PLACE, lexicon.SERIES) for m in found.meanings)


def _without_names(text: str, found: list[Found]) -> str:
    parts, at = [], 0
    for word in found:
        if _is_name(word):
            parts.append(text[at : word.start])
            at = word.end
    return "".join(parts) + text[at:]


def _without_fillers(text: str) -> str:
    for filler in lexicon.fillers():
        text = text.replace(filler, "")
    return text


def asked(text: str, found: list[Found] | None = None) -> tuple[str, ...]:
    """What is asked: the text without names, dates and fillers, in the parts that its punctuation makes."""
    bare = without_dates(_without_names(text, list(find(text)) if found is None else found))
    parts = (_SIGNS.sub("", _without_fillers(part).replace("#", "")) for part in _SEGMENT.split(bare))
    return tuple(p for p in parts if p)


def _values(found: list[Found], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.value for f in found for m in f.meanings if m.field == name))


def _notice_years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(a or b) for a, b in _NOTICE_YEAR.findall(text)))


def _level_of(word: str) -> str:
    return next(m.value for m in lexicon.words()[word] if m.field == "level")


def normalised(text: str, sounds: Sounds) -> str:
    """The form in which phrasings and questions are compared: normal, in digits, mistyped terms repaired."""
    return sounds.repaired(digits(normal(text)))


def understand(text: str, sounds: Sounds) -> Question:
    """Read a question. Never fails: what is not understood stays in `asked`."""
    plain = normalised(text, sounds)
    found = list(find(plain))
    places = _values(found, lexicon.PLACE)
    if len(places) > 1:
        places = tuple(p for p in places if p != "elsewhere")
    series, jobs = _values(found, lexicon.SERIES), _values(found, lexicon.JOB)
    return Question(
        text=plain,
        asked=asked(plain, found),
        places=places,
        series=series,
        jobs=tuple(j for j in jobs if j not in series),
        conditions={name: values for name in CONDITIONS if (values := _values(found, name))},
        years=_notice_years(plain),
        years_named=years(plain),
        moments=moments(plain),
        counts=tuple((int(n), _level_of(level)) for n, level in _COUNT.findall(plain)),
    )


def next_year(question: Question) -> bool:
    """Whether it asks about a year to come."""
    return bool(_NEXT_YEAR.search(question.text))


def service_years(question: Question) -> float | None:
    """Years of work that the text gives as a number: 3年多 -> 3.1, 两年半 -> 2.5."""
    if (found := _SERVICE.search(question.text)) is None:
        return None
    return float(found[1]) + {"半": 0.5, "多": 0.1}.get(found[2], 0.0)


def merged(question: Question, earlier: Question) -> Question:
    """The question with what it leaves open filled from an earlier one of the same person."""
    conditions = {**earlier.conditions, **question.conditions}
    return replace(
        question,
        places=question.places or earlier.places,
        series=question.series or (() if question.jobs else earlier.series),
        jobs=question.jobs or (() if question.series else earlier.jobs),
        conditions=conditions,
        years=question.years or earlier.years,
    )
