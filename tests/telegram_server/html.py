"""Telegram's HTML: text and entities out of it, or the refusal that Telegram's own parser gives. Offsets that refusals name
are of bytes, those of entities are of UTF-16 units."""

import re
from dataclasses import dataclass
from typing import NoReturn

from tests.telegram_server.refusals import Json, bad

KINDS = {
    "a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_SPACE = b" \t\r\n\x00\x0b"
_ENTITY = re.compile(rb"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|([A-Za-z]+));?")
_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int  # in the text so far


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source.encode("utf-8", "surrogatepass")
        self.at = 0
        self.text = ""
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            begin = self.at
            if self.source[begin] != ord("<"):
                self.text += self._plain()
            elif self.source[begin + 1 : begin + 2] == b"/":
                self._close(begin)
            else:
                self._begin(begin)
        if self.open:
            self._fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.text, sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _fail(self, why: str) -> NoReturn:
        raise bad(f"can't parse entities: {why}")

    def _plain(self) -> str:
        if self.source[self.at] == ord("&"):
            return self._character()
        end = min(i for i in (self.source.find(b"<", self.at), self.source.find(b"&", self.at), len(self.source)) if i >= 0)
        piece, self.at = self.source[self.at : end], end
        return piece.decode("utf-8", "surrogatepass")

    def _character(self) -> str:
        """What an entity such as &lt; stands for; anything else that begins with & stands for itself."""
        match = _ENTITY.match(self.source, self.at)
        found = None
        if match:
            code = int(match[1], 16) if match[1] else int(match[2] or 0)
            found = chr(code) if 0 < code < 0x110000 else NAMED.get(match[3] or b"")
        self.at = match.end() if match and found else self.at + 1
        return found or "&"

    def _until(self, ends: bytes) -> str:
        begin = self.at
        while self.at < len(self.source) and self.source[self.at] not in ends:
            self.at += 1
        return self.source[begin : self.at].decode(errors="replace")

    def _skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in _SPACE:
            self.at += 1

    def _peek(self) -> bytes:
        return self.source[self.at : self.at + 1]

    def _begin(self, begin: int) -> None:
        self.at += 1
        tag = self._until(_SPACE + b">").lower()
        if not self._peek():
            self._fail(f"Unclosed start tag at byte offset {begin}")
        if tag not in KINDS:
            self._fail(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == b">":
                break
            argument = self._attribute(tag, begin) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            self._fail(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, argument, units(self.text), len(self.text)))

    def _attribute(self, tag: str, begin: int) -> str:
        """What an attribute says that means something to Telegram, else nothing."""
        name = self._until(_SPACE + b"=>/")
        if not name:
            self._fail(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_space()
        if self._peek() != b"=":
            if not self._peek():
                self._fail(f'Unclosed start tag "{tag}" at byte offset {begin}')
            return "expandable" if (tag, name) == ("blockquote", "expandable") else ""
        self.at += 1
        self._skip_space()
        value = self._value(begin)
        if not self._peek():
            self._fail(f"Unclosed start tag at byte offset {begin}")
        return _meant(tag, name, value)

    def _value(self, begin: int) -> str:
        quote = self._peek()
        if quote not in {b'"', b"'"}:
            token = _TOKEN.match(self.source, self.at)
            start, self.at = self.at, token.end() if token else self.at
            if self._peek() and self._peek() not in _SPACE + b">":
                self._fail(f"Unexpected end of name token at byte offset {start}")
            return self.source[start : self.at].decode().lower()
        self.at += 1
        found = ""
        while self._peek() not in {quote, b""}:
            found += self._character() if self._peek() == b"&" else self._until(quote + b"&")
        self.at += 1
        return found

    def _close(self, begin: int) -> None:
        if not self.open:
            self._fail(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        tag = self._until(_SPACE + b">").lower()
        self._skip_space()
        if self._peek() != b">":
            self._fail(f"Unclosed end tag at byte offset {begin}")
        last = self.open[-1]
        if tag and tag != last.tag:
            self._fail(f'Unmatched end tag at byte offset {begin}, expected "</{last.tag}>", found "</{tag}>"')
        self.at += 1
        self.open.pop()
        if (length := units(self.text) - last.offset) > 0:
            self._add(last, length)

    def _add(self, last: _Open, length: int) -> None:
        entity: Json = {"type": KINDS[last.tag], "offset": last.offset, "length": length}
        if last.tag == "a":
            url = last.argument or self.text[last.begin :]
            if "." not in url and "://" not in url:
                return  # Telegram shows what is no link as text
            entity["url"] = url
        elif last.tag == "tg-emoji":
            if not last.argument.isdecimal() or not int(last.argument):
                self._fail("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = last.argument
        elif last.tag == "blockquote" and last.argument:
            entity["type"] = "expandable_blockquote"
        elif last.tag == "code" and last.argument:
            entity["language"] = last.argument
        self._keep(entity)

    def _keep(self, entity: Json) -> None:
        """<pre><code class="language-x"> is one entity; a quote inside a quote is none of its own."""
        inner = [e for e in self.entities if e["offset"] >= entity["offset"]]
        if entity["type"] == "pre" and inner and (inner[-1]["type"], inner[-1]["length"]) == ("code", entity["length"]):
            self.entities.remove(inner[-1])
            entity = {**inner[-1], "type": "pre"}
        elif "blockquote" in entity["type"]:
            self.entities = [e for e in self.entities if e not in inner or "blockquote" not in e["type"]]
        self.entities.append(entity)


def _meant(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
    return ""


def parse(source: str) -> tuple[str, list[Json]]:
    """The text of HTML and its entities."""
    return _Parser(source).parse()
