"""The dialogues of tests/dialogues on the core and on every channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.app import Core, opened
from bot.channels.web import create_app
from bot.service import Service
from bot.settings import Settings
from tests.dialogue import Dialogue, dialogues, misses
from tests.drivers import CoreDriver, Hands, ServiceDriver, TerminalDriver, WebDriver

ALL = list(dialogues())
NAMES = [d.name for d in ALL]
FORWARD = [d for d in ALL if not d.reaches_back]

every_dialogue = pytest.mark.parametrize("dialogue", ALL, ids=NAMES)


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, secret="a secret of the tests", database_url="")


@pytest.fixture
async def sqlite(core: Core, chosen: Settings) -> AsyncIterator[Service]:
    async with opened(chosen, core) as service:
        yield service


@pytest.fixture
async def page(sqlite: Service, chosen: Settings) -> AsyncIterator[WebDriver]:
    clock = Hands()
    application = httpx.ASGITransport(create_app(sqlite, chosen, clock))
    async with httpx.AsyncClient(transport=application, base_url="http://page.test") as client:
        yield WebDriver(client, clock)


def test_no_two_dialogues_have_the_same_name() -> None:
    assert len(set(NAMES)) == len(NAMES)


@every_dialogue
async def test_the_core_says_what_is_expected(core: Core, dialogue: Dialogue) -> None:
    assert await misses(dialogue, CoreDriver(core)) == []


@every_dialogue
async def test_the_service_says_what_is_expected(sqlite: Service, dialogue: Dialogue) -> None:
    assert await misses(dialogue, ServiceDriver(sqlite)) == []


@every_dialogue
async def test_the_page_says_what_is_expected(page: WebDriver, dialogue: Dialogue) -> None:
    assert await misses(dialogue, page) == []


@pytest.mark.parametrize("dialogue", FORWARD, ids=[d.name for d in FORWARD])
async def test_the_terminal_says_what_is_expected(core: Core, dialogue: Dialogue) -> None:
    assert await misses(dialogue, TerminalDriver(core)) == []
