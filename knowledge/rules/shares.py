"""Who bears which part of a sum: 单位报六成，剩的自己出; 公司个人对半."""

import re
from collections.abc import Mapping
from fractions import Fraction

from knowledge import lexicon
from knowledge.persons import number

_PART = re.compile(
    r"(?P<tenths>[1-9一二三四五六七八九])成(?!绩|果|人|年|为|功)|(?P<percent>\d{1,2})[%％]|百分之(?P<hundredths>\d{1,2})|(?P<half>对半|[1一]半|平摊)"
)
_OWN = re.compile(r"(?:个人|自己|我|本人|自掏)[^,，。;；公单]{0,5}$")


def shared(text: str, total: int) -> Mapping[str, int | float] | None:
    """What the employer and what the person bears of a total in yuan; None where the text shares nothing, or in more than one
    way."""
    if not lexicon.cue("fees.shared").search(text) or not lexicon.cue("fees.employer").search(text):
        return None
    parts = {(_fraction(m), _OWN.search(text[: m.start()]) is not None) for m in _PART.finditer(text)}
    if {part for part, _ in parts} == {Fraction(1, 2)}:
        return {"employer": _yuan(total * Fraction(1, 2)), "own": _yuan(total * Fraction(1, 2))}
    if len(parts) != 1:
        return None
    [(part, is_own)] = parts
    own = total * (part if is_own else 1 - part)
    return {"employer": _yuan(total - own), "own": _yuan(own)}


def _fraction(found: re.Match[str]) -> Fraction:
    if found["half"]:
        return Fraction(1, 2)
    if found["tenths"]:
        return Fraction(number(found["tenths"]), 10)
    return Fraction(int(found["percent"] or found["hundredths"]), 100)


def _yuan(sum_: Fraction) -> int | float:
    return int(sum_) if sum_ == int(sum_) else float(sum_)
