"""`python -m tests.telegram_server`: Telegram as a process of its own with a page to try a bot by hand; with `--bot` it starts
run_bot.py beside itself (`make telegram-demo`)."""

import argparse
import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.telegram_server.desk import Desk
from tests.telegram_server.telegram import Telegram

ROOT = Path(__file__).parents[2]
FAREWELL = 10.0  # seconds that the bot has to end


def say(words: str) -> None:
    """A line on the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def main(chosen: argparse.Namespace) -> None:
    """Serves until Ctrl-C or SIGTERM, or until the bot ends, which must not be left behind."""
    if (task := asyncio.current_task()) is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    telegram = Telegram(port=chosen.port, limits_on=chosen.limits)
    telegram.pages = Desk(telegram).routes()
    telegram.person("小王")
    telegram.person("李梅")
    try:
        await telegram.begins()
    except OSError as error:
        sys.exit(f"Port {chosen.port} cannot be used ({error.strerror}); choose another with --port.")
    say(f"Telegram (a page to try it by hand): {telegram.url}/")
    try:
        if chosen.bot:
            with TemporaryDirectory() as folder:
                await _beside(telegram, chosen, folder)
        else:
            say(f"TELEGRAM_API_BASE={telegram.url} TELEGRAM_BOT_TOKEN={telegram.token}")
            await asyncio.Event().wait()
    finally:
        await telegram.ends()


async def _beside(telegram: Telegram, chosen: argparse.Namespace, folder: str) -> None:
    """Runs the bot. Its database is new: message ids begin at 1 again, and an old database would know them already."""
    given = {
        "TELEGRAM_API_BASE": telegram.url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "DATABASE_URL": f"sqlite:///{folder}/demo.db",
    }
    say(f"The assistant's own page: http://127.0.0.1:{chosen.page_port}/")
    command = [sys.executable, str(ROOT / "run_bot.py"), "--port", str(chosen.page_port)]
    as_of = ["--as-of", chosen.as_of] if chosen.as_of else []
    bot = await asyncio.create_subprocess_exec(*command, *as_of, env={**os.environ, **given}, cwd=ROOT)
    try:
        await bot.wait()
    finally:
        await _end(bot)


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
    parser.add_argument("--as-of", default="", help="the day that the assistant pretends (with --bot)")
    parser.add_argument("--limits", action="store_true", help="hold to Telegram's limits from the start")
    parser.add_argument("--bot", action="store_true", help="start run_bot.py too")
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(main(chosen))
