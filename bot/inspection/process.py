"""One worker as its parent sees it: started when it is needed, killed when it takes too long, started anew."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path

from bot.inspection.jobs import LENGTH, Job, Look, look_from, packed

ROOT = Path(__file__).parents[2]
MOST = 400 * 1024 * 1024  # bytes of an answer
HANDED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")  # of our environment: nothing secret
QUIET = {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}


class Broken(Exception):
    """The worker has ended, or was ended, with a job."""


class Worker:
    """A process that looks at one file after the other. Not for two at once."""

    def __init__(self) -> None:
        self._process: Process | None = None

    async def look(self, job: Job, content: bytes, within: float) -> Look:
        """The last of its looks; the one before it where there was one and the time is over. Raises `Broken`."""
        found: Look | None = None
        try:
            async with asyncio.timeout(within):
                process = await self._sent(job, content)
                while found is None or not found.last:
                    found = await _answer(process)
        except (TimeoutError, asyncio.IncompleteReadError, OSError, ValueError) as error:
            await self.end()
            if found is None:
                raise Broken(type(error).__name__) from None
        except asyncio.CancelledError:
            await self.end()
            raise
        assert found is not None  # else it was raised
        return found

    async def _sent(self, job: Job, content: bytes) -> Process:
        process = await self._started()
        assert process.stdin is not None
        for piece in packed(job, content):
            process.stdin.write(piece)
        await process.stdin.drain()
        return process

    async def _started(self) -> Process:
        """The process, a new one where it has ended, as it does when there is nothing to do."""
        if self._process is None or self._process.returncode is not None or _hung_up(self._process):
            await self.end()
            environment = {name: os.environ[name] for name in HANDED_ON if name in os.environ} | QUIET
            command = (sys.executable, "-m", "bot.inspection.worker")
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=ROOT, env=environment
            )
        return self._process

    async def end(self) -> None:
        """Kill it, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001 - nothing else closes the pipes of one that was killed


def _hung_up(process: Process) -> bool:
    return process.stdout is None or process.stdout.at_eof()


async def _answer(process: Process) -> Look:
    assert process.stdout is not None
    return look_from(await _frame(process.stdout), await _frame(process.stdout))


async def _frame(stream: asyncio.StreamReader) -> bytes:
    (length,) = LENGTH.unpack(await stream.readexactly(LENGTH.size))
    if length > MOST:
        raise ValueError(length)
    return await stream.readexactly(length)
