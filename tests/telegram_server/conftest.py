"""A Telegram and both libraries as its bot, made once a file (making their clients takes longer than the tests), and as new
for each test."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.telegram_server import Person, Telegram, running
from tests.telegram_server.clients import LIBRARIES, Client, connected
from tests.telegram_server.limits import Limits
from tests.telegram_server.updates import Updates


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[Telegram]:
    async with running() as telegram:
        yield telegram


@pytest_asyncio.fixture(params=LIBRARIES, scope="module", loop_scope="module")
async def library(request: pytest.FixtureRequest, server: Telegram) -> AsyncIterator[Client]:
    async with connected(request.param, server.url, server.token) as client:
        yield client


@pytest.fixture
def telegram(server: Telegram) -> Telegram:
    server.faults.clear()
    server.calls.clear()
    server.api.limits, server.limits_on = Limits(), False
    server.updates, server.shift = Updates(), 0
    return server


@pytest.fixture
def client(library: Client, telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # python-telegram-bot warns of what it will change without it
    return library


@pytest.fixture
def wang(telegram: Telegram) -> Person:
    return telegram.person("小王")
