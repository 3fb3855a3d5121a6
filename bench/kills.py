"""kill -9 under load: a real run_bot.py on the strict Bot API server is killed at random moments and started again, while
people go on asking. Nothing may be lost; what is said twice must be what nobody can know: accepted by Telegram and not yet
written down when the process died."""

import asyncio
import os
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.pages import free_port
from bot.settings import Settings
from tests.telegram_server import Person, Telegram, running

ROOT = Path(__file__).parent.parent
QUESTIONS = ("阿克苏建筑中级评审费多少", "阿克苏建筑什么时候截止", "和静初定什么时候截止", "巴州电力中级评审费多少")
PEOPLE, EVERY = 16, 1.5  # who ask, and seconds between two questions of one
LIVES = 2.5  # seconds that a process lives at most, counted from its first request
ARRIVING = 0.3  # seconds in which Telegram accepts what was on its way when the process died
STARTING, ENDING = 120.0, 60.0  # seconds that a start, and the last replies, may take


@dataclass
class Tally:
    """What became of the questions."""

    kills: int = 0
    asked: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: Counter[str] = field(default_factory=Counter)  # said again, by turn
    excused: Counter[str] = field(default_factory=Counter)  # said, and not written down when a process died

    @property
    def wrong(self) -> list[str]:
        """What was lost, and what was doubled though it could be known."""
        return [*self.lost, *(self.doubled - self.excused)]


class Life:
    """The assistant, in one process after the other."""

    def __init__(self, telegram: Telegram, folder: Path) -> None:
        self._telegram = telegram
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def begin(self) -> None:
        """Start it; wait until it asks for updates."""
        before = len(self._telegram.api.receiving)
        given = {
            "ASSISTANT_DATA_DIR": str(self._folder),
            "ASSISTANT_LOG_LEVEL": "error",
            "TELEGRAM_BOT_TOKEN": self._telegram.token,
            "TELEGRAM_API_BASE": self._telegram.url,
        }
        command = [sys.executable, "run_bot.py", "--port", str(free_port())]
        quiet = asyncio.subprocess.DEVNULL
        self._process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=os.environ | given, stdout=quiet)
        async with asyncio.timeout(STARTING):
            while len(self._telegram.api.receiving) == before:  # noqa: ASYNC110 - asking for updates wakes nobody
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """Kill it, at once."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    def unwritten(self) -> set[str]:
        """The turns whose replies it has not written down as sent."""
        with closing(sqlite3.connect(self._folder / "assistant.db")) as database:
            rows = database.execute("SELECT person, external_id FROM delivery WHERE part = 0 AND state = 'owed'")
            return {f"{person} {turn}" for person, turn in rows}


def said(people: Iterable[Person]) -> Counter[str]:
    """How often each turn was answered, read off the buttons that rate the answers."""
    found: Counter[str] = Counter()
    for person in people:
        for message in person.chat.messages:
            rates = (key["callback_data"] for key in message.keys)
            found.update(f"telegram:{person.id} {data.removeprefix('rate:up:')}" for data in rates if data.startswith("rate:up:"))
    return found


async def asks(person: Person, chance: random.Random, asked: list[str], stop: asyncio.Event) -> None:
    """Ask every now and then until it is over, answered or not: what waits for the next start is no flood."""
    await asyncio.sleep(chance.uniform(0, EVERY))
    while not stop.is_set():
        message = await person.says(chance.choice(QUESTIONS))
        asked.append(f"telegram:{person.id} m{message.id}")
        await asyncio.sleep(chance.uniform(0.8, 1.2) * EVERY)


async def survive(kills: int, seed: int) -> Tally:
    """Kill so many times, then wait for what is still to be said."""
    chance, tally, asked, stop = random.Random(seed), Tally(kills), [], asyncio.Event()  # type: ignore[var-annotated]
    async with running(limits_on=False) as telegram, _data() as folder, asyncio.TaskGroup() as tasks:
        people = [telegram.person(f"{number}号") for number in range(PEOPLE)]
        for person in people:
            tasks.create_task(asks(person, chance, asked, stop))
        life = Life(telegram, folder)
        for _ in range(kills):
            await life.begin()
            await asyncio.sleep(chance.uniform(0, LIVES))
            await life.kill()
            await asyncio.sleep(ARRIVING)
            tally.excused.update(life.unwritten() & set(said(people)))
        stop.set()
        await life.begin()
        await telegram.until(lambda: set(said(people)) >= set(asked), ENDING)
        await asyncio.sleep(1)  # for what would come twice
        await life.kill()
        _count(tally, asked, said(people))
    return tally


def _count(tally: Tally, asked: list[str], answers: Counter[str]) -> None:
    tally.asked = len(asked)
    tally.lost = [turn for turn in asked if not answers[turn]]
    tally.doubled = Counter({turn: count - 1 for turn, count in answers.items() if count > 1})


@asynccontextmanager
async def _data() -> AsyncIterator[Path]:
    with TemporaryDirectory(prefix="bench-kills-") as folder:
        for kept in _made(Settings()):
            shutil.copy(kept, folder)
        yield Path(folder)


def _made(settings: Settings) -> Iterator[Path]:
    """What a start would make anew, and may take from here."""
    return (path for path in (settings.index, settings.data_dir / "notices.json") if path.exists())
