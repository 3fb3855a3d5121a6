"""SQLite, in the thread of the event loop (docs/adr/0006-sqlite-in-the-loop.md): a turn's statements take less time than
handing one of them to another thread. Only what waits for the disk, the checkpoint, has a thread."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, StaticPool, create_engine, event
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.database import Found, Job
from bot.storage.migrations import bring_up_to_date
from bot.storage.work import Work, meant

# NORMAL: with WAL a power cut may lose the last turns, never the file's integrity, and a turn costs no wait for the disk.
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "wal_autocheckpoint = 20000", "busy_timeout = 20")
AGAIN, PATIENCE = 0.01, 5.0  # seconds between tries where another process is writing, and in all
CHECKPOINT = 500  # jobs that wrote, after which the log is put into the file


class SQLite:
    """One file, one connection; jobs run one after the other, each without a pause."""

    def __init__(self, url: URL) -> None:
        self._file = url.database or ":memory:"
        Path(self._file).parent.mkdir(parents=True, exist_ok=True)
        # An error is logged, what people typed is not.
        self._engine = create_engine(url, hide_parameters=True, poolclass=StaticPool)
        event.listen(self._engine, "connect", _connected)
        self._written = 0
        self._checkpoint: asyncio.Future[None] | None = None

    async def open(self) -> None:
        """Bring the tables up to date."""
        await self._patiently("BEGIN IMMEDIATE", bring_up_to_date)

    async def close(self) -> None:
        """Close the connection, which puts the log into the file."""
        if self._checkpoint is not None:
            await self._checkpoint
        self._engine.dispose()

    async def read(self, job: Job[Found]) -> Found:
        """Run a job that only reads."""
        return await self._patiently("BEGIN", lambda connection: job(Work(connection)))

    async def write(self, job: Job[Found]) -> Found:
        """Run a job and commit it."""
        # A transaction that reads first and writes later fails at once where another wrote in between: lock at the start.
        found = await self._patiently("BEGIN IMMEDIATE", lambda connection: job(Work(connection)))
        self._written += 1
        if self._written % CHECKPOINT == 0 and (self._checkpoint is None or self._checkpoint.done()):
            self._checkpoint = asyncio.get_running_loop().run_in_executor(None, _put_into, self._file)
        return found

    async def _patiently(self, begin: str, job: Callable[[Connection], Found]) -> Found:
        """Run a job in a transaction. Where another process is writing, wait without stopping the loop."""
        until = monotonic() + PATIENCE
        while True:
            try:
                return self._run(begin, job)
            except (IntegrityError, OperationalError) as error:
                if not (isinstance(error, OperationalError) and "locked" in str(error.orig)) or monotonic() > until:
                    raise meant(error) from error
            await asyncio.sleep(AGAIN)

    def _run(self, begin: str, job: Callable[[Connection], Found]) -> Found:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(begin)
            found = job(connection)
            connection.commit()
        return found


def _connected(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing on its own account
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _put_into(file: str) -> None:
    """Put the log into the file, as far as nobody is reading it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
