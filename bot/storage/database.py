"""One database, SQLite or PostgreSQL, brought up to date when it is opened."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.migrations import bring_up_to_date
from bot.storage.work import Conflict, Work

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
# NORMAL: with WAL a power cut may lose the last turns, never the file's integrity, and a turn costs no wait for the disk.
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "busy_timeout = 5000")


def address(url: str) -> URL:
    """The address with the driver that is used here: postgres://… and postgresql://… by psycopg, sqlite:///… by aiosqlite."""
    found = make_url(url)
    return found.set(drivername=DRIVERS.get(found.drivername, found.drivername))


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """SQLAlchemy's recipe for transactions that SQLite's driver does not begin on its own account."""

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once where another wrote in between: lock at the start.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Database:
    """Gives units of work. `open` it before, `close` it after."""

    def __init__(self, url: str) -> None:
        found = address(url)
        self._is_sqlite = found.get_backend_name() == "sqlite"
        if self._is_sqlite and found.database:
            Path(found.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_async_engine(found, hide_parameters=True)  # an error is logged, what people typed is not
        self._writer = self._engine.execution_options(writes=True)
        if self._is_sqlite:
            _prepare_sqlite(self._engine)
        # SQLite has one writer at a time; waiting here is fair and wakes at once, its own waiting polls.
        self._turnstile: AbstractAsyncContextManager[Any] = asyncio.Lock() if self._is_sqlite else nullcontext()

    async def open(self) -> None:
        """Bring the tables up to date."""
        async with self._writer.begin() as connection:
            await connection.run_sync(bring_up_to_date)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        """A unit of work that only reads."""
        async with self._engine.connect() as connection:
            yield Work(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Work]:
        """A unit of work that is committed at its end. Raises `Conflict` where another one got in between."""
        async with self._turnstile:
            try:
                async with self._writer.begin() as connection:
                    yield Work(connection)
            except (IntegrityError, OperationalError) as error:
                raise _meant(error) from error


def _meant(error: IntegrityError | OperationalError) -> Exception:
    """A conflict where taking the turn again helps: the same row inserted twice, a lock not got; else the error itself."""
    if isinstance(error, IntegrityError) or "locked" in str(error.orig) or "deadlock" in str(error.orig):
        return Conflict()
    return error
