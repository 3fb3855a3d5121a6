"""Databases of both kinds: migrations, addresses, transactions that meet."""

import asyncio
import sqlite3
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from bot.messages import Session, Turn
from bot.storage import migrations, sqlite
from bot.storage.conflict import Conflict
from bot.storage.database import Database, address, database_at
from bot.storage.tables import METADATA
from bot.storage.work import Work
from tests.conftest import Say


def test_the_newest_migration_is_the_head_that_starts_look_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA))


async def test_the_migrations_make_the_tables_that_the_code_knows(database: Database, database_url: str) -> None:
    engine = create_engine(address(database_url))
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


async def test_a_database_that_is_up_to_date_can_be_opened_again(database: Database) -> None:
    await database.open()


async def test_two_processes_can_open_a_new_database_at_once(database_url: str) -> None:
    both = database_at(database_url), database_at(database_url)
    await asyncio.gather(*(one.open() for one in both))
    await asyncio.gather(*(one.close() for one in both))


async def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    database = database_at(f"sqlite:///{tmp_path / 'new' / 'assistant.db'}")
    await database.open()
    await database.close()
    assert (tmp_path / "new" / "assistant.db").exists()


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://h/d", "postgresql+psycopg"),
        ("postgresql://h/d", "postgresql+psycopg"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg"),
        ("sqlite:///a.db", "sqlite"),
    ],
)
def test_an_address_gets_the_driver_that_is_used_here(given: str, driver: str) -> None:
    assert address(given).drivername == driver


def test_an_address_keeps_its_password() -> None:
    assert address("postgres://u:secret@h/d").password == "secret"


async def test_a_transaction_that_fails_leaves_nothing(database: Database, say: Say) -> None:
    turn = say("你好")

    def fail(work: Work) -> None:
        work.keep(turn, Session("applicant"))
        raise ZeroDivisionError

    with suppress(ZeroDivisionError):
        await database.write(fail)
    assert await database.read(lambda work: work.last("applicant", 9)) == []


async def test_a_session_is_not_saved_over_a_newer_one(database: Database) -> None:
    await database.write(lambda work: work.save(Session("applicant"), over=0))
    await database.write(lambda work: work.save(Session("applicant"), over=1))
    with pytest.raises(Conflict):
        await database.write(lambda work: work.save(Session("applicant"), over=1))


async def test_a_first_session_is_not_saved_twice(database: Database) -> None:
    await database.write(lambda work: work.save(Session("applicant"), over=0))
    with pytest.raises(Conflict):
        await database.write(lambda work: work.save(Session("applicant"), over=0))


async def test_a_turn_comes_back_as_it_was_kept(database: Database, say: Say) -> None:
    turn, before = say("你好", choice="topic:fee.amount"), Session("applicant", offered=("topic:fee.amount",))
    await database.write(lambda work: work.keep(turn, before))
    kept = await database.read(lambda work: work.kept("applicant", turn.external_id))
    assert kept is not None and (kept.turn, kept.before) == (turn, before)


async def test_a_write_waits_for_another_process_without_stopping_the_loop(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    database = database_at(url)
    await database.open()
    with closing(sqlite3.connect(tmp_path / "assistant.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        asyncio.get_running_loop().call_later(0.05, other.execute, "COMMIT")
        await database.write(lambda work: work.save(Session("applicant"), over=0))
    assert (await database.read(lambda work: work.session("applicant"))).version == 1
    await database.close()


async def test_a_log_that_was_put_into_the_file_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say) -> None:
    monkeypatch.setattr(sqlite, "CHECKPOINT", 2)
    database = database_at(f"sqlite:///{tmp_path / 'assistant.db'}")
    await database.open()
    turns = [say("你好") for _ in range(7)]
    for turn in turns:
        await database.write(partial(keep, turn))
        await asyncio.sleep(0)
    assert [kept.turn for kept in await database.read(lambda work: work.last("applicant", 9))] == turns
    await database.close()


def keep(turn: Turn, work: Work) -> None:
    work.keep(turn, Session("applicant"))
