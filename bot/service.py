"""One turn, one transaction: load the session, decide, apply the effects, save.

Replies are not stored. Handlers are pure, so a kept turn with the session before it gives its reply again
(docs/adr/0002-replaying-turns.md)."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta
from weakref import WeakValueDictionary

import structlog

from bot.handlers.ask import decide
from bot.messages import Decision, Reply, Session, Turn
from bot.storage.cleaning import cleaned, key
from bot.storage.database import Database
from bot.storage.work import Conflict, Kept, Work
from knowledge.answering import Assistant
from notices.shelf import Shelf
from notices.vocabulary import table

MESSAGES, WITHIN = 12, timedelta(seconds=10)  # what one person may send before being asked to slow down
TRIES = 5  # of a turn that met another turn of the same person in another process
REMEMBERED = 4000  # replies kept in memory, so that a reloaded page need not be answered again
SLOW_DOWN = Reply("chat", "slow-down")

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

    def __init__(self, database: Database, assistant: Assistant, shelf: Shelf) -> None:
        self.shelf = shelf
        self._database = database
        self._assistant = assistant
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._replies = Replies()

    async def take(self, turn: Turn) -> Reply:
        """The reply to a turn. The same (person, external_id) again gets the same reply and changes nothing."""
        turn = cleaned(turn)
        async with self._lock(turn.person):
            for _ in range(TRIES - 1):
                try:
                    return await self._taken(turn)
                except Conflict:
                    log.info("turn met another", turn=turn.external_id)
            return await self._taken(turn)

    async def history(self, person: str, last: int = 30) -> list[Exchange]:
        """The last exchanges of a person, oldest first."""
        async with self._database.reading() as work:
            found = await work.last(key(person), last)
        exchanges = []
        for kept in found:
            exchanges.append(Exchange(kept.turn, self._reply(kept)))
            await asyncio.sleep(0)  # making replies again takes a while: let others in between
        return exchanges

    async def session(self, person: str) -> Session:
        """What is remembered of a person; a new session where nothing is."""
        async with self._database.reading() as work:
            return await work.session(key(person))

    async def forget(self, person: str) -> None:
        """Delete all that is stored about a person."""
        person = key(person)
        async with self._lock(person), self._database.writing() as work:
            await work.forget(person)
        self._replies.forget(person)

    def _lock(self, person: str) -> asyncio.Lock:
        return self._locks.setdefault(person, asyncio.Lock())

    async def _taken(self, turn: Turn) -> Reply:
        async with self._database.writing() as work:
            kept = await work.kept(turn.person, turn.external_id)
            reply = self._reply(kept) if kept else await self._new(turn, work)
        self._replies.remember(turn, reply)
        return reply

    async def _new(self, turn: Turn, work: Work) -> Reply:
        before = await work.session(turn.person)
        if await work.is_flood(turn.person, turn.moment, MESSAGES, WITHIN):
            await work.keep(turn, before, slowed=True)
            return SLOW_DOWN
        decision = self._decision(turn, before)
        await work.keep(turn, before)
        await work.save(decision.session, over=before.version)
        for effect in decision.effects:
            await work.apply(effect, turn)
        log.info("turn", turn=turn.external_id, kind=decision.reply.kind, template=decision.reply.template)
        return decision.reply

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


def in_force(session: Session, turn: Turn, shelf: Shelf) -> Session:
    """The session as the shelf is today: what has been taken off it is neither chosen nor offered any more, and a notice
    on it that this turn picks counts as offered."""
    context = session.context
    if context.notice is not None and context.notice not in shelf:
        context = replace(context, notice=None)
    offered = (o for o in dict.fromkeys((*session.offered, turn.choice)) if _is_there(o, session, shelf))
    return replace(session, context=context, offered=tuple(offered))


def _is_there(choice: str, session: Session, shelf: Shelf) -> bool:
    kind, _, value = choice.partition(":")
    if kind == "notice":
        return value in shelf
    return choice in session.offered and (kind != "topic" or value in table("topics"))


class Replies:
    """The replies given last, by person and turn."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._by_turn: OrderedDict[tuple[str, str], Reply] = OrderedDict()

    def of(self, turn: Turn) -> Reply | None:
        """The reply to a turn, where it is still known."""
        return self._by_turn.get((turn.person, turn.external_id))

    def remember(self, turn: Turn, reply: Reply) -> None:
        """Keep a reply, and drop the oldest when there are too many."""
        self._by_turn[turn.person, turn.external_id] = reply
        if len(self._by_turn) > self._most:
            self._by_turn.popitem(last=False)

    def forget(self, person: str) -> None:
        """Drop a person's replies."""
        for known in [k for k in self._by_turn if k[0] == person]:
            del self._by_turn[known]
