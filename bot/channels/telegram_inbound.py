"""The conversation on Telegram, carried by aiogram: this is the one place that imports it.

Its Bot makes the requests; its dispatcher is not used, since it confirms updates before they are handled. Replies of Telegram
are read as JSON, no further than they are needed: a message that was accepted must not count as lost because some field of
it is newer than the library."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import structlog
from aiogram import Bot, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    SendChatAction,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendRichMessage,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputRichMessage,
    LinkPreviewOptions,
    ReplyParameters,
)
from aiogram.utils.token import TokenValidationError
from aiohttp import BytesPayload, ClientError
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from bot.channels.telegram import outgoing
from bot.channels.telegram.acts import Json, Me
from bot.channels.telegram.blocks import blocks
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.outgoing import Action, Body, Edit, Refused, Send, Strip, Toast, Typing
from bot.channels.telegram.sending import CONNECTIONS
from bot.channels.telegram.serving import serve
from bot.channels.telegram.showing import Rows
from bot.channels.telegram.webhook import Webhook
from bot.messages import Choice
from bot.service import Service
from bot.settings import Settings

TIMEOUT, DOWNLOAD = 15, 60  # seconds for a request, and for a file
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
BUTTONS = 500  # that are kept: most answers offer the same

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


class Accepted(BaseModel):
    """A message that Telegram has accepted: all that is read of it."""

    message_id: int


class _Send(SendMessage):
    __returning__ = Accepted  # type: ignore[assignment]  # read by aiogram when it has an answer, and by nobody else


class _SendRich(SendRichMessage):
    __returning__ = Accepted  # type: ignore[assignment]


class _SendDocument(SendDocument):
    __returning__ = Accepted  # type: ignore[assignment]


class _SendPhoto(SendPhoto):
    __returning__ = Accepted  # type: ignore[assignment]


class _Edit(EditMessageText):
    __returning__ = Accepted | bool


class _Call(TelegramMethod[Any]):
    """Any method. The name is the instance's own."""

    __returning__ = Any
    __api_method__ = ""


@cache
def _class(name: str) -> type[_Call]:
    return type(name, (_Call,), {"__api_method__": name, "__module__": __name__})


def _called(name: str, **parameters: Any) -> TelegramMethod[Any]:
    return _class(name)(**parameters)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Buttons below a message."""
    return InlineKeyboardMarkup(inline_keyboard=[list(map(_button, row)) for row in rows]) if rows else None


@lru_cache(BUTTONS)
def _button(choice: Choice) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=choice.label, callback_data=choice.id)


def method(action: Action) -> TelegramMethod[Any]:
    """The call of the Bot API for an action."""
    match action:
        case Send(chat, body, asked):
            reply = None if asked is None else ReplyParameters(message_id=asked, allow_sending_without_reply=True)
            return _new(body)(chat_id=chat, reply_parameters=reply, **_content(body))
        case Edit(chat, message, body):
            return _Edit(chat_id=chat, message_id=message, **_content(body))
        case Strip(chat, message, rows):
            markup = InlineKeyboardMarkup.model_validate({"inline_keyboard": rows})
            return EditMessageReplyMarkup(chat_id=chat, message_id=message, reply_markup=markup)
        case Toast(query, text):
            return AnswerCallbackQuery(callback_query_id=query, text=text or None)
        case Typing(chat):
            return SendChatAction(chat_id=chat, action="typing")


def _new(body: Body) -> type[TelegramMethod[Any]]:
    """The method that sends it."""
    if body.file is not None:
        return _SendPhoto if body.file.is_picture else _SendDocument
    return _SendRich if body.rich else _Send


def _content(body: Body) -> dict[str, Any]:
    markup = keyboard(body.buttons)
    if body.rich:
        return {"rich_message": InputRichMessage.model_validate({"blocks": blocks(body.text)}), "reply_markup": markup}
    mode = None if body.plain else "HTML"
    if (file := body.file) is not None:
        upload = BufferedInputFile(file.content, file.name)
        what = "photo" if file.is_picture else "document"
        return {what: upload, "caption": body.text, "parse_mode": mode, "reply_markup": markup}
    return {"text": body.text, "parse_mode": mode, "link_preview_options": NO_PREVIEW, "reply_markup": markup}


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
        try:
            body = method.model_dump_json(exclude_unset=True, exclude_none=True).encode()
        except PydanticSerializationError:
            return super().build_form_data(bot, method)  # it holds a file
        return BytesPayload(body, content_type="application/json")


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
        return done.message_id if isinstance(done, Accepted) else getattr(action, "message", 0)

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
