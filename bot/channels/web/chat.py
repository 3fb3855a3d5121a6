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
from bot.messages import Reply, Turn
from bot.service import Exchange, Service

MISSED = 5  # exchanges that a tab gets after it was away; more of them are there when it is reloaded
PING = 20  # seconds; phone networks cut silent connections
AGAIN = 3000  # milliseconds until a browser connects again
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def sound_id(value: str) -> str:
    """An id that a browser made, or one of ours in its place. It ends up in attributes and in the ids of buttons."""
    return value if _ID.fullmatch(value) else secrets.token_urlsafe(16)


def field(form: FormData, name: str) -> str:
    """A field of a form; "" where there is none."""
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
        turn, tab = await self._turn(request, person), request.headers.get("x-tab", "")
        _, piece = await self.taken(turn, besides=tab)
        return self.answered(request, turn, piece, is_new=known is None)

    def answered(self, request: Request, turn: Turn, piece: str, is_new: bool) -> Response:
        """What the browser gets for a turn: the page's script the piece to show, a plain form the way back."""
        tab = request.headers.get("x-tab", "")
        response: Response
        if tab:
            response = HTMLResponse(piece, headers={"X-Exchange": turn.external_id})
        else:
            response = RedirectResponse(f"/#x-{turn.external_id}", 303)
        if is_new:
            self._people.remember(response, turn.person, request)
        return response

    async def taken(self, turn: Turn, besides: str = "") -> tuple[Reply, str]:
        """Take a turn and tell the person's tabs, `besides` the one that it came from; the reply, and the piece to show."""
        reply = await self._service.take(turn)
        piece = self._views.piece(Exchange(turn, reply))
        self.tabs.tell(turn.person, News("exchange", turn.external_id, piece), besides=besides)
        return reply, piece

    async def _turn(self, request: Request, person: str) -> Turn:
        form = await request.form(max_files=0, max_fields=10)
        choice = field(form, "choice")
        text = "" if choice else field(form, "say") or field(form, "text")
        return Turn(person, sound_id(field(form, "id")), self._now(), text=text, choice=choice[:200])

    async def stream(self, request: Request) -> Response:
        """Server-sent events: what this person is told without having asked in this tab."""
        person = self._people.of(request)
        if person is None or self.tabs.full(person):
            return Response(status_code=204)  # tells the browser not to connect again
        tab = sound_id(request.query_params.get("tab", ""))
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
