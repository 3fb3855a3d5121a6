"""Edits of what the bot sent."""

from tests.telegram_server.calls import Call
from tests.telegram_server.chats import Message
from tests.telegram_server.keyboards import markup
from tests.telegram_server.methods import method
from tests.telegram_server.methods.messages import existing
from tests.telegram_server.refusals import Json, bad
from tests.telegram_server.rich import rich_content
from tests.telegram_server.texts import caption, message_text
from tests.telegram_server.world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
WORDS = ("text", "entities", "caption", "caption_entities", "rich_message")
Words = Json | None  # None: the words stay


@method("editMessageText")
def edit_message_text(world: World, call: Call) -> Json:
    rich = world.rich and call.given("rich_message")
    content, words = rich_content(call) if rich else (message_text(call), "")
    message = _editable(world, call)
    if "text" not in message.content and "rich_message" not in message.content:
        raise bad("there is no text in the message to edit")
    return _edited(world, call, message, content, words)


@method("editMessageCaption")
def edit_message_caption(world: World, call: Call) -> Json:
    content = caption(call)
    message = _editable(world, call)
    if "text" in message.content or "rich_message" in message.content:
        raise bad("there is no caption in the message to edit")
    return _edited(world, call, message, content, "")


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, call: Call) -> Json:
    message = _editable(world, call)
    kept = {name: value for name, value in message.content.items() if name in WORDS}
    return _edited(world, call, message, kept, message.extra.get("words", ""))


def _editable(world: World, call: Call) -> Message:
    chat = world.writable(call.text("chat_id"))
    message = existing(chat, call.number("message_id"), "message to edit")
    if not message.by_bot:
        raise bad("message can't be edited")
    return message


def _edited(world: World, call: Call, message: Message, words: Json, shown: str) -> Json:
    keyboard = markup(call, only_inline=True)
    content = {name: value for name, value in message.content.items() if name not in WORDS} | words
    if (content, keyboard) == (message.content, message.markup):
        raise bad(SAME)
    message.content, message.markup, message.edited = content, keyboard, world.moment()
    message.extra = {**message.extra, "words": shown} if shown else message.extra
    world.show(message.chat, "edit", world.me["first_name"], message)
    return message.as_json()
