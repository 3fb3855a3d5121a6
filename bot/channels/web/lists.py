"""A person's checklist as a page to tick and to print, its calendar to subscribe to, and the link that brings it here."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web.chat import Chat, field, sound_id
from bot.channels.web.people import People
from bot.channels.web.views import Views
from bot.handlers.checklist.calendar import state as standing
from bot.handlers.checklist.listing import counted, grouped, rows
from bot.keys import typed
from bot.lists import Listed, Revoked
from bot.messages import Turn
from bot.service import Service
from knowledge.checklist.model import UNSURE
from knowledge.deadlines import beijing

STAYS = ("list:done:", "list:undone:")  # choices after which the page is shown again; all others lead to the conversation
SOON = "private, max-age=3600"  # a calendar may be fetched so seldom


class ListPages:
    """The endpoints of these pages."""

    def __init__(self, service: Service, people: People, views: Views, chat: Chat, now: Callable[[], datetime]) -> None:
        self._lists = service.lists
        self._shelf = service.shelf
        self._people = people
        self._views = views
        self._chat = chat
        self._now = now

    async def show(self, request: Request) -> Response:
        """The checklist of the person for a notice, or how to begin one."""
        notice, person, now = self._notice(request), self._people.of(request), beijing(self._now())
        listed = await self._lists.of(person, notice, now) if person else None
        data = {"notice": self._shelf[notice], "now": now, "slow": "slow" in request.query_params}
        if listed is None or listed.checklist is None:
            return HTMLResponse(self._views.listed({**data, "begun": listed is not None, "made": None}))
        address = f"{self._address(request)}{listed.calendar}" if listed.calendar else ""
        return HTMLResponse(self._views.listed({**data, **shown(listed, now), "begun": True, "calendar": address}))

    async def act(self, request: Request) -> Response:
        """A box that was ticked, or another button of the page: a turn, as in the conversation. The buttons of a checklist are
        about the notice worked on: where that is another, this one is taken up first."""
        notice, person = self._notice(request), self._people.of(request)
        form = await request.form(max_files=0, max_fields=10)
        choice = field(form, "choice")[:200]
        if person is None:
            return RedirectResponse(f"/list/{notice}", 303)
        # Of two boxes that are tapped before the page is there again, each is a turn of its own.
        name = f"{sound_id(field(form, 'id'))[:48]}-{sha256(choice.encode()).hexdigest()[:8]}"
        taken_up = f"list:for:{notice}"
        if choice != taken_up and await self._lists.worked_on(person) != notice:
            await self._chat.taken(Turn(person, f"{name}-for", self._now(), choice=taken_up))
        reply, _ = await self._chat.taken(Turn(person, name, self._now(), choice=choice))
        if not choice.startswith(STAYS):
            return RedirectResponse(f"/#x-{name}", 303)
        slow = "?slow" if reply.template == "slow-down" else ""
        return RedirectResponse(f"/list/{notice}{slow}#{choice.split(':')[2]}", 303)

    async def calendar(self, request: Request) -> Response:
        """The calendar of an address, for whoever knows it."""
        try:
            content = await self._lists.calendar(request.path_params["token"], self._now(), self._address(request))
        except KeyError as error:
            raise HTTPException(404) from error
        except Revoked as error:
            raise HTTPException(410) from error
        tag = f'"{sha256(content).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": SOON}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="text/calendar", headers=headers)

    async def resume(self, request: Request) -> Response:
        """Asks before a code is used: programs that look at a link before it is opened would use it up."""
        code = typed(request.path_params["code"])
        if code is None:
            raise HTTPException(404)
        return HTMLResponse(self._views.sheet("resume", {"code": code}))

    def _notice(self, request: Request) -> str:
        notice: str = request.path_params["notice_id"]
        if notice not in self._shelf:
            raise HTTPException(404)
        return notice

    def _address(self, request: Request) -> str:
        return self._lists.public or str(request.base_url).rstrip("/")


def shown(listed: Listed, now: datetime) -> dict[str, object]:
    """What the page shows of a checklist."""
    made, progress = listed.checklist, listed.progress
    assert made is not None
    lines = rows(made, progress)
    return {
        "made": made,
        "groups": grouped(lines),
        "done": counted(lines, "done"),
        "troubled": counted(lines, "trouble"),
        "notes": progress.problems,
        "dates": [(entry, *standing(entry, now)) for entry in made.entries],
        "questions": {q.name: q.ask for q in listed.visit.questions},
        "unsure": sum(value == UNSURE for value in listed.visit.answers.values()),
    }
