"""Replies on their way to people, within a transaction: what is owed, and which message carries what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, select, update

from bot.messages import Address, Receipt, Turn
from bot.storage.prepared import Statement
from bot.storage.tables import METADATA

DELIVERY, UNREACHABLE = METADATA.tables["delivery"], METADATA.tables["unreachable"]
OWED, DONE, FAILED = "owed", "done", "failed"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

# Statements of every turn are made once: making them takes longer than running them.
_OF_REPLY = (DELIVERY.c.person == bindparam("of"), DELIVERY.c.external_id == bindparam("named"), DELIVERY.c.part == 0)
_ADD = Statement(insert(DELIVERY))
_SENT = Statement(update(DELIVERY).where(*_OF_REPLY))  # the first message
_MARK = Statement(update(DELIVERY).where(*_OF_REPLY))  # a further one


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

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def owe(self, turn: Turn, to: Address | None) -> Owed | None:
        """Write that the reply to a turn is owed, where there is an address."""
        if to is None:
            return None
        row = {
            "person": turn.person,
            "external_id": turn.external_id,
            "part": 0,
            "chat": to.chat,
            "message": None,
            "edits": to.edits,
            "asked": to.asked,
            "state": OWED,
            "due": turn.moment,
        }
        _ADD.run(self._connection, row)
        return Owed(turn.person, turn.external_id, to, ())

    def owed(self, person: str, external_id: str) -> Owed | None:
        """What is still owed of the reply to a turn."""
        found = select(DELIVERY).where(_of(person, external_id)).order_by(DELIVERY.c.part)
        rows = self._connection.execute(found).all()
        return _owed(rows) if rows and rows[0].state == OWED else None

    def all_owed(self, until: datetime | None, most: int) -> list[Owed]:
        """The oldest replies that are owed, all of them or those of turns taken until then."""
        heads = select(DELIVERY.c.person, DELIVERY.c.external_id).where(DELIVERY.c.state == OWED, DELIVERY.c.part == 0)
        heads = heads if until is None else heads.where(DELIVERY.c.due <= until)
        rows = self._connection.execute(heads.order_by(DELIVERY.c.id).limit(most)).all()
        found = [self.owed(row.person, row.external_id) for row in rows]
        return [one for one in found if one is not None]

    def claim(self, owed: Owed, until: datetime, now: datetime) -> bool:
        """Take over a reply that nobody has delivered since `until`; False where another process did so first."""
        same = and_(_of(owed.person, owed.external_id), DELIVERY.c.state == OWED, DELIVERY.c.due <= until)
        return self._connection.execute(update(DELIVERY).where(same).values(due=now)).rowcount > 0

    def record(self, receipts: Sequence[Receipt]) -> None:
        """Write which messages carry what. A turn whose person was forgotten meanwhile is left forgotten."""
        if heads := [_mark(receipt) | {"message": receipt.message} for receipt in receipts if receipt.part == 0]:
            _SENT.run_all(self._connection, heads)
        for receipt in receipts:
            if receipt.part and _MARK.run(self._connection, _mark(receipt)):
                _ADD.run(self._connection, _row(receipt))

    def give_up(self, person: str, external_id: str) -> None:
        """Write that a reply can never be delivered."""
        self._connection.execute(update(DELIVERY).where(_of(person, external_id)).values(state=FAILED))

    def shown_by(self, person: str, message: int) -> str | None:
        """The turn whose reply a message shows now."""
        same = and_(DELIVERY.c.person == person, DELIVERY.c.message == message)
        newest = select(DELIVERY.c.external_id).where(same).order_by(DELIVERY.c.id.desc()).limit(1)
        found: str | None = self._connection.execute(newest).scalar()
        return found

    def messages(self, person: str, external_id: str) -> tuple[int, ...]:
        """The messages that carry the reply to a turn, in their order."""
        same = and_(_of(person, external_id), DELIVERY.c.message.is_not(None))
        rows = self._connection.execute(select(DELIVERY.c.message).where(same).order_by(DELIVERY.c.part)).all()
        return tuple(row.message for row in rows)

    def set_unreachable(self, person: str, since: datetime | None) -> None:
        """Write since when a person cannot be reached; None: they can."""
        self._connection.execute(delete(UNREACHABLE).where(UNREACHABLE.c.person == person))
        if since is not None:
            self._connection.execute(insert(UNREACHABLE).values(person=person, moment=since))


def _mark(receipt: Receipt) -> dict[str, Any]:
    """What a receipt makes of the row that speaks for the whole reply."""
    return {"of": receipt.person, "named": receipt.external_id, "state": DONE if receipt.last else OWED}


def _row(receipt: Receipt) -> dict[str, Any]:
    """A further message of a reply. Its state says nothing of its own: part 0 speaks for the whole."""
    return {
        "person": receipt.person,
        "external_id": receipt.external_id,
        "part": receipt.part,
        "chat": receipt.to.chat,
        "message": receipt.message,
        "edits": None,
        "asked": None,
        "state": DONE,
        "due": LONG_AGO,
    }


def _owed(rows: Sequence[Row[Any]]) -> Owed:
    head = rows[0]
    to = Address(head.chat, head.edits, head.asked)
    return Owed(head.person, head.external_id, to, tuple(row.message for row in rows if row.message is not None), again=True)
