"""The words that come with a file: names to look for, or a question. Pure."""

import re

from bot.inspection.jobs import Wanted
from bot.inspection.personal import IDENTITY, PHONE, SHORTEST, endings, giveaways, is_person

LONGEST = 40  # characters of a name or an employer
SHORT = 4  # characters: words shorter than this are no question
_LABEL = re.compile(r"(?:^|[\s，,、；;。])(?:本人|我的|申报人|工作|所在|现)*(姓名|名字|单位名称|单位)\s*[：:是]?\s*")
_APART = re.compile(r"[\s，,、；;。/|＋+]+")
_ASKS_TO_LOOK = re.compile(
    r"检查|清楚|清晰|看看|看一下|看下|行吗|行不行|可以吗|合格|遮|字数|多少字|几个字|方向|正不正|转成|jpg|总结", re.IGNORECASE
)


def fields(name: str, employer: str) -> Wanted:
    """What was typed into fields of its own; several are apart by commas."""
    return Wanted(_each(name), _each(employer))


def _each(text: str) -> tuple[str, ...]:
    return tuple(one for part in re.split(r"[，,、；;\n]+", text) if 1 < len(one := "".join(part.split())) <= LONGEST)[:4]


def from_words(words: str) -> Wanted | None:
    """What free words name, 张三 某某公司 or 姓名：张三 单位：…; None where they name nothing."""
    if labelled := _labelled(words):
        return labelled
    pieces = [piece for piece in _APART.split(words.strip()) if piece and not _is_number(piece)]
    names = tuple(piece for piece in pieces if is_person(piece) and not _is_employer(piece))
    employers = tuple(piece for piece in pieces if _is_employer(piece))
    named = len(names) + len(employers) == len(pieces) and 0 < len(pieces) <= 4
    return Wanted(names, employers) if named and not _ASKS_TO_LOOK.search(words) and len(names) <= 2 else None


def _labelled(words: str) -> Wanted | None:
    marks = list(_LABEL.finditer(words))
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    said = [(mark[1], words[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)] if marks else []
    found = [(label in ("姓名", "名字"), _each(_APART.split(text.strip())[0])) for label, text in said]
    names = tuple(one for is_name, given in found if is_name for one in given)
    employers = tuple(one for is_name, given in found if not is_name for one in given)
    return Wanted(names, employers) if names or employers else None


def _is_number(piece: str) -> bool:
    """A number of a person or of a telephone beside a name is no question, and is not looked for: it is found anyway."""
    return bool(IDENTITY.fullmatch(piece) or PHONE.fullmatch(piece))


def _is_employer(piece: str) -> bool:
    return SHORTEST < len(piece) <= LONGEST and piece.endswith((*endings(), *giveaways()["given"]))


def is_question(words: str) -> bool:
    """Whether words that came with a file, and name nobody, ask something else than to look at it."""
    return len(words.strip()) >= SHORT and from_words(words) is None and not _ASKS_TO_LOOK.search(words)
