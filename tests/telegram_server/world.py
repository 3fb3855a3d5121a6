"""Telegram as far as one bot sees it: who is there, what was said, and what the bot is told of it."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.telegram_server.calls import Upload
from tests.telegram_server.chats import Chat, Event, Message
from tests.telegram_server.refusals import Json, bad, forbidden
from tests.telegram_server.transcript import transcript
from tests.telegram_server.updates import Updates
from tests.telegram_server.webhook import Webhook

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
BOT: Json = {
    "id": 110201543, "is_bot": True, "first_name": "助手", "username": "pingshen_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": False, "can_connect_to_business": False,
    "has_main_web_app": False,
}  # fmt: skip
ON_BOARD = ("is_bot", "id", "first_name", "username")
MEGABYTE = 1 << 20


def wall() -> datetime:
    """The time of Telegram's machines."""
    return datetime.now(UTC)  # noqa: TID251 - not the product's clock, but that of another's servers


@dataclass
class Press:
    """A pressed button, until it is answered."""

    id: str
    person: Json
    message: Message
    data: str
    at: float
    answer: Json | None = None

    @property
    def toast(self) -> str:
        """What flew in, or stood in a box, as the answer."""
        words: str = (self.answer or {}).get("text", "")
        return words


@dataclass
class World:
    """The state that lives on while the server goes and comes."""

    token: str = TOKEN
    now: Callable[[], datetime] = wall
    limits_on: bool = False
    rich: bool = True  # as of Bot API 10.1
    largest_upload: int = 50 * MEGABYTE
    largest_photo: int = 10 * MEGABYTE
    largest_download: int = 20 * MEGABYTE
    local: str = ""  # the folder of a server of one's own, which names files by their place on its machine
    bot: Json = field(default_factory=lambda: dict(BOT))
    chats: dict[int, Chat] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # names and descriptions by language
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # by scope and language
    menus: dict[int, Json] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    webhook: "Webhook | None" = None
    shift: int = 0  # seconds that passed at one stroke
    version: int = 0  # grows with everything that people can see
    _messages: int = 0
    _numbers: int = 0
    _watchers: set[asyncio.Future[None]] = field(default_factory=set)

    @property
    def me(self) -> Json:
        """The bot as messages name it."""
        return {name: self.bot[name] for name in ON_BOARD}

    def moment(self) -> int:
        """Unix time."""
        return int(self.now().timestamp()) + self.shift

    def number(self) -> int:
        """A number that was not used before."""
        self._numbers += 1
        return self._numbers

    def chat(self, chat_id: int | str) -> Chat:
        """A chat that the bot may know of."""
        if chat_id == "":
            raise bad("chat_id is empty")
        named = (c for c in self.chats.values() if str(chat_id).startswith("@") and c.about.get("username") == str(chat_id)[1:])
        found = next(named, None) or self.chats.get(int(chat_id) if str(chat_id).lstrip("-").isdecimal() else 0)
        if found is None:
            raise bad("chat not found")
        return found

    def writable(self, chat_id: int | str) -> Chat:
        """A chat that the bot may write into."""
        chat = self.chat(chat_id)
        if chat.migrated_to is not None:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to.id)
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.status == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    def post(self, chat: Chat, sender: Json, content: Json, **more: object) -> Message:
        """A new message on the screen of a chat."""
        message = Message(self._next_id(chat), chat, sender, self.moment(), content, **more)  # type: ignore[arg-type]
        message.by_bot = sender["id"] == self.bot["id"]
        chat.log[message.id] = message
        self.show(chat, "message", str(sender.get("first_name", "")), message)
        return message

    def _next_id(self, chat: Chat) -> int:
        if chat.type in {"supergroup", "channel"}:
            chat.last_id += 1
            return chat.last_id
        self._messages += 1
        return self._messages

    def show(self, chat: Chat, kind: str, who: str, message: Message | None = None, words: str = "") -> None:
        """Something happens in front of people's eyes."""
        words = words or (message.text if message else "")
        chat.events.append(Event(kind, who, words, message, tuple(message.buttons) if message else ()))
        if message is not None and message.by_bot and kind in {"message", "edit"}:
            chat.showings.append(chat.events[-1])
        self.changed()

    def changed(self) -> None:
        """There is something new to be seen: whoever watches looks again."""
        self.version += 1
        self.wake()

    def wake(self) -> None:
        """Whoever waits for something looks whether it holds."""
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)

    async def until(self, holds: Callable[[], bool], within: float) -> bool:
        """Waits until something holds; False where it never did."""
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while not holds():
            if (rest := end - loop.time()) <= 0:
                return False
            watcher = loop.create_future()
            self._watchers.add(watcher)
            await asyncio.wait({watcher}, timeout=rest)
            self._watchers.discard(watcher)
        return True

    def transcript(self, chat: Chat) -> str:
        """What happened in a chat, to be read."""
        return transcript(chat)

    def keep(self, upload: Upload) -> tuple[str, Json]:
        """A file by its new id."""
        number = self.number()
        unique = hashlib.sha256(f"{number}".encode()).hexdigest()
        file_id = f"BQACAgUAAxkBAAI{unique[:40]}"
        self.files[file_id] = upload
        return file_id, {"file_id": file_id, "file_unique_id": f"AgAD{unique[40:51]}", "file_size": len(upload.data)}
