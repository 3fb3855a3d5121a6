"""From a reply to what Telegram shows: parts of HTML, buttons, and a richer form where there is something for a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import escape

from bot.channels.telegram.splitting import split
from bot.handlers.replying import label
from bot.handlers.words import EXAMPLES
from bot.messages import Choice, File, Parcel, Reply
from bot.texts import lines, render_rich, render_telegram
from notices.schema import Fact, Fee, Window
from notices.vocabulary import table

CAPTION = 1024  # UTF-16 units of the words under a file
DATA = 64  # bytes that a button may carry
ROW = 2  # buttons of topics beside each other
SHORT = 9  # characters on a button of the checklist that has room beside another
ROWS = 2  # facts that are worth a table

Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: HTML, perhaps under a file."""

    text: str
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply for Telegram: its messages, `rich` HTML where a table serves, the buttons below the last message."""

    parts: tuple[Piece, ...]
    buttons: Rows
    rich: str = ""


def show(parcel: Parcel) -> Shown:
    """What a parcel looks like. A reply that takes the place of what was pressed begins with the words on the button."""
    reply, pressed = parcel.reply, _pressed(parcel)
    head = f"<i>▸ {escape(pressed)}</i>\n\n" if pressed else ""
    rich = f"<p><i>▸ {escape(pressed)}</i></p>" if pressed else ""
    return Shown(
        (*_words(head, reply), *(piece for file in reply.files for piece in _under(file, reply))),
        buttons(reply, parcel.turn.external_id, private=parcel.to.chat > 0),
        rich + render_rich(reply) if wants_table(reply) else "",
    )


def _words(head: str, reply: Reply) -> tuple[Piece, ...]:
    """The words of a reply, unless they are those under one of its files."""
    if reply.template in {file.caption for file in reply.files}:
        return ()
    return tuple(map(Piece, split(head + render_telegram(reply))))


def _under(file: File, reply: Reply) -> Iterator[Piece]:
    """A file with its words; what of them has no room there follows."""
    first, *rest = split(render_telegram(replace(reply, template=file.caption)), CAPTION)
    yield Piece(first, file)
    yield from map(Piece, rest)


def _pressed(parcel: Parcel) -> str:
    """The words on the button that asked for this, which the message no longer shows once it is changed."""
    kind, _, value = parcel.turn.choice.partition(":")
    if kind == "list":
        return str(parcel.reply.data.get("pressed", ""))
    if kind == "topic" and value in table("topics"):
        return label(value)
    return EXAMPLES.get(value, "") if kind == "example" else ""


def buttons(reply: Reply, answer: str, private: bool) -> Rows:
    """The buttons under a reply: notices below each other, topics in pairs, ratings last. In a group nobody rates: it would be
    one opinion for all."""
    shown = [c for c in reply.choices if len(c.id.encode()) <= DATA and (private or not c.id.startswith(("list:", "check:")))]
    rows = [*_rows(shown)]
    if reply.ratable and private:
        up, down = _rating()
        rows.append((Choice(f"rate:up:{answer}", up), Choice(f"rate:down:{answer}", down)))
    return tuple(rows)


@cache
def _rating() -> list[str]:
    return lines("rating-buttons")


def _rows(choices: Sequence[Choice]) -> Iterator[tuple[Choice, ...]]:
    """Buttons beside each other: all, where all are such, and the short ones of a checklist, in their order."""
    every = all(c.id.startswith(("topic:", "check:", "original:", "forget:", "word:", "list:for:", "list:go")) for c in choices)
    row: tuple[Choice, ...] = ()
    for choice in choices:
        if row and not (len(row) < ROW and (every or (_is_short(row[-1]) and _is_short(choice)))):
            yield row
            row = ()
        row = (*row, choice)
    if row:
        yield row


def _is_short(choice: Choice) -> bool:
    return choice.id.startswith("list:") and len(choice.label) <= SHORT


def wants_table(reply: Reply) -> bool:
    """Whether a reply holds several fees, or several windows, of one notice."""
    if reply.template != "answer" or len(reply.data["parts"]) != 1:
        return False
    facts: Sequence[Fact] = reply.data["parts"][0]["facts"]
    return any(sum(isinstance(f.data, kind) for f in facts) >= ROWS for kind in (Fee, Window))
