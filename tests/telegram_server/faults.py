"""Faults on purpose: for the next calls of a method or chat, or by chance."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tests.telegram_server.calls import Call
from tests.telegram_server.refusals import NOT_FOUND, Refused, too_many

Kind = Literal["400", "429", "403", "404", "500", "502", "hang", "cut", "cut after", "slow", "slow after"]
SAFE = {"getupdates", "getme", "setwebhook", "deletewebhook", "getwebhookinfo"}  # only named ones fail


@dataclass
class Fault:
    """What goes wrong, for whom, and how often (`chance` of 1: each time)."""

    kind: Kind
    method: str = ""  # "": every one but receiving
    chat: int = 0  # 0: every one
    times: int = 1
    chance: float = 1.0
    seconds: float = 1.0  # to wait after 429, to hang, or to be slow

    def meets(self, call: Call, dice: Random) -> bool:
        """Whether it strikes this call."""
        name = call.method.lower()
        if self.times <= 0 or (name != self.method.lower() if self.method else name in SAFE):
            return False
        return (not self.chat or call.number("chat_id") == self.chat) and dice.random() < self.chance

    def refusal(self) -> Refused | None:
        """What it answers in place of the method; None where it answers nothing or later."""
        match self.kind:
            case "429":
                return too_many(max(round(self.seconds), 1))
            case "400":
                return Refused(400, "Bad Request: RICH_VALIDATE_CTOR_NOT_ALLOWED")
            case "403":
                return Refused(403, "Forbidden: bot was blocked by the user")
            case "404":
                return Refused(*NOT_FOUND)  # as a server says that does not know the method yet
            case "500":
                return Refused(500, "Internal Server Error: restart")
        return None


@dataclass
class Faults:
    """All that are still to come."""

    dice: Random = field(default_factory=lambda: Random(1))
    waiting: list[Fault] = field(default_factory=list)

    def inject(self, kind: Kind, times: int = 1, *, method: str = "", chat: int = 0, seconds: float = 1.0) -> Fault:
        """The next `times` calls go wrong."""
        self.waiting.append(Fault(kind, method, chat, times, seconds=seconds))
        return self.waiting[-1]

    def by_chance(self, kind: Kind, chance: float, *, seed: int = 1, method: str = "", seconds: float = 1.0) -> Fault:
        """From now on each call goes wrong with a chance, the same ones for the same seed, until `clear`."""
        self.dice = Random(seed)
        self.waiting.append(Fault(kind, method, 0, 1 << 60, chance, seconds))
        return self.waiting[-1]

    def clear(self) -> None:
        """All is well."""
        self.waiting.clear()

    def strikes(self, call: Call) -> Fault | None:
        """What goes wrong with this call."""
        for fault in self.waiting:
            if fault.meets(call, self.dice):
                fault.times -= 1
                return fault
        return None
