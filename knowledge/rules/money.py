"""Money that a text names: what somebody has or has paid, and what one person pays."""

import re
from collections.abc import Iterator, Sequence

_YUAN = re.compile(r"(?<![\d.第])(\d{2,5})\s*(?:块|元|圆)")
_GIVEN = re.compile(
    r"(?:给报|报销|现金|手头|手里|身上|卡里|兜里|带|转|交|缴|给|付|拿|备|打|花|收|揣|攥|捏|预算|借|凑|掏|批|拨|费|款)"
    r"(?:出|来|过|去|走|我们?|了|好|着|的|是|只有|有|就|才|用|给|财务|会计|出纳)*"
    r"(\d{2,5})(?![\d年月号日份人个级位名])"
)
_HUNDREDS = re.compile(r"([一二两三四五六七八九])([百千万])([一二三四五六七八九])?(?:块|元|钱|[,，。]|[^\w]|$|够)")
_EACH = re.compile(r"(?:每人|每个人?|1个?人|人均|单价|每位)[^,，。\d\s]{0,2}$")
_BEFORE = re.compile("(?:去年|前年|上一?[次回年]|往年|当年|20[12]\\d年)[^,，。;；?？]*$")  # paid for another application
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def each(text: str) -> int | None:
    """What the text says one person pays."""
    return next((int(m[1]) for m in re.finditer(r"(\d{2,5})", text) if _EACH.search(text[: m.start()])), None)


def given(text: str, prices: Sequence[int]) -> int | None:
    """The one sum that somebody has or has paid; a price of one person beside it is none."""
    sums = {yuan for at, yuan in _named(text) if not (_EACH.search(text[:at]) or _BEFORE.search(text[:at]))}
    if len(sums) > 1:
        sums -= {*prices}
    return sums.pop() if len(sums) == 1 else None


def _named(text: str) -> Iterator[tuple[int, int]]:
    yield from ((m.start(1), int(m[1])) for pattern in (_YUAN, _GIVEN) for m in pattern.finditer(text))
    yield from ((m.start(), _spoken(m)) for m in _HUNDREDS.finditer(text))


def _spoken(found: re.Match[str]) -> int:
    """一千五, 八百."""
    unit = {"百": 100, "千": 1000, "万": 10000}[found[2]]
    return _DIGITS[found[1]] * unit + _DIGITS.get(found[3] or "零", 0) * unit // 10
