"""What people type -> the normal form that everything else reads."""

import re
import unicodedata
from functools import cache, lru_cache

READ = 1024  # texts whose reading is kept: what one person asks, others ask in the same words
LONGEST = 2000  # characters of a question that are read; a story longer than this has its question at either end
_APART = r"[\s\-\u200b-\u200f\u202a-\u202e\u2060\ufeff]{0,3}"
_BIRTHDAY = _APART.join((r"(?:18|19|20)", r"\d", r"\d", r"(?:0\d|1[0-2])", r"[0-3]", r"\d"))
# 18 digits in one piece, 18 in groups (with a birthday, so that two telephone numbers side by side are none), 15 digits.
_ID_NUMBER = re.compile(
    r"(?<!\d)\d{17}[\dxX×хХ](?!\d)|"
    rf"(?<!\d)\d(?:{_APART}\d){{5}}{_APART}{_BIRTHDAY}(?:{_APART}\d){{3}}{_APART}[\dxX×хХ](?!\d)|"
    r"(?<!\d)\d{15}(?!\d)|(?<!\d)\d{6}[\s\-]\d{6}[\s\-]\d{3}(?!\d)"
)
_SPACES = re.compile(r"\s+")
_MARKUP = re.compile(r"<[^<>]{1,200}>|https?://\S+|&[a-z]{2,6};")
_MEDIA = re.compile(r"\[(图片|语音|文件|视频|表情|动画表情|位置|链接)\]")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
MASKED = "〈身份证号〉"


@cache
def _simplifier() -> "object":
    import opencc  # 40 ms to import, needed only for what holds traditional characters

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional characters as simplified ones."""
    return str(_simplifier().convert(text))  # type: ignore[attr-defined]


def _plain(character: str) -> str:
    """A character's compatible form where that is one character too, so that places in the text stay: Ｘ is X."""
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character


def mask_identity(text: str) -> str:
    """The text with identity numbers (18 or 15 digits, GB 11643) replaced, however wide they are typed; phone numbers stay."""
    if sum(map(str.isdigit, text)) < 15:
        return text
    pieces, end = [], 0
    for found in _ID_NUMBER.finditer("".join(map(_plain, text))):
        pieces += [text[end : found.start()], MASKED]
        end = found.end()
    return "".join(pieces) + text[end:]


def _shortened(text: str) -> str:
    """Both ends of a text that is too long to read whole."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"


@lru_cache(READ)
def normal(text: str) -> str:
    """NFKC, simplified, lower case, without markup, control characters, repeated letters and identity numbers."""
    text = _shortened(mask_identity(text))  # masked first: of a number cut in two nobody would know what it is
    text = mask_identity(unicodedata.normalize("NFKC", text))
    text = _MARKUP.sub(" ", text)
    text = "".join(c if c.isprintable() else " " for c in text)
    text = simplified(text).lower()
    text = _REPEATED.sub(r"\1\1", text)
    return _SPACES.sub(" ", text).strip()


def is_media(text: str) -> bool:
    """Whether the text is only a messenger's stand-in for a picture, a voice message or the like."""
    return bool(text.strip()) and not _MEDIA.sub("", text).strip()


def has_words(text: str) -> bool:
    """Whether anything in it can be read as language: at least two letters of a script."""
    return sum(c.isalpha() for c in text) >= 2


def is_foreign(text: str) -> bool:
    """Whether a text of several words holds no Chinese character."""
    return len(text.split()) > 1 and has_words(text) and not any("\u3400" <= c <= "\u9fff" for c in text)
