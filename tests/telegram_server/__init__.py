"""A strict Bot API server for tests, and the people who write to the bot. Begin at telegram.py."""

from tests.telegram_server.chats import Chat, Message
from tests.telegram_server.people import Person
from tests.telegram_server.telegram import Telegram, running

__all__ = ["Chat", "Message", "Person", "Telegram", "running"]
