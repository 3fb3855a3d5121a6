"""Replies on their way to people, within a transaction: what is owed, and which message carries what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Address, Receipt, Turn
from bot.storage.tables import METADATA

DELIVERY, UNREACHABLE = METADATA.tables["delivery"], METADATA.tables["unreachable"]
OWED, DONE, FAILED = "owed", "done", "failed"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Owed:
    """A reply that is owed, and the messages that have carried parts of it already."""

    person: str
    external_id: str
    to: Address
    sent: tuple[int, ...]
    again: bool = False  # it was written before this transaction


def _of(person: str, external_id: str) -> Any:
    return and_(DELIVERY.c.person == person, DELIVERY.c.external_id == external_id)


class Deliveries:
    """The deliveries' part of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def owe(self, turn: Turn, to: Address | None) -> Owed | None:
        """Write that the reply to a turn is owed, where there is an address."""
        if to is None:
            return None
        await self._connection.execute(
            insert(DELIVERY).values(
                person=turn.person,
                external_id=turn.external_id,
                part=0,
                chat=to.chat,
                edits=to.edits,
                asked=to.asked,
                state=OWED,
                due=turn.moment,
            )
        )
        return Owed(turn.person, turn.external_id, to, ())

    async def owed(self, person: str, external_id: str) -> Owed | None:
        """What is still owed of the reply to a turn."""
        found = select(DELIVERY).where(_of(person, external_id)).order_by(DELIVERY.c.part)
        rows = (await self._connection.execute(found)).all()
        return _owed(rows) if rows and rows[0].state == OWED else None

    async def all_owed(self, until: datetime | None, most: int) -> list[Owed]:
        """The oldest replies that are owed, all of them or those of turns taken until then."""
        heads = select(DELIVERY.c.person, DELIVERY.c.external_id).where(DELIVERY.c.state == OWED, DELIVERY.c.part == 0)
        heads = heads if until is None else heads.where(DELIVERY.c.due <= until)
        rows = (await self._connection.execute(heads.order_by(DELIVERY.c.id).limit(most))).all()
        found = [await self.owed(row.person, row.external_id) for row in rows]
        return [one for one in found if one is not None]

    async def claim(self, owed: Owed, until: datetime, now: datetime) -> bool:
        """Take over a reply that nobody has delivered since `until`; False where another process did so first."""
        same = and_(_of(owed.person, owed.external_id), DELIVERY.c.state == OWED, DELIVERY.c.due <= until)
        return (await self._connection.execute(update(DELIVERY).where(same).values(due=now))).rowcount > 0

    async def record(self, receipts: Sequence[Receipt]) -> None:
        """Write which messages carry what. A turn whose person was forgotten meanwhile is left forgotten."""
        for receipt in receipts:
            first = and_(_of(receipt.person, receipt.external_id), DELIVERY.c.part == 0)
            values: dict[str, Any] = {"message": receipt.message} if receipt.part == 0 else {}
            values |= {"state": DONE if receipt.last else OWED}
            known = (await self._connection.execute(update(DELIVERY).where(first).values(values))).rowcount
            if receipt.part and known:
                await self._connection.execute(insert(DELIVERY).values(_row(receipt)))

    async def give_up(self, person: str, external_id: str) -> None:
        """Write that a reply can never be delivered."""
        await self._connection.execute(update(DELIVERY).where(_of(person, external_id)).values(state=FAILED))

    async def shown_by(self, person: str, message: int) -> str | None:
        """The turn whose reply a message shows now."""
        same = and_(DELIVERY.c.person == person, DELIVERY.c.message == message)
        newest = select(DELIVERY.c.external_id).where(same).order_by(DELIVERY.c.id.desc()).limit(1)
        found: str | None = (await self._connection.execute(newest)).scalar()
        return found

    async def messages(self, person: str, external_id: str) -> tuple[int, ...]:
        """The messages that carry the reply to a turn, in their order."""
        same = and_(_of(person, external_id), DELIVERY.c.message.is_not(None))
        rows = (await self._connection.execute(select(DELIVERY.c.message).where(same).order_by(DELIVERY.c.part))).all()
        return tuple(row.message for row in rows)

    async def set_unreachable(self, person: str, since: datetime | None) -> None:
        """Write since when a person cannot be reached; None: they can."""
        await self._connection.execute(delete(UNREACHABLE).where(UNREACHABLE.c.person == person))
        if since is not None:
            await self._connection.execute(insert(UNREACHABLE).values(person=person, moment=since))


def _row(receipt: Receipt) -> dict[str, Any]:
    """A further message of a reply. Its state says nothing of its own: part 0 speaks for the whole."""
    return {
        "person": receipt.person,
        "external_id": receipt.external_id,
        "part": receipt.part,
        "chat": receipt.to.chat,
        "message": receipt.message,
        "state": DONE,
        "due": LONG_AGO,
    }


def _owed(rows: Sequence[Row[Any]]) -> Owed:
    head = rows[0]
    to = Address(head.chat, head.edits, head.asked)
    return Owed(head.person, head.external_id, to, tuple(row.message for row in rows if row.message is not None), again=True)
