"""Updates that Telegram brings: an address that nobody can guess, with a secret that nobody else knows, beside the page."""

import asyncio
import hmac
import json
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:  # the page is there before what talks on Telegram is imported
    from bot.channels.telegram.acts import Json, Me
    from bot.channels.telegram.conversation import Conversation

HEADER = "x-telegram-bot-api-secret-token"
BODY = 1024 * 1024  # bytes of an update
STORING = 20.0  # seconds after which Telegram is asked to bring it again


def derived(secret: str, what: str) -> str:
    """A name that follows from the secret and tells nothing about it."""
    return hmac.new(secret.encode(), f"telegram.{what}".encode(), sha256).hexdigest()


class Webhook:
    """Wraps the page's application. Until `serve` was called Telegram is asked to come again."""

    def __init__(self, page: ASGIApp, secret: str) -> None:
        self._page = page
        self.path = f"/telegram/{derived(secret, 'path')[:40]}"
        self.token = derived(secret, "token")
        self._serves: tuple[Conversation, Me] | None = None

    def serve(self, conversation: "Conversation", me: "Me") -> None:
        """Take updates from now on."""
        self._serves = conversation, me

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request: an update, or anything else for the page."""
        if scope["type"] == "http" and scope["path"] == self.path and scope["method"] == "POST":
            status = await self._status(Request(scope, receive))
            await Response(status_code=status)(scope, receive, send)
        else:
            await self._page(scope, receive, send)

    async def _status(self, request: Request) -> int:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), self.token.encode()):
            return 403
        if self._serves is None or self._serves[0].full:
            return 503
        update = await _update(request)
        return 400 if update is None else 200 if await self._stored(update, *self._serves) else 503

    async def _stored(self, update: "Json", conversation: "Conversation", me: "Me") -> bool:
        """Whether it is safely stored: Telegram forgets an update when it hears 200."""
        stored: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        conversation.take(update, me, lambda well: None if stored.done() else stored.set_result(well))
        try:
            async with asyncio.timeout(STORING):
                return await stored
        except TimeoutError:
            return False


async def _update(request: Request) -> "Json | None":
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY:
            return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
