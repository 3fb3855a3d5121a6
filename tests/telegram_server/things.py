"""Everything that people send beside what they type."""

import struct
import zlib
from collections.abc import Sequence
from typing import Any

from tests.telegram_server.calls import Upload
from tests.telegram_server.chats import Chat, Message
from tests.telegram_server.refusals import Json
from tests.telegram_server.texts import found, with_entities
from tests.telegram_server.world import World


class Things:
    """A sender: what a `Person` and a channel have in common."""

    world: World
    about: Json
    chat: Chat

    def sends(
        self, content: Json, where: Chat | None = None, reply_to: Message | None = None, thread: int | None = None, **extra: Any
    ) -> Message:
        """A message with that content; the bot is told of it if it may hear it."""
        chat = where or self.chat
        if chat.type == "private":
            chat.started = True
        message = self.world.post(chat, self.about, content, reply_to=reply_to, thread=thread, extra=extra)
        if self.heard(message):
            self.world.updates.add("channel_post" if chat.type == "channel" else "message", message.as_json())
        return message

    def heard(self, message: Message) -> bool:
        """Whether the bot hears it: in groups only what is meant for it, unless it is an administrator or reads everything."""
        chat = message.chat
        if chat.type == "private":
            return not chat.blocked
        if chat.status not in {"member", "administrator"}:
            return False
        free = chat.status == "administrator" or self.world.bot["can_read_all_group_messages"]
        return free or (chat.type != "channel" and self._addressed(message))

    def _addressed(self, message: Message) -> bool:
        name = f"@{self.world.bot['username']}".lower()
        commands = (word.lower() for word in message.marked("bot_command"))
        meant = any("@" not in word or word.endswith(name) for word in commands)
        mentioned = any(word.lower() == name for word in message.marked("mention"))
        return meant or mentioned or (message.reply_to is not None and message.reply_to.by_bot)

    async def forwards(self, text: str, origin: str = "阿克苏职称办", where: Chat | None = None) -> Message:
        """Passes on what somebody else wrote, whose name is hidden."""
        content = with_entities("text", text, list(found(text, [])))
        shown: Json = {"type": "hidden_user", "sender_user_name": origin, "date": self.world.moment() - 60}
        return self.sends(content, where, forward_origin=shown)

    async def sends_sticker(self, emoji: str = "👍", where: Chat | None = None) -> Message:
        """A sticker."""
        _, file = self.world.keep(Upload("sticker.webp", b"RIFF\0\0\0\0WEBP", "image/webp"))
        flags: Json = {"is_animated": False, "is_video": False, "type": "regular", "width": 512, "height": 512}
        return self.sends({"sticker": file | flags | {"emoji": emoji}}, where)

    async def sends_photo(self, caption: str = "", data: bytes = b"", where: Chat | None = None) -> Message:
        """A photograph, in two sizes as Telegram makes them."""
        sizes = [self.world.keep(Upload("photo.jpg", data or picture(), "image/jpeg"))[1] for _ in range(2)]
        shown = [size | {"width": width, "height": width} for size, width in zip(sizes, (90, 800), strict=True)]
        return self.sends({"photo": shown} | with_entities("caption", caption, list(found(caption, []))), where)

    async def sends_album(self, captions: Sequence[str], where: Chat | None = None) -> list[Message]:
        """Several photographs at once, some with words under them."""
        album = {"media_group_id": str(13_000_000_000 + self.world.number())}
        sent = []
        for words in captions:
            size = self.world.keep(Upload("photo.jpg", picture(), "image/jpeg"))[1] | {"width": 90, "height": 90}
            sent.append(self.sends({"photo": [size]} | album | with_entities("caption", words, list(found(words, []))), where))
        return sent

    async def sends_voice(self, seconds: int = 3, where: Chat | None = None) -> Message:
        """A spoken message."""
        _, file = self.world.keep(Upload("voice.ogg", b"OggS" + bytes(64), "audio/ogg"))
        return self.sends({"voice": file | {"duration": seconds, "mime_type": "audio/ogg"}}, where)

    async def sends_location(self, latitude: float = 41.17, longitude: float = 80.26, where: Chat | None = None) -> Message:
        """Where they are."""
        return self.sends({"location": {"latitude": latitude, "longitude": longitude}}, where)

    async def sends_contact(self, phone: str = "+8613900000000", name: str = "老李", where: Chat | None = None) -> Message:
        """Somebody's number."""
        return self.sends({"contact": {"phone_number": phone, "first_name": name}}, where)

    async def sends_poll(
        self, question: str = "去不去", options: tuple[str, ...] = ("去", "不去"), where: Chat | None = None
    ) -> Message:
        """A vote."""
        choices = [{"text": o, "voter_count": 0, "persistent_id": str(i)} for i, o in enumerate(options)]
        about: Json = {"id": str(self.world.number()), "question": question, "options": choices, "total_voter_count": 0}
        rules = {"is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
        voting = {"allows_revoting": False, "members_only": False}
        return self.sends({"poll": about | rules | voting}, where)

    async def sends_document(self, data: bytes, name: str, caption: str = "", where: Chat | None = None) -> Message:
        """A file."""
        _, file = self.world.keep(Upload(name, data, "application/octet-stream"))
        words = with_entities("caption", caption, list(found(caption, [])))
        return self.sends({"document": file | {"file_name": name, "mime_type": "application/octet-stream"}} | words, where)

    async def sends_anything(self, kind: str, body: Json, where: Chat | None = None) -> Message:
        """A message of any other kind, as the Bot API writes it: `wang.sends_anything("dice", {"emoji": "🎲", "value": 6})`."""
        return self.sends({kind: body}, where)


def picture(width: int = 1, height: int = 1) -> bytes:
    """A PNG of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
