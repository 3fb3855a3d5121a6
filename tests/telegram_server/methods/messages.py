"""Sending and deleting, and the reactions and pins on what was sent."""

from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.chats import Chat, Message
from tests.telegram_server.keyboards import markup
from tests.telegram_server.methods import method
from tests.telegram_server.refusals import Json, bad
from tests.telegram_server.texts import message_text
from tests.telegram_server.world import World

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
REACTIONS = {"👍", "👎", "❤", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🎉", "🤩", "🙏", "👌", "👀", "💯", "✍", "🤝", "🫡", "🆒"}
TOO_OLD = 48 * 3600  # seconds: then nobody can delete it any more
MOST_DELETED = 100


@method("sendMessage")
def send_message(world: World, call: Call) -> Json:
    return send(world, call, message_text(call))


def send(world: World, call: Call, content: Json, **extra: Any) -> Json:
    """A message of the bot, with keyboard, reply and topic as the call has them."""
    keyboard = markup(call)
    chat = world.writable(call.text("chat_id"))
    return world.post(chat, world.me, content, markup=keyboard, **placed(chat, call), extra=extra).as_json()


def placed(chat: Chat, call: Call) -> Json:
    """To which message and in which topic a call sends: a reply goes where what it answers is."""
    thread, reply = _thread(chat, call), _replied(chat, call)
    return {"thread": thread or (reply.thread if reply else None), "reply_to": reply}


def _thread(chat: Chat, call: Call) -> int | None:
    thread = call.number("message_thread_id")
    if not thread:
        return None
    if thread not in chat.topics:
        raise bad("message thread not found")
    if chat.topics[thread].closed and chat.status != "administrator":
        raise bad("TOPIC_CLOSED")
    return thread


def _replied(chat: Chat, call: Call) -> Message | None:
    given = call.structure("reply_parameters", "reply parameters")
    if given is not None and not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    given = given or {"message_id": call.number("reply_to_message_id")}
    if not (wanted := int(given.get("message_id") or 0)):
        return None
    found = chat.log.get(wanted)
    if found is not None and not found.deleted:
        return found
    if given.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def existing(chat: Chat, message_id: int, what: str) -> Message:
    """A message that stands in a chat; `what` says what for (message to edit ...)."""
    if message_id <= 0:
        raise bad("message identifier is not specified" if what == "message to edit" else f"{what} not found")
    found = chat.log.get(message_id)
    if found is None or found.deleted:
        raise bad(f"{what} not found")
    return found


@method("deleteMessage")
def delete_message(world: World, call: Call) -> bool:
    chat = world.writable(call.text("chat_id"))
    message = existing(chat, call.number("message_id"), "message to delete")
    if not _deletable(world, message):
        raise bad("message can't be deleted for everyone" if message.by_bot else "message can't be deleted")
    delete(world, message)
    return True


@method("deleteMessages")
def delete_messages(world: World, call: Call) -> bool:
    chat = world.writable(call.text("chat_id"))
    ids = call.structure("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise bad("message identifiers are not specified")
    if len(ids) > MOST_DELETED:
        raise bad("too many message identifiers specified")
    for message in [chat.log[i] for i in map(int, ids) if i in chat.log]:
        if not message.deleted and _deletable(world, message):
            delete(world, message)
    return True


def _deletable(world: World, message: Message) -> bool:
    own = message.by_bot or message.chat.type == "private" or message.chat.status == "administrator"
    return own and world.moment() - message.date <= TOO_OLD


def delete(world: World, message: Message) -> None:
    """A message vanishes from the screen."""
    message.deleted = True
    world.show(message.chat, "delete", "", message)


@method("sendChatAction")
def send_chat_action(world: World, call: Call) -> bool:
    if call.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = world.writable(call.text("chat_id"))
    world.show(chat, "typing", world.me["first_name"], words=call.text("action"))
    return True


@method("setMessageReaction")
def set_message_reaction(world: World, call: Call) -> bool:
    given = call.structure("reaction", "reaction types") or []
    chat = world.writable(call.text("chat_id"))
    message = existing(chat, call.number("message_id"), "message to react")
    if len(given) > 1 or any(r.get("type") != "emoji" or r.get("emoji") not in REACTIONS for r in given):
        raise bad("REACTIONS_TOO_MANY" if len(given) > 1 else "REACTION_INVALID")
    message.reactions = given
    world.show(chat, "reaction", world.me["first_name"], message, "".join(r["emoji"] for r in given))
    return True


@method("pinChatMessage")
def pin_chat_message(world: World, call: Call) -> bool:
    chat = world.writable(call.text("chat_id"))
    message = existing(chat, call.number("message_id"), "message to pin")
    if chat.type != "private" and chat.status != "administrator":
        raise bad("not enough rights to manage pinned messages in the chat")
    chat.pinned.append(message.id)
    world.show(chat, "service", world.me["first_name"], words="pinned a message")
    return True
