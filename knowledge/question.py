"""A text -> what it says: places, series, level, year, facts about the asker, dates and numbers, and the rest, which
is what is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from knowledge import lexicon
from knowledge.counts import Group, groups
from knowledge.dates import moments, years
from knowledge.moments import Moment
from knowledge.origins import is_own_school, origins, seats
from knowledge.text import READ
from knowledge.wording import asked, normalised
from knowledge.words import Found, Sounds, find
from notices.vocabulary import lineage

ELSEWHERE = "elsewhere"  # a place outside Xinjiang
INITIAL = ("初次确定", "初定")
CONDITIONS = ("level", "route", "employer", "education", "title_from", "certificate", "appraisal", "standing")
_NOTICE_YEAR = re.compile(
    r"(20\d\d)(?=年度|年?的?(?:职称|评审|申报|初定|通知|评职称|报名|什么时候|啥时候?|几月|几号|何时|哪天|多会儿))|(20\d\d)年?$"
)
_YEAR_BEFORE = re.compile(r"(20\d\d)年?的?$")


@dataclass(frozen=True, slots=True)
class Question:
    """What a text says. `asked` is what is left of it to be matched to a topic, in parts as the text has them."""

    text: str
    asked: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()  # series that a word about the asker's work points to, weaker than `series`
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    denied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what the asker says they are not
    years: tuple[int, ...] = ()  # years that say which notice is meant
    years_named: tuple[int, ...] = ()  # all years in the text, whatever for
    moments: tuple[Moment, ...] = ()
    counts: tuple[Group, ...] = ()  # how many persons of which level, by which route
    pressing: bool = False  # asks whether something can still be done just now
    when: bool = False  # asks for a date or an hour
    returned: bool = False  # speaks of an application sent back
    corrects: bool = False  # takes back what was asked before
    home: tuple[str, ...] = ()  # places that the asker named before, of themselves
    origins: tuple[str, ...] = ()  # places where a title was granted, or that somebody left
    seats: tuple[str, ...] = ()  # places where the asker's employer is registered
    levels_meant: tuple[str, ...] = ()  # levels named as such, not by a job title alone

    @property
    def without_route(self) -> str:
        """All that is asked less the words for 初定, which mostly only name a notice; all of it where nothing else is left."""
        rest = self.whole
        for word in INITIAL:
            rest = rest.replace(word, "")
        return rest if len(rest) > 2 else self.whole

    @property
    def whole(self) -> str:
        """All that is asked, in one piece."""
        return "".join(self.asked)

    def names_notice(self) -> bool:
        """Whether anything in it says which notice is meant."""
        return bool(self.places or self.series or self.jobs or self.conditions.get("route"))


def asks(question: "Question") -> bool:
    """Whether the text has a question's words anywhere."""
    return lexicon.cue("question").search(question.text) is not None


_DENIED = re.compile(
    r"(?:还没|快要?|即将|(?<!是)不是|并非|没有?|不在|不属于|除了|未|非|也不是|不算)(?:被|去|受过|参加过?|做|当|在|干)?$"
)


def _is_denied(text: str, word: Found) -> bool:
    """Whether what a word says is denied right before it: 不是民企, 没驻村."""
    return _DENIED.search(text[max(0, word.start - 6) : word.start]) is not None


def _values(found: list[Found]) -> Mapping[str, tuple[str, ...]]:
    """What words say, by the fields of their meanings."""
    values: dict[str, dict[str, None]] = {}
    for word in found:
        for meaning in word.meanings:
            values.setdefault(meaning.field, {})[meaning.value] = None
    return {name: tuple(said) for name, said in values.items()}


def _narrowest(series: tuple[str, ...]) -> tuple[str, ...]:
    """Series less those that another of them lies within: 工程系列水利专业 is 水利."""
    wider = {w for s in series for w in lineage("series", s)[1:]}
    return tuple(s for s in series if s not in wider)


def _notice_years(text: str, found: list[Found]) -> tuple[int, ...]:
    """Years that say which notice is meant: 2024年度, 2024年职称, or a year right before a place, series or route."""
    years_found = [int(a or b) for a, b in _NOTICE_YEAR.findall(text)]
    for word in found:
        named = any(m.field in (lexicon.PLACE, lexicon.SERIES, "route") for m in word.meanings)
        if named and (before := _YEAR_BEFORE.search(text[: word.start])):
            years_found.append(int(before[1]))
    return tuple(dict.fromkeys(years_found))


def _levels_meant(found: list[Found]) -> tuple[str, ...]:
    """Levels by words that name nothing else, or by titles that carry their level: 高级讲师, 副教授, but not 工程师."""
    words = [w for w in found if not any(m.field == lexicon.JOB for m in w.meanings) or re.search("[高副正助]|研究", w.word)]
    return _values(words).get("level", ())


@lru_cache(READ)
def understand(text: str, sounds: Sounds) -> Question:
    """Read a question. Never fails: what is not understood stays in `asked`."""
    plain = normalised(text, sounds)
    found = [word for word in find(plain) if not is_own_school(plain, word)]
    denied_words = [w for w in found if _is_denied(plain, w)]
    named, negated = _values(found), _values(denied_words)
    said = _values([w for w in found if w not in denied_words]) if denied_words else named
    conditions = {name: said[name] for name in CONDITIONS if name in said}
    if lexicon.cue("route_beside").search(plain):
        conditions.pop("route", None)  # 中级多少钱，初定呢: only the last is asked of that route
    denied = {name: negated[name] for name in CONDITIONS if name in negated}
    series, jobs = _narrowest(named.get(lexicon.SERIES, ())), named.get(lexicon.JOB, ())
    dated = moments(plain)
    question = Question(
        text=plain,
        asked=asked(plain, found),
        places=named.get(lexicon.PLACE, ()),
        series=series,
        jobs=tuple(j for j in jobs if j not in series),
        conditions=conditions,
        denied=denied,
        years=_notice_years(plain, found),
        years_named=years(plain),
        moments=dated,
        counts=groups(plain, found),
        pressing=_presses(plain, dated),
        when=bool(lexicon.cue("when").search(plain)),
        returned=bool(lexicon.cue("returned").search(plain)),
        levels_meant=_levels_meant(found),
        corrects=bool(lexicon.cue("corrects").search(plain)),
        origins=origins(plain, found),
        seats=seats(plain, found),
    )
    return without_origins(question, known=False)


def _presses(text: str, dated: tuple[Moment, ...]) -> bool:
    """Whether a text asks if something can still be done just now, or at an hour that it names."""
    if lexicon.cue("still").search(text):
        return True
    now = lexicon.cue("present").search(text) or any(m.at for m in dated)
    return bool(now and lexicon.cue("pressing").search(text))


def without_origins(question: Question, known: bool) -> Question:
    """The question without the places of an employer's seat, and with those of a title read as where it comes from, where
    another place is named or the notice is known."""
    come = set(question.origins)
    if ELSEWHERE in {*question.places} - {*question.seats} and (
        len(question.places) > 1 or (known and lexicon.cue("came_from").search(question.text))
    ):
        come.add(ELSEWHERE)
    gone = come | set(question.seats)
    rest = tuple(place for place in question.places if place not in gone)
    if not gone or not (rest or known):
        return question
    if not come:
        return replace(question, places=rest)
    where = ELSEWHERE if ELSEWHERE in come else "here"
    return replace(question, places=rest, conditions={"title_from": (where,), **question.conditions})


def this_year(question: Question) -> bool:
    """Whether it asks about the year that it is."""
    return re.search(r"今年(?!是?20\d\d)", question.text) is not None  # 今年2023 says itself which year is meant


def next_year(question: Question) -> bool:
    """Whether it asks about a year to come."""
    return bool(lexicon.cue("next_year").search(question.text))


def merged(question: Question, earlier: Question) -> Question:
    """The question with what it leaves open filled from an earlier one of the same person."""
    conditions = {**earlier.conditions, **question.conditions}
    return replace(
        question,
        home=tuple(dict.fromkeys((*question.home, *earlier.home))),
        levels_meant=question.levels_meant or earlier.levels_meant,
        places=question.places or earlier.places,
        series=question.series or (() if question.jobs else earlier.series),
        jobs=question.jobs or (() if question.series else earlier.jobs),
        conditions=conditions,
        years=question.years or earlier.years,
    )
