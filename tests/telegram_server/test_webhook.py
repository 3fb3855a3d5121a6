"""The webhook: who may be one, order, retries, and who polls beside it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.telegram_server import Person, Telegram
from tests.telegram_server.clients import Client
from tests.telegram_server.loopback import Loopback

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "a-secret_of-the-tests"


class Hook:
    """Somebody who takes updates, or answers with an error for a while."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.refusals = 0
        self.tries = 0
        self.secrets: set[str | None] = set()
        self.server = Loopback(Starlette(routes=[Route("/hook", self._take, methods=["POST"])]))

    async def _take(self, request: Request) -> Response:
        self.tries += 1
        if self.refusals > 0:
            self.refusals -= 1
            return Response(status_code=500)
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update: dict[str, Any] = await request.json()
        self.got.append(update["message"]["text"])
        return Response()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}/hook"


@pytest_asyncio.fixture(loop_scope="module")
async def hook(client: Client, telegram: Telegram) -> AsyncIterator[Hook]:
    hook = Hook()
    await hook.server.begins()
    yield hook
    await client.does("delete_webhook")
    await hook.server.ends()


async def all_of(telegram: Telegram, hook: Hook, count: int) -> list[str]:
    """Waits for so many updates."""
    from asyncio import sleep, timeout

    async with timeout(5):
        while len(hook.got) < count or telegram.updates.pending:  # noqa: ASYNC110 - the hook knows no event
            await sleep(0.01)
    return hook.got


async def test_updates_come_in_order_with_the_secret(client: Client, telegram: Telegram, wang: Person, hook: Hook) -> None:
    await wang.says("零")
    await client.does("set_webhook", url=hook.url, secret_token=SECRET)
    for text in "一二三":
        await wang.says(text)
    assert await all_of(telegram, hook, 4) == ["零", "一", "二", "三"]
    assert hook.secrets == {SECRET}


async def test_an_update_is_tried_until_it_is_taken_and_the_next_ones_wait(
    client: Client, telegram: Telegram, wang: Person, hook: Hook
) -> None:
    hook.refusals = 2
    await client.does("set_webhook", url=hook.url)
    await wang.says("一")
    await wang.says("二")
    assert await all_of(telegram, hook, 2) == ["一", "二"]
    assert hook.tries == 4
    info = await client.does("get_webhook_info")
    assert (info.url, info.pending_update_count) == (hook.url, 0)
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_one_chat_does_not_wait_for_another(client: Client, telegram: Telegram, wang: Person, hook: Hook) -> None:
    li = telegram.person("李梅")
    hook.refusals = 1
    await client.does("set_webhook", url=hook.url)
    await wang.says("一")
    await telegram.until(lambda: hook.refusals == 0, 0.02)
    await li.says("二")
    assert sorted(await all_of(telegram, hook, 2)) == ["一", "二"]


async def test_an_update_can_come_twice(client: Client, telegram: Telegram, wang: Person, hook: Hook) -> None:
    await client.does("set_webhook", url=hook.url)
    await wang.says("一")
    await all_of(telegram, hook, 1)
    telegram.repeats(telegram.updates.every[-1])
    assert await all_of(telegram, hook, 2) == ["一", "一"]


async def test_nobody_polls_beside_a_webhook(client: Client, hook: Hook) -> None:
    await client.does("set_webhook", url=hook.url)
    why = await client.fails("get_updates")
    assert "can't use getupdates method while webhook is active; use deletewebhook to delete the webhook first" in why


async def test_what_waits_can_be_dropped(client: Client, telegram: Telegram, wang: Person, hook: Hook) -> None:
    await wang.says("零")
    await client.does("set_webhook", url=hook.url, drop_pending_updates=True)
    await wang.says("一")
    assert await all_of(telegram, hook, 1) == ["一"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"url": "http://example.org/hook"}, "an https url must be provided for webhook"),
        ({"url": "https://example.org/", "secret_token": "字"}, "secret token contains unallowed characters"),
        ({"url": "https://example.org/", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_addresses_and_secrets_are_checked(client: Client, telegram: Telegram, fields: dict[str, str], why: str) -> None:
    assert why in await client.fails("set_webhook", **fields)
