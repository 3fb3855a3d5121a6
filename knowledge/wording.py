"""The form in which wordings are compared: mistyped terms repaired; names, dates and fillers taken out; the parts that ask."""

import re

from knowledge import lexicon
from knowledge.dates import without_dates
from knowledge.numerals import digits
from knowledge.text import normal
from knowledge.words import Found, Sounds, find

_SIGNS = re.compile(r"[^\w①②③]+|_+")
_SEGMENT = re.compile(r"[,，。.;；:：?？!！、\s~～…]+")
_SIGN = {"level": "①", "education": "②", lexicon.JOB: "③"}  # stand for whatever level, diploma or job is named


def _is_name(found: Found) -> bool:
    """Whether a word only says where or in which series, so that it tells nothing of what is asked."""
    return all(m.field in (lexicon.PLACE, lexicon.SERIES) for m in found.meanings)


def _sign(found: Found) -> str | None:
    """What stands for a word where wordings are compared: nothing for names, one sign for any level, diploma or job, and
    the word itself (None) else."""
    if _is_name(found):
        return ""
    fields = {m.field for m in found.meanings}
    return next((sign for field, sign in _SIGN.items() if field in fields), None)


def _without_names(text: str, found: list[Found]) -> str:
    parts, at, place_ends = [], 0, -1
    for word in found:
        sign = _sign(word)
        if sign == _SIGN[lexicon.JOB] and word.start == place_ends:
            sign = ""  # 阿克苏档案 names a notice
        if sign is not None:
            parts += [text[at : word.start], sign]
            at = word.end
        place_ends = word.end if sign == "" else -1
    return "".join(parts) + text[at:]


def _without_fillers(text: str) -> str:
    for filler in lexicon.fillers():
        text = text.replace(filler, "")
    return text


def asked(text: str, found: list[Found] | None = None) -> tuple[str, ...]:
    """What is asked: the text without names, dates and fillers, in the parts that its punctuation makes."""
    text, found = _uncorrected(text, found)
    bare = without_dates(_without_names(text, list(find(text)) if found is None else found))
    whole = [_SIGNS.sub("", part.replace("#", "")) for part in _SEGMENT.split(bare)]
    parts = tuple(p for part in whole if (p := _without_fillers(part)))
    return parts or tuple(part for part in whole if part)  # a greeting consists of fillers alone


def _uncorrected(text: str, found: list[Found] | None) -> tuple[str, list[Found] | None]:
    """The text without the words that take an earlier question back (不对，我问的是 ...)."""
    bare = lexicon.cue("correction").sub("", text)
    return (bare, None) if bare and bare != text else (text, found)


def asking(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts that ask something; the last two where none shows it."""
    return tuple(p for p in parts if lexicon.cue("asking").search(p)) or parts[-2:]


def normalised(text: str, sounds: Sounds) -> str:
    """The form in which phrasings and questions are compared: normal, in digits, mistyped terms repaired."""
    return sounds.repaired(digits(normal(text)))
