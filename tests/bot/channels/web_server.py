"""The page on a real server of its own, in a thread, for what only a network shows: streams and browsers."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import uvicorn

from bot.app import Clock, Core, opened
from bot.channels.web import create_app
from bot.settings import Settings
from tests.conftest import SEASON

SECRET = "a secret of the tests"


def settings(folder: Path) -> Settings:
    """Settings with a clock that stands in the season of the notices of Aksu."""
    return Settings(data_dir=folder, as_of=SEASON, secret=SECRET, database_url="")


async def _serve(core: Core, folder: Path, listening: socket.socket, started: Event, stop: Event) -> None:
    chosen = settings(folder)
    async with opened(chosen, core) as service:
        app = create_app(service, chosen, Clock(chosen.as_of))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve(sockets=[listening]))
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            started.set()
            await asyncio.to_thread(stop.wait)
            server.should_exit = True


@contextmanager
def serving(core: Core, folder: Path) -> Iterator[str]:
    """The address of the page while it is served on loopback."""
    started, stop = Event(), Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=lambda: asyncio.run(_serve(core, folder, listening, started, stop)))
        thread.start()
        try:
            assert started.wait(20)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            stop.set()
            thread.join(20)
