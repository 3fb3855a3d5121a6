"""The Starlette application of the web page, wired from its parts."""

from datetime import datetime
from typing import Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.channels.web.assets import Assets
from bot.channels.web.chat import Chat
from bot.channels.web.files import LAPSED, Files
from bot.channels.web.guard import Guard
from bot.channels.web.lists import ListPages
from bot.channels.web.papers import Papers
from bot.channels.web.people import People
from bot.channels.web.sheets import Sheets
from bot.channels.web.uploads import Uploads
from bot.channels.web.views import Views
from bot.service import Service
from bot.settings import Settings


class Clock(Protocol):
    """Tells the present moment, aware."""

    def now(self) -> datetime:
        """The moment it is."""


def _about(request: Request, error: Exception) -> str:
    """What went wrong with more than its status tells."""
    said = error.detail if isinstance(error, HTTPException) else ""
    return said if said == LAPSED else request.url.path


def create_app(service: Service, settings: Settings, clock: Clock) -> Starlette:
    """The page over a service. `settings.secret` signs the cookie that tells people apart; it must not be empty."""
    assets = Assets()
    views = Views(service.shelf, assets, pretended=clock.now if settings.as_of else None)
    people = People(settings.secret)
    chat = Chat(service, people, views, clock.now)
    uploads = Uploads(service, people, views, chat, clock.now)
    lists = ListPages(service, people, views, chat, clock.now)
    files = Files(service, people)
    sheets = Sheets(service, people, views, chat.tabs)
    papers = Papers(service, people, views)

    async def sorry(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return HTMLResponse(views.sorry(status, _about(request, error)), status)

    async def gone(_: Request, __: Exception) -> Response:
        """The phone hung up while it was still sending: nobody reads this, and it is no fault of ours to log."""
        return Response(status_code=400)

    return Starlette(
        routes=[
            Route("/", chat.show),
            Route("/say", chat.say, methods=["POST"]),
            Route("/check", uploads.form),
            Route("/check", uploads.check, methods=["POST"]),
            Route("/stream", chat.stream),
            Route("/list/{notice_id}", lists.show),
            Route("/list/{notice_id}", lists.act, methods=["POST"]),
            Route("/calendar/{token}.ics", lists.calendar),
            Route("/resume/{code}", lists.resume),
            Route("/files/{external_id}/{number}", files.serve),
            Route("/notices", sheets.notices),
            Route("/notices/{notice_id}", sheets.notice),
            Route("/notices/{notice_id}/text", sheets.text),
            *papers.routes(),
            Route("/about", sheets.about),
            Route("/forget", sheets.confirm_forget),
            Route("/forget", sheets.forget, methods=["POST"]),
            Route("/healthz", sheets.health),
            Route("/static/{version}/{name}", assets.serve),
        ],
        middleware=[Middleware(Guard), Middleware(GZipMiddleware, minimum_size=800, compresslevel=5)],
        exception_handlers={HTTPException: sorry, ClientDisconnect: gone, Exception: sorry},
    )
