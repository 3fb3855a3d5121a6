"""Places that a text names as where somebody or their title comes from, and not as where they apply."""

import re

from knowledge import lexicon
from knowledge.words import Found

_GRANTED = re.compile(r"(?:那边|那里|当地|地区|[州市县])?(?:评|取得|拿|发|考|办)(?:到|下|出)?(?:的|来|上|过)")
_LEFT = re.compile(r"(?:那边|那里|地区|[州市县])?(?:刚|才)?(?:调|转|过来|来的|回|考)")


def origins(text: str, found: list[Found]) -> tuple[str, ...]:
    """The places where a title was granted (在乌鲁木齐评的), or that somebody left (刚从阿克苏调过去)."""
    names = [word for word in found if any(m.field == lexicon.PLACE for m in word.meanings)]
    left = (w for w in names if _GRANTED.match(text, w.end) or (text[: w.start].endswith("从") and _LEFT.match(text, w.end)))
    return tuple(dict.fromkeys(m.value for w in left for m in w.meanings if m.field == lexicon.PLACE))
