"""Which updates Telegram may forget: those before the first that is not safely stored."""

import asyncio
from collections import OrderedDict
from contextlib import suppress

KNOWN = 5000  # updates that are remembered when they have ended: an answer on its way may hold them again


class Confirming:
    """Counts updates in and out. `getUpdates` gives again what is not confirmed, so that known ones are told apart."""

    def __init__(self) -> None:
        self._working: set[int] = set()
        self._done: OrderedDict[int, None] = OrderedDict()
        self._newest: int | None = None
        self._progress = asyncio.Event()

    @property
    def offset(self) -> int | None:
        """What to ask for next; asking confirms all before it."""
        if self._working:
            return min(self._working)
        return None if self._newest is None else self._newest + 1

    @property
    def working(self) -> int:
        """How many updates are at work."""
        return len(self._working)

    def begin(self, update: int) -> bool:
        """Whether this update is new."""
        if update in self._working or update in self._done:
            return False
        self._working.add(update)
        self._newest = update if self._newest is None else max(update, self._newest)
        return True

    def end(self, update: int) -> None:
        """This update is safely stored, or is nothing to us."""
        self._working.discard(update)
        self._done[update] = None
        if len(self._done) > KNOWN:
            self._done.popitem(last=False)
        self._progress.set()

    async def settled(self, most: int, within: float) -> None:
        """Wait until no more than so many are at work, but not for long: others may have written meanwhile."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while self.working > most:
                    self._progress.clear()
                    await self._progress.wait()
