"""Which options of a question a typed answer names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge import lexicon
from knowledge.checklist.asking import ANY, OTHER, Asking, Entry, asking
from knowledge.checklist.model import Question, Refusal
from knowledge.conditions import related
from knowledge.numerals import digits
from knowledge.text import normal
from knowledge.words import Found, find
from notices.vocabulary import lineage, table

_SIGNS = re.compile(r"[\s,，。.;；:：?？!！、~～…\"“”'()（）]+")
_ORDINAL = re.compile(r"(?:第|选|选第|选择第?)?([1-9]|10|[一二三四五六七八九十])(?:个|项|种|条|号)?")
_LETTERS = "abcdefghij"
_NOT = re.compile(r"(?:不是|不在|没有|没|不|非|未|无)(?:在|被|去|过|做|当|参加|参加过)?$")
_APART = re.compile(r"[,，、;；/\s]+|和|跟|以及|还有|加")


@cache
def words() -> Mapping[str, Any]:
    """How people say what fits every question."""
    text = files(__package__).joinpath("typed.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def bare_of(plain: str) -> str:
    """A text without signs and spaces."""
    return _SIGNS.sub("", plain)


def chosen(question: Question, plain: str, bare: str) -> str | Refusal:
    """The option, or the options, that a text names."""
    values = _by_position(question, plain) or _named(question, bare)
    if not values:
        return Refusal("not-an-option")
    labels = tuple(o.label for o in question.options if any(v in o.covers or v == o.value for v in values))
    if question.form == "one" and len(values) > 1:
        return Refusal("one-only", {"named": labels})
    nothing = [v for v in values if _is_none(question, v)]
    if nothing and len(values) > 1:
        return Refusal("two-ways", {"named": labels})
    return ",".join(values)


def _is_none(question: Question, value: str) -> bool:
    """Whether it is the answer that none of the others holds."""
    known = _entries(question.name).get(value)
    return question.form == "many" and known is not None and not known.said


@cache
def _entries(name: str) -> Mapping[str, Entry]:
    one = asking(name)
    every = (*one.entries, *one.families, one.other) if one else ()
    return {entry.value: entry for entry in every if entry}


def _by_position(question: Question, plain: str) -> tuple[str, ...]:
    """The options that a text gives by their place: 2, 第二个, B, 1和3, 最后一个."""
    if _SIGNS.sub("", plain) in words()["last"]:
        return (question.options[-1].value,)
    places = [_place(part) for part in _APART.split(plain) if part]
    if not places or any(place is None or place > len(question.options) for place in places):
        return ()
    return tuple(dict.fromkeys(question.options[place - 1].value for place in places if place is not None))


def _place(part: str) -> int | None:
    bare = _trimmed(_SIGNS.sub("", part))
    if len(bare) == 1 and bare in _LETTERS:
        return _LETTERS.index(bare) + 1
    said = _ORDINAL.fullmatch(bare)
    if said is None or (bare in words()["ordinals"] and len(bare) > 1):
        return None
    return int(said[1]) if said[1].isdecimal() else int(words()["ordinals"][said[1]])


def _trimmed(bare: str) -> str:
    """A text without words of politeness at its ends."""
    for word in sorted(words()["polite"], key=len, reverse=True):
        if len(bare) > len(word):
            bare = bare.removesuffix(word) if len(word) == 1 else bare
    return bare


def _named(question: Question, bare: str) -> tuple[str, ...]:
    """The values that a text names in words, in the order of the options."""
    exact = {v for v, words in _vocabulary(question) for word in words if word in (bare, _trimmed(bare))}
    if len(exact) == 1:
        return tuple(exact)
    if (one := asking(question.name)) and one.vague and re.search(one.vague, bare):
        return ()
    if question.form == "many" and bare in words()["all"]:
        return tuple(option.value for option in question.options if not _is_none(question, option.value))
    if _denies(question, bare):
        return ("no",)
    return _within(question, bare) or _from_lexicon(question, bare)


def _vocabulary(question: Question) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The words for each value: labels of buttons for the whole button, labels and other words of each value on it."""
    known = _entries(question.name)
    for option in question.options:
        yield option.value, (_plain(option.label),)
        for value in option.covers:
            if value in known:
                yield value, tuple(map(_plain, (known[value].label, *known[value].words)))


def _plain(words: str) -> str:
    return _SIGNS.sub("", normal(words))


def _within(question: Question, bare: str) -> tuple[str, ...]:
    """The values whose words stand in a text, a longer word before a shorter one in its place, less those that it denies."""
    known = sorted(((w, v) for v, ws in _vocabulary(question) for w in ws if len(w) > 1), key=lambda one: -len(one[0]))
    found, denied, rest = list[tuple[str, str]](), list[str](), bare
    for word, value in known:
        at = rest.find(word)
        if at >= 0:
            is_denied = bool(_NOT.search(bare[:at]))
            denied += [value] if is_denied else []
            found += [] if is_denied else [(word, value)]
            rest = rest[:at] + "\0" * len(word) + rest[at + len(word) :]
    if denied == ["yes"] and not found and {o.value for o in question.options} == {"yes", "no"}:
        return ("no",)
    # A bare 没有 in a longer text may be about anything; 没有不合格 denies one result and says nothing of the others.
    if all(word in words()["weak"] for word, _ in found) and not denied:
        return ()
    values = [value for _, value in found]
    return () if denied and any(_is_none(question, value) for value in values) else _once(question, values)


def _once(question: Question, values: Sequence[str]) -> tuple[str, ...]:
    """Each value once, in the order of the options; of one button only its narrowest value."""
    ordered = list[str]()
    for option in question.options:
        own = [v for v in dict.fromkeys(values) if v == option.value or v in option.covers]
        ordered += own[:1]
    return tuple(ordered)


def _denies(question: Question, bare: str) -> bool:
    """Whether a text says no to a question of yes and no; the answer kept as no is not always one that says no."""
    no = _entries(question.name).get("no")
    return no is not None and "否" in no.words and bare in words()["none"]


def _from_lexicon(question: Question, bare: str) -> tuple[str, ...]:
    """The options that words of the lexicon name in the field of the question: 助工 is 初级, 供电公司 a firm."""
    one = asking(question.name)
    if one is None or not one.field:
        return ()
    said = list(find(digits(bare)))
    words = [word for word in said if not _NOT.search(bare[: word.start])]
    if one.field == "title_from":
        return _from_place(question, bare, words) or _not_from_place(question, bare, said)
    fields = {one.field, lexicon.JOB} if one.field == "series" else {one.field}
    values = dict.fromkeys(m.value for word in words for m in word.meanings if m.field in fields)
    return _once(question, [v for value in values for v in _offered(question, one, value)])


def _from_place(question: Question, bare: str, words: Sequence[Found]) -> tuple[str, ...]:
    """Whether the place that a text names lies in the region that the button for it names."""
    labels = "".join(option.label for option in question.options if "here" in option.covers)
    here = next((place for place, entry in table("places").items() if entry["name"] in labels), None)
    named = [m.value for word in words for m in word.meanings if m.field == lexicon.PLACE]
    named += ["xinjiang"] if re.search("新疆|疆内", bare) else []
    if here is None or not named or any(place != here and place in lineage("places", here) for place in named):
        return ()
    return ("here",) if all(here in lineage("places", place) for place in named) else ("elsewhere",)


def _not_from_place(question: Question, bare: str, said: Sequence[Found]) -> tuple[str, ...]:
    """Elsewhere, where a text says that it was not in the region that the button names: 不在阿克苏取得的."""
    denied = [word for word in said if _NOT.search(bare[: word.start])]
    return ("elsewhere",) if _from_place(question, bare, denied) == ("here",) else ()


def _offered(question: Question, one: Asking, value: str) -> tuple[str, ...]:
    """What is offered of a value that the lexicon names: itself, what it lies within or holds, else the button for others."""
    covered = [v for option in question.options for v in option.covers]
    if one.field == "standing" and value not in covered:
        known = _entries(one.name)
        return tuple(v for v in covered if v in known and value in known[v].said.get("standing", ()))
    if value in covered:
        return (value,)
    near = [o.value for o in question.options if any(_is_near(one.field, value, v) for v in o.covers)]
    return tuple(near) or ((OTHER,) if OTHER in covered and one.field == "place" else ())


def _is_near(field: str, value: str, other: str) -> bool:
    return ANY not in other and other not in (OTHER, "none", "no", "yes") and related(field, value, other)
