"""Writing down what was sent, many receipts in one transaction: what comes while one is written goes with the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.messages import Receipt

Record = Callable[[Sequence[Receipt]], Awaitable[None]]


class Book:
    """Gathers receipts. `write` returns when its receipt is in the database."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._pending: list[tuple[Receipt, asyncio.Future[None]]] = []
        self._writing = asyncio.Lock()

    async def write(self, receipt: Receipt) -> None:
        """Write one receipt, with those of others."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pending.append((receipt, written))
        async with self._writing:
            if not written.done():
                await self._write_all()
        written.result()

    async def _write_all(self) -> None:
        batch, self._pending = self._pending, []
        try:
            await self._record([receipt for receipt, _ in batch])
        except Exception as error:
            for _, written in batch:
                written.set_exception(error)
        else:
            for _, written in batch:
                written.set_result(None)
