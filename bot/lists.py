"""The checklists of people outside the conversation: as a page, and as a calendar that others subscribe to."""

import asyncio
import hmac
from dataclasses import dataclass
from datetime import datetime

from bot.keys import Keys, Ring
from bot.messages import Folder, Progress
from bot.storage.cleaning import key
from bot.storage.database import Database
from bot.storage.folders import ID
from knowledge.answering import Assistant
from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.checklist.model import Checklist, Visit


class Revoked(Exception):
    """This address was good once, or leads to a notice that is not there any more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The checklist of a person as it stands: how far its questions are answered, what comes of them once all are, and the
    path of its calendar ("" where none can be had)."""

    visit: Visit
    progress: Progress
    checklist: Checklist | None
    calendar: str


class Lists:
    """Makes them from what is stored and from the notices of today."""

    def __init__(self, database: Database, assistant: Assistant, ring: Ring) -> None:
        self._database = database
        self._assistant = assistant
        self._ring = ring
        self._making = asyncio.Semaphore(1)  # calendars: programs fetch them, nobody waits

    @property
    def public(self) -> str:
        """The address of the page as it is reached from outside; "" where none is set."""
        return self._ring.public

    async def of(self, person: str, notice: str, now: datetime) -> Listed | None:
        """The checklist of a person for a notice; None where they have begun none, or there is no such notice."""
        session = await self._database.read(lambda work: work.session(key(person)))
        folder, facts = session.folder, self._assistant.facts(notice)
        if facts is None or notice not in folder.progress:
            return None
        progress = folder.progress[notice]
        visit = replay(facts, progress.answers)
        made = checklist(facts, visit, now) if visit.through else None
        return Listed(visit, progress, made, Keys(self._ring, folder=folder.id, serial=folder.serial).calendar(notice))

    async def worked_on(self, person: str) -> str:
        """The notice that a person's checklist buttons are about now; "" where there is none."""
        return (await self._database.read(lambda work: work.session(key(person)))).folder.notice

    async def calendar(self, token: str, now: datetime, page: str) -> bytes:
        """The calendar of an address. `page` is where the web page is reached. Raises `KeyError` where there never was such an
        address, `Revoked` where there is none any more."""
        from bot.documents.calendar import ics  # what it needs takes a while to import

        folder = await self._database.read(lambda work: work.folders.of(token[:ID]))
        if folder is None or not self._ring.secret:
            raise KeyError(token)
        notice = self._named(folder, token[ID:])
        facts = self._assistant.facts(notice)
        if facts is None:
            raise Revoked
        made = checklist(facts, replay(facts, folder.progress[notice].answers), now)
        async with self._making:
            return await asyncio.to_thread(ics, made, now, f"{page}/list/{notice}")

    def _named(self, folder: Folder, secret: str) -> str:
        """The notice whose calendar has this address now."""
        for notice in folder.progress:
            good = self._ring.feed(folder.id, notice, folder.serial)
            if hmac.compare_digest(good.encode(), secret.encode()):
                return notice
        raise Revoked
