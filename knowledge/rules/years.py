"""Years of continuing education: which are asked for of somebody like the asker, and which of them are missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge import lexicon
from knowledge.conditions import field_fits
from knowledge.rules.case import Case, Verdict
from knowledge.rules.learnt import WORDS, learnt
from notices.schema import EducationYears, Fact

SUBJECTS = ("general", "professional")
_RECENT = re.compile(r"近([一二两三四五六\d])年")
_COUNT = dict(zip("一二两三四五六", (1, 2, 2, 3, 4, 5, 6), strict=True))
_YEAR = re.compile(
    r"(?<![\d.])(?:20([12]\d)(?![\d.])|([12]\d)(?![\d.])(?=年|、|,|，|和|这|[两三四五]|的|都|全|公需|专业))"
    r"(?!年?(?:的|度)?(?:公需|专业)?课?(?:没|缺|差|还没))(?!年?度?我?(?:要|想|准备)?(?:[报评申聘]|职称|取得|拿到?(?:了|的)?[初中助工]))"
    r"(?!年?[^,，。\d]{0,4}(?:毕业|参加工作|入职|上班))"
)
_LISTED = r"(?:20)?[12]\d(?!\d)年?度?(?:(?:[、和跟与及]|到|至|-|~|—)+(?:20)?[12]\d(?!\d)年?度?)*"
_LACKS = r"(?:没(?:有|学|修|考|上|拿|做|弄|过|完|到|证)*|(?:缺|差|漏|丢)(?:了|着|的)*)"
_WANTING = (  # 缺2021年的, 没有2020年的; 2022年的专业课没有
    re.compile(rf"(?:(?<![不有])(?:缺|差|漏|没有|没学|没修)|(?<![不多])少)(?:了|的|是)*(?P<years>{_LISTED})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<years>{_LISTED})(?:这?[两三四五\d]年)?的?(?:继续教育|公需|专业)?(?:课|科目)?的?(?:合格)?(?:证书?)?"
        rf"[我都也还全就]*{_LACKS}(?=[,，。;；?？了吗呢怎咋能行可该啊呀]|$)"
    ),
)
_ONE_YEAR = re.compile(r"(?:20)?([12]\d)(?!\d)")
_RANGE = re.compile(r"(?:20)?([12]\d)年?\s*(?:到|至|-|—|~)\s*(?:20)?([12]\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """The years of a subject that a fact asks for, or only how many."""

    fact: Fact
    count: int
    years: tuple[int, ...] = ()


def asked_years(case: Case, subject: str) -> Asked | None:
    """The years asked for of somebody like the asker; None where that depends on what the asker has not said."""
    fitting = [
        (_fit(fact, case), Asked(fact, len(years.years), years.years))
        for fact, years in case.all_of(EducationYears)
        if (years.subject in (subject, "both") or subject == "total") and years.years
    ]
    met = [asked for fit, asked in fitting if fit == "met"]
    open_ = [asked for fit, asked in fitting if fit == "open"]
    if not met and (recent := _recent(case)) is not None:
        return recent
    found = met or open_
    return found[0] if found and len({asked.years for asked in found}) == 1 else None


def _fit(fact: Fact, case: Case) -> str:
    """How what a fact asks of level and education fits the asker."""
    fits = [field_fits(name, tuple(map(str, getattr(fact.when, name))), case.said(name)) for name in ("level", "education")]
    return "conflict" if "conflict" in fits else "met" if "met" in fits else "open"


def _recent(case: Case) -> Asked | None:
    """A fact for the asker's level that counts years back (近两年) without naming them."""
    for fact in case.facts.of_topic("ce.years"):
        unnamed = fact.data is None or (isinstance(fact.data, EducationYears) and not fact.data.years)
        if unnamed and (found := _RECENT.search(fact.text)) and _fit(fact, case) == "met":
            return Asked(fact, _COUNT.get(found[1]) or int(found[1]))
    return None


def named_subjects(case: Case) -> tuple[str, ...]:
    """The subjects that the text names."""
    return tuple(dict.fromkeys(subject for word, subject in WORDS.items() if re.search(rf"{word}(?!技术)", case.text)))


def education_near(case: Case) -> Iterator[Verdict]:
    """Which years 近两年 are, counted as the same notice counts its other years: back from the last of them."""
    recent = _recent(case)
    named = [(f, y) for f, y in case.all_of(EducationYears) if y.years]
    if recent is None or not named or not lexicon.cue("education.which").search(case.text):
        return
    last = max(max(y.years) for _, y in named)
    pattern = next(f for f, y in named if max(y.years) == last)
    years = tuple(range(last - recent.count + 1, last + 1))
    yield Verdict("education-near", {"years": years, "count": recent.count}, (recent.fact, pattern))


def education_missing(case: Case) -> Iterator[Verdict]:
    """Which of the years asked for the asker does not name among those they have, by subject where they tell both apart."""
    asks = _asks_missing(case.text) or _wanting(case.text)
    if not asks or any(one.hours for one in learnt(case.text, case.today.year)):
        return
    for subject, text in _by_subject(case.text):
        asked = asked_years(case, subject)
        if asked is not None and (missing := _missing(text, asked.years)) is not None:
            yield Verdict("education-missing", {"subject": subject, "missing": missing, "years": asked.years}, (asked.fact,))


def _missing(text: str, asked: tuple[int, ...]) -> tuple[int, ...] | None:
    """Those of the years asked for that are not among the years had; where only years wanting are named, these."""
    wanting = _wanting(text)
    have = _spread([m.group() for m in _YEAR.finditer(text)] + [m.group() for m in _RANGE.finditer(text)]) - wanting
    others = not have & set(asked) or lexicon.cue("education.others_had").search(text)
    if wanting & set(asked) and others:
        return tuple(y for y in asked if y in wanting)
    return tuple(y for y in asked if y not in have) if have & set(asked) else None


def _wanting(text: str) -> set[int]:
    """The years that the text says are wanting."""
    return _spread([m["years"] for pattern in _WANTING for m in pattern.finditer(text)])


def _spread(named: list[str]) -> set[int]:
    """The years of lists and spans."""
    years = {2000 + int(year) for text in named for year in _ONE_YEAR.findall(text)}
    spans = [span for text in named for span in _RANGE.findall(text)]
    return years.union(*(range(2000 + int(first), 2001 + int(last)) for first, last in spans))


def _asks_missing(text: str) -> bool:
    """Whether it asks what is missing, or whether the years that somebody has are all."""
    has_span = _RANGE.search(text) and re.search("都有|都学|全有|全学|都修|都齐", text)
    return bool(lexicon.cue("missing").search(text) or (has_span and lexicon.cue("education.enough").search(text)))


def _by_subject(text: str) -> Iterator[tuple[str, str]]:
    """What is said of each subject; of all together where not both are named."""
    named = [(m.start(), WORDS[m.group()]) for m in re.finditer("公需|专业(?!技术)", text)]
    if len({subject for _, subject in named}) < 2:
        yield (named[0][1] if named else "total"), text
        return
    if re.search(r"\d年?度?的?(?:公需|专业)", text):
        yield from _by_clause(text)
        return
    for (start, subject), (end, _) in zip(named, [*named[1:], (len(text), "")], strict=True):
        yield subject, text[start:end]


def _by_clause(text: str) -> Iterator[tuple[str, str]]:
    """What is said of each subject where years stand before it: 2021年的公需没有，2022年的专业没有; nothing where a clause
    with years does not name just one."""
    clauses = [clause for clause in re.split("[,，。;；]", text) if _ONE_YEAR.search(clause)]
    named = [{WORDS[word] for word in re.findall("公需|专业(?!技术)", clause)} for clause in clauses]
    if all(len(subjects) == 1 for subjects in named):
        for subject in SUBJECTS:
            yield subject, "，".join(c for c, subjects in zip(clauses, named, strict=True) if subject in subjects)
