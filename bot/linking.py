"""Telephone numbers and web addresses in a text, made to be tapped."""

import re

from markupsafe import Markup, escape

_PHONE = r"1[3-9]\d{9}|[(（]?0\d{2,3}[)）]?[- ]?\d{7,8}"
_ADDRESS = r"https?://[\w./-]*[\w/]|(?:[a-z0-9-]+\.)+(?:com|cn)(?:/[\w./-]*[\w/])?"
_FOUND = re.compile(rf"(?<![\w.@])(?:(?P<phone>{_PHONE})(?!\d)|(?P<address>{_ADDRESS}))", re.ASCII)


def linked(text: str) -> Markup:
    """The text escaped, with tel: links for numbers that can be dialled from anywhere and links for web addresses."""
    pieces, end = Markup(), 0
    for found in _FOUND.finditer(text):
        pieces += escape(text[end : found.start()]) + _link(found)
        end = found.end()
    return pieces + escape(text[end:])


def _link(found: re.Match[str]) -> Markup:
    said = found.group()
    if found["phone"]:
        return Markup('<a class="phone" href="tel:{}">{}</a>').format(re.sub(r"\D", "", said), said)
    # The notices give most addresses without a scheme; browsers move on to https by themselves where there is one.
    address = said if "://" in said else f"http://{said}"
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(address, said)
