"""Places that a text names as where somebody or their title comes from, and not as where they apply."""

import re

from knowledge import lexicon
from knowledge.words import Found

_GRANTED = re.compile(r"(?:那边|那里|当地|地区|[州市县])?(?:评|取得|拿|发|考|办)(?:到|下|出)?(?:的|来|上|过)")
_LEFT = re.compile(r"(?:那边|那里|地区|[州市县])?(?:刚|才)?(?:调|转|过来|来的|回|考)")


_SEATED = re.compile("(?:市|地区|[州县]|那边|那儿|当地)?的?(?:注册|登记|营业执照|执照|办的?(?:营业)?执照)")
_SEAT_BEFORE = re.compile("(?:注册|登记|执照)(?:地址|地|所)?[是在到于的]*$")
_SCHOOL = re.compile("[校院]$")
_SCHOOLED = re.compile(
    "的?(?:[高中]级工?班?|(?:预备)?技师班?|[中大]专)?的?(?:毕业|学历|文凭|读的|念的|出来的)|的?(?:[高中]级工?|(?:预备)?技师)班"
)


def seats(text: str, found: list[Found]) -> tuple[str, ...]:
    """The places where an employer is registered (执照在乌鲁木齐), and not where somebody applies."""
    names = [word for word in found if any(m.field == lexicon.PLACE for m in word.meanings)]
    seated = (w for w in names if _SEATED.match(text, w.end) or _SEAT_BEFORE.search(text[: w.start]))
    return tuple(dict.fromkeys(m.value for w in seated for m in w.meanings if m.field == lexicon.PLACE))


def is_own_school(text: str, word: Found) -> bool:
    """Whether a word that can be a job only says where somebody studied: 技校毕业."""
    return bool(_SCHOOL.search(word.word) and _SCHOOLED.match(text, word.end))


def origins(text: str, found: list[Found]) -> tuple[str, ...]:
    """The places where a title was granted (在乌鲁木齐评的), or that somebody left (刚从阿克苏调过去)."""
    names = [word for word in found if any(m.field == lexicon.PLACE for m in word.meanings)]
    left = (w for w in names if _GRANTED.match(text, w.end) or (text[: w.start].endswith("从") and _LEFT.match(text, w.end)))
    return tuple(dict.fromkeys(m.value for w in left for m in w.meanings if m.field == lexicon.PLACE))
