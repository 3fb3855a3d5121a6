"""Files that go with replies: made again from the reply each time they are opened, for the person alone that it was said to."""

from urllib.parse import quote

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.people import People
from bot.messages import File, Reply
from bot.service import Service

FOR_NOW = "private, max-age=600"  # a conversation that is loaded again shows its last pictures at once
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain",
    "ics": "text/calendar",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}

LAPSED = "lapsed"  # what was kept for a while only

log = structlog.get_logger(__name__)


def media_type(name: str) -> str:
    """The type of a file by its name."""
    return TYPES.get(name.lower().rpartition(".")[2], "application/octet-stream")


def _number(digits: str) -> int:
    """Which file. Starlette's own numbers may have so many digits that Python refuses to read them, which is an error of 500."""
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 4):
        raise HTTPException(404)
    return int(digits)


class Files:
    """The endpoint of these files."""

    def __init__(self, service: Service, people: People) -> None:
        self._service = service
        self._people = people

    async def serve(self, request: Request) -> Response:
        """The file of a number that goes with the reply to a turn; 404 for whoever was not told that reply."""
        reply, file = await self._named(request)
        kind = media_type(file.name)
        how = "inline" if kind.startswith("image/") else "attachment"
        cached = "no-store" if file.kind == "kept" else FOR_NOW
        headers = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}", "Cache-Control": cached}
        return Response(await self._content(reply, file), media_type=kind, headers=headers)

    async def _named(self, request: Request) -> tuple[Reply, File]:
        person, number = self._people.of(request), _number(request.path_params["number"])
        exchange = await self._service.exchange(person, request.path_params["external_id"]) if person else None
        if exchange is None or number >= len(exchange.reply.files):
            raise HTTPException(404, LAPSED if exchange and exchange.reply.data.get("gone") else None)
        return exchange.reply, exchange.reply.files[number]

    async def _content(self, reply: Reply, file: File) -> bytes:
        try:
            return await self._service.content(reply, file)
        except (KeyError, OSError, ValueError) as error:
            log.warning("a file could not be made", kind=file.kind, why=type(error).__name__)
            raise HTTPException(404) from error
