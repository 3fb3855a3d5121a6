"""Turns a second on Telegram through loopback HTTP: `python -m bench.telegram`, beside bare echoes of aiogram and of
python-telegram-bot in the same run, with `--quick` of fewer turns; `--kills 50` kills the assistant so many times instead
(bench.kills).

The Bot API server of the tests runs here, with the people; each bot runs in a process of its own. Both share the processors, so
that only the figures of one run compare."""

import argparse
import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.grading import questions
from bench.kills import ROOT, STARTING, survive
from bench.pages import QUESTIONS, free_port
from bot.settings import Settings
from tests.telegram_server import Person, Telegram, running

RUNS = (  # the bot, what it is called, whether all questions differ
    ("aiogram", "aiogram, bare echo", False),
    ("telegram", "python-telegram-bot, bare echo", False),
    ("ours", "this assistant, usual questions", False),
    ("ours", "this assistant, all different", True),
)
ASKED = Path("tests/questions/dev")
TURNS, QUICK, WARMING = 1000, 200, 100  # of each bot, and before them
AT_ONCE = 32  # people who wait for a reply at any moment
CROWD = 600  # people in all: each asks too seldom to be held back
TARGET, SPIKE = 0.5, 50.0  # of aiogram's bare echo; milliseconds


@dataclass(frozen=True)
class Figures:
    """Turns a second, milliseconds that the half and the slowest one in a hundred waited, the longest pause."""

    rate: float
    half: float
    most: float
    pause: float | None


def words(different: bool) -> Iterator[str]:
    """Questions without end: the usual ones, as most people ask them, or such as nobody has asked before."""
    return cycle([one.turns[0] for one in questions(ASKED)] if different else QUESTIONS)


async def asking(people: Iterator[Person], asked: Iterator[str], waits: list[float]) -> None:
    """Ask as one person after the other, each time waiting for the reply."""
    for question in asked:
        person, begun = next(people), perf_counter()
        await person.says(question)
        await person.sees(within=60)
        waits.append(perf_counter() - begun)


async def load(people: Iterator[Person], asked: Iterator[str], turns: int) -> list[float]:
    """So many turns, at most so many at once."""
    waits: list[float] = []
    some = islice(asked, turns)
    async with asyncio.TaskGroup() as tasks:
        for _ in range(AT_ONCE):
            tasks.create_task(asking(people, some, waits))
    return waits


def in_turn(telegram: Telegram) -> Iterator[Person]:
    """The people of a crowd, round and round."""
    crowd = [telegram.person(f"{number}号") for number in range(CROWD)]
    while True:
        yield from crowd


async def measured(name: str, folder: Path, turns: int, asked: Iterator[str]) -> Figures:
    """One bot on a server of its own."""
    async with running(limits_on=False) as telegram:
        given = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_BASE": telegram.url,
            "ASSISTANT_DATA_DIR": str(folder),
            "ASSISTANT_LOG_LEVEL": "warning",
        }
        command = [sys.executable, "-m", "bench.bots", name, str(free_port())]
        bot = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=os.environ | given, stdout=asyncio.subprocess.PIPE)
        try:
            first = telegram.person("先来的")
            await first.says("你好")
            await first.sees(within=STARTING)
            people = in_turn(telegram)
            await load(people, asked, WARMING)
            begun = perf_counter()
            waits = await load(people, asked, turns)
            rate = turns / (perf_counter() - begun)
        finally:
            bot.terminate()
            printed, _ = await bot.communicate()
    parts = quantiles(waits, n=100)
    pause = float(printed.split()[-1]) if name == "ours" else None
    return Figures(rate, parts[49] * 1000, parts[98] * 1000, pause)


@contextmanager
def data() -> Iterator[Path]:
    """A data folder with a database of its own."""
    with TemporaryDirectory(prefix="bench-telegram-") as folder:
        settings = Settings()
        for made in (settings.index, settings.data_dir / "notices.json"):
            if made.exists():
                shutil.copy(made, folder)
        yield Path(folder)


def measure(turns: int) -> Iterator[str]:
    """Lines to print."""
    found: dict[str, Figures] = {}
    for name, called, different in RUNS:
        with data() as folder:
            one = found[called] = asyncio.run(measured(name, folder, turns, words(different)))
        yield f"  {called:32}{one.rate:7.0f} turns/s   p50 {one.half:6.1f} ms   p99 {one.most:6.1f} ms"
    echo = next(iter(found.values()))
    for called, one in found.items():
        if one.pause is not None:
            yield f"  {called}: {one.rate / echo.rate:.2f} of aiogram's echo, longest collection {one.pause:.1f} ms"
    yield f"  (targets: {TARGET} of the echo, no collection of {SPIKE:.0f} ms)"


def main() -> None:
    """Measure, or kill."""
    parser = argparse.ArgumentParser(prog="python -m bench.telegram", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns")
    parser.add_argument("--kills", type=int, default=0, help="kill it so many times under load instead")
    parser.add_argument("--seed", type=int, default=1, help="of the moments of killing")
    chosen = parser.parse_args()
    if chosen.kills:
        tally = asyncio.run(survive(chosen.kills, chosen.seed))
        doubled, known = sum(tally.doubled.values()), sum((tally.doubled - tally.excused).values())
        print(f"{tally.kills} kills, {tally.asked} questions: {len(tally.lost)} lost, {doubled} answered twice,", end=" ")
        print(f"{known} of them though it could be known")
        raise SystemExit(1 if tally.wrong else 0)
    for line in measure(QUICK if chosen.quick else TURNS):
        print(line, flush=True)


if __name__ == "__main__":
    main()
