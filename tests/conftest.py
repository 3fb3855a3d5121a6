"""What tests share: the assistant as it is, a service on either database, and moments that go on."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from bot.app import Core
from bot.keys import Ring
from bot.messages import Turn
from bot.service import Service
from bot.storage.database import Database, database_at
from knowledge.answering import Assistant
from knowledge.catalogue import Catalogue
from knowledge.deadlines import BEIJING
from knowledge.training import trained
from notices.shelf import Shelf, load
from tests.postgres import Server, missing, serving

ROOT = Path(__file__).parent.parent
SEASON = datetime(2024, 8, 20, 10, tzinfo=BEIJING)  # the notices of Aksu are open for applications
RING = Ring("a secret of the tests")
Say = Callable[..., Turn]


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return load()


@pytest.fixture(scope="session")
def core(shelf: Shelf) -> Core:
    return Core(Assistant(Catalogue(shelf), trained(ROOT / "var" / "topics.index")), shelf)


@pytest.fixture(scope="session")
def assistant(core: Core) -> Assistant:
    return core.assistant


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own. In CI its absence is a failure, elsewhere the tests are skipped."""
    if why := missing():
        pytest.skip(why)
    with serving() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """A new, empty database."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgres.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'assistant.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = database_at(database_url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def service(database: Database, core: Core) -> Service:
    return Service(database, core.assistant, core.shelf, RING)


@pytest.fixture
def twin(database: Database, core: Core) -> Service:
    """A second service on the same database, as in another process: it shares no lock and no memory with the first."""
    return Service(database, core.assistant, core.shelf, RING)


@pytest.fixture
def say() -> Say:
    """Turns of one person, a minute after each other, with ids 1, 2, 3 ... unless others are given."""
    numbers = count(1)

    def turn(text: str = "", choice: str = "", person: str = "applicant", external_id: str = "") -> Turn:
        number = next(numbers)
        return Turn(person, external_id or str(number), SEASON + timedelta(minutes=number), text, choice)

    return turn
