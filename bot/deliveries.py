"""What becomes of the replies that a channel sends: recorded when they were accepted, taken up again after a crash.

The reply itself is not kept: the service makes it again from its turn (docs/adr/0002-replaying-turns.md)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.messages import Parcel, Receipt
from bot.service import Service
from bot.storage.cleaning import key
from bot.storage.deliveries import Deliveries as Book
from bot.storage.deliveries import Owed

LEASE = timedelta(minutes=5)  # a reply owed for longer belongs to a process that is gone
AT_ONCE = 500  # replies taken up again together


class Deliveries:
    """The book of what was sent. Persons and ids are the channel's own, as in its turns."""

    def __init__(self, service: Service) -> None:
        self._database = service.storage
        self._service = service

    async def record(self, receipts: Sequence[Receipt]) -> None:
        """Write down which messages carry what, all at once: a transaction for each would be most of the work."""
        await self._database.write(lambda work: work.deliveries.record(receipts))

    async def give_up(self, parcel: Parcel) -> None:
        """The channel has refused this reply for good."""
        turn = parcel.turn
        await self._database.write(lambda work: work.deliveries.give_up(turn.person, turn.external_id))

    async def left_over(self, now: datetime, alone: bool) -> list[Parcel]:
        """Replies that are owed and that nobody is sending: all that are owed where this process is `alone`, else those whose
        lease has ended."""
        owed = await self._database.write(lambda work: _taken_over(work.deliveries, now, alone))
        found = [await self._service.again(one) for one in owed]
        return [parcel for parcel in found if parcel is not None]

    async def turn_shown_by(self, person: str, message: int) -> str:
        """The external id of the turn whose reply a message shows now, or nothing."""
        return await self._database.read(lambda work: work.deliveries.shown_by(key(person), message)) or ""

    async def messages_of(self, person: str, external_id: str) -> tuple[int, ...]:
        """The messages that carry the reply to a turn."""
        return await self._database.read(lambda work: work.deliveries.messages(key(person), key(external_id)))

    async def reachable(self, person: str, since: datetime | None) -> None:
        """Write that a person has blocked the assistant, `since` when; None: not any more."""
        await self._database.write(lambda work: work.deliveries.set_unreachable(key(person), since))

    async def rename(self, person: str, new: str) -> None:
        """A group has got a new id: all that is stored about it goes there."""
        await self._database.write(lambda work: work.rename(key(person), key(new)))


def _taken_over(deliveries: Book, now: datetime, alone: bool) -> list[Owed]:
    until = None if alone else now - LEASE
    owed = deliveries.all_owed(until, AT_ONCE)
    return owed if until is None else [one for one in owed if deliveries.claim(one, until, now)]
