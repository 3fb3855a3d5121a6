"""The two libraries as they are, behind one face: what a test asks of one it asks of the other."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiogram
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

LIBRARIES = ("aiogram", "python-telegram-bot")


@dataclass(frozen=True)
class Client:
    """A library's bot. Methods are called by their common names: `await client.does("send_message", chat_id=1, text="x")`."""

    library: str
    bot: Any

    async def does(self, method: str, **fields: Any) -> Any:
        """What the library returns."""
        if self.library != "aiogram" and isinstance(fields.get("reply_markup"), dict):
            fields["reply_markup"] = telegram.InlineKeyboardMarkup.de_json(fields["reply_markup"], self.bot)
        return await getattr(self.bot, method)(**fields)

    async def fails(self, method: str, **fields: Any) -> str:
        """What the library says of a refusal, in small letters and without what it puts around Telegram's words."""
        try:
            await self.does(method, **fields)
        except (TelegramAPIError, TelegramError) as error:
            said = re.sub(r"^(telegram server says - )?((bad request|forbidden|conflict|not found): )?", "", str(error).lower())
            return f"{type(error).__name__}: {said}"
        raise AssertionError(f"{method} went well with {fields}")

    @property
    def types(self) -> Any:
        """Where the library has its types."""
        return aiogram.types if self.library == "aiogram" else telegram

    def reaction(self, emoji: str) -> Any:
        """An emoji to react with."""
        return self.types.ReactionTypeEmoji(emoji=emoji)

    def commands(self, given: list[dict[str, str]]) -> list[Any]:
        """Commands for the menu. python-telegram-bot's own checks are not what is tried here."""
        return [self.types.BotCommand(**one) for one in given]

    def menu(self, kind: str) -> Any:
        """A menu button."""
        return self.types.MenuButtonDefault() if kind == "default" else self.types.MenuButtonCommands()

    def media(self, data: bytes, name: str, caption: str) -> Any:
        """A photo of an album."""
        file = self.file(data, name) if self.library == "aiogram" else data
        return self.types.InputMediaPhoto(media=file, caption=caption or None)

    def file(self, data: bytes, name: str) -> Any:
        """A file to send."""
        if self.library == "aiogram":
            return aiogram.types.BufferedInputFile(data, name)
        return telegram.InputFile(data, name)


@asynccontextmanager
async def aiogram_bot(url: str, token: str) -> AsyncIterator[aiogram.Bot]:
    """aiogram's bot at that address."""
    bot = aiogram.Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(url)))
    try:
        yield bot
    finally:
        await bot.session.close()


@asynccontextmanager
async def connected(library: str, url: str, token: str) -> AsyncIterator[Client]:
    """One of the two libraries at that address."""
    if library == "aiogram":
        async with aiogram_bot(url, token) as bot:
            yield Client(library, bot)
    else:
        polls = HTTPXRequest(connection_pool_size=2)  # two polls at once are what some tests are about
        ptb: Any = telegram.Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot", get_updates_request=polls)
        async with ptb:
            yield Client(library, ptb)
