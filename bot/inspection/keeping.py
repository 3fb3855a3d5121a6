"""Files that are given back: kept in memory for a while under a name that nobody can guess, for the person they belong to."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from time import monotonic

from bot.messages import Reply

LASTING = 30 * 60  # seconds
MOST, BYTES = 200, 200 * 1024 * 1024  # files, and bytes of them together; the oldest go first


@dataclass(frozen=True, slots=True)
class _Kept:
    person: str
    content: bytes
    until: float


class Keep:
    """Files by their tokens. `now` tells seconds of a clock that only goes on."""

    def __init__(self, most: int = MOST, size: int = BYTES, lasting: float = LASTING) -> None:
        self._most, self._size, self._lasting = most, size, lasting
        self._files: OrderedDict[str, _Kept] = OrderedDict()

    def put(self, person: str, content: bytes) -> str:
        """Keep a file; the token it is kept by."""
        token = secrets.token_urlsafe(18)
        self._files[token] = _Kept(person, content, monotonic() + self._lasting)
        while self._crowded():
            self._files.popitem(last=False)
        return token

    def get(self, token: str) -> bytes:
        """What a token stands for. Raises `KeyError` where it is kept no more."""
        self._drop_old()
        return self._files[token].content

    def __contains__(self, token: str) -> bool:
        self._drop_old()
        return token in self._files

    def forget(self, person: str) -> None:
        """Drop what is a person's."""
        for token in [token for token, kept in self._files.items() if kept.person == person]:
            del self._files[token]

    def _crowded(self) -> bool:
        self._drop_old()
        return len(self._files) > self._most or sum(len(kept.content) for kept in self._files.values()) > self._size

    def _drop_old(self) -> None:
        now = monotonic()
        while self._files and next(iter(self._files.values())).until < now:
            self._files.popitem(last=False)


def at_hand(reply: Reply, keep: Keep) -> Reply:
    """The reply with those of its files that are kept still; where others are gone, its data says so: `gone`."""
    there = tuple(file for file in reply.files if file.kind != "kept" or file.of in keep)
    if len(there) == len(reply.files):
        return reply
    return replace(reply, files=there, data={**reply.data, "gone": True})
