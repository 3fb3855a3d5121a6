"""Telegram's limits as people measured them: a message a second in a chat with a small burst, twenty a minute in a group,
thirty a second in all."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.telegram_server.calls import Call
from tests.telegram_server.refusals import too_many

LIMITED = {"send", "edit", "copy", "forw"}  # how the names of what is counted begin
NOT_LIMITED = {"sendchataction"}
BURST = 3.0  # messages that a chat takes at once
A_SECOND = 30
A_MINUTE = 20  # in a group


@dataclass
class Limits:
    """What was sent lately. Times are those of the calls."""

    filled: dict[int, tuple[float, float]] = field(default_factory=dict)  # of a chat: how full, and when
    in_group: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    overall: deque[float] = field(default_factory=deque)

    def check(self, call: Call) -> None:
        """Counts a call, or refuses it with 429, which is not counted."""
        name, chat, now = call.method.lower(), call.number("chat_id"), call.at
        if name[:4] not in LIMITED or name in NOT_LIMITED:
            return
        group = self.in_group[chat] if chat < 0 else deque[float]()
        waits = (_wait(self.overall, now, 1.0, A_SECOND), _wait(group, now, 60.0, A_MINUTE), self._filled(chat, now))
        if (wait := max(waits)) > 0:
            raise too_many(max(math.ceil(wait), 1))
        self.overall.append(now)
        group.append(now)
        self.filled[chat] = (self._level(chat, now) + 1, now)

    def _level(self, chat: int, now: float) -> float:
        level, then = self.filled.get(chat, (0.0, now))
        return max(level - (now - then), 0.0)

    def _filled(self, chat: int, now: float) -> float:
        return self._level(chat, now) + 1 - BURST


def _wait(sent: deque[float], now: float, window: float, most: int) -> float:
    """Seconds until another fits into a window."""
    while sent and sent[0] <= now - window:
        sent.popleft()
    return sent[0] + window - now if len(sent) >= most else 0.0
