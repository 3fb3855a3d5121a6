"""Databases of both kinds: migrations, addresses, transactions that meet."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bot.messages import Session
from bot.storage import migrations
from bot.storage.database import Database, address
from bot.storage.tables import METADATA
from bot.storage.work import Conflict
from tests.conftest import Say


def test_the_newest_migration_is_the_head_that_starts_look_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA))


async def test_the_migrations_make_the_tables_that_the_code_knows(database: Database, database_url: str) -> None:
    engine = create_async_engine(address(database_url))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_a_database_that_is_up_to_date_can_be_opened_again(database: Database) -> None:
    await database.open()


async def test_two_processes_can_open_a_new_database_at_once(database_url: str) -> None:
    both = Database(database_url), Database(database_url)
    await asyncio.gather(*(one.open() for one in both))
    await asyncio.gather(*(one.close() for one in both))


async def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'assistant.db'}")
    await database.open()
    await database.close()
    assert (tmp_path / "new" / "assistant.db").exists()


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://h/d", "postgresql+psycopg"),
        ("postgresql://h/d", "postgresql+psycopg"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg"),
        ("sqlite:///a.db", "sqlite+aiosqlite"),
    ],
)
def test_an_address_gets_the_driver_that_is_used_here(given: str, driver: str) -> None:
    assert address(given).drivername == driver


def test_an_address_keeps_its_password() -> None:
    assert address("postgres://u:secret@h/d").password == "secret"


async def test_a_transaction_that_fails_leaves_nothing(database: Database, say: Say) -> None:
    turn = say("你好")
    with suppress(ZeroDivisionError):
        async with database.writing() as work:
            await work.keep(turn, Session("applicant"))
            raise ZeroDivisionError
    async with database.reading() as work:
        assert await work.last("applicant", 9) == []


async def test_a_session_is_not_saved_over_a_newer_one(database: Database) -> None:
    async with database.writing() as work:
        await work.save(Session("applicant"), over=0)
        await work.save(Session("applicant"), over=1)
    with pytest.raises(Conflict):
        async with database.writing() as work:
            await work.save(Session("applicant"), over=1)


async def test_a_first_session_is_not_saved_twice(database: Database) -> None:
    async with database.writing() as work:
        await work.save(Session("applicant"), over=0)
    with pytest.raises(Conflict):
        async with database.writing() as work:
            await work.save(Session("applicant"), over=0)


async def test_a_turn_comes_back_as_it_was_kept(database: Database, say: Say) -> None:
    turn, before = say("你好", choice="topic:fee.amount"), Session("applicant", offered=("topic:fee.amount",))
    async with database.writing() as work:
        await work.keep(turn, before)
    async with database.reading() as work:
        kept = await work.kept("applicant", turn.external_id)
    assert kept is not None and (kept.turn, kept.before) == (turn, before)
