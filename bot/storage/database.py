"""Where units of work come from: one database, SQLite or PostgreSQL, brought up to date when it is opened."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import URL, make_url

from bot.storage.work import Work

DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}

Found = TypeVar("Found")
Job = Callable[[Work], Found]


class Database(Protocol):
    """Runs units of work, each in one transaction. `open` it before, `close` it after.

    A job is a plain function, since it does nothing but ask the database and think; it may be run again where another
    process got in between."""

    async def open(self) -> None:
        """Bring the tables up to date."""

    async def close(self) -> None:
        """Close all connections."""

    async def read(self, job: Job[Found]) -> Found:
        """Run a job that only reads."""

    async def write(self, job: Job[Found]) -> Found:
        """Run a job and commit what it wrote. Raises `Conflict` where another one got in between; nothing was written then."""


def address(url: str) -> URL:
    """The address with the driver that is used here: postgres://… and postgresql://… by psycopg."""
    found = make_url(url)
    return found.set(drivername=DRIVERS.get(found.drivername, found.drivername))


def database_at(url: str) -> Database:
    """The database at an address. Only the code for its kind is imported."""
    found = address(url)
    if found.get_backend_name() == "sqlite":
        from bot.storage.sqlite import SQLite

        return SQLite(found)
    from bot.storage.postgresql import PostgreSQL

    return PostgreSQL(found)
