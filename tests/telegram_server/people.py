"""People, as tests write of them: `await wang.says("...")`, `await wang.presses("...")`, `await wang.sees()`."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import overload

from tests.telegram_server.chats import Chat, Event, Message
from tests.telegram_server.refusals import Json
from tests.telegram_server.texts import found, with_entities
from tests.telegram_server.things import Things
from tests.telegram_server.world import Press, World

PATIENCE = 5.0  # seconds


@dataclass(eq=False)
class Person(Things):
    """Somebody with a phone. What they do goes to the private chat with the bot unless `where` says another."""

    world: World
    about: Json
    chat: Chat
    _seen: dict[int, int] = field(default_factory=dict)  # showings of each chat that were seen

    @property
    def id(self) -> int:
        """Their number."""
        found_id: int = self.about["id"]
        return found_id

    async def says(
        self, text: str, where: Chat | None = None, reply_to: Message | None = None, thread: int | None = None
    ) -> Message:
        """Types a text and sends it."""
        return self.sends(words(text), where, reply_to, thread)

    async def starts(self, payload: str = "") -> Message:
        """Presses START, also by a link with a payload."""
        return await self.says(f"/start {payload}".strip())

    async def replies_to(self, message: Message, text: str) -> Message:
        """Answers a certain message."""
        return self.sends(words(text), message.chat, message, message.thread)

    async def edits(self, message: Message, text: str) -> Message:
        """Writes something else in place of what they wrote."""
        message.content = words(text)
        message.edited = self.world.moment()
        self.world.show(message.chat, "edit", self.about["first_name"], message)
        if self.heard(message):
            kind = "edited_channel_post" if message.chat.type == "channel" else "edited_message"
            self.world.updates.add(kind, message.as_json())
        return message

    async def presses(self, label: str, on: Message | None = None, where: Chat | None = None) -> Press:
        """Presses a button by its words: of that message, or of the newest that has it."""
        chat = on.chat if on else where or self.chat
        for message in [on] if on else reversed(chat.messages):
            for key in message.keys:
                if key["text"] == label and "callback_data" in key:
                    return self._pressed(message, label, key["callback_data"])
        raise AssertionError(f"no button {label!r} among {[m.buttons for m in ([on] if on else chat.messages)]}")

    def presses_data(self, data: str, on: Message) -> Press:
        """Presses what nobody offered, as a forged client can."""
        return self._pressed(on, data, data)

    def _pressed(self, message: Message, label: str, data: str) -> Press:
        press = Press(f"{4382000000000000000 + self.world.number()}", self.about, message, data, self.world.moment())
        self.world.presses[press.id] = press
        self.world.show(message.chat, "press", self.about["first_name"], words=label)
        body: Json = {"id": press.id, "from": self.about, "message": message.as_json(), "data": data}
        self.world.updates.add("callback_query", body | {"chat_instance": f"{message.chat.id * 7919}"})
        return press

    async def gets_answer(self, press: Press, within: float = PATIENCE) -> str:
        """Waits until a pressed button stops turning; the words that came with it."""
        assert await self.world.until(lambda: press.answer is not None, within), f"nobody answered the press {press.data!r}"
        return press.toast

    @overload
    async def sees(self, what: int = 1, within: float = PATIENCE, where: Chat | None = None) -> list[Message]: ...
    @overload
    async def sees(
        self, what: str | Callable[[Message], bool], within: float = PATIENCE, where: Chat | None = None
    ) -> Message: ...
    async def sees(
        self, what: int | str | Callable[[Message], bool] = 1, within: float = PATIENCE, where: Chat | None = None
    ) -> list[Message] | Message:
        """Waits for what the bot shows (messages, and edits of them) and was not seen before: so many of them, or until one
        has those words or fulfils a condition. Everything up to there counts as seen then."""
        chat = where or self.chat
        if isinstance(what, int):
            return [event.message for event in await self._next(chat, what, within) if event.message is not None]
        return await self._one(chat, _says(what) if isinstance(what, str) else what, within)

    async def _next(self, chat: Chat, count: int, within: float) -> list[Event]:
        seen = self._seen.get(chat.id, 0)
        there = await self.world.until(lambda: len(chat.showings) >= seen + count, within)
        assert there, f"{len(chat.showings) - seen} of {count} messages came\n{self.world.transcript(chat)}"
        self._seen[chat.id] = seen + count
        return chat.showings[seen : seen + count]

    async def _one(self, chat: Chat, wanted: Callable[[Message], bool], within: float) -> Message:
        seen = self._seen.get(chat.id, 0)

        def place() -> int:
            shown = enumerate(chat.showings[seen:], seen)
            return next((i for i, e in shown if e.message is not None and wanted(e.message)), -1)

        there = await self.world.until(lambda: place() >= 0, within)
        assert there, f"it did not come: {_source(wanted)}\n{self.world.transcript(chat)}"
        at = place()
        self._seen[chat.id] = at + 1
        found_message = chat.showings[at].message
        assert found_message is not None
        return found_message

    async def blocks(self) -> None:
        """Blocks the bot."""
        self._membership(blocked=True)

    async def unblocks(self) -> None:
        """Takes that back."""
        self._membership(blocked=False)

    def _membership(self, blocked: bool) -> None:
        self.chat.blocked = blocked
        states = [{"user": self.world.me, "status": "member"}, {"user": self.world.me, "status": "kicked", "until_date": 0}]
        old, new = states if blocked else states[::-1]
        body: Json = {"chat": self.chat.as_json(), "from": self.about, "date": self.world.moment()}
        self.world.updates.add("my_chat_member", body | {"old_chat_member": old, "new_chat_member": new})

    async def renames(self, first_name: str, last_name: str = "") -> None:
        """Is called otherwise from now on."""
        self.about = {**self.about, "first_name": first_name} | ({"last_name": last_name} if last_name else {})
        self.chat.about = {**self.chat.about, "first_name": first_name} | ({"last_name": last_name} if last_name else {})

    async def deletes_the_account(self) -> None:
        """Is gone."""
        self.chat.deactivated = True


def words(text: str) -> Json:
    """A text as its sender's phone marks it."""
    return with_entities("text", text, list(found(text, [])))


def _says(part: str) -> Callable[[Message], bool]:
    return lambda message: part in message.text


def _source(wanted: Callable[[Message], bool]) -> str:
    try:
        return inspect.getsource(wanted).strip()
    except OSError:
        return repr(wanted)
