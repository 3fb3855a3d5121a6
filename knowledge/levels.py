"""Which level a question is about: that of the title that is aimed at, where the one held is named beside it."""

import re

from knowledge.question import Question
from knowledge.words import find

_AIMS = re.compile(r"(?:想|准备|打算|要|能|可以|该|接着|继续)(?:再|去|直接|往)?(?:往|升|评|报|晋升?|转|冲|走|考|申报|申请)")
_NEAR = 3  # characters between the aim and what is aimed at


def levels_aimed(question: Question) -> tuple[str, ...]:
    """The level of the title that the asker wants (助工满四年想评工程师), where they name several; else the levels meant."""
    if len(question.conditions.get("level", ())) < 2:
        return question.levels_meant
    for aim in _AIMS.finditer(question.text):
        word = next(iter(find(question.text[aim.end() :])), None)
        levels = tuple(m.value for m in word.meanings if m.field == "level") if word and word.start <= _NEAR else ()
        if levels:
            return levels
    return question.levels_meant
