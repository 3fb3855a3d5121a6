"""PostgreSQL, for several processes; while one job waits for the server, others go on."""

from sqlalchemy import URL
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.conflict import meant
from bot.storage.database import Found, Job
from bot.storage.migrations import bring_up_to_date
from bot.storage.work import Work


class PostgreSQL:
    """A pool of connections."""

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(url, hide_parameters=True)  # an error is logged, what people typed is not

    async def open(self) -> None:
        """Bring the tables up to date."""
        async with self._engine.begin() as connection:
            await connection.run_sync(bring_up_to_date)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

    async def read(self, job: Job[Found]) -> Found:
        """Run a job that only reads."""
        async with self._engine.connect() as connection:
            return await connection.run_sync(lambda one: job(Work(one)))

    async def write(self, job: Job[Found]) -> Found:
        """Run a job and commit it."""
        try:
            async with self._engine.begin() as connection:
                return await connection.run_sync(lambda one: job(Work(one)))
        except (IntegrityError, OperationalError) as error:
            raise meant(error) from error
