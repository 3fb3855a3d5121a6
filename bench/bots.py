"""A bot in a process of its own, for `bench.telegram`: `python -m bench.bots aiogram|telegram|ours PORT`, with TELEGRAM_BOT_TOKEN
and TELEGRAM_API_BASE set. The first two say back what they hear, as bare as their libraries allow. When it ends, ours prints
the longest pause for collecting garbage, in milliseconds."""

import asyncio
import gc
import os
import signal
import sys
from contextlib import suppress
from time import perf_counter
from types import FrameType
from typing import Any


def aiogram_echo(token: str, base: str) -> None:
    """aiogram's dispatcher, polling."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "?")

    bot = Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(base)))
    asyncio.run(dispatcher.start_polling(bot, handle_signals=False))


def telegram_echo(token: str, base: str) -> None:
    """python-telegram-bot's application, polling, updates side by side."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text(update.message.text or "?")

    builder = Application.builder().token(token).base_url(f"{base}/bot").concurrent_updates(64)
    # With its own waiting time of a second for a connection it loses replies under this load.
    application = builder.connection_pool_size(64).pool_timeout(60).build()
    application.add_handler(MessageHandler(filters.ALL, echo))
    application.run_polling(stop_signals=None)


def ours(_token: str, _base: str) -> None:
    """run_bot.py, as it is: it reads the settings by itself."""
    longest = Longest()
    gc.callbacks.append(longest.collected)
    sys.argv = ["run_bot.py", "--port", sys.argv[2], "--as-of", "2024-08-20"]
    from run_bot import main

    with suppress(SystemExit):
        main()
    print(f"{longest.seconds * 1000:.1f}")


class Longest:
    """The longest collection, once the start is over and collecting is on again."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._begun = 0.0

    def collected(self, phase: str, info: dict[str, Any]) -> None:
        """Called by the collector."""
        if phase == "start":
            self._begun = perf_counter()
        else:
            self.seconds = max(self.seconds, perf_counter() - self._begun)


def _end(_number: int, _frame: FrameType | None) -> None:
    """Ours is ended by uvicorn, which then says so here."""
    raise SystemExit


def _drop(_number: int, _frame: FrameType | None) -> None:
    """An echo has nothing to put away."""
    os._exit(0)


if __name__ == "__main__":
    bots = {"aiogram": (aiogram_echo, _drop), "telegram": (telegram_echo, _drop), "ours": (ours, _end)}
    bot, ending = bots[sys.argv[1]]
    signal.signal(signal.SIGTERM, ending)
    bot(os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_BASE"])
