"""Messages as HTML for the page to try things by hand: entities as tags, rich blocks as what they are."""

from collections.abc import Callable, Iterable
from html import escape
from itertools import pairwise
from typing import Any

from tests.telegram_server.chats import Message
from tests.telegram_server.refusals import Json

TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "mark", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "text_link": "a", "url": "a", "bot_command": "a", "mention": "a", "hashtag": "a", "email": "a",
}  # fmt: skip
RICH = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "marked": "mark", "spoiler": "mark"}
UNFOLDS = '<label class="quote"><input type="checkbox"><blockquote>', "</blockquote></label>"  # three lines until it is tapped
NOTES = {
    "sticker": "贴纸", "photo": "图片", "voice": "语音", "location": "位置", "contact": "联系人", "poll": "投票",
    "document": "文件", "migrate_to_chat_id": "群已升级", "migrate_from_chat_id": "由普通群升级而来",
    "forum_topic_created": "新话题",
}  # fmt: skip


def html_of(message: Message) -> str:
    """The inside of a message's bubble."""
    content = message.content
    if "rich_message" in content:
        return "".join(map(_block, content["rich_message"]["blocks"]))
    note = next((_note(kind, content[kind]) for kind in NOTES if kind in content), "")
    return note + marked(message.text, message.entities)


def _note(kind: str, body: Any) -> str:
    if kind == "sticker":
        return f'<span class="sticker">{escape(body.get("emoji", ""))}</span>'
    name = body.get("file_name") or body.get("question") or body.get("first_name") or "" if isinstance(body, dict) else ""
    file_id = (body[-1] if isinstance(body, list) else body).get("file_id", "") if kind in {"photo", "document"} else ""
    if kind == "photo":
        return f'<img src="/desk/file/{escape(file_id)}" alt="图片">'
    link = f'<a href="/desk/file/{escape(file_id)}" download="{escape(name)}">{escape(name)}</a>' if file_id else escape(name)
    return f'<span class="note">{NOTES[kind]} {link}</span>'


def marked(text: str, entities: Iterable[Json]) -> str:
    """A text with its entities as tags, nested as they are."""
    units = text.encode("utf-16-le")
    ends: dict[int, list[str]] = {}
    begins: dict[int, list[str]] = {}
    for e in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        opening, closing = _tags(e, units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        begins.setdefault(e["offset"], []).append(opening)
        ends.setdefault(e["offset"] + e["length"], []).insert(0, closing)
    places = sorted({0, len(units) // 2, *begins, *ends})
    found = "".join(ends.get(places[0], []) + begins.get(places[0], []))
    for first, last in pairwise(places):
        found += escape(units[first * 2 : last * 2].decode("utf-16-le")) + "".join(ends.get(last, []) + begins.get(last, []))
    return found


def _tags(entity: Json, text: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "expandable_blockquote":
        return UNFOLDS
    tag = TAGS.get(kind, "span")
    if kind in {"text_link", "url"}:
        return f'<a href="{escape(entity.get("url", text))}" target="_blank" rel="noreferrer">', "</a>"
    return f'<{tag} class="{kind}">', f"</{tag}>"


def _block(block: Json) -> str:
    looks: dict[str, Callable[[Json], str]] = {
        "heading": lambda b: f"<h3>{_rich(b['text'])}</h3>",
        "list": lambda b: f"<ul>{''.join(map(_item, b['items']))}</ul>",
        "blockquote": lambda b: f"<blockquote>{_inside(b)}</blockquote>",
        "details": lambda b: f"<details><summary>{_rich(b['summary'])}</summary>{_inside(b)}</details>",
        "expandable_blockquote": lambda b: f"{UNFOLDS[0]}{_rich(b['text'])}{UNFOLDS[1]}",
        "table": _table,
        "divider": lambda b: "<hr>",
        "buttons": lambda b: " ".join(f"[{_rich(key['text'])}]" for key in b["buttons"]),
    }
    return looks.get(block["type"], _paragraph)(block)


def _paragraph(block: Json) -> str:
    return f"<p>{_rich(block['text'])}</p>"


def _inside(block: Json) -> str:
    return "".join(map(_block, block["blocks"]))


def _item(item: Json) -> str:
    return f"<li>{escape(item['label'])} {_inside(item)}</li>"


def _table(block: Json) -> str:
    caption = f"<caption>{_rich(block['caption'])}</caption>" if "caption" in block else ""
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block["cells"])
    return f"<table>{caption}{rows}</table>"


def _cell(cell: Json) -> str:
    tag = "th" if cell.get("is_header") else "td"
    spans = "".join(f' {name}="{cell[name]}"' for name in ("colspan", "rowspan") if name in cell)
    return f'<{tag} style="text-align:{cell["align"]}"{spans}>{_rich(cell.get("text", ""))}</{tag}>'


def _rich(value: Any) -> str:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return "".join(map(_rich, value))
    inside = _rich(value.get("text") or value.get("alternative_text") or value.get("expression") or "")
    tag = RICH.get(value["type"], "span")
    return f"<{tag}>{inside}</{tag}>" if value["type"] != "url" else f'<a href="{escape(value["url"])}">{inside}</a>'
