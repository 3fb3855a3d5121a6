"""Telegram in a test: its people, its server on loopback, and what a bot asked of it.

async with running() as telegram:
    wang = telegram.person("小王")
    await wang.says("阿克苏建筑中级评审费多少")
    [reply] = await wang.sees()
    await wang.presses(reply.buttons[0])
    print(telegram.transcript(wang))"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute

from tests.telegram_server.calls import Call
from tests.telegram_server.chats import Chat
from tests.telegram_server.faults import Faults
from tests.telegram_server.groups import Groups
from tests.telegram_server.loopback import Loopback
from tests.telegram_server.people import Person
from tests.telegram_server.refusals import Json
from tests.telegram_server.server import Api, application

FIRST_PERSON = 5_000_000_000


@dataclass
class Telegram(Groups):
    """Telegram, with one bot. Lives on while its server is stopped and started."""

    port: int = 0
    pages: list[BaseRoute] = field(default_factory=list)  # served beside the Bot API
    people: dict[int, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.api = Api(self, self._cut)
        self._server: Loopback | None = None

    @property
    def url(self) -> str:
        """The address to give a bot as its API's base."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def calls(self) -> list[Call]:
        """What the bot asked for, getUpdates aside (`api.receiving`)."""
        return self.api.calls

    @property
    def faults(self) -> Faults:
        """What shall go wrong."""
        return self.api.faults

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def person(self, name: str, started: bool = True, **about: Any) -> Person:
        """Somebody new. Who is not `started` has never written to the bot."""
        number = FIRST_PERSON + self.number()
        names: Json = {"first_name": name} | about
        chat = self.chats[number] = Chat(number, "private", names, started=started)
        self.people[number] = Person(self, {"id": number, "is_bot": False, "language_code": "zh-hans"} | names, chat)
        return self.people[number]

    def screen(self, of: Person | Chat) -> Chat:
        """The chat of a person, or that chat."""
        return of.chat if isinstance(of, Person) else of

    def transcript(self, of: Person | Chat) -> str:
        """What happened there, to be read."""
        return super().transcript(self.screen(of))

    def passes(self, **time: float) -> None:
        """Time goes by at a stroke: `telegram.passes(hours=49)`."""
        self.shift += int(timedelta(**time).total_seconds())

    def repeats(self, update: Json) -> None:
        """The bot gets an update again (`telegram.updates.every` has all of them)."""
        self.updates.repeat(update)

    async def begins(self) -> None:
        """The server is there."""
        self._server = Loopback(application(self.api, self.pages), self.port)
        await self._server.begins()
        self.port = self._server.port

    async def ends(self) -> None:
        """The server is gone: connections are refused."""
        if self._server is not None:
            await self._server.ends()

    async def restarts(self, after: float = 0.0) -> None:
        """The server goes and comes back on the same port."""
        await self.ends()
        await asyncio.sleep(after)
        await self.begins()

    def _cut(self, request: Request) -> None:
        if self._server is not None and request.client is not None:
            self._server.cut(request.client)


@asynccontextmanager
async def running(port: int = 0, **settings: Any) -> AsyncIterator[Telegram]:
    """Telegram with its server on loopback, for the time of a block."""
    telegram = Telegram(port=port, **settings)
    await telegram.begins()
    try:
        yield telegram
    finally:
        if telegram.webhook is not None:
            await telegram.webhook.stop()
        await telegram.ends()
