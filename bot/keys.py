"""What follows from the assistant's secret and is never stored: codes that join a channel, addresses of calendars. Pure."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from unicodedata import normalize

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O, 1 I L, which look alike
LENGTH = 8  # characters of a code: 40 bits, good for half an hour and one use


@dataclass(frozen=True, slots=True)
class Ring:
    """The assistant's secret, and the address of its page as it is reached from outside ("" where none is set). Without a
    secret nothing can be shared: codes and addresses are empty."""

    secret: str = field(default="", repr=False)
    public: str = ""

    def mac(self, *what: object) -> bytes:
        """32 bytes that nobody can make who does not know the secret."""
        return hmac.new(self.secret.encode(), "\n".join(map(str, what)).encode(), sha256).digest()

    def code(self, *what: object) -> str:
        """A short code to be read aloud and typed; it has a digit and a letter, so that it is neither a word nor a number."""
        for again in range(100):
            number = int.from_bytes(self.mac("code", again, *what))
            found = "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH))
            if not (found.isdecimal() or found.isalpha()):
                return found
        raise AssertionError("a hundred codes of digits alone, or of letters alone")

    def hashed(self, code: str) -> str:
        """What is stored of a code. It is too short to be kept as a hash that anybody can compute."""
        return self.mac("code-hash", code).hex()

    def feed(self, folder: str, notice: str, serial: int) -> str:
        """The secret part of the address of a calendar. Another serial makes another one, and the old one worthless."""
        return urlsafe_b64encode(self.mac("feed", folder, notice, serial)[:18]).decode()


@dataclass(frozen=True, slots=True)
class Keys:
    """A ring for one turn: `turn` names it and its person, `folder` and `serial` are those of the session before it."""

    ring: Ring = Ring()
    turn: tuple[str, str] = ("", "")
    folder: str = ""
    serial: int = 1

    @property
    def public(self) -> str:
        """The address of the page as it is reached from outside, without a slash at its end; "" where none is set."""
        return self.ring.public

    @property
    def code(self) -> str:
        """The code that joins another channel, once the effect `ShareFolder` is applied; "" where there is no secret."""
        return self.ring.code(*self.turn) if self.ring.secret else ""

    def calendar(self, notice: str) -> str:
        """The path of the calendar of a notice (/calendar/….ics); "" before there is a folder that it is made from."""
        if not (self.folder and self.ring.secret):
            return ""
        return f"/calendar/{self.folder}{self.ring.feed(self.folder, notice, self.serial)}.ics"


def typed(text: str) -> str | None:
    """The code that somebody typed, with spaces and hyphens as they like; None where it is none."""
    if len(text) > LENGTH * 4:
        return None  # every text that is sent comes here
    found = "".join(normalize("NFKC", text).split()).replace("-", "").upper()
    if len(found) != LENGTH or not set(found) <= set(ALPHABET) or found.isdecimal() or found.isalpha():
        return None
    return found
