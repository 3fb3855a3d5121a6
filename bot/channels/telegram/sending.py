"""Carrying a reply to its chat: how it is shown, what is tried again, what is written down."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.channels.telegram.acts import Attached, Pressed, edited_from, person_of
from bot.channels.telegram.attaching import Content, attached
from bot.channels.telegram.attempts import attempts
from bot.channels.telegram.book import Book
from bot.channels.telegram.fetching import sent
from bot.channels.telegram.outgoing import (
    Action,
    Body,
    Edit,
    Failure,
    Gateway,
    Held,
    Lost,
    Migrated,
    Refused,
    Send,
    Strip,
    Toast,
    Typing,
    Unauthorised,
    Unreachable,
    Unsupported,
)
from bot.channels.telegram.pauses import Pauses
from bot.channels.telegram.showing import Piece, Rows, Shown
from bot.deliveries import Deliveries
from bot.inspection.desk import Sent
from bot.messages import Parcel, Receipt, Reply
from bot.texts import lines, render

CONNECTIONS = 48  # requests under way at once
WAITS = (0.5, 1, 2, 4, 8, 15, 30, 60)  # seconds between tries, the last one for all that follow
TRIES = 70  # an hour: then a reply is given up
TOASTS = ("rated-up", "rated-down", "slow-down")  # replies that need not take the place of the pressed message
APART = ("stale", "list-stale", *TOASTS)  # replies that must not

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """A parcel to carry, and the button that it answers."""

    parcel: Parcel
    pressed: Pressed | None = None


class Sender:
    """Carries replies. One person's are to be given to it one after the other; `content` makes a file that goes with one."""

    def __init__(self, gateway: Gateway, deliveries: Deliveries, content: Content, now: Callable[[], datetime]) -> None:
        self._gateway = gateway
        self._content = content
        self._deliveries = deliveries
        self._now = now
        self._book = Book(deliveries.record)
        self._pauses = Pauses()
        self._connections = asyncio.Semaphore(CONNECTIONS)
        self._rich = True  # until the server refuses the first

    async def carry(self, errand: Errand) -> None:
        """Send, record, and give up only what can never arrive."""
        try:
            await self._carried(errand)
        except Unreachable:
            await self._deliveries.reachable(errand.parcel.turn.person, self._now())
            await self._deliveries.give_up(errand.parcel)
        except Unauthorised:
            log.warning("a reply stays owed until there is a good token", turn=errand.parcel.turn.external_id)
        except Migrated as moved:
            await self.carry(await self._moved(errand, moved.chat))
        except Failure as failure:
            log.warning("a reply was given up", turn=errand.parcel.turn.external_id, why=type(failure).__name__)
            await self._deliveries.give_up(errand.parcel)

    def sent(self, file: Attached, words: str) -> Sent:
        """A file that came, for the desk; it is fetched when its turn has come."""
        return sent(self._gateway, file, words)

    async def answered(self, pressed: Pressed | None, words: str = "") -> None:
        """End the waiting of a button. Telegram refuses it where it comes late or twice: nothing is lost by that."""
        if pressed is not None:
            await self._once(Toast(pressed.query, words[:200]))

    async def typing(self, chat: int) -> None:
        """Show that we think; not worth a second try."""
        await self._once(Typing(chat))

    async def sorry(self, chat: int, words: str) -> None:
        """A word that nothing is written down about; not worth a second try."""
        await self._once(Send(chat, Body(words, plain=True)))

    async def replaced(self, chat: int, message: int, words: str) -> None:
        """Other words in place of a message, without buttons."""
        await self._tried(Edit(chat, message, Body(words, plain=True)), chat)

    async def _once(self, action: Action) -> None:
        try:
            async with self._connections:
                await self._gateway.perform(action)
        except Failure as failure:
            log.info("not done", what=type(action).__name__, why=type(failure).__name__)

    async def _carried(self, errand: Errand) -> None:
        parcel, pressed = errand.parcel, errand.pressed
        if parcel.reply.template in TOASTS and parcel.to.edits is not None:
            await self._toasted(parcel, pressed)
            return
        target = None if parcel.reply.template in APART else await self._target(parcel)
        if pressed is None:
            await self._all_parts(parcel, Shown(parcel), target)
        else:
            await asyncio.gather(self.answered(pressed), self._all_parts(parcel, Shown(parcel), target))

    async def _toasted(self, parcel: Parcel, pressed: Pressed | None) -> None:
        """A word that passes over the pressed message; one that was rated is not rated twice."""
        await self.answered(pressed, render(parcel.reply))
        if pressed is not None and parcel.reply.template != "slow-down":
            await self._once(Strip(parcel.to.chat, pressed.message, tuple(pressed.unrated())))
        await self._book.write(self._receipt(parcel, 0, parcel.to.edits or 0, last=True))

    async def _target(self, parcel: Parcel) -> int | None:
        """The message that the reply takes the place of: the pressed one, or the answer to the text before it was edited."""
        if parcel.to.edits is None and (first := edited_from(parcel.turn.external_id)):
            messages = await self._deliveries.messages_of(parcel.turn.person, first)
            return messages[-1] if messages else None
        return parcel.to.edits

    async def _all_parts(self, parcel: Parcel, what: Shown, target: int | None) -> None:
        if self._rich and not parcel.sent and what.rich:
            if await self._part(parcel, Body(what.rich, what.buttons, rich=True), 0, target, last=True):
                return
        for number in range(len(parcel.sent), len(what.parts)):
            last = number == len(what.parts) - 1
            body = await self._body(parcel.reply, what.parts[number], what.buttons if last else ())
            await self._part(parcel, body, number, target if number == 0 else None, last)
        if len(parcel.sent) >= len(what.parts):  # owed still, and nothing to send: a file that was held for a while is gone
            await self._part(parcel, Body(lines("unsent")[0], what.buttons), len(parcel.sent), None, last=True)

    async def _body(self, reply: Reply, piece: Piece, buttons: Rows) -> Body:
        if piece.file is None:
            return Body(piece.text, buttons)
        return await attached(self._content, reply, piece, piece.file, buttons)

    async def _part(self, parcel: Parcel, body: Body, number: int, target: int | None, last: bool) -> bool:
        """Send and record one part. False where a rich message was refused."""
        tries = attempts(parcel.to, body, target, first=number == 0)
        message = await self._first_accepted(tries, parcel.to.chat)
        if message is not None:
            await self._book.write(self._receipt(parcel, number, message, last))
        elif not body.rich:
            raise Refused
        return message is not None

    async def _first_accepted(self, actions: Iterable[Action], chat: int) -> int | None:
        for action in actions:
            try:
                return await self._tried(action, chat)
            except Refused as refusal:
                self._rich = self._rich and not isinstance(refusal, Unsupported)
                log.warning("refused", what=type(action).__name__, why=str(refusal))
        return None

    async def _tried(self, action: Action, chat: int) -> int:
        """Try until Telegram has said yes or no. What may have arrived is sent again: a reply twice is better than none."""
        tries = 0
        while True:
            if self._pauses.left(chat) > 1:
                await self.typing(chat)
            await self._pauses.wait(chat)
            try:
                async with self._connections:
                    message = await self._gateway.perform(action)
            except Held as held:
                self._pauses.hold(chat, held.seconds)
            except Lost:
                tries += 1
                if tries == TRIES:
                    raise
                await asyncio.sleep(WAITS[min(tries, len(WAITS)) - 1])
            else:
                self._pauses.passed(chat)
                return message

    async def _moved(self, errand: Errand, chat: int) -> Errand:
        """The same for the group under its new id, as a new message."""
        person = person_of(chat)
        await self._deliveries.rename(errand.parcel.turn.person, person)
        parcel = errand.parcel
        to = replace(parcel.to, chat=chat, edits=None, asked=None)
        return Errand(replace(parcel, turn=replace(parcel.turn, person=person), to=to))

    @staticmethod
    def _receipt(parcel: Parcel, part: int, message: int, last: bool) -> Receipt:
        return Receipt(parcel.turn.person, parcel.turn.external_id, part, parcel.to, message, last)
