"""Waiting where Telegram says that too much was sent: in that chat, or everywhere when it says so chat after chat."""

import asyncio
from collections.abc import Callable
from time import perf_counter

EVERYWHERE = 3  # chats that are held back one after the other, nothing accepted between them: it is meant for all
SHORTEST = 0.05  # seconds


class Pauses:
    """Until when what is held back."""

    def __init__(self, now: Callable[[], float] = perf_counter) -> None:
        self._now = now
        self._until: dict[int, float] = {}
        self._everywhere = 0.0
        self._held: set[int] = set()

    def hold(self, chat: int, seconds: float) -> None:
        """Telegram has refused a message to this chat for so many seconds."""
        self._until[chat] = self._now() + max(seconds, SHORTEST)
        self._held.add(chat)
        if len(self._held) >= EVERYWHERE:
            self._everywhere = max(self._everywhere, self._until[chat])

    def passed(self, chat: int) -> None:
        """Telegram has accepted something for this chat."""
        self._held.clear()
        self._until.pop(chat, None)

    def left(self, chat: int) -> float:
        """How many seconds a message to this chat has to wait; 0: none."""
        until = max(self._until.get(chat, 0.0), self._everywhere)
        return max(0.0, until - self._now())

    async def wait(self, chat: int) -> None:
        """Wait until a message to this chat may be tried."""
        while (left := self.left(chat)) > 0:  # noqa: ASYNC110 - it may have grown meanwhile
            await asyncio.sleep(left)
        self._until.pop(chat, None)
