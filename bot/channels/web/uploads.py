"""Files that are sent on the page, to be looked at."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web.chat import Chat, field, sound_id
from bot.channels.web.people import People
from bot.channels.web.views import Views
from bot.inspection import refusals
from bot.inspection.desk import Sent, typed
from bot.inspection.jobs import LARGEST, Job, Wanted
from bot.inspection.refusals import Refusal
from bot.inspection.wanted import fields, from_words, is_question
from bot.messages import Turn
from bot.service import Service

FIELDS, PASTED = 8, 3 * 1024 * 1024  # fields of the form, and bytes of a text in one of them


class Uploads:
    """The endpoints of these."""

    def __init__(self, service: Service, people: People, views: Views, chat: Chat, now: Callable[[], datetime]) -> None:
        self._service = service
        self._people = people
        self._views = views
        self._chat = chat
        self._now = now

    async def form(self, request: Request) -> Response:
        """The page with the form."""
        return HTMLResponse(self._views.sheet("check-sheet"))

    async def check(self, request: Request) -> Response:
        """A file, or a text, to be looked at. What comes is on the disk of this machine, in a file without a name, until it has
        been."""
        known = self._people.of(request)
        person = known or self._people.new()
        async with request.form(max_files=1, max_fields=FIELDS, max_part_size=PASTED) as form:
            turn = Turn(person, sound_id(field(form, "id")), self._now())
            turn = await self._service.looked_at(turn, _sent(form))
            words = field(form, "words")
        _, piece = await self._chat.taken(turn, besides=request.headers.get("x-tab", ""))
        response = self._chat.answered(request, turn, piece, is_new=known is None)
        if is_question(words):
            response.headers["X-Unused"] = "words"  # the page gives them back, to be sent by themselves
        return response


def _sent(form: FormData) -> Sent:
    """The file of a form, or the text in it. A form without either is an empty file."""
    upload, wanted = form.get("file"), _wanted(form)
    if isinstance(upload, UploadFile) and (upload.filename or upload.size):
        return Sent(Job(upload.filename or "", wanted), partial(_content, upload), upload.size)
    sent = typed(field(form, "pasted").strip())
    return Sent(Job("", wanted, is_text=True), sent.fetch) if field(form, "pasted").strip() else Sent(Job("", wanted), sent.fetch)


def _wanted(form: FormData) -> Wanted:
    """What to look for: the fields of the page, or what stood in the line of the conversation."""
    given = fields(field(form, "name"), field(form, "employer"))
    return given or from_words(field(form, "words")) or Wanted()


async def _content(upload: UploadFile) -> bytes:
    if (upload.size or 0) > LARGEST:
        raise Refusal(refusals.LARGE)
    await upload.seek(0)
    return await upload.read()
