"""Groups, supergroups, forums and channels, and what becomes of the bot in them."""

from collections.abc import Sequence

from tests.telegram_server.chats import Chat, Message, Status, Topic
from tests.telegram_server.people import Person, words
from tests.telegram_server.world import World

FIRST_GROUP = -4_000_000_000
FIRST_SUPERGROUP = -1_002_000_000_000


class Groups(World):
    """What happens around the bot where several are together."""

    def group(self, title: str, members: Sequence[Person] = (), admin: bool = False) -> Chat:
        """A small group that the bot is in."""
        return self._place(Chat(FIRST_GROUP - self.number(), "group", {"title": title}), members, admin)

    def supergroup(self, title: str, members: Sequence[Person] = (), admin: bool = False, forum: bool = False) -> Chat:
        """A supergroup that the bot is in, with topics if it is a forum."""
        return self._place(Chat(FIRST_SUPERGROUP - self.number(), "supergroup", {"title": title}, forum=forum), members, admin)

    def channel(self, title: str) -> Chat:
        """A channel that the bot administers."""
        return self._place(Chat(FIRST_SUPERGROUP - self.number(), "channel", {"title": title}), (), True)

    def _place(self, chat: Chat, members: Sequence[Person], admin: bool) -> Chat:
        chat.members = {member.id: member.about for member in members}
        chat.status = "administrator" if admin else "member"
        self.chats[chat.id] = chat
        return chat

    async def posts(self, channel: Chat, text: str) -> Message:
        """Somebody writes into a channel."""
        message = self.post(channel, {"id": channel.id, "first_name": channel.about["title"]}, words(text))
        self.updates.add("channel_post", message.as_json())
        return message

    async def becomes_supergroup(self, group: Chat, by: Person) -> Chat:
        """A group is upgraded: it lives on under another number, and both say so."""
        fresh = self.supergroup(group.about["title"])
        fresh.members, fresh.admins, fresh.status = group.members, group.admins, group.status
        group.migrated_to = fresh
        self._tells(by, group, {"migrate_to_chat_id": fresh.id})
        self._tells(by, fresh, {"migrate_from_chat_id": group.id})
        return fresh

    def _tells(self, by: Person, chat: Chat, content: dict[str, object]) -> None:
        """A message of Telegram's own, which bots always hear."""
        message = self.post(chat, by.about, content)
        self.updates.add("message", message.as_json())

    async def removes_bot(self, chat: Chat, by: Person) -> None:
        """The bot is thrown out."""
        self._status(chat, by, "kicked")

    async def adds_bot(self, chat: Chat, by: Person, admin: bool = False) -> None:
        """The bot is taken in (again), or made an administrator."""
        self._status(chat, by, "administrator" if admin else "member")

    def _status(self, chat: Chat, by: Person, status: Status) -> None:
        old, chat.status = chat.status, status
        states = [{"user": self.me, "status": s} | ({"until_date": 0} if s == "kicked" else {}) for s in (old, status)]
        body = {"chat": chat.as_json(), "from": by.about, "date": self.moment()}
        self.updates.add("my_chat_member", body | {"old_chat_member": states[0], "new_chat_member": states[1]})

    async def opens_topic(self, forum: Chat, name: str, by: Person) -> Topic:
        """Somebody begins a topic."""
        message = self.post(forum, by.about, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        message.thread = message.id
        topic = forum.topics[message.id] = Topic(message.id, name, 7322096)
        self.updates.add("message", message.as_json())
        return topic
