"""From the HTML of our templates for rich messages to the blocks that Telegram takes.

Telegram takes HTML itself as well; blocks say exactly what is meant."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

Block = dict[str, Any]

STYLES = {"b": "bold", "i": "italic"}


def blocks(html: str) -> list[Block]:
    """Paragraphs, tables and details, as the Bot API names them."""
    return list(_blocks(ET.fromstring(f"<all>{html}</all>")))  # noqa: S314 - our own template has escaped what is in it


def _blocks(elements: Iterable[ET.Element]) -> Iterator[Block]:
    for element in elements:
        if element.tag == "p":
            yield {"type": "paragraph", "text": _text(element)}
        elif element.tag == "table":
            yield _table(element)
        elif element.tag == "details":
            summary, *rest = element
            yield {"type": "details", "summary": _text(summary), "blocks": list(_blocks(rest))}


def _table(table: ET.Element) -> Block:
    rows = [[_cell(cell) for cell in row] for row in table.iter("tr")]
    caption = table.find("caption")
    found: Block = {"type": "table", "cells": rows, "is_bordered": True, "is_striped": True}
    return found if caption is None else found | {"caption": _text(caption)}


def _cell(cell: ET.Element) -> Block:
    found: Block = {"text": _text(cell), "align": "left", "valign": "top"}
    return found | {"is_header": True} if cell.tag == "th" else found


def _text(element: ET.Element) -> list[str | Block]:
    """A rich text: plain pieces and styled ones, in their order."""
    pieces: list[str | Block] = [element.text or ""]
    for child in element:
        pieces += [{"type": STYLES[child.tag], "text": _text(child)}, child.tail or ""]
    return [piece for piece in pieces if piece]
