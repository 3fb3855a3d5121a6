"""The conversation on Telegram, carried by aiogram: this is the one place that imports it.

Its Bot makes the requests; its dispatcher is not used, since it confirms updates before they are handled. Replies of Telegram
are read as JSON, no further than they are needed: a message that was accepted must not count as lost because some field of
it is newer than the library."""

from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

import structlog
from aiogram import Bot, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
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
from aiohttp import BytesPayload
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

TIMEOUT = 15  # seconds for a request
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

    async def call(self, method: str, **parameters: Any) -> Any:
        """Any other method."""
        return await self._request(_called(method, **parameters))

    async def _request(self, call: TelegramMethod[Any], wait: int = 0) -> Any:
        try:
            return await self._bot(call, request_timeout=wait + TIMEOUT)
        except (exceptions.TelegramAPIError, exceptions.ClientDecodeError) as error:
            raise failure(error) from None


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
