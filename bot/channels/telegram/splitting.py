"""Cutting what is too long for one message, at the border of a clause or a fact; formatting is closed and opened again."""

import re
from html import unescape

LONGEST = 4096  # UTF-16 units of a message, its markup not counted
_ATOM = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]|[<&]")
_TAG = re.compile(r"<(/?)([\w-]+)[^>]*>")
PREFERRED = ("\n\n", "\n", "。", "；", "，", " ")


def shown(html: str) -> str:
    """What people see of it."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def units(text: str) -> int:
    """Its length as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def split(html: str, most: int = LONGEST) -> tuple[str, ...]:
    """The text in parts that each fit a message."""
    parts = []
    while units(shown(html)) > most:
        head, html = _cut(html, most)
        parts.append(head)
    return (*parts, html)


def _cut(html: str, most: int) -> tuple[str, str]:
    """As much as fits, up to the best border in its second half, and the rest."""
    end = _fitting(html, most)
    border = next((at for mark in PREFERRED if (at := _last(html, mark, end)) > end // 2), end)
    open_tags = _open(html[:border])
    closing = "".join(f"</{_TAG.match(tag)[2]}>" for tag in reversed(open_tags))  # type: ignore[index]  # they all matched
    return html[:border].rstrip() + closing, "".join(open_tags) + html[border:].lstrip()


def _last(html: str, mark: str, end: int) -> int:
    """Where the text after the last such mark begins; 0 where that would be inside a tag."""
    at = html.rfind(mark, 0, end)
    inside = at >= 0 and html.rfind("<", 0, at) > html.rfind(">", 0, at)
    return 0 if at < 0 or inside else at + len(mark)


def _fitting(html: str, most: int) -> int:
    """How many characters of the HTML fit."""
    length = 0
    for atom in _ATOM.finditer(html):
        length += 0 if atom[0].startswith("<") and len(atom[0]) > 1 else units(unescape(atom[0]))
        if length > most:
            return atom.start()
    return len(html)


def _open(html: str) -> list[str]:
    """The tags that are open at the end."""
    found: list[str] = []
    for tag in _TAG.finditer(html):
        if tag[1]:
            found.pop()
        else:
            found.append(tag[0])
    return found
