"""What the bot has not confirmed yet, and who waits for it."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic

from tests.telegram_server.refusals import Json, conflict

FIRST = 700_000_001
NOT_UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}  # only who names them gets them
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
HURRY = 0.5  # seconds: who asks for the same again sooner gets one update


@dataclass
class Updates:
    """Updates in the order of their ids."""

    pending: deque[Json] = field(default_factory=deque)
    again: deque[Json] = field(default_factory=deque)  # delivered twice on purpose
    next_id: int = FIRST
    allowed: set[str] = field(default_factory=set)  # none: all but those of NOT_UNASKED
    arrived: Callable[[Json], None] | None = None  # a webhook is told
    every: list[Json] = field(default_factory=list)
    _poll: asyncio.Future[None] | None = None
    _last: tuple[int, float] = (0, float("-inf"))

    def add(self, kind: str, body: Json) -> Json:
        """A new update. What the bot did not ask for is not kept for it."""
        update = {"update_id": self.next_id, kind: body}
        self.next_id += 1
        if kind in self.allowed or (not self.allowed and kind not in NOT_UNASKED):
            self.pending.append(update)
            self.every.append(update)
            self._tell(update)
        return update

    def repeat(self, update: Json) -> None:
        """An update comes once more, whatever was confirmed."""
        if self.arrived is None:
            self.again.append(update)
        self._tell(update)

    def _tell(self, update: Json) -> None:
        if self.arrived is not None:
            self.arrived(update)
        self.wake()

    def wake(self) -> None:
        """Whoever waits looks again."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """From now on only these; no change where None."""
        if kinds is not None:
            self.allowed = set(kinds)

    def interrupt(self, why: str) -> None:
        """Who waits now is sent away with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(why))

    async def poll(self, offset: int, limit: int, wait: float) -> list[Json]:
        """What getUpdates gives. An offset confirms everything before it; a negative one all but so many."""
        self.interrupt(TERMINATED)
        self._confirm(offset)
        if self._last[0] == offset and monotonic() < self._last[1] + HURRY:
            limit = 1
        self._last = (offset, monotonic())
        until = monotonic() + wait
        while not (self.pending or self.again) and (rest := until - monotonic()) > 0:
            await self._wait(rest)
        repeated = [self.again.popleft() for _ in range(len(self.again))]
        return [*repeated, *self.pending][:limit]

    def _confirm(self, offset: int) -> None:
        while self.pending and (self.pending[0]["update_id"] < offset or len(self.pending) > -offset > 0):
            self.pending.popleft()

    async def _wait(self, seconds: float) -> None:
        """Until something comes or the time is over; raises `Refused` where another took the place."""
        mine = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait({mine}, timeout=seconds)
            if mine.done():
                mine.result()
        finally:
            mine.cancel()
