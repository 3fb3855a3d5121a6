"""What tests of channels share: Telegram with the assistant on it, and a real browser."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.app import Core
from tests.telegram_server import Person, Telegram, running

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, which asks nobody outside."""
    if not CHROMIUM.exists():
        pytest.fail("needs a browser: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
async def telegram(core: Core, tmp_path: Path) -> AsyncIterator[Telegram]:
    """A server with the assistant, which polls."""
    from tests.bot.channels.telegram_bot import polling  # aiogram takes seconds to import: only where it is needed

    async with running(limits_on=False) as server, polling(server, core, tmp_path):
        yield server


@pytest.fixture
def wang(telegram: Telegram) -> Person:
    """Somebody who has started the bot."""
    return telegram.person("小王")
