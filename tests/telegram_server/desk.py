"""The page to try the bot by hand: people to be, chats to write into, and faults to strike. For loopback alone."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from tests.telegram_server.chats import Chat, Event, Message
from tests.telegram_server.looks import html_of
from tests.telegram_server.people import Person
from tests.telegram_server.refusals import Json
from tests.telegram_server.telegram import Telegram

PAGE = Path(__file__).parent / "page"
WAIT = 20.0  # seconds that a page waits for news
LAST = 200  # messages that are shown
Act = Callable[["Desk", Person, Chat, Json], Awaitable[Any]]


class Desk:
    """Serves the page for one Telegram."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    def routes(self) -> list[BaseRoute]:
        """What the page asks for."""
        return [
            Route("/", lambda request: FileResponse(PAGE / "index.html")),
            Mount("/page", StaticFiles(directory=PAGE)),
            Route("/desk/state", self._state),
            Route("/desk/do", self._do, methods=["POST"]),
            Route("/desk/send", self._send, methods=["POST"]),
            Route("/desk/file/{file_id}", self._file),
        ]

    def chats(self, person: Person) -> list[Chat]:
        """Where a person can write."""
        shared = [c for c in self.telegram.chats.values() if person.id in c.members and c.migrated_to is None]
        return [person.chat, *shared]

    async def _state(self, request: Request) -> Response:
        version = int(request.query_params.get("version", -1))
        await self.telegram.until(lambda: self.telegram.version != version, WAIT if version >= 0 else 0)
        person, chat = self._who(request.query_params.get("who"), request.query_params.get("chat"))
        return JSONResponse(self._all(person, chat))

    def _who(self, who: str | None, where: str | None) -> tuple[Person, Chat]:
        people = self.telegram.people
        person = people.get(int(who or 0)) or next(iter(people.values()))
        chats = {chat.id: chat for chat in self.chats(person)}
        return person, chats.get(int(where or 0), person.chat)

    def _all(self, person: Person, chat: Chat) -> Json:
        telegram = self.telegram
        receiving = telegram.api.receiving
        return {
            "version": telegram.version,
            "who": person.id,
            "chat": chat.id,
            "people": [{"id": p.id, "name": p.about["first_name"]} for p in telegram.people.values()],
            "chats": [{"id": c.id, "name": c.about.get("title") or telegram.bot["first_name"]} for c in self.chats(person)],
            "blocked": person.chat.blocked,
            "limits": telegram.limits_on,
            "faults": [f"{f.kind} ×{f.times}" for f in telegram.faults.waiting if f.times > 0],
            "there": telegram.webhook is not None or bool(receiving and perf_counter() - receiving[-1].at < 60),
            "commands": next(iter(telegram.commands.values()), []),
            "messages": [_shown(m, person) for m in chat.messages[-LAST:]],
            "news": [_news(i, e) for i, e in enumerate(chat.events) if e.kind in {"typing", "toast", "alert"}][-5:],
            "count": len(chat.events),
        }

    async def _do(self, request: Request) -> Response:
        from tests.telegram_server.acts import ACTS

        wish = await request.json()
        person, chat = self._who(wish.get("who"), wish.get("chat"))
        try:
            await ACTS[wish["act"]](self, person, chat, wish)
        except AssertionError as error:
            return JSONResponse({"error": str(error)}, 409)
        self.telegram.changed()
        return JSONResponse({"ok": True})

    async def _send(self, request: Request) -> Response:
        async with request.form() as form:
            person, chat = self._who(str(form["who"]), str(form["chat"]))
            file = form["file"]
            assert not isinstance(file, str)
            data, name = await file.read(), file.filename or "file"
        if (file.content_type or "").startswith("image/"):
            await person.sends_photo(data=data, where=chat)
        else:
            await person.sends_document(data, name, where=chat)
        return JSONResponse({"ok": True})

    async def _file(self, request: Request) -> Response:
        found = self.telegram.files.get(request.path_params["file_id"])
        return Response(found.data, media_type=found.mime) if found else Response(status_code=404)

    def later(self, what: Callable[[], Awaitable[None]]) -> None:
        """Does something once the page has its answer."""

        async def wait() -> None:
            await asyncio.sleep(0.1)
            await what()

        self._task = asyncio.get_running_loop().create_task(wait())


def _shown(message: Message, person: Person) -> Json:
    rows = (message.markup or {}).get("inline_keyboard", [])
    reply = message.reply_to
    return {
        "id": message.id,
        "mine": message.sender["id"] == person.id,
        "bot": message.by_bot,
        "who": message.sender.get("first_name", ""),
        "html": html_of(message),
        "text": message.text,
        "rows": [[{"text": key["text"], "url": key.get("url", "")} for key in row] for row in rows],
        "edited": bool(message.edited),
        "at": message.date,
        "reply": f"{reply.sender.get('first_name', '')}: {reply.text[:60]}" if reply else "",
        "reactions": "".join(r["emoji"] for r in message.reactions),
        "from": message.extra.get("forward_origin", {}).get("sender_user_name", ""),
    }


def _news(number: int, event: Event) -> Json:
    return {"number": number, "kind": event.kind, "words": event.words}
