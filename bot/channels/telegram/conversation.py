"""From updates to turns, and from turns to errands: each person's in order, different people side by side."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

import structlog

from bot.channels.telegram.acts import Act, Ask, Attached, Json, Me, Moved, Presence
from bot.channels.telegram.fetching import Albums
from bot.channels.telegram.incoming import read
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.sending import Errand, Sender
from bot.deliveries import Deliveries
from bot.findings import Findings
from bot.inspection import refusals
from bot.messages import Address, Parcel, Reply, Turn
from bot.service import Service
from bot.storage.cleaning import cleaned
from bot.texts import render

THINKING, CROWD = 0.3, 8  # seconds after which "typing" is shown, unless more than so many wait
MOST = 2000  # jobs in hand, beyond which no updates are fetched
TRIES, BETWEEN = 3, 1.0  # of an update that cannot be stored, and seconds between them
SWEEP = 60  # seconds
DRAINING = 3.0  # seconds

log = structlog.get_logger(__name__)


class Conversation:
    """Takes updates. What is at work runs in the tasks of the group."""

    def __init__(
        self, service: Service, deliveries: Deliveries, sender: Sender, now: Callable[[], datetime], tasks: asyncio.TaskGroup
    ) -> None:
        self._service = service
        self._deliveries = deliveries
        self._sender = sender
        self._now = now
        self._tasks = tasks
        self._taking, self._sending = Lanes(tasks), Lanes(tasks)
        self._in_hand: set[tuple[str, str]] = set()
        self._albums = Albums()

    @property
    def full(self) -> bool:
        """Whether there is as much in hand as there should be."""
        return self._taking.count + self._sending.count >= MOST

    def take(self, update: Json, me: Me, stored: Callable[[bool], None]) -> None:
        """Begin with an update; `stored` is called when it is safely stored, or with False when it could not be."""
        try:
            act = read(update, me)
        except (KeyError, TypeError, ValueError, AttributeError):
            log.exception("an update could not be read", update=update.get("update_id"))
            act = None
        if act is None:
            stored(True)
        else:
            self._taking.put(act.person, partial(self._stored, act, stored))

    async def drained(self) -> None:
        """Wait a moment for what is at work, so that a stop leaves little to be done again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAINING):
                while self._taking.count + self._sending.count:  # noqa: ASYNC110 - they end in many ways
                    await asyncio.sleep(0.02)

    async def sweep(self, alone: bool) -> None:
        """Carry what a crash has left, and go on looking for what other processes leave."""
        while True:
            for parcel in await self._deliveries.left_over(self._now(), alone):
                self._carry(parcel, Errand(parcel))
            alone = False
            await asyncio.sleep(SWEEP)

    async def _stored(self, act: Act, stored: Callable[[bool], None]) -> None:
        for _ in range(TRIES):
            try:
                await self._do(act)
            except Exception:
                log.exception("an update was not stored")
                await asyncio.sleep(BETWEEN)
            else:
                stored(True)
                return
        stored(False)
        if isinstance(act, Ask):
            await self._sender.sorry(act.chat, render(Reply("chat", "failed")))

    async def _do(self, act: Act) -> None:
        match act:
            case Presence():
                await self._deliveries.reachable(act.person, None if act.here else self._now())
            case Moved():
                await self._deliveries.rename(act.person, act.new)
            case Ask(choice="forget:yes", pressed=pressed) if pressed is not None:
                await self._service.forget(act.person)
                await self._sender.answered(pressed)
                await self._sender.replaced(act.chat, pressed.message, render(Reply("chat", "forgotten")))
            case Ask():
                await self._ask(act)

    async def _ask(self, ask: Ask) -> None:
        typing = asyncio.get_running_loop().call_later(THINKING, self._type, ask.chat)
        try:
            turn = await self._turn(ask)
            if ask.file is not None:
                if self._albums.asked(ask.file) and not turn.text:
                    return  # a picture beside a question
                turn = await self._looked_at(turn, ask.file)
            edits = ask.pressed.message if ask.pressed and not ask.pressed.carries_file else None
            parcel = await self._service.receive(turn, Address(ask.chat, edits, ask.asked))
        finally:
            typing.cancel()
        if parcel is not None:
            self._carry(parcel, Errand(parcel, ask.pressed))
        elif ask.pressed is not None:
            self._tasks.create_task(self._sender.answered(ask.pressed))

    def _type(self, chat: int) -> None:
        """Not in a crowd: a request for each of many who wait would make all of them wait longer."""
        if self._taking.count <= CROWD:
            self._tasks.create_task(self._sender.typing(chat))

    async def _turn(self, ask: Ask) -> Turn:
        shown = await self._deliveries.turn_shown_by(ask.person, ask.replied) if ask.replied is not None else ""
        kind, _, notice = ask.choice.partition(":")
        gone = kind == "notice" and ask.pressed is None and notice not in self._service.shelf
        choice = "word:start" if gone else ask.choice  # a link to a notice that is not there any more
        turn = Turn(
            ask.person,
            ask.external_id,
            self._now(),
            ask.text,
            choice,
            answers=shown or ask.answers,
            instead_of=ask.instead_of,
            sent=ask.sent,
        )
        return await self._captioned(turn, ask.picture) if ask.picture and turn.text else turn

    async def _looked_at(self, turn: Turn, file: Attached) -> Turn:
        """The turn with what is found in its file; a file that came with a question is not looked at."""
        if turn.text or turn.choice:
            self._albums.ask(file, turn.text)
            return replace(turn, findings=Findings("", refusal=refusals.UNLOOKED))
        chat = int(turn.person.partition(":")[2])

        async def waits(before: int) -> None:
            await self._sender.sorry(chat, render(Reply("chat", "check-waits", {"before": before})))

        return await self._service.looked_at(turn, self._sender.sent(file, self._albums.words(file)), waits)

    async def _captioned(self, turn: Turn, picture: int) -> Turn:
        """The words under a picture of an album: the turn of the album, or in place of it where a picture without words came
        first and has had its reply."""
        album = await self._service.known(turn)
        if album is None or album.text == cleaned(turn).text:
            return turn
        if album.text:
            return replace(turn, external_id=f"{turn.external_id}-{picture}")
        return replace(turn, external_id=f"{turn.external_id}.{picture}", instead_of=turn.external_id)

    def _carry(self, parcel: Parcel, errand: Errand) -> None:
        """Carry a parcel after those before it of the same person, unless it is in hand already."""
        name = (parcel.turn.person, parcel.turn.external_id)
        if name not in self._in_hand:
            self._in_hand.add(name)
            self._sending.put(parcel.turn.person, partial(self._carried, name, errand))

    async def _carried(self, name: tuple[str, str], errand: Errand) -> None:
        try:
            if (current := await self._current(errand)) is not None:
                await self._sender.carry(current)
        except Exception:
            log.exception("a reply could not be shown", turn=errand.parcel.turn.external_id)
            await self._deliveries.give_up(errand.parcel)
            await self._sender.sorry(errand.parcel.to.chat, render(Reply("chat", "failed")))
        finally:
            self._in_hand.discard(name)

    async def _current(self, errand: Errand) -> Errand | None:
        """The errand, unless it has been done since it was read. Nobody else carries this person's replies now."""
        if not errand.parcel.again:
            return errand
        parcel = await self._service.receive(errand.parcel.turn, errand.parcel.to)
        return None if parcel is None else replace(errand, parcel=parcel)
