"""What an update comes to: data, without any rules. `Me` is the bot's own account."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button under the message `message`: the query to answer, and the rows of buttons as they are. A message that carries
    a file cannot be changed into one that does not."""

    query: str
    message: int
    keyboard: tuple[tuple[Json, ...], ...] = ()
    carries_file: bool = False

    def unrated(self) -> Iterator[tuple[Json, ...]]:
        """The rows of buttons less those that rate."""
        return (row for row in self.keyboard if not any(str(b.get("callback_data", "")).startswith("rate:") for b in row))


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message: its id on Telegram, how it is called, how many bytes it is said to have (None: nobody
    said), and whether it is a photograph that Telegram has made smaller. `words` are those under it that are to be looked for
    in it and kept nowhere; `album` is what it was sent together with."""

    id: str
    name: str = ""
    size: int | None = None
    as_photo: bool = False
    words: str = ""
    album: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A turn of somebody: a text, a choice, or a `file`. `replied` is a message of ours that it answers, `answers` a turn of
    theirs, `instead_of` the turn that it was before it was edited; `picture` is the number of its message in an album; `asked`
    is the message to reply to, in groups; `sent` is when Telegram got it, which it does not tell of a pressed button."""

    person: str
    external_id: str
    chat: int
    text: str = ""
    choice: str = ""
    replied: int | None = None
    answers: str = ""
    instead_of: str = ""
    picture: int = 0
    asked: int | None = None
    sent: datetime | None = None
    pressed: Pressed | None = None
    file: Attached | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody has blocked the bot, or has let it in again."""

    person: str
    here: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A group has become a supergroup, with another id."""

    person: str
    new: str


Act = Ask | Presence | Moved


def person_of(chat: int) -> str:
    """A private chat has its person's id. A group is one person to us, so that nothing is kept about its members."""
    return f"telegram:{chat}"


def edited_from(external_id: str) -> str:
    """The turn whose reply is changed into that to this one, if any: what an edited message was at first, or the album whose
    words came under a later picture."""
    if external_id.startswith("g"):
        album, _, later = external_id.partition(".")
        return album if later else ""
    return f"m{external_id[1:].rpartition('-')[0]}" if external_id.startswith("e") else ""
