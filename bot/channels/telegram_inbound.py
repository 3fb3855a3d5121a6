"""The conversation on Telegram, carried by aiogram: this is the one place that imports it.

Its Bot makes the requests; its dispatcher is not used, since it confirms updates before they are handled. What is asked of
Telegram is written as JSON, but for files. Its replies are read as JSON, no further than they are needed: a message that was
accepted must not count as lost because some field of it is newer than the library."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from aiogram import Bot, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import GetFile, GetMe, SendDocument, SendPhoto, TelegramMethod
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, ReplyParameters
from aiogram.utils.token import TokenValidationError
from aiohttp import BytesPayload, ClientError

from bot.channels.telegram import outgoing
from bot.channels.telegram.acts import Json, Me
from bot.channels.telegram.blocks import blocks
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.outgoing import Action, Body, Edit, Refused, Send, Strip, Toast, Typing, Upload
from bot.channels.telegram.sending import CONNECTIONS
from bot.channels.telegram.serving import serve
from bot.channels.telegram.showing import Rows
from bot.channels.telegram.webhook import Webhook
from bot.service import Service
from bot.settings import Settings

TIMEOUT, DOWNLOAD = 15, 60  # seconds for a request, and for a file
NO_PREVIEW = {"is_disabled": True}

MEANT = {  # errors with Telegram's own words; those of the network may name addresses
    exceptions.TelegramForbiddenError: outgoing.Unreachable,
    exceptions.TelegramUnauthorizedError: outgoing.Unauthorised,
    exceptions.TelegramEntityTooLarge: Refused,
    exceptions.TelegramBadRequest: Refused,
    exceptions.TelegramNotFound: outgoing.Unsupported,
    exceptions.TelegramConflictError: outgoing.Lost,
    exceptions.TelegramServerError: outgoing.Lost,
}

log = structlog.get_logger(__name__)


class _Call(TelegramMethod[Any]):
    """Any method. The name is the instance's own; what is given to it is JSON already: made of the library's types, a message
    took twice as long, and a table, which it reads as every kind of block that there is, ten times."""

    __returning__ = Any
    __api_method__ = ""
    given: bytes


class _SendDocument(SendDocument):
    __returning__ = Any  # type: ignore[assignment]  # read by aiogram when it has an answer, and by nobody else


class _SendPhoto(SendPhoto):
    __returning__ = Any  # type: ignore[assignment]


@cache
def _class(name: str) -> type[_Call]:
    return type(name, (_Call,), {"__api_method__": name, "__module__": __name__})


def _called(name: str, **given: Any) -> TelegramMethod[Any]:
    present = {key: value for key, value in given.items() if value is not None}
    return _class(name)(given=json.dumps(present, ensure_ascii=False).encode())


def _keyboard(rows: Rows) -> Json | None:
    """Buttons below a message."""
    keys = [[{"text": choice.label, "callback_data": choice.id} for choice in row] for row in rows]
    return {"inline_keyboard": keys} if keys else None


def method(action: Action) -> TelegramMethod[Any]:
    """The call of the Bot API for an action."""
    match action:
        case Send(chat, Body(file=Upload() as file) as body, asked):
            return _upload(file, body, chat, asked)
        case Send(chat, body, asked):
            reply = None if asked is None else {"message_id": asked, "allow_sending_without_reply": True}
            name = "sendRichMessage" if body.rich else "sendMessage"
            return _called(name, chat_id=chat, reply_parameters=reply, **_content(body))
        case Edit(chat, message, body):
            return _called("editMessageText", chat_id=chat, message_id=message, **_content(body))
        case Strip(chat, message, rows):
            keyboard = {"inline_keyboard": rows}
            return _called("editMessageReplyMarkup", chat_id=chat, message_id=message, reply_markup=keyboard)
        case Toast(query, text):
            return _called("answerCallbackQuery", callback_query_id=query, text=text or None)
        case Typing(chat):
            return _called("sendChatAction", chat_id=chat, action="typing")


def _upload(file: Upload, body: Body, chat: int, asked: int | None) -> TelegramMethod[Any]:
    """The call for a file with the words under it; the library knows how files are sent."""
    keyboard = _keyboard(body.buttons)
    rest: dict[str, Any] = {
        "chat_id": chat,
        "caption": body.text,
        "parse_mode": None if body.plain else "HTML",
        "reply_markup": None if keyboard is None else InlineKeyboardMarkup.model_validate(keyboard),
        "reply_parameters": None if asked is None else ReplyParameters(message_id=asked, allow_sending_without_reply=True),
    }
    upload = BufferedInputFile(file.content, file.name)
    return _SendPhoto(photo=upload, **rest) if file.is_picture else _SendDocument(document=upload, **rest)


def _content(body: Body) -> dict[str, Any]:
    keyboard = _keyboard(body.buttons)
    if body.rich:
        return {"rich_message": {"blocks": blocks(body.text)}, "reply_markup": keyboard}
    mode = None if body.plain else "HTML"
    return {"text": body.text, "parse_mode": mode, "link_preview_options": NO_PREVIEW, "reply_markup": keyboard}


def failure(error: Exception) -> outgoing.Failure:
    """What an error of aiogram's comes to."""
    if isinstance(error, exceptions.TelegramRetryAfter):
        return outgoing.Held(error.retry_after)
    if isinstance(error, exceptions.TelegramMigrateToChat):
        return outgoing.Migrated(error.migrate_to_chat_id)
    said = error.message if isinstance(error, exceptions.TelegramAPIError) else ""
    found = (kind(said) for theirs, kind in MEANT.items() if isinstance(error, theirs))
    return next(found, outgoing.Lost(type(error).__name__))


class _Session(AiohttpSession):
    """Sends JSON. In a form each character of Chinese takes nine, and the form longer to write than the answer to make."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, _Call):
            return BytesPayload(method.given, content_type="application/json")
        return super().build_form_data(bot, method)  # a file, or nothing at all


class Aiogram:
    """The gateway, on aiogram's Bot."""

    def __init__(self, token: str, base: str) -> None:
        server = TelegramAPIServer.from_base(base)
        self._bot = Bot(token, _Session(api=server, limit=CONNECTIONS + 4, timeout=TIMEOUT))

    async def close(self) -> None:
        """Close its connections."""
        await self._bot.session.close()

    async def me(self) -> Me:
        """The bot's account. A token that is not even shaped like one is no address: Telegram says 404."""
        try:
            found = await self._request(GetMe())
        except Refused as refusal:
            raise outgoing.Unauthorised(str(refusal)) from None
        return Me(found.id, found.username or "")

    async def updates(self, offset: int | None, wait: int) -> list[Json]:
        """What came, as JSON."""
        call = _called("getUpdates", offset=offset, timeout=wait, limit=100, allowed_updates=list(UPDATES))
        found: list[Json] = await self._request(call, wait)
        return found

    async def perform(self, action: Action) -> int:
        """Do it. An edit that changes nothing has been done already."""
        try:
            done = await self._request(method(action))
        except Refused as refusal:
            if isinstance(action, Edit | Strip) and "message is not modified" in str(refusal):
                return action.message
            raise
        return int(done["message_id"]) if isinstance(done, dict) else getattr(action, "message", 0)

    async def download(self, file_id: str, most: int) -> bytes:
        """A file that somebody sent, piece by piece, so that it never has more bytes here than it may have. A Bot API server of
        one's own may keep it on this machine."""
        found = await self._request(GetFile(file_id=file_id))
        path = found.file_path or ""
        if (found.file_size or 0) > most:
            raise Refused("file is too big")
        if Path(path).is_absolute():
            return await asyncio.to_thread(_read, Path(path), most)
        url = self._bot.session.api.file_url(self._bot.token, path)
        content = bytearray()
        try:
            async for piece in self._bot.session.stream_content(url, timeout=DOWNLOAD):
                content += piece
                if len(content) > most:
                    raise Refused("file is too big")
        except (ClientError, TimeoutError) as error:
            raise outgoing.Lost(type(error).__name__) from None  # its words name the address, and that the token
        return bytes(content)

    async def call(self, method: str, **parameters: Any) -> Any:
        """Any other method."""
        return await self._request(_called(method, **parameters))

    async def _request(self, call: TelegramMethod[Any], wait: int = 0) -> Any:
        try:
            return await self._bot(call, request_timeout=wait + TIMEOUT)
        except (exceptions.TelegramAPIError, exceptions.ClientDecodeError) as error:
            raise failure(error) from None


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Refused(type(error).__name__) from None
    if len(content) > most:
        raise Refused("file is too big")
    return content


async def converse(service: Service, settings: Settings, now: Callable[[], datetime], webhook: Webhook) -> None:
    """Talk on Telegram until cancelled. Returns where the token is refused, having said so."""
    try:
        gateway = Aiogram(settings.telegram_bot_token, settings.telegram_api_base)
    except TokenValidationError:
        log.error("TELEGRAM_BOT_TOKEN is not a token: Telegram is not served, the page is")
        return
    try:
        await serve(gateway, service, now, webhook, settings.telegram_webhook_url)
    finally:
        await gateway.close()
