"""`python -m tests.telegram_server`: Telegram as a process of its own with a page to try a bot by hand; with `--bot` it starts
run_bot.py beside itself (`make telegram-demo`)."""

import argparse
import asyncio
import os
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path

from tests.telegram_server.desk import Desk
from tests.telegram_server.telegram import Telegram

ROOT = Path(__file__).parents[2]
FAREWELL = 10.0  # seconds that the bot has to end


def say(words: str) -> None:
    """A line on the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def main(port: int, page_port: int, limits: bool, with_bot: bool) -> None:
    """Serves until Ctrl-C."""
    telegram = Telegram(port=port, limits_on=limits)
    telegram.pages = Desk(telegram).routes()
    telegram.person("小王")
    telegram.person("李梅")
    await telegram.begins()
    say(f"Telegram (a page to try it by hand): {telegram.url}/")
    bot = await _bot(telegram, page_port) if with_bot else None
    if bot is None:
        say(f"TELEGRAM_API_BASE={telegram.url} TELEGRAM_BOT_TOKEN={telegram.token}")
    try:
        await (bot.wait() if bot else asyncio.Event().wait())
    finally:
        if bot is not None:
            await _end(bot)
        await telegram.ends()


async def _bot(telegram: Telegram, port: int) -> Process:
    given = {"TELEGRAM_API_BASE": telegram.url, "TELEGRAM_BOT_TOKEN": telegram.token}
    command = [sys.executable, str(ROOT / "run_bot.py"), "--port", str(port)]
    say(f"The assistant's own page: http://127.0.0.1:{port}/")
    return await asyncio.create_subprocess_exec(*command, env={**os.environ, **given}, cwd=ROOT)


async def _end(bot: Process) -> None:
    with suppress(ProcessLookupError):
        bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), FAREWELL)
    except TimeoutError:
        bot.kill()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.telegram_server", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="of Telegram")
    parser.add_argument("--page-port", type=int, default=8080, help="of the assistant's own page (with --bot)")
    parser.add_argument("--limits", action="store_true", help="hold to Telegram's limits from the start")
    parser.add_argument("--bot", action="store_true", help="start run_bot.py too")
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(main(chosen.port, chosen.page_port, chosen.limits, chosen.bot))
