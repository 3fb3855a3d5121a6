"""The pages beside the conversation: choosing a notice, reading one, forgetting everything, who runs this and what is stored."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from bot.channels.web.people import People
from bot.channels.web.tabs import News, Tabs
from bot.channels.web.views import Views
from bot.service import Service
from notices.contents import Named


class Sheets:
    """The endpoints of these pages."""

    def __init__(self, service: Service, people: People, views: Views, tabs: Tabs) -> None:
        self._service = service
        self._people = people
        self._views = views
        self._tabs = tabs

    async def notices(self, request: Request) -> Response:
        """All notices of the shelf, to choose from."""
        return HTMLResponse(self._views.sheet("notices"))

    async def notice(self, request: Request) -> Response:
        """A notice as it was published, to be read here."""
        one = self._named(request)
        return HTMLResponse(self._views.original(one, self._service.shelf.source(one.id).decode()))

    async def text(self, request: Request) -> Response:
        """The same as a file to keep."""
        one = self._named(request)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(one.name, safe='')}.txt"}
        return Response(self._service.shelf.source(one.id), media_type="text/plain", headers=headers)

    def _named(self, request: Request) -> Named:
        """The notice in the address. Nothing but what is on the shelf is read."""
        notice_id = request.path_params["notice_id"]
        if notice_id not in self._service.shelf:
            raise HTTPException(404)
        return self._service.shelf[notice_id]

    async def about(self, request: Request) -> Response:
        """Who runs this, and what is stored."""
        return HTMLResponse(self._views.sheet("about"))

    async def confirm_forget(self, request: Request) -> Response:
        """Asks before anything is deleted."""
        return HTMLResponse(self._views.sheet("forget"))

    async def forget(self, request: Request) -> Response:
        """Deletes all that is stored of this person, and the cookie that knows them."""
        await request.body()  # the guard checks while reading
        person = self._people.of(request)
        response = RedirectResponse("/?cleared", 303)
        if person is not None:
            await self._service.forget(person)
            self._tabs.tell(person, News("forgotten", ""))
            self._people.leave(response)
        return response

    async def health(self, request: Request) -> Response:
        """Whether this process answers."""
        return PlainTextResponse("ok")
