"""Texts as Telegram takes them: parsed, trimmed, within the limits, with what it finds in them by itself."""

import re
from collections.abc import Iterator
from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.html import parse, units
from tests.telegram_server.refusals import Json, bad

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_BYTES = 1 << 15
MOST_ENTITIES = 100
GIVEN = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji", "date_time",
}  # fmt: skip
_FOUND = (
    ("url", re.compile(r"https?://[^\s<>\"。，；）、]+")),
    ("email", re.compile(r"[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z.]{2,}")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?(?![\w/])", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


def formatted(call: Call, field: str, entities: str) -> tuple[str, list[Json]]:
    """A text and its entities out of a call, in the way that it names (HTML, or entities of its own)."""
    text, mode = call.text(field), call.text("parse_mode").lower()
    return parsed(text, mode, call.structure(entities, "entities"))


def parsed(text: str, mode: str, given: Any) -> tuple[str, list[Json]]:
    """A text and its entities. Markdown is not spoken here."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise bad("text is too long")
    if text and mode not in {"", "none", "html"}:
        raise bad("unsupported parse_mode")
    plain, entities = parse(text) if mode == "html" else (text, list(_checked(given or [], text)))
    plain, entities = _trimmed(plain, entities)
    return plain, [*entities, *found(plain, entities)][:MOST_ENTITIES]


def _checked(given: list[Json], text: str) -> Iterator[Json]:
    for entity in given:
        for name in ("offset", "length", "type"):
            if name not in entity:
                raise bad(f"can't parse MessageEntity: Can't find field \"{name}\"")
        if entity["type"] not in GIVEN:
            raise bad("can't parse MessageEntity: Unsupported type specified")
        if entity["length"] > 0 and entity["offset"] >= 0 and entity["offset"] + entity["length"] <= units(text):
            yield {name: value for name, value in entity.items() if value is not None}


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space at both ends; entities keep to what is left."""
    text = text.replace("\r", "").rstrip()
    cut = units(text) - units(text.lstrip())
    text = text.lstrip()
    end = units(text)
    moved: list[Json] = []
    for e in entities:
        first, last = max(e["offset"] - cut, 0), min(e["offset"] + e["length"] - cut, end)
        if last > first:
            moved.append({**e, "offset": first, "length": last - first})
    return text, moved


def found(text: str, entities: list[Json]) -> Iterator[Json]:
    """Commands, mentions and links that Telegram marks by itself where nothing else is marked."""
    if not any(sign in text for sign in "/@#"):
        return
    closed = ("text_link", "code", "pre")
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in closed]
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            begin = units(text[: match.start()])
            end = begin + units(match[0])
            if not any(begin < last and first < end for first, last in taken):
                taken.append((begin, end))
                yield {"type": kind, "offset": begin, "length": end - begin}


def message_text(call: Call) -> Json:
    """The content of a text message."""
    if not call.text("text"):
        raise bad("message text is empty")
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad("text must be non-empty")
    if units(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return with_entities("text", text, entities)


def caption(call: Call) -> Json:
    """The words under a file, if there are any."""
    text, entities = formatted(call, "caption", "caption_entities")
    if units(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return with_entities("caption", text, entities)


def with_entities(field: str, text: str, entities: list[Json]) -> Json:
    """A text with its entities as a message's fields."""
    if not text:
        return {}
    return {field: text} | ({"caption_entities" if field == "caption" else "entities": entities} if entities else {})
