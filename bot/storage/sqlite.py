"""SQLite, in the thread of the event loop (docs/adr/0006-sqlite-in-the-loop.md): a turn's statements take less time than
handing one of them to another thread. Only what waits for the disk, the checkpoint, has a thread."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, StaticPool, create_engine, event

from bot.storage.conflict import is_locked, meant
from bot.storage.database import Found, Job
from bot.storage.migrations import bring_up_to_date
from bot.storage.work import Work

# NORMAL: with WAL a power cut may lose the last turns, never the file's integrity, and a turn costs no wait for the disk.
# secure_delete: what somebody had deleted is overwritten, where the page is written anyway.
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "wal_autocheckpoint = 20000",
    "busy_timeout = 20",
    "secure_delete = FAST",
)
AGAIN, PATIENCE = 0.01, 5.0  # seconds between tries where another process is writing, and in all
TOGETHER = 16  # jobs in one transaction: while they run nothing else does
CHECKPOINT = 500  # jobs that wrote, after which the log is put into the file


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job that waits to be run, until when at most where another process is writing."""

    job: Job[Any]
    found: asyncio.Future[Any]
    until: float

    def end(self, found: Any) -> None:
        """It was run and committed."""
        if not self.found.done():
            self.found.set_result(found)

    def fail(self, error: Exception) -> None:
        """It could not be run, or failed."""
        if not self.found.done():
            self.found.set_exception(meant(error))


class SQLite:
    """One file, one connection; jobs run one after the other, each without a pause. Those that come at once share a
    transaction: beginning and committing one takes as long as a job's statements."""

    def __init__(self, url: URL) -> None:
        self._file = url.database or ":memory:"
        Path(self._file).parent.mkdir(parents=True, exist_ok=True)
        # An error is logged, what people typed is not. Values go by their names: see `prepared`.
        self._engine = create_engine(url, hide_parameters=True, poolclass=StaticPool, paramstyle="named")
        event.listen(self._engine, "connect", _connected)
        self._waiting: list[Waiting] = []
        self._next: asyncio.Handle | None = None
        self._logged = 0
        self._checkpoint: asyncio.Future[None] | None = None

    @cached_property
    def _work(self) -> Work:
        """The one for all jobs: connecting for each would take longer than what most of them do."""
        return Work(self._engine.connect())

    async def open(self) -> None:
        """Bring the tables up to date."""
        await self.write(lambda work: bring_up_to_date(work.connection))

    async def close(self) -> None:
        """Close the connection, which puts the log into the file."""
        if self._checkpoint is not None:
            await self._checkpoint
        self._work.connection.close()
        self._engine.dispose()

    async def read(self, job: Job[Found]) -> Found:
        """Run a job that only reads."""
        found: Found = self._run("BEGIN", [job])[0]
        return found

    async def write(self, job: Job[Found]) -> Found:
        """Run a job and commit it."""
        loop = asyncio.get_running_loop()
        one = Waiting(job, loop.create_future(), monotonic() + PATIENCE)
        self._waiting.append(one)
        if self._next is None:
            self._next = loop.call_soon(self._write)
        found: Found = await one.found
        return found

    def _write(self) -> None:
        """Run what is waiting, and what there is too much of in the next round of the loop."""
        loop = asyncio.get_running_loop()
        batch, self._waiting, self._next = self._waiting[:TOGETHER], self._waiting[TOGETHER:], None
        try:
            self._settle(batch)
        except _Locked:
            self._waiting = [one for one in batch if not one.found.done()] + self._waiting
            self._next = loop.call_later(AGAIN, self._write)
        if self._waiting and self._next is None:
            self._next = loop.call_soon(self._write)

    def _settle(self, batch: Sequence[Waiting]) -> None:
        """Run jobs in one transaction. Where one fails nothing is written, and each runs again by itself."""
        try:
            found = self._run("BEGIN IMMEDIATE", [one.job for one in batch])
        except Exception as error:
            self._failed(batch, error)
        else:
            for one, what in zip(batch, found, strict=True):
                one.end(what)
            self._put_by(len(batch))

    def _failed(self, batch: Sequence[Waiting], error: Exception) -> None:
        locked = is_locked(error)
        if locked and monotonic() < batch[0].until:
            raise _Locked from error
        for one in batch:
            if locked or len(batch) == 1:
                one.fail(error)
            else:
                self._settle([one])

    def _run(self, begin: str, jobs: Sequence[Job[Any]]) -> list[Any]:
        # A transaction that reads first and writes later fails at once where another wrote in between: writers lock at the start.
        work = self._work
        with work.connection.begin():
            work.connection.exec_driver_sql(begin)
            return [job(work) for job in jobs]

    def _put_by(self, count: int) -> None:
        """Put the log into the file now and then."""
        self._logged += count
        if self._logged >= CHECKPOINT and (self._checkpoint is None or self._checkpoint.done()):
            self._checkpoint = asyncio.get_running_loop().run_in_executor(None, _put_into, self._file)
            self._logged = 0


class _Locked(Exception):
    """Another process is writing."""


def _connected(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing on its own account
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _put_into(file: str) -> None:
    """Put the log into the file, as far as nobody is reading it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
