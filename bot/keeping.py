"""Files made for one person out of what they sent, papers filled in and pictures put right, held in memory for a while. They are
written nowhere."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from bot.messages import Reply

LASTS = 30 * 60  # seconds
MOST = 128 * 1024 * 1024  # bytes of all files together; the oldest go first


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is held: whose it is, what it is called, what it holds, and until when (seconds of the clock that is given)."""

    person: str
    name: str
    content: bytes
    until: float


class Keeping:
    """The files by their tokens, which nobody can guess."""

    def __init__(self, clock: Callable[[], float] = monotonic, lasts: float = LASTS, most: int = MOST) -> None:
        """`clock` tells seconds, from whenever."""
        self._clock, self._lasts, self._most = clock, lasts, most
        self._held: OrderedDict[str, Held] = OrderedDict()

    def put(self, person: str, name: str, content: bytes) -> str:
        """Hold a file; returned is its token of 22 characters. Others go for it: those whose time is over, then the oldest."""
        self._sweep(room=len(content))
        token = secrets.token_urlsafe(16)
        self._held[token] = Held(person, name, content, self._clock() + self._lasts)
        return token

    def get(self, token: str) -> Held:
        """The file of a token. Raises `KeyError` where it is not there, or not any more."""
        self._sweep(room=0)
        return self._held[token]

    def __contains__(self, token: str) -> bool:
        self._sweep(room=0)
        return token in self._held

    def forget(self, person: str) -> None:
        """Drop all files of a person."""
        for token in [t for t, held in self._held.items() if held.person == person]:
            del self._held[token]

    def _sweep(self, room: int) -> None:
        now = self._clock()
        for token in [t for t, held in self._held.items() if held.until <= now]:
            del self._held[token]
        while self._held and room + sum(len(held.content) for held in self._held.values()) > self._most:
            self._held.popitem(last=False)


def at_hand(reply: Reply, keeping: Keeping) -> Reply:
    """The reply with those of its files that are held still; where others are gone, its data says so: `gone`."""
    there = tuple(file for file in reply.files if file.kind != "kept" or file.of in keeping)
    if len(there) == len(reply.files):
        return reply
    return replace(reply, files=there, data={**reply.data, "gone": True})
