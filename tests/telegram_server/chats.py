"""Chats and what stands in them: data, without any rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tests.telegram_server.refusals import Json

Status = Literal["member", "administrator", "left", "kicked"]


@dataclass(eq=False, slots=True)
class Topic:
    """A topic of a forum; its id is that of the message that began it."""

    id: int
    name: str
    color: int
    icon: str = ""
    closed: bool = False


@dataclass(eq=False, slots=True)
class Message:
    """What stands on the screen. `content` are the fields that make it what it is: text, photo, location ..."""

    id: int
    chat: "Chat" = field(repr=False)
    sender: Json
    date: int
    content: Json
    markup: Json | None = None
    reply_to: "Message | None" = field(default=None, repr=False)
    thread: int | None = None
    extra: Json = field(default_factory=dict)
    by_bot: bool = False
    edited: int = 0
    deleted: bool = False
    reactions: list[Json] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, as shown."""
        found: str = self.content.get("text") or self.content.get("caption") or self.extra.get("words", "")
        return found

    @property
    def entities(self) -> list[Json]:
        """How the words are shown."""
        found: list[Json] = self.content.get("entities") or self.content.get("caption_entities") or []
        return found

    @property
    def keys(self) -> Iterator[Json]:
        """The buttons under it, one after the other."""
        for row in (self.markup or {}).get("inline_keyboard", []):
            yield from row

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons under it."""
        return [key["text"] for key in self.keys]

    def marked(self, kind: str) -> list[str]:
        """The words that are shown in one way (bold, blockquote ...)."""
        units = self.text.encode("utf-16-le")
        places = ((e["offset"] * 2, e["length"] * 2) for e in self.entities if e["type"] == kind)
        return [units[begin : begin + length].decode("utf-16-le") for begin, length in places]

    def as_json(self, deep: bool = True) -> Json:
        """As the Bot API gives it."""
        body: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.as_json()}
        if self.chat.type == "channel":
            body["sender_chat"] = self.chat.as_json()
        else:
            body["from"] = self.sender
        body |= self.content | {name: value for name, value in self.extra.items() if name != "words"}
        if self.thread is not None:
            body |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.edited:
            body["edit_date"] = self.edited
        if self.markup and "inline_keyboard" in self.markup:
            body["reply_markup"] = self.markup
        if self.reply_to is not None and deep:
            body["reply_to_message"] = self.reply_to.as_json(deep=False)
        return body


@dataclass(frozen=True, slots=True)
class Event:
    """Something that people see happen: kind is message, edit, delete, typing, press, toast, alert, reaction, service."""

    kind: str
    who: str
    words: str = ""
    message: Message | None = None
    buttons: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)
class Chat:
    """A private chat, group, supergroup or channel, as the bot is in it."""

    id: int
    type: Literal["private", "group", "supergroup", "channel"]
    about: Json  # title, or the person's names
    log: dict[int, Message] = field(default_factory=dict, repr=False)
    events: list[Event] = field(default_factory=list, repr=False)
    showings: list[Event] = field(default_factory=list, repr=False)  # of them, what the bot showed: a message or an edit of one
    status: Status = "member"  # the bot's
    members: dict[int, Json] = field(default_factory=dict)
    admins: set[int] = field(default_factory=set)
    started: bool = True  # whether the person has ever written (private chats)
    blocked: bool = False  # by the person (private chats)
    deactivated: bool = False
    migrated_to: "Chat | None" = None
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_id: int = 0  # supergroups and channels count their own messages

    @property
    def messages(self) -> list[Message]:
        """What stands on the screen now, oldest first."""
        return [message for _, message in sorted(self.log.items()) if not message.deleted]

    def as_json(self) -> Json:
        """As messages carry it."""
        return {"id": self.id, "type": self.type} | self.about | ({"is_forum": True} if self.forum else {})
