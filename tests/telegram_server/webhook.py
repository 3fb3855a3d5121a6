"""The webhook: updates are posted to the bot, again with growing waits while the answer is not 2xx. Updates of one chat keep
their order, those of different chats go side by side. Unlike Telegram's, the address may be http and loopback."""

import asyncio
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from tests.telegram_server.calls import Call
from tests.telegram_server.refusals import Json, bad

if TYPE_CHECKING:
    from tests.telegram_server.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)
FIRST_WAIT, LONGEST_WAIT = 0.05, 2.0  # seconds; Telegram waits longer
PATIENCE = 10.0


@dataclass
class Webhook:
    """Where updates go, and how it went."""

    world: "World"
    url: str
    secret: str
    connections: int
    allowed: list[str]
    queues: dict[int, deque[Json]] = field(default_factory=dict)
    error: Json = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    def of(cls, world: "World", call: Call) -> "Webhook":
        """As a call wishes it."""
        url, secret = call.text("url"), call.text("secret_token")
        parts = urlsplit(url)
        loopback = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if len(secret) > 256:
            raise bad("secret token is too long")
        if secret and not SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        connections = min(max(call.number("max_connections", 40), 1), 100)
        return cls(world, url, secret, connections, call.structure("allowed_updates", "allowed updates") or [])

    def info(self) -> Json:
        """As getWebhookInfo gives it."""
        found: Json = {"url": self.url, "has_custom_certificate": False, "max_connections": self.connections}
        found["pending_update_count"] = len(self.world.updates.pending)
        return found | ({"allowed_updates": self.allowed} if self.allowed else {}) | self.error

    def start(self) -> None:
        """From now on updates go out, those that wait first."""
        self._client = httpx.AsyncClient(timeout=PATIENCE, trust_env=False)
        self._free = asyncio.Semaphore(self.connections)
        for update in list(self.world.updates.pending):
            self.send(update)
        self.world.updates.arrived = self.send

    async def stop(self) -> None:
        """No more."""
        self.world.updates.arrived = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    def send(self, update: Json) -> None:
        """An update goes after those of its chat."""
        key = _key(update)
        waiting = self.queues.get(key)
        if waiting is not None:
            waiting.append(update)
            return
        self.queues[key] = deque([update])
        task = asyncio.get_running_loop().create_task(self._deliver(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, key: int) -> None:
        queue, wait = self.queues[key], FIRST_WAIT
        while queue:
            if await self._posted(queue[0]):
                update = queue.popleft()
                if update in self.world.updates.pending:
                    self.world.updates.pending.remove(update)
                wait = FIRST_WAIT
            else:
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
        del self.queues[key]

    async def _posted(self, update: Json) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with self._free:
                answer = await self._client.post(self.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            return self._failed(_said(error))
        if not answer.is_success:
            return self._failed(f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")
        return True

    def _failed(self, why: str) -> bool:
        self.error = {"last_error_date": self.world.moment(), "last_error_message": why}
        return False


def _said(error: httpx.HTTPError) -> str:
    return "Read timeout expired" if isinstance(error, httpx.TimeoutException) else "Connection refused"


def _key(update: Json) -> int:
    """The chat of an update, else its sender."""
    body: Any = next(value for name, value in update.items() if name != "update_id")
    place = (body.get("message") or body).get("chat") or body.get("from") or {}
    found: int = place.get("id", 0)
    return found
