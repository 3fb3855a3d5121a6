"""What channels talk to: turns, each one transaction, what came of them, and the files that go with replies."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from weakref import WeakValueDictionary

import structlog

from bot.documents.makers import MAKERS, Maker
from bot.documents.typed import Typing
from bot.handlers import ask, papers
from bot.inspection.desk import Desk, Sent, Wait, no_word, typed
from bot.keeping import Keeping, at_hand
from bot.keys import Ring
from bot.lists import Lists
from bot.messages import Address, Decision, File, Parcel, Reply, Session, Turn
from bot.storage.cleaning import cleaned, key
from bot.storage.conflict import Conflict
from bot.storage.database import Database
from bot.storage.deliveries import Owed
from bot.storage.work import Kept, Work
from bot.taking import Taken, Taking
from knowledge.answering import Assistant
from notices.contents import Listing
from notices.kits import Kits

MAKING = 4  # files at once
TRIES = 5  # of a turn that met another turn of the same person in another process
NO_SECRET = Ring()
SUMMARY = 100  # characters from which on a text is a summary, where one was asked for

TurnJob = Callable[[Turn, Address | None, Work], Taken]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a person sent and what was said back."""

    turn: Turn
    reply: Reply


class Service:
    """What channels talk to. Every method may be called by many tasks at once.

    `shelf` is there for channels to list its notices from, `kits` for their papers, `lists` to show checklists outside the
    conversation, `keeping` for files that are held for a while. The choice `notice:<id>` is good at any time for a notice on the
    shelf, and so are those of papers, `check:summary` and `resume:<code>`; `list:…` is, where it means something to the
    checklist as it stands; all other choices only where the session offers them. Texts in exchanges are as kept:
    identity numbers masked, control characters dropped, both ends of what is longer than 2,000 characters. Ids of up to 64
    printable characters stay as they are."""

    def __init__(
        self,
        database: Database,
        assistant: Assistant,
        shelf: Listing,
        ring: Ring = NO_SECRET,
        makers: Mapping[str, Maker] = MAKERS,
    ) -> None:
        """`makers` are what files are made by; without a secret in the `ring` no folder is shared."""
        self.shelf = shelf
        self.lists = Lists(database, assistant, ring)
        self._database = database
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.keeping, self.kits = Keeping(), Kits(shelf)
        self._typing = Typing(self.kits, self.keeping)
        self._taking = Taking(partial(_decide, assistant, self.kits), shelf, ring)
        self._makers = makers
        self._desk = Desk(self.keeping)
        self._making = asyncio.Semaphore(MAKING)

    @property
    def storage(self) -> Database:
        """For `bot.deliveries`, which keeps its book in the same place."""
        return self._database

    async def take(self, turn: Turn) -> Reply:
        """The reply to a turn. The same (person, external_id) again gets the same reply and changes nothing."""
        turn = await self._counted(await self._filed(turn))
        reply, _ = await self._taken(cleaned(turn), None)
        return at_hand(reply, self.keeping)

    async def receive(self, turn: Turn, to: Address) -> Parcel | None:
        """The reply to a turn, for a channel that sends it. That it is owed is written with the turn, so that it is sent after
        a crash too; see `bot.deliveries`. None where nothing is owed: it has been sent, or the turn is one more of a flood
        that has had its word."""
        turn = cleaned(await self._counted(await self._filed(turn)))
        reply, owed = await self._taken(turn, to)
        return None if owed is None else Parcel(turn, at_hand(reply, self.keeping), owed.to, owed.sent, owed.again)

    async def again(self, owed: Owed) -> Parcel | None:
        """A reply that is still owed, made anew; None where its turn is not there any more."""
        kept = await self._database.read(lambda work: work.kept(owed.person, owed.external_id))
        return None if kept is None else Parcel(kept.turn, self._reply(kept), owed.to, owed.sent, owed.again)

    async def looked_at(self, turn: Turn, sent: Sent, waits: Wait = no_word) -> Turn:
        """The turn with what is found in a file that came with it, to be taken then. One that is known already is not looked at
        again. `waits` is called where others are before it, with their number."""
        if (known := await self.known(turn)) is not None:
            return known
        return replace(turn, findings=await self._desk.look(key(turn.person), sent, waits))

    async def close(self) -> None:
        """End what was started to look at files."""
        await self._desk.close()

    async def _counted(self, turn: Turn) -> Turn:
        """The turn with what is found in its text, in place of it, where that is a summary that was asked for."""
        if turn.findings is not None or len(turn.text) < SUMMARY or not (await self.session(turn.person)).checking:
            return turn
        return replace(await self.looked_at(turn, typed(turn.text)), text="")

    def _reply(self, kept: Kept) -> Reply:
        return at_hand(self._taking.reply(kept), self.keeping)

    async def known(self, turn: Turn) -> Turn | None:
        """The turn that was taken by this id, as it is kept."""
        turn = cleaned(turn)
        kept = await self._database.read(lambda work: work.kept(turn.person, turn.external_id))
        return None if kept is None else kept.turn

    async def exchange(self, person: str, external_id: str) -> Exchange | None:
        """An exchange of a person by the id of its turn."""
        kept = await self._database.read(lambda work: work.kept(key(person), key(external_id)))
        return None if kept is None else Exchange(kept.turn, self._reply(kept))

    async def history(self, person: str, last: int = 30) -> list[Exchange]:
        """The last exchanges of a person, oldest first."""
        found = await self._database.read(lambda work: work.last(key(person), last))
        exchanges = []
        for kept in found:
            exchanges.append(Exchange(kept.turn, self._reply(kept)))
            await asyncio.sleep(0)  # making replies again takes a while: let others in between
        return exchanges

    async def session(self, person: str) -> Session:
        """What is remembered of a person; a new session where nothing is."""
        return await self._database.read(lambda work: work.session(key(person)))

    async def forget(self, person: str) -> None:
        """Delete all that is stored about a person."""
        for name in {person, key(person)}:
            self.keeping.forget(name)
        person = key(person)
        async with self._lock(person):
            await self._database.write(lambda work: work.forget(person))
        self._taking.replies.forget(person)

    async def content(self, reply: Reply, file: File) -> bytes:
        """What a file holds that goes with a reply: made now, beside the loop, since it takes a while. Raises `KeyError`,
        `OSError`, `ValueError` where it cannot be had."""
        if file.kind == "source":
            return self.shelf.source(file.of)
        if file.kind == "kept":
            return self.keeping.get(file.of).content
        async with self._making:
            return await asyncio.to_thread(self._makers[file.kind], reply, file)

    async def _filed(self, turn: Turn) -> Turn:
        """The turn without what it fills into a paper; see `bot.documents.typed`."""
        if not self._typing.might_fill(turn):
            return turn
        return await asyncio.to_thread(self._typing.taken, turn, await self.session(turn.person))

    def _lock(self, person: str) -> asyncio.Lock:
        return self._locks.setdefault(person, asyncio.Lock())

    async def _taken(self, turn: Turn, to: Address | None) -> Taken:
        async with self._lock(turn.person):
            job: TurnJob = self._taking.new  # most turns are new: storage refuses one that is not
            for _ in range(TRIES - 1):
                try:
                    return await self._done(job, turn, to)
                except Conflict:
                    log.info("turn met another, or itself", turn=turn.external_id)
                    job = self._taking.again_or_new
            return await self._done(job, turn, to)

    async def _done(self, job: TurnJob, turn: Turn, to: Address | None) -> Taken:
        reply, owed = await self._database.write(partial(job, turn, to))
        self._taking.replies.remember(turn, reply)
        log.info("turn", turn=turn.external_id, kind=reply.kind, template=reply.template)
        return reply, owed


def _decide(assistant: Assistant, kits: Kits, turn: Turn, session: Session) -> Decision:
    if papers.concerns(turn.choice):
        return papers.decide(turn, session, kits)
    return ask.decide(turn, session, assistant)
