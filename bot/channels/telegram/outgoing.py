"""What is asked of Telegram, as data, and what can come of it. `Gateway` is carried out by a library elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.channels.telegram.acts import Json, Me
from bot.channels.telegram.showing import Rows


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be sent, as a picture or as a document."""

    name: str
    content: bytes
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Body:
    """What a message shows: HTML, the HTML of a rich message where `rich`, or a plain text where `plain`; with a `file`, the
    words under it."""

    text: str
    buttons: Rows = ()
    rich: bool = False
    plain: bool = False
    file: Upload | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """A new message, in a group as the reply to one."""

    chat: int
    body: Body
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Another body for a message of ours."""

    chat: int
    message: int
    body: Body


@dataclass(frozen=True, slots=True)
class Strip:
    """Other buttons, as the Bot API gives them, for a message of ours."""

    chat: int
    message: int
    keyboard: Sequence[Sequence[Json]]


@dataclass(frozen=True, slots=True)
class Toast:
    """Ends the waiting of a pressed button, perhaps with a word."""

    query: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """Shows that we think."""

    chat: int


Action = Send | Edit | Strip | Toast | Typing


class Failure(Exception):
    """What Telegram answers instead of doing it.

    Failure
     ├ Refused       never (400): what we sent is wrong, or what it is about is gone
     │  └ Unsupported   nor anything like it (404): this server does not know the method yet
     ├ Unreachable   never, for this chat (403): blocked, deactivated, thrown out of a group
     ├ Held          not now (429): again in `seconds`
     ├ Lost          nobody knows (no connection, a timeout, 5xx): it may have been done
     ├ Migrated      the group has another id now
     └ Unauthorised  the token is no good (401, 404)
    """


class Refused(Failure):
    """Telegram's words say why."""


class Unsupported(Refused):
    """A server of an older Bot API."""


class Unreachable(Failure):
    """Nothing can be sent to this chat."""


class Held(Failure):
    """Too much was sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held back for {seconds} s")
        self.seconds = seconds


class Lost(Failure):
    """No answer, or none that says what became of it."""


class Migrated(Failure):
    """The group is a supergroup now."""

    def __init__(self, chat: int) -> None:
        super().__init__(f"moved to {chat}")
        self.chat = chat


class Unauthorised(Failure):
    """Telegram does not know this token."""


class Gateway(Protocol):
    """The Bot API. Every method may raise a `Failure`."""

    async def me(self) -> Me:
        """The bot's account."""

    async def updates(self, offset: int | None, wait: int) -> list[Json]:
        """What came since; waits up to `wait` seconds for something. Confirms everything before `offset`."""

    async def perform(self, action: Action) -> int:
        """Do it; the id of the message, where there is one."""

    async def download(self, file_id: str, most: int) -> bytes:
        """A file that somebody sent. `Refused` where it has more than so many bytes, or is not there."""

    async def call(self, method: str, **parameters: Any) -> Any:
        """Any other method, its result as JSON."""
