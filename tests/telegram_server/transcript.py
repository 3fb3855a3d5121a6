"""A chat as somebody would read it aloud: who said what, in which order, with buttons and what is done to them in brackets."""

from collections.abc import Iterator

from tests.telegram_server.chats import Chat, Event

KINDS = {
    "sticker": "sticker", "photo": "photo", "voice": "voice", "location": "location", "contact": "contact", "poll": "poll",
    "document": "document", "rich_message": "rich message",
}  # fmt: skip


def transcript(chat: Chat) -> str:
    """All that happened, a line each (more where the words have more)."""
    return "\n".join(_lines(chat.events))


def _lines(events: list[Event]) -> Iterator[str]:
    for event in events:
        match event.kind:
            case "message":
                yield f"{event.who}: {_said(event)}"
            case "edit":
                yield f"{event.who} (edit): {_said(event)}"
            case "delete":
                yield f"(deleted: {event.words})"
            case "typing":
                yield f"({event.who} is {event.words if event.words == 'typing' else event.words.replace('_', 'ing ', 1)})"
            case "press":
                yield f"{event.who} presses [{event.words}]"
            case "toast" | "alert":
                yield f"({event.who} answers the press{f' with {event.kind}: {event.words}' if event.words else ''})"
            case "reaction":
                yield f"({event.who} reacts {event.words or 'no more'})"
            case _:
                yield f"({event.who} {event.words})"


def _said(event: Event) -> str:
    content = event.message.content if event.message else {}
    kind = next((f"({word})" for name, word in KINDS.items() if name in content), "")
    buttons = " ".join(f"[{words}]" for words in event.buttons)
    return " ".join(part for part in (kind, event.words, buttons) if part)
