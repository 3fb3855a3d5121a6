"""What people type -> the normal form that everything else reads."""

import re
import unicodedata
from functools import cache

LONGEST = 2000  # characters of a question that are read; a story longer than this has its question at either end
_ID_NUMBER = re.compile(r"(?<!\d)\d(?:[\s\-]?\d){16}[\s\-]?[\dxX](?!\d)|(?<!\d)\d{15}(?!\d)")
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


def mask_identity(text: str) -> str:
    """The text with identity numbers (18 or 15 digits, GB 11643) replaced; phone numbers stay."""
    return _ID_NUMBER.sub(MASKED, text)


def _shortened(text: str) -> str:
    """Both ends of a text that is too long to read whole."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"


def normal(text: str) -> str:
    """NFKC, simplified, lower case, without markup, control characters, repeated letters and identity numbers."""
    text = mask_identity(_shortened(text))
    text = unicodedata.normalize("NFKC", text)
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
