"""The dialogues of tests/dialogues on the core and on every channel."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from bot.app import Core, opened
from bot.channels.web import create_app
from bot.service import Service
from bot.settings import Settings
from tests.bot.channels.telegram_bot import by_webhook, polling
from tests.dialogue import Dialogue, dialogues, misses
from tests.drivers import CoreDriver, Hands, ServiceDriver, TelegramDriver, TerminalDriver, WebDriver
from tests.telegram_server import running

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


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["polling", "webhook"])
async def phones(
    request: pytest.FixtureRequest, core: Core, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Callable[[], TelegramDriver]]:
    """Phones of new people, whose messages reach one assistant by polling or by a webhook."""
    clock, talking = Hands(), polling if request.param == "polling" else by_webhook
    folder = tmp_path_factory.mktemp("telegram")
    async with running(limits_on=False, now=clock.now) as telegram, talking(telegram, core, folder, clock):
        yield lambda: TelegramDriver(telegram.person("小王"), clock)


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


@every_dialogue
@pytest.mark.asyncio(loop_scope="module")
async def test_telegram_says_what_is_expected(phones: Callable[[], TelegramDriver], dialogue: Dialogue) -> None:
    assert await misses(dialogue, phones()) == []


@pytest.mark.parametrize("dialogue", FORWARD, ids=[d.name for d in FORWARD])
async def test_the_terminal_says_what_is_expected(core: Core, dialogue: Dialogue) -> None:
    assert await misses(dialogue, TerminalDriver(core)) == []
