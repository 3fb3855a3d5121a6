"""The conversation: the page, what is sent from it, and the stream to the tabs."""

import re
import secrets
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web.people import People
from bot.channels.web.tabs import News, Tabs
from bot.channels.web.views import Views
from bot.messages import Turn
from bot.service import Exchange, Service

MISSED = 5  # exchanges that a tab gets after it was away; more of them are there when it is reloaded
PING = 20  # seconds; phone networks cut silent connections
AGAIN = 3000  # milliseconds until a browser connects again
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def _id(value: str) -> str:
    """An id that a browser made, or one of ours in its place. It ends up in attributes and in the ids of buttons."""
    return value if _ID.fullmatch(value) else secrets.token_urlsafe(16)


def field(form: FormData, name: str) -> str:
    """A text in a form; nothing where there is none."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


class Chat:
    """The endpoints of the conversation."""

    def __init__(self, service: Service, people: People, views: Views, now: Callable[[], datetime]) -> None:
        self.tabs = Tabs()
        self._service = service
        self._people = people
        self._views = views
        self._now = now

    async def show(self, request: Request) -> Response:
        """The page, with what this person said before."""
        known = self._people.of(request)
        person = known or self._people.new()
        exchanges = await self._service.history(person) if known else []
        about = (await self._service.session(person)).context.notice if known else None
        response = HTMLResponse(self._views.conversation(exchanges, about, cleared="cleared" in request.query_params))
        self._people.remember(response, person, request)
        return response

    async def say(self, request: Request) -> Response:
        """One turn. The page's script gets the piece to show, a plain form is sent back to the conversation."""
        known = self._people.of(request)
        person = known or self._people.new()
        return await self.taken(request, await self._turn(request, person), is_new=known is None)

    def id_of(self, form: FormData) -> str:
        """The id of the turn that a form is."""
        return _id(field(form, "id"))

    async def taken(self, request: Request, turn: Turn, is_new: bool) -> Response:
        """What is said to a turn of a person, who may be new to this browser: the piece to show, or the way back."""
        person = turn.person
        exchange = Exchange(turn, await self._service.take(turn))
        piece = self._views.piece(exchange)
        tab = request.headers.get("x-tab", "")
        self.tabs.tell(person, News("exchange", turn.external_id, piece), besides=tab)
        response: Response
        if tab:
            response = HTMLResponse(piece, headers={"X-Exchange": turn.external_id})
        else:
            response = RedirectResponse(f"/#x-{turn.external_id}", 303)
        if is_new:
            self._people.remember(response, person, request)
        return response

    async def _turn(self, request: Request, person: str) -> Turn:
        form = await request.form(max_files=0, max_fields=10)
        choice = field(form, "choice")
        text = "" if choice else field(form, "say") or field(form, "text")
        return Turn(person, _id(field(form, "id")), self._now(), text=text, choice=choice[:200])

    async def stream(self, request: Request) -> Response:
        """Server-sent events: what this person is told without having asked in this tab."""
        person = self._people.of(request)
        if person is None or self.tabs.full(person):
            return Response(status_code=204)  # tells the browser not to connect again
        tab = _id(request.query_params.get("tab", ""))
        after = request.headers.get("last-event-id") or request.query_params.get("after", "")
        return EventSourceResponse(self._news(person, tab, after), ping=PING, headers={"X-Accel-Buffering": "no"})

    async def _news(self, person: str, tab: str, after: str) -> AsyncIterator[ServerSentEvent]:
        with self.tabs.opened(person, tab) as queue:
            for missed in await self._missed(person, after):
                yield _event(missed)
            while True:
                yield _event(await queue.get())

    async def _missed(self, person: str, after: str) -> list[News]:
        """What came between the page and its stream, or while the stream was broken."""
        last = await self._service.history(person, last=1)
        if not last or last[0].turn.external_id == after:
            return []
        found = await self._service.history(person, last=MISSED)
        ids = [e.turn.external_id for e in found]
        since = ids.index(after) + 1 if after in ids else 0
        return [News("exchange", e.turn.external_id, self._views.piece(e)) for e in found[since:]]


def _event(news: News) -> ServerSentEvent:
    return ServerSentEvent(news.html, event=news.event, id=news.id, retry=AGAIN)
