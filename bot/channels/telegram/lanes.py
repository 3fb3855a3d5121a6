"""Jobs of one key one after the other, of different keys side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

Job = Callable[[], Awaitable[None]]

log = structlog.get_logger(__name__)


class Lanes:
    """Runs jobs in tasks of a group, one task for each key that has any: nobody waits for somebody else's jobs. A job that
    fails is logged, and the next one goes on."""

    def __init__(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks
        self._waiting: dict[str, deque[Job]] = {}
        self.count = 0  # jobs waiting or at work

    def put(self, key: str, job: Job) -> None:
        """Run a job when those before it with its key have ended."""
        self.count += 1
        if key in self._waiting:
            self._waiting[key].append(job)
            return
        self._waiting[key] = deque([job])
        self._tasks.create_task(self._run(key))

    async def _run(self, key: str) -> None:
        jobs = self._waiting[key]
        while jobs:
            try:
                await jobs.popleft()()
            except Exception:
                log.exception("a job failed")
            self.count -= 1
        del self._waiting[key]
