"""A strict Bot API server for tests, and the people who write to the bot. Begin at telegram.py.

It speaks what an assistant's bot needs and answers everything else 404. It differs from Telegram where a test machine does:
webhooks may be http on loopback and are tried again sooner, addresses of files elsewhere are not fetched, Markdown is not
spoken, rich messages are taken as blocks without media, and the limits hold only where a test asks for them."""

from tests.telegram_server.chats import Chat, Message
from tests.telegram_server.people import Person
from tests.telegram_server.telegram import Telegram, running

__all__ = ["Chat", "Message", "Person", "Telegram", "running"]
