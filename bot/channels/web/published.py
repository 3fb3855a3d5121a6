"""A notice as it was published, set as a page: its words are all there, the marks for headings and bold are shown as such."""

import re
from collections.abc import Iterator

from markupsafe import Markup

_MARKED = re.compile(r"(#{1,6})\s+(.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def set_out(text: str) -> Markup:
    """HTML of the text: a heading or a paragraph for each of its lines that is not empty."""
    return Markup("\n").join(_blocks(text))


def _blocks(text: str) -> Iterator[Markup]:
    for line in filter(None, map(str.strip, text.splitlines())):
        if heading := _MARKED.fullmatch(line):
            yield Markup("<h3>{}</h3>").format(_BOLD.sub(r"\1", heading[2]))
        else:
            yield Markup("<p>") + _bold(line) + Markup("</p>")


def _bold(line: str) -> Markup:
    pieces = _BOLD.split(line)  # every second one stood between two marks
    return Markup("").join(Markup("<b>{}</b>").format(p) if n % 2 else Markup.escape(p) for n, p in enumerate(pieces))
