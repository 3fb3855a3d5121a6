"""From a reply to what Telegram shows: parts of HTML, buttons, and a richer form where there is something for a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

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
PAIRED = ("topic:", "check:", "original:", "forget:", "word:", "list:for:", "list:go")  # in pairs, where all are such
ANSWERS = ("is", "with", "item", "edit")  # what the checklist is about; its other buttons lead elsewhere
TOLD = ("item", "edit", "done", "undone", "rules")  # their replies begin with what was pressed
ROWS = 2  # facts that are worth a table

Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: HTML, perhaps under a file."""

    text: str
    file: File | None = None


@dataclass(frozen=True)
class Shown:
    """A reply as Telegram shows it; each form of it is made where it is wanted. One that takes the place of what was pressed
    begins with the words on the button."""

    parcel: Parcel

    @cached_property
    def parts(self) -> tuple[Piece, ...]:
        """Its messages."""
        reply, pressed = self.parcel.reply, _pressed(self.parcel)
        head = f"<i>▸ {escape(pressed)}</i>\n\n" if pressed else ""
        return (*_words(head, reply), *(piece for file in reply.files for piece in _under(file, reply)))

    @cached_property
    def rich(self) -> str:
        """The HTML of a rich message, where a table serves."""
        if not wants_table(self.parcel.reply):
            return ""
        pressed = _pressed(self.parcel)
        return (f"<p><i>▸ {escape(pressed)}</i></p>" if pressed else "") + render_rich(self.parcel.reply)

    @cached_property
    def buttons(self) -> Rows:
        """The buttons below the last message."""
        return buttons(self.parcel.reply, self.parcel.turn.external_id, private=self.parcel.to.chat > 0)


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
    if kind == "list" and value.partition(":")[0] in TOLD:
        return ""
    if kind == "list":
        return str(parcel.reply.data.get("pressed", ""))
    if kind == "topic" and value in table("topics"):
        return label(value)
    return EXAMPLES.get(value, "") if kind == "example" else ""


def buttons(reply: Reply, answer: str, private: bool) -> Rows:
    """The buttons under a reply: notices below each other, topics in pairs, ratings last. In a group nobody rates: it would be
    one opinion for all."""
    rows = [*_rows([c for c in reply.choices if _is_of_use(c, reply, private)])]
    if reply.ratable and private:
        up, down = _rating()
        rows.append((Choice(f"rate:up:{answer}", up), Choice(f"rate:down:{answer}", down)))
    return tuple(rows)


def _is_of_use(choice: Choice, reply: Reply, private: bool) -> bool:
    if choice.id == "list:unfeed" and not reply.data.get("public"):
        return False  # no address was shown here
    return len(choice.id.encode()) <= DATA and (private or not choice.id.startswith(("list:", "check:", "papers:")))


@cache
def _rating() -> list[str]:
    return lines("rating-buttons")


def _rows(choices: Sequence[Choice]) -> Iterator[tuple[Choice, ...]]:
    """Buttons beside each other: all, where all are such, and the short ones of a checklist, in their order, but none that
    answers beside one that leads elsewhere."""
    every = all(c.id.startswith(PAIRED) for c in choices) and sum(c.id.startswith("list:for:") for c in choices) <= 1
    row: tuple[Choice, ...] = ()
    for choice in choices:
        if row and not (len(row) < ROW and (every or _stand_together(row[-1], choice))):
            yield row
            row = ()
        row = (*row, choice)
    if row:
        yield row


def _stand_together(one: Choice, other: Choice) -> bool:
    return _is_short(one) and _is_short(other) and _answers(one) == _answers(other)


def _is_short(choice: Choice) -> bool:
    return choice.id.startswith(("list:", "papers:", "blank:", "fill:")) and len(choice.label) <= SHORT


def _answers(choice: Choice) -> bool:
    return choice.id.split(":")[1] in ANSWERS


def wants_table(reply: Reply) -> bool:
    """Whether a reply holds several fees, or several windows, of one notice."""
    if reply.template != "answer" or len(reply.data["parts"]) != 1:
        return False
    facts: Sequence[Fact] = reply.data["parts"][0]["facts"]
    return any(sum(isinstance(f.data, kind) for f in facts) >= ROWS for kind in (Fee, Window))
