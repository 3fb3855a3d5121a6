"""Telegram with the assistant on it, for the tests of that channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Core
from tests.telegram_server import Person, Telegram, running


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
