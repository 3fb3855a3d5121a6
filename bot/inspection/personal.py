"""What gives a person away in a text: the names that were given, and those that the text tells by itself. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from bot.inspection.jobs import Wanted
from notices.vocabulary import table

Kind = Literal["name", "employer", "author", "identity", "phone"]

DOTS = "·•．・‧∙●"
HAN = "\u4e00-\u9fff"
GAP = r"[ \t\u3000]{0,2}"  # people space names out: 张 三
IDENTITY = re.compile(r"(?<!\d)(?:\d{17}[\dXx×]|\d{15})(?!\d)")
PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
SHORTEST = 3  # characters of a part of a name that is looked for by itself
LONGEST = 50_000  # characters of a paragraph that are looked at
NEEDLES = 16  # patterns of names that are looked for: a few files' worth, since they are somebody's
ENDS = "。！？；!?;\n"


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of a text that give somebody away."""

    start: int
    end: int
    kind: Kind
    words: str
    sure: bool = True
    part: bool = False


@cache
def giveaways() -> dict[str, Any]:
    """The words of giveaways.yaml."""
    text = files(__package__).joinpath("giveaways.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


@cache
def endings() -> tuple[str, ...]:
    """How names of organisations end."""
    return (*giveaways()["sure"], *giveaways()["weak"])


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _places() -> str:
    """Names of places, short ones too: 阿克苏地区, 阿克苏."""
    names = {str(one["name"]) for one in table("places").values()}
    return _any(names | {short for name in names if len(short := re.sub(r"(?:地区|自治[区州县]|[市县州])$", "", name)) > 1})


@cache
def _person() -> str:
    """A name: a surname with one or two more characters, or a name with a dot."""
    words = giveaways()
    family = f"(?:{_any(words['compound'])}|[{words['surnames']}])"
    return rf"[{HAN}]{{2,9}}{GAP}[{DOTS}]{GAP}[{HAN}]{{2,9}}|{family}{GAP}[{HAN}](?:{GAP}[{HAN}])?"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Kind, bool], ...]:
    """How texts tell it: a pattern, whose group is what they tell, of which kind, and whether that is sure."""
    words = giveaways()
    after = r"(?=$|[\s，,。；;、（(/\d]|男|女|汉族|现|系|单位|性别|工作|职)"
    labelled = rf"(?:{_any(words['name_labels'])}){GAP}[：:]\s{{0,4}}({_person()}){after}"
    opened = rf"(?:^|[，,。；;：:\s])(?:{_any(words['name_openings'])})[：:]?({_person()})(?=$|[，,。（(、]|，?(?:男|女|现年))"
    ends = _any(endings())
    label = rf"(?:{_any(words['employer_labels'])}){GAP}[：:]\s{{0,4}}([{HAN}（）()·A-Za-z]{{2,36}})"
    placed = rf"((?:{_places()})[{HAN}（）()·]{{0,24}}?(?:{ends}))"
    company = rf"([{HAN}（）()·]{{2,24}}?(?:{_any(words['sure'])}))"
    return (
        (re.compile(labelled, re.MULTILINE), "name", True),
        (re.compile(opened, re.MULTILINE), "name", False),
        (re.compile(label), "employer", True),
        (re.compile(placed), "employer", False),
        (re.compile(company), "employer", False),
        (IDENTITY, "identity", True),
        (PHONE, "phone", True),
    )


def hits(text: str, wanted: Wanted, guess: bool = True) -> list[Hit]:
    """All that gives somebody away in a text, in its order, nothing twice. Without `guess` only what is sure."""
    text = text[:LONGEST]
    found = [*_sought(text, wanted), *_told(text)]
    if not guess:
        found = [hit for hit in found if hit.sure]
    return _apart(found)


def is_person(words: str) -> bool:
    """Whether words are just a person's name in Chinese."""
    return re.fullmatch(_person(), words) is not None


def looks_personal(words: str) -> bool:
    """Whether words are just a person's name in Chinese, or an organisation's."""
    return is_person(words) or (len(words) > SHORTEST and words.endswith(endings()))


def told_names(hits_of_all: Iterable[Hit]) -> Wanted:
    """What a text tells of its writer behind a label, so that it is looked for in all of it."""
    sure = [hit for hit in hits_of_all if hit.sure and not hit.part]
    names = tuple(dict.fromkeys(hit.words for hit in sure if hit.kind == "name"))
    return Wanted(names, tuple(dict.fromkeys(hit.words for hit in sure if hit.kind == "employer")))


def _apart(found: Sequence[Hit]) -> list[Hit]:
    """Of what overlaps the surest, and of that the longest."""
    kept: list[Hit] = []
    taken = bytearray(max((hit.end for hit in found), default=0))  # characters: to compare hits takes minutes of many thousands
    for hit in sorted(found, key=lambda h: (not h.sure, h.part, h.start - h.end, h.start)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _sought(text: str, wanted: Wanted) -> Iterator[Hit]:
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("name", wanted.names), ("employer", wanted.employers))
    for kind, given in kinds:
        for words in given:
            for needle in needles(kind, words):
                yield from (
                    Hit(at.start(), at.end(), kind, needle, part=needle != words) for at in _spaced(needle).finditer(text)
                )


def needles(kind: Kind, words: str) -> tuple[str, ...]:
    """What to look for: the words, and their core where that says enough: 买买提 of 阿依古丽·买买提, 天山建筑 of a company."""
    if kind == "name":
        parts = [part for part in re.split(f"[{DOTS}]", words) if len(part) >= SHORTEST]
        return tuple(dict.fromkeys((words, *(parts if len(parts) > 1 else ()))))
    core = re.sub(rf"(?:{_any(giveaways()['tails'])})$", "", words)
    bare = re.sub(rf"^(?:(?:新疆|{_places()}))+", "", core)
    return tuple(dict.fromkeys((words, *(one for one in (core, bare) if len(one) > SHORTEST))))


@lru_cache(NEEDLES)
def _spaced(words: str) -> re.Pattern[str]:
    """The words, however they are spaced, and whichever dot is between them."""
    signs = [f"[{DOTS}]" if c in DOTS else re.escape(c) for c in words if not c.isspace()]
    return re.compile(GAP.join(signs), re.IGNORECASE)


def _told(text: str) -> Iterator[Hit]:
    for pattern, kind, sure in _patterns():
        for at in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            start = at.start(group) + (_lead(at[group]) if kind == "employer" and not sure else 0)
            words = re.sub(r"\s", "", text[start : at.end(group)])
            if _is_one(kind, words):
                yield Hit(start, at.end(group), kind, words, sure)


def _lead(words: str) -> int:
    """How much at the beginning of an organisation's name is none of it: 我在阿克苏天山公司 begins at 阿."""
    if place := re.search(_places(), words):
        return place.start()
    before = list(re.finditer(_any(giveaways()["before"]), words))
    return before[-1].end() if before else 0


def _is_one(kind: Kind, words: str) -> bool:
    lists = giveaways()
    if kind == "name":
        return not words.startswith(tuple(lists["no_name_begins"])) and words[-1] not in lists["no_name_ends"]
    if kind == "employer":
        return words not in endings() and len(re.sub(rf"(?:{_any(endings())})$", "", words)) > 1 and "＊" not in words
    return True
