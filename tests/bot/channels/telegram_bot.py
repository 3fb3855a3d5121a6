"""The assistant on the tests' Telegram, fed by polling or by a webhook."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx
import uvicorn

from bot.app import Core, opened
from bot.channels.telegram.webhook import Webhook
from bot.channels.telegram_inbound import converse
from bot.channels.web import create_app
from bot.service import Service
from bot.settings import Settings
from tests.drivers import TAB, Hands
from tests.telegram_server import Telegram

SECRET = "a secret of the tests"


def settings(telegram: Telegram, folder: Path, page: str = "") -> Settings:
    """Settings for a bot on this server, fed by polling unless there is a page to bring updates to."""
    return Settings(
        data_dir=folder,
        secret=SECRET,
        database_url="",
        TELEGRAM_BOT_TOKEN=telegram.token,
        TELEGRAM_API_BASE=telegram.url,
        TELEGRAM_WEBHOOK_URL=page,
    )


@asynccontextmanager
async def polling(telegram: Telegram, core: Core, folder: Path, clock: Hands | None = None) -> AsyncIterator[Service]:
    """A bot that polls."""
    chosen, hands = settings(telegram, folder), clock or Hands()
    async with opened(chosen, core) as service:
        webhook = Webhook(create_app(service, chosen, hands), SECRET)  # not served: nothing is brought here
        async with talking(service, chosen, hands.now, webhook):
            yield service


@asynccontextmanager
async def talking(service: Service, chosen: Settings, now: Callable[[], datetime], webhook: Webhook) -> AsyncIterator[None]:
    """While the conversation runs."""
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(converse(service, chosen, now, webhook))
        try:
            yield
        finally:
            task.cancel()


@asynccontextmanager
async def by_webhook(
    telegram: Telegram, core: Core, folder: Path, clock: Hands | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A bot that updates are brought to; gives its page."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        chosen = settings(telegram, folder, address(listening))
        async with beside_the_page(chosen, core, listening, clock) as page:
            yield page


@asynccontextmanager
async def polling_beside_the_page(telegram: Telegram, core: Core, folder: Path, **other: str) -> AsyncIterator[httpx.AsyncClient]:
    """A bot that polls, with `other` settings; gives its page."""
    chosen = settings(telegram, folder).model_copy(update=other)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        async with beside_the_page(chosen, core, listening) as page:
            yield page


@asynccontextmanager
async def beside_the_page(
    chosen: Settings, core: Core, listening: socket.socket, clock: Hands | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """The page with Telegram beside it, as run_bot.py serves them."""
    hands = clock or Hands()
    async with opened(chosen, core) as service:
        webhook = Webhook(create_app(service, chosen, hands), SECRET)
        async with (
            served(webhook, listening),
            talking(service, chosen, hands.now, webhook),
            httpx.AsyncClient(base_url=address(listening), headers=TAB) as page,
        ):
            yield page


def address(listening: socket.socket) -> str:
    """Where it listens."""
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@asynccontextmanager
async def served(webhook: Webhook, listening: socket.socket) -> AsyncIterator[None]:
    """While the page answers."""
    server = uvicorn.Server(uvicorn.Config(webhook, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
            server.should_exit = True
