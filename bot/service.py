"""One turn, one transaction: load the session, decide, apply the effects, save.

Replies are not stored. Handlers are pure, so a kept turn with the session before it gives its reply again
(docs/adr/0002-replaying-turns.md)."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from weakref import WeakValueDictionary

import structlog

from bot.handlers.ask import decide
from bot.messages import Address, Decision, Effect, File, Parcel, RecordRating, Reply, Session, Turn
from bot.replies import Replies
from bot.storage.cleaning import cleaned, key
from bot.storage.database import Database
from bot.storage.deliveries import Owed
from bot.storage.work import Conflict, Kept, Work
from knowledge.answering import Assistant
from notices.contents import Listing
from notices.vocabulary import table

MESSAGES, WITHIN = 12, timedelta(seconds=10)  # what one person may send before being asked to slow down
TRIES = 5  # of a turn that met another turn of the same person in another process
SLOW_DOWN = Reply("chat", "slow-down")

TurnJob = Callable[[Turn, Address | None, Work], tuple[Reply, Owed | None]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a person sent and what was said back."""

    turn: Turn
    reply: Reply


class Service:
    """What channels talk to. Every method may be called by many tasks at once.

    `shelf` is there for channels to list its notices from. The choice `notice:<id>` is good at any time for a notice on the
    shelf; all other choices only where the session offers them. Texts in exchanges are as kept: identity numbers masked,
    control characters dropped, both ends of what is longer than 2,000 characters. Ids of up to 64 printable characters
    stay as they are."""

    def __init__(self, database: Database, assistant: Assistant, shelf: Listing) -> None:
        self.shelf = shelf
        self._database = database
        self._assistant = assistant
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._replies = Replies()

    @property
    def storage(self) -> Database:
        """For `bot.deliveries`, which keeps its book in the same place."""
        return self._database

    async def take(self, turn: Turn) -> Reply:
        """The reply to a turn. The same (person, external_id) again gets the same reply and changes nothing."""
        reply, _ = await self._taken(cleaned(turn), None)
        return reply

    async def receive(self, turn: Turn, to: Address) -> Parcel | None:
        """The reply to a turn, for a channel that sends it. That it is owed is written with the turn, so that it is sent after
        a crash too; see `bot.deliveries`. None where nothing is owed: it has been sent, or the turn is one more of a flood
        that has had its word."""
        turn = cleaned(turn)
        reply, owed = await self._taken(turn, to)
        return None if owed is None else Parcel(turn, reply, owed.to, owed.sent, owed.again)

    async def again(self, owed: Owed) -> Parcel | None:
        """A reply that is still owed, made anew; None where its turn is not there any more."""
        kept = await self._database.read(lambda work: work.kept(owed.person, owed.external_id))
        return None if kept is None else Parcel(kept.turn, self._reply(kept), owed.to, owed.sent, owed.again)

    async def known(self, turn: Turn) -> Turn | None:
        """The turn that was taken by this id, as it is kept."""
        turn = cleaned(turn)
        kept = await self._database.read(lambda work: work.kept(turn.person, turn.external_id))
        return None if kept is None else kept.turn

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
        person = key(person)
        async with self._lock(person):
            await self._database.write(lambda work: work.forget(person))
        self._replies.forget(person)

    def content(self, file: File) -> bytes:
        """What a file holds that goes with a reply. Raises `KeyError`, `OSError`, `ValueError` where it cannot be had."""
        return self.shelf.source(file.of)

    def _lock(self, person: str) -> asyncio.Lock:
        return self._locks.setdefault(person, asyncio.Lock())

    async def _taken(self, turn: Turn, to: Address | None) -> tuple[Reply, Owed | None]:
        async with self._lock(turn.person):
            job = self._new  # most turns are new: storage refuses one that is not
            for _ in range(TRIES - 1):
                try:
                    return await self._done(job, turn, to)
                except Conflict:
                    log.info("turn met another, or itself", turn=turn.external_id)
                    job = self._again_or_new
            return await self._done(job, turn, to)

    async def _done(self, job: TurnJob, turn: Turn, to: Address | None) -> tuple[Reply, Owed | None]:
        reply, owed = await self._database.write(partial(job, turn, to))
        self._replies.remember(turn, reply)
        log.info("turn", turn=turn.external_id, kind=reply.kind, template=reply.template)
        return reply, owed

    def _again_or_new(self, turn: Turn, to: Address | None, work: Work) -> tuple[Reply, Owed | None]:
        if kept := work.kept(turn.person, turn.external_id):
            return self._reply(kept), work.deliveries.owed(turn.person, turn.external_id) if to else None
        return self._new(turn, to, work)

    def _new(self, turn: Turn, to: Address | None, work: Work) -> tuple[Reply, Owed | None]:
        present, floods = work.present(turn, MESSAGES, WITHIN)
        if floods:
            told = work.was_slowed(turn.person)
            work.keep(turn, present, slowed=True)
            return SLOW_DOWN, work.deliveries.owe(turn, None if told else to)
        before = self._before(turn, present, work)
        decision = self._decision(turn, before)
        work.keep(turn, before)
        work.save(present if _rates(decision.effects) else decision.session, over=present.version)
        for effect in decision.effects:
            work.apply(effect, turn)
        return decision.reply, work.deliveries.owe(turn, to)

    def _before(self, turn: Turn, present: Session, work: Work) -> Session:
        """The session that a turn speaks to: the present one, unless it names another turn that is known."""
        named = turn.instead_of or turn.answers
        kept = work.kept(turn.person, named) if named else None
        if kept is None or (not turn.instead_of and kept.before.version + 1 == present.version):
            return present  # what was said last
        session = kept.before if turn.instead_of or kept.slowed else self._decision(kept.turn, kept.before).session
        return replace(session, version=present.version)

    def _decision(self, turn: Turn, before: Session) -> Decision:
        return decide(turn, in_force(before, turn, self.shelf), self._assistant)

    def _reply(self, kept: Kept) -> Reply:
        if kept.slowed:
            return SLOW_DOWN
        if (known := self._replies.of(kept.turn)) is not None:
            return known
        reply = self._decision(kept.turn, kept.before).reply
        self._replies.remember(kept.turn, reply)
        return reply


def _rates(effects: Iterable[Effect]) -> bool:
    """Whether a turn rates an answer, perhaps an old one: that leaves the conversation where it is."""
    return any(isinstance(effect, RecordRating) for effect in effects)


def in_force(session: Session, turn: Turn, shelf: Listing) -> Session:
    """The session as the shelf is today: what has been taken off it is neither chosen nor offered any more, and a notice
    on it that this turn picks counts as offered."""
    context = session.context
    if context.notice is not None and context.notice not in shelf:
        context = replace(context, notice=None)
    offered = (o for o in dict.fromkeys((*session.offered, turn.choice)) if _is_there(o, session, shelf))
    return replace(session, context=context, offered=tuple(offered))


def _is_there(choice: str, session: Session, shelf: Listing) -> bool:
    kind, _, value = choice.partition(":")
    if kind == "notice":
        return value in shelf
    known = {"topic": table("topics"), "original": shelf}.get(kind)
    return choice in session.offered and (known is None or value in known)
