"""From an update of the Bot API, as JSON, to what is to be done about it. Pure: one update in, one act out.

Updates are read as JSON, not as a library's types: what the library does not know yet must not stop the updates after it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from bot.channels.telegram.acts import Act, Ask, Attached, Json, Me, Moved, Presence, Pressed, person_of
from bot.handlers.checking import pastes
from bot.handlers.checklist.words import opens
from bot.handlers.words import COMMANDS
from bot.inspection.wanted import is_question

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")  # all that is asked for
ALONE = "word:alone"  # what is personal is not said in a group
LONG_FORWARD = 200  # characters; a longer text that was forwarded is no question
SENT_AS = {
    "sticker": "sticker",
    "dice": "sticker",
    "animation": "sticker",
    "photo": "photo",
    "voice": "voice",
    "video_note": "video",
    "video": "video",
    "audio": "audio",
    "document": "document",
    "venue": "location",
    "location": "location",
    "contact": "contact",
    "poll": "poll",
} | dict.fromkeys(("checklist", "game", "giveaway", "invoice", "paid_media", "story"), "other")
_COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[\w-]{1,64}", re.ASCII)


class Said(NamedTuple):
    """What a message comes to, before it is known whether it was said to us."""

    external_id: str
    text: str
    choice: str
    instead_of: str = ""


def read(update: Json, me: Me) -> Act | None:
    """What is to be done about an update; None where it is nothing to us."""
    match update:
        case {"message": dict(message)}:
            return _message(message, me)
        case {"edited_message": dict(message)}:
            return _edited(message, me)
        case {"callback_query": dict(query)}:
            return _pressed(query)
        case {"my_chat_member": {"chat": {"id": int(chat)}, "new_chat_member": {"status": str(status)}}}:
            return Presence(person_of(chat), here=status not in ("kicked", "left"))
    return None


def _is_private(message: Json) -> bool:
    return bool(message["chat"]["type"] == "private")


def _name(message: Json) -> str:
    """The message's id among all that its person sends."""
    number = str(message["message_id"])
    return number if _is_private(message) else f"{message['chat']['id']}.{number}"


def _message(message: Json, me: Me) -> Act | None:
    if "migrate_to_chat_id" in message:
        return Moved(person_of(message["chat"]["id"]), person_of(message["migrate_to_chat_id"]))
    if message["chat"]["type"] == "channel" or _is_by_machine(message):
        return None
    if (file := attached(message)) is not None:
        return _sent(message, me, file)
    text, choice = _said(message, me)
    if not (text or choice):
        return None
    album = message.get("media_group_id")  # pictures sent together are one message to who sent them
    external_id = f"g{album}" if album else f"m{_name(message)}"
    return _asked(message, me, Said(external_id, text, choice))


def _sent(message: Json, me: Me, file: Attached) -> Ask | None:
    """A file to look at, each of an album by itself; or the question that came with it, and the file is not looked at."""
    if is_question(file.words):
        text, choice = _said(message, me)
        external_id = f"g{file.album}" if file.album else f"m{_name(message)}"
        found = _asked(message, me, Said(external_id, text, choice))
        return found and replace(found, file=replace(file, words=""))
    found = _asked(message, me, Said(f"m{_name(message)}", "", ""))
    return found and replace(found, file=file)


def attached(message: Json) -> Attached | None:
    """The file that a private message carries. In a group everybody would read what is found in it."""
    if not _is_private(message) or "animation" in message:
        return None
    words, album = message.get("caption") or "", str(message.get("media_group_id") or "")
    if document := message.get("document"):
        size = document.get("file_size")
        return Attached(document["file_id"], document.get("file_name") or "", size, words=words, album=album)
    if sizes := message.get("photo"):
        return Attached(sizes[-1]["file_id"], "", sizes[-1].get("file_size"), as_photo=True, words=words, album=album)
    return None


def _is_by_machine(message: Json) -> bool:
    """Whether a bot says it, or a channel in the group beside it. An administrator who hides behind the group's name is shown
    as a bot, but speaks for the group."""
    by_bot = message.get("from", {}).get("is_bot", True) and message.get("sender_chat", {}).get("id") != message["chat"]["id"]
    return bool(by_bot or message.get("is_automatic_forward"))


def _asked(message: Json, me: Me, said: Said) -> Ask | None:
    chat, replied = message["chat"]["id"], message.get("reply_to_message") or {}
    ours = replied.get("from", {}).get("id") == me.id
    if not _is_private(message) and not (ours or _addressed(message, me)):
        return None
    return Ask(
        person_of(chat),
        said.external_id,
        chat,
        said.text,
        said.choice,
        replied=replied["message_id"] if ours else None,
        answers=f"m{_name(replied)}" if replied.get("chat") and not ours else "",
        instead_of=said.instead_of,
        picture=message["message_id"] if said.external_id.startswith("g") else 0,
        asked=None if _is_private(message) else message["message_id"],
        sent=datetime.fromtimestamp(message.get("edit_date", message["date"]), UTC),
    )


def _said(message: Json, me: Me) -> tuple[str, str]:
    """The text or the choice that a message comes to; neither for what happens in a chat (a new title, a pinned message)."""
    text = message.get("text") or message.get("caption") or ""
    if found := _COMMAND.fullmatch(text):
        return "", _command(found, me, _is_private(message))
    if text:
        is_forward = "forward_origin" in message and len(text) > LONG_FORWARD
        return ("", "word:forwarded") if is_forward else _unaddressed(text, me, message)
    kind = next((SENT_AS[key] for key in SENT_AS if key in message), "")
    return "", f"word:{kind}" if kind and _is_private(message) else ""


def _unaddressed(text: str, me: Me, message: Json) -> tuple[str, str]:
    """The text without the bot's name; who says nothing but the name is told what one can ask."""
    private = _is_private(message)
    bare = re.sub(rf"@{me.username}\b", " ", text, flags=re.IGNORECASE).strip() if "@" in text else text
    if found := _COMMAND.fullmatch(bare):
        return "", _command(found, me, private)
    if not private and (opens(bare) or pastes(bare) or (_carries_file(message) and bare and not is_question(bare))):
        return "", ALONE
    return ("", _help(private)) if bare != text and not bare else (bare, "")


def _carries_file(message: Json) -> bool:
    return "document" in message or "photo" in message


def _help(private: bool) -> str:
    """What can be asked. In a group that begins with how to be heard there, and nothing of it is personal."""
    return "word:help" if private else "word:group"


def _command(found: re.Match[str], me: Me, private: bool) -> str:
    name, to, payload = found[1].lower(), found[2], (found[3] or "").strip()
    if to is not None and to.lower() != me.username.lower():
        return ""
    if name == "start" and _PAYLOAD.fullmatch(payload):
        code = payload.removeprefix("resume_")
        return f"notice:{payload}" if code == payload else f"resume:{code}" if private else ALONE
    if name == "list":
        return "list:open" if private else ALONE
    if name == "check" and not private:
        return ALONE
    known = name in COMMANDS and (private or name == "notices")
    return f"word:{name}" if known else _help(private)


def _addressed(message: Json, me: Me) -> bool:
    text = message.get("text") or message.get("caption") or ""
    return re.search(rf"@{me.username}\b", text, re.IGNORECASE) is not None


def _edited(message: Json, me: Me) -> Act | None:
    """A text that was edited is asked again in the place where it stood. Live locations are edited every few seconds."""
    if not (message.get("text") or message.get("caption")) or _is_by_machine(message):
        return None
    name = f"{_name(message)}-{message.get('edit_date', 0)}"
    if (file := attached(message)) is not None and not is_question(file.words):
        found = _asked(message, me, Said(f"e{name}", "", "", instead_of=f"m{_name(message)}"))
        return found and replace(found, file=file)  # looked at again, for the names that are under it now
    text, choice = _said(message, me)
    said = Said(f"e{name}", text, choice, instead_of=f"m{_name(message)}")
    return _asked(message, me, said) if text or choice else None


def _pressed(query: Json) -> Act | None:
    message, choice = query.get("message"), query.get("data", "")
    if not message or not choice:
        return None
    chat, number = message["chat"]["id"], message["message_id"]
    if choice.startswith(("list:", "check:")) and not _is_private(message):
        choice = ALONE
    keyboard = tuple(tuple(row) for row in (message.get("reply_markup") or {}).get("inline_keyboard", ()))
    pressed = Pressed(query["id"], number, keyboard, carries_file="document" in message or "photo" in message)
    return Ask(person_of(chat), f"c{query['id']}", chat, choice=choice, replied=number, pressed=pressed)
