"""Where files are looked at: two at a time, the others wait, and who would be one too many is told so."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog

from bot.findings import Findings
from bot.inspection import refusals
from bot.inspection.jobs import LARGEST, Job, Look
from bot.inspection.looking import refused
from bot.inspection.process import Broken, Worker
from bot.inspection.refusals import Refusal
from bot.keeping import Keeping

AT_ONCE, WAITING = 2, 20  # files that are looked at, and those with all that wait
EACH = 4  # of these of one person, so that nobody takes all places
WITHIN = 20.0  # seconds for one, reading its words included
FETCHED = 60.0  # seconds for one to arrive, whose place is taken meanwhile
KEPT = 5  # files that are given back of one that was sent

Fetch = Callable[[], Awaitable[bytes]]
Wait = Callable[[int], Awaitable[None]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent: what is to be done with it, how many bytes it is said to have (None: nobody said), and how to
    get it, which may raise `Refusal`. It is got when its turn has come, so that no more are in memory than are looked at."""

    job: Job
    fetch: Fetch
    size: int | None = None


async def no_word(_: int) -> None:
    """Nobody is told to wait."""


def typed(text: str) -> Sent:
    """A text to be counted, as if it were a file."""

    async def fetch() -> bytes:
        return text.encode("utf-8", "replace")

    return Sent(Job("", is_text=True), fetch)


class Desk:
    """Looks at files, in workers of its own. `keeping` holds for a while what is given back."""

    def __init__(self, keeping: Keeping, at_once: int = AT_ONCE, within: float = WITHIN, fetched: float = FETCHED) -> None:
        self._keeping = keeping
        self._within, self._fetched = within, fetched
        self._idle = [Worker() for _ in range(at_once)]
        self._workers = tuple(self._idle)
        self._places = asyncio.Semaphore(at_once)
        self._waiting: Counter[str] = Counter()  # files that wait or are looked at, by person

    async def look(self, person: str, sent: Sent, waits: Wait = no_word) -> Findings:
        """What is found in a file. `waits` is called once, with how many are before it, where its turn has not come yet.
        Nothing that a file holds raises anything here."""
        if sent.size is not None and sent.size > LARGEST:
            return refused(refusals.LARGE, sent.job, sent.size)
        if self._waiting.total() >= WAITING or self._waiting[person] >= EACH:
            return refused(refusals.BUSY, sent.job, sent.size or 0)
        self._waiting[person] += 1
        try:
            if self._places.locked():
                await waits(max(1, self._waiting.total() - 1))
            async with self._places:
                found = await self._looked(sent)
        finally:
            self._waiting -= Counter({person: 1})  # who has none is not counted any more
        return self._kept(person, found)

    async def _looked(self, sent: Sent) -> Look:
        worker = self._idle.pop()
        size = sent.size or 0
        try:
            async with asyncio.timeout(self._fetched):
                content = await sent.fetch()
            size = len(content)
            look = await worker.look(sent.job, content, self._within)
        except Refusal as refusal:
            look = Look(refused(refusal.key, sent.job, size))
        except TimeoutError:
            look = Look(refused(refusals.LOST, sent.job, size))
        except Broken as broken:
            log.warning("a file could not be looked at", size=size, why=str(broken))
            look = Look(refused(refusals.SLOW, sent.job, size))
        finally:
            self._idle.append(worker)
        found = look.findings if look.last else replace(look.findings, read="slow")
        log.info("looked at a file", form=found.form, size=size, refusal=found.refusal)
        return replace(look, findings=found)

    def _kept(self, person: str, look: Look) -> Findings:
        made = look.made[:KEPT]
        kept = tuple(replace(one.what, token=self._keeping.put(person, "", one.content)) for one in made)
        return replace(look.findings, kept=kept)

    async def close(self) -> None:
        """End the workers."""
        with suppress(OSError):
            await asyncio.gather(*(worker.end() for worker in self._workers))
