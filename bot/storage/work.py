"""The unit of work: what can be read and written within one transaction. Core statements, since every turn runs them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Effect, RecordRating, RecordUnknown, Session, Turn
from bot.storage.deliveries import DELIVERY, UNREACHABLE, Deliveries
from bot.storage.tables import METADATA
from knowledge.deadlines import beijing

_SESSION: TypeAdapter[Session] = TypeAdapter(Session)


SESSION, TURN, UNKNOWN, RATING = (METADATA.tables[name] for name in ("session", "turn", "unknown_question", "rating"))
PERSONAL = (SESSION, TURN, UNKNOWN, RATING, DELIVERY, UNREACHABLE)  # every table that knows persons


class Conflict(Exception):
    """Another transaction got in between: nothing was written, and the turn is to be taken again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn as it was kept, with the session before it."""

    turn: Turn
    before: Session
    slowed: bool


def _json(session: Session) -> str:
    return _SESSION.dump_json(session).decode()


def _session(person: str, state: str) -> Session:
    """The session in a state; a new one where the state is of an older shape that cannot be read any more."""
    try:
        return replace(_SESSION.validate_json(state), person=person)
    except ValidationError:
        return Session(person)


def _kept(row: Row[Any]) -> Kept:
    turn = Turn(row.person, row.external_id, beijing(row.moment), row.text, row.choice)
    return Kept(turn, _session(row.person, row.before), row.slowed)


class Work:
    """One transaction. `Database.reading` and `Database.writing` give it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.deliveries = Deliveries(connection)

    async def session(self, person: str) -> Session:
        """What is remembered of a person, with the version to save over; a new session where nothing is."""
        row = (await self._connection.execute(select(SESSION).where(SESSION.c.person == person))).first()
        return Session(person) if row is None else replace(_session(person, row.state), version=row.version)

    async def save(self, session: Session, over: int) -> None:
        """Save a session over the version `over`, 0 where there was none. Raises `Conflict` where that is not there any more."""
        values = {"version": over + 1, "state": _json(replace(session, version=over + 1))}
        if over == 0:
            await self._connection.execute(insert(SESSION).values(person=session.person, **values))
            return
        same = (SESSION.c.person == session.person) & (SESSION.c.version == over)
        if (await self._connection.execute(update(SESSION).where(same).values(values))).rowcount != 1:
            raise Conflict

    async def kept(self, person: str, external_id: str) -> Kept | None:
        """A turn by its ids."""
        same = (TURN.c.person == person) & (TURN.c.external_id == external_id)
        row = (await self._connection.execute(select(TURN).where(same))).first()
        return None if row is None else _kept(row)

    async def was_slowed(self, person: str) -> bool:
        """Whether a person's last turn came in a flood."""
        newest = select(TURN.c.slowed).where(TURN.c.person == person).order_by(TURN.c.id.desc()).limit(1)
        return bool((await self._connection.execute(newest)).scalar())

    async def last(self, person: str, count: int) -> list[Kept]:
        """The last turns of a person, oldest first."""
        newest = select(TURN).where(TURN.c.person == person).order_by(TURN.c.id.desc()).limit(count)
        return [_kept(row) for row in reversed((await self._connection.execute(newest)).all())]

    async def is_flood(self, person: str, moment: datetime, most: int, within: timedelta) -> bool:
        """Whether a person has sent `most` turns in the time before `moment`. Turns after it do not count: a clock that
        was set for a demonstration may have run ahead."""
        newest = select(TURN.c.moment).where(TURN.c.person == person).order_by(TURN.c.id.desc()).offset(most - 1).limit(1)
        at: datetime | None = (await self._connection.execute(newest)).scalar()
        return at is not None and moment - within < at <= moment

    async def keep(self, turn: Turn, before: Session, slowed: bool = False) -> None:
        """Keep a turn. A second one with its ids is refused by the database."""
        await self._connection.execute(
            insert(TURN).values(
                person=turn.person,
                external_id=turn.external_id,
                moment=turn.moment,
                text=turn.text,
                choice=turn.choice,
                before=_json(before),
                slowed=slowed,
            )
        )

    async def apply(self, effect: Effect, turn: Turn) -> None:
        """Do what a decision asks for besides its reply."""
        match effect:
            case RecordUnknown():
                await self._record_unknown(effect, turn)
            case RecordRating():
                await self._record_rating(effect, turn)

    async def _record_unknown(self, effect: RecordUnknown, turn: Turn) -> None:
        await self._connection.execute(
            insert(UNKNOWN).values(
                person=turn.person,
                external_id=turn.external_id,
                moment=turn.moment,
                text=effect.text,
                reason=effect.reason,
                topic=effect.topic,
                notice=effect.notice,
            )
        )

    async def _record_rating(self, effect: RecordRating, turn: Turn) -> None:
        same = (RATING.c.person == turn.person) & (RATING.c.answer == effect.answer)
        values = {"useful": effect.useful, "moment": turn.moment}
        if (await self._connection.execute(update(RATING).where(same).values(values))).rowcount == 0:
            await self._connection.execute(insert(RATING).values(person=turn.person, answer=effect.answer, **values))

    async def forget(self, person: str) -> None:
        """Delete everything about a person, in every table."""
        for table in PERSONAL:
            await self._connection.execute(delete(table).where(table.c.person == person))

    async def rename(self, person: str, new: str) -> None:
        """Give all that is stored about a person to another name, in place of what that one had."""
        await self.forget(new)
        for table in PERSONAL:
            await self._connection.execute(update(table).where(table.c.person == person).values(person=new))
