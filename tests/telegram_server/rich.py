"""Rich messages (Bot API 10.1 and later), given as blocks: checked, and read out as the words that people see.

Limits are those of the Bot API's documentation. What Telegram says to a block that it does not take is not documented:
`RICH_VALIDATE_CTOR_NOT_ALLOWED` was seen, the words beside it are ours. Media, HTML and Markdown are not spoken here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from tests.telegram_server.calls import Call
from tests.telegram_server.html import units
from tests.telegram_server.keyboards import LONGEST_DATA
from tests.telegram_server.refusals import Json, bad

MOST_CHARACTERS, MOST_BLOCKS, DEEPEST, MOST_COLUMNS = 32_768, 500, 16, 20
SIMPLE = {
    "bold", "italic", "underline", "strikethrough", "spoiler", "subscript", "superscript", "marked", "code", "date_time",
    "text_mention",
}  # fmt: skip
NEEDED = {"url": "url", "anchor_link": "anchor_name", "reference": "name", "reference_link": "reference_name"}
NEEDED |= {"email_address": "email_address", "phone_number": "phone_number"}
ALIGNS, VALIGNS = {"left", "center", "right"}, {"top", "middle", "bottom"}


def rich_content(call: Call) -> tuple[Json, str]:
    """The content of a rich message, and its words as people read them."""
    given = call.structure("rich_message", "rich message")
    if not isinstance(given, dict):
        raise bad("object expected as rich message")
    if [name for name in ("html", "markdown", "blocks") if given.get(name)] != ["blocks"]:
        raise bad("exactly one of the fields html, markdown and blocks must be used (and this server takes blocks alone)")
    reader = _Reader()
    blocks = reader.blocks(given["blocks"], 1)
    text = "\n".join(reader.lines).strip()
    if not text:
        raise bad("message text is empty")
    if units(text) > MOST_CHARACTERS:
        raise bad("MESSAGE_TOO_LONG")
    return {"rich_message": {"blocks": blocks}}, text


def _refuse(why: str) -> NoReturn:
    raise bad(f"can't parse rich message: {why}")


@dataclass
class _Reader:
    lines: list[str] = field(default_factory=list)
    count: int = 0

    def blocks(self, given: Any, depth: int) -> list[Json]:
        if not isinstance(given, list) or not given:
            _refuse("blocks must be a non-empty Array")
        return [self._block(_clean(block), depth) for block in given]

    def _block(self, block: Json, depth: int) -> Json:
        self.count += 1
        if self.count > MOST_BLOCKS:
            raise bad("RICH_MESSAGE_BLOCKS_TOO_MUCH")
        if depth > DEEPEST:
            raise bad("RICH_MESSAGE_TOO_DEEP")
        readers: dict[str, Callable[[Json, int], Json]] = {
            "paragraph": self._text, "footer": self._text, "pre": self._text, "thinking": self._text,
            "pullquote": self._text, "expandable_blockquote": self._text, "heading": self._heading,
            "divider": self._divider, "list": self._list, "blockquote": self._quote, "details": self._details,
            "table": self._table, "buttons": self._buttons,
        }  # fmt: skip
        reader = readers.get(block.get("type", ""))
        if reader is None:
            raise bad("RICH_VALIDATE_CTOR_NOT_ALLOWED")
        return reader(block, depth)

    def _say(self, value: Any, depth: int, before: str = "") -> None:
        self.lines.append(before + "".join(_words(value, depth)))

    def _text(self, block: Json, depth: int) -> Json:
        self._say(block.get("text"), depth)
        if "credit" in block:
            self._say(block["credit"], depth)
        return block

    def _heading(self, block: Json, depth: int) -> Json:
        if block.get("size") not in range(1, 7):
            _refuse("the size of a heading must be from 1 to 6")
        return self._text(block, depth)

    def _divider(self, block: Json, depth: int) -> Json:
        self.lines.append("———")
        return block

    def _list(self, block: Json, depth: int) -> Json:
        items = block.get("items")
        if not isinstance(items, list) or not items:
            _refuse("a list needs items")
        return block | {"items": [self._item(_clean(item), number, depth) for number, item in enumerate(items, 1)]}

    def _item(self, item: Json, number: int, depth: int) -> Json:
        self.count += 1
        label = f"{item.get('value', number)}." if item.get("type") == "1" or "value" in item else "•"
        begin = len(self.lines)
        blocks = self.blocks(item.get("blocks"), depth + 1)
        self.lines[begin] = f"{label} {self.lines[begin]}"
        return item | {"label": label, "blocks": blocks}

    def _quote(self, block: Json, depth: int) -> Json:
        return block | {"blocks": self.blocks(block.get("blocks"), depth + 1)}

    def _details(self, block: Json, depth: int) -> Json:
        self._say(block.get("summary"), depth, "▸ ")
        return self._quote(block, depth)

    def _table(self, block: Json, depth: int) -> Json:
        rows = block.get("cells")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, list) and row for row in rows):
            _refuse("a table needs rows of cells")
        if "caption" in block:
            self._say(block["caption"], depth)
        cells = [[_cell(_clean(cell)) for cell in row] for row in rows]
        if max(sum(cell.get("colspan", 1) for cell in row) for row in cells) > MOST_COLUMNS:
            raise bad("RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH")
        self.count += len(cells)
        self.lines += [" | ".join("".join(_words(cell.get("text", ""), depth)) for cell in row) for row in cells]
        return block | {"cells": cells}

    def _buttons(self, block: Json, depth: int) -> Json:
        for button in map(_clean, block.get("buttons") or []):
            if len(str(button.get("callback_data", "")).encode()) > LONGEST_DATA:
                raise bad("BUTTON_DATA_INVALID")
            self._say(button.get("text"), depth)
        return block


def _cell(cell: Json) -> Json:
    if cell.get("align") not in ALIGNS or cell.get("valign") not in VALIGNS:
        _refuse("a cell needs its alignments")
    return cell


def _clean(value: Any) -> Json:
    if not isinstance(value, dict):
        _refuse("Object expected")
    return {name: part for name, part in value.items() if part is not None}


def _words(value: Any, depth: int) -> Iterator[str]:
    """The plain words of a rich text."""
    if depth > DEEPEST:
        raise bad("RICH_MESSAGE_TOO_DEEP")
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _words(part, depth)
    elif isinstance(value, dict) and (value.get("type") in SIMPLE or value.get(NEEDED.get(value.get("type", ""), ""))):
        yield from _words(value.get("text"), depth + 1)
    elif isinstance(value, dict) and value.get("type") in {"custom_emoji", "mathematical_expression"}:
        yield str(value.get("alternative_text") or value.get("expression") or "")
    else:
        raise bad("RICH_VALIDATE_CTOR_NOT_ALLOWED" if isinstance(value, dict) else "can't parse rich message: no text")
