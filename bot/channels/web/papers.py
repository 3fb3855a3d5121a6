"""Papers on the page: a form to fill one in, and the blank ones. Nothing that is typed here is stored, logged or put into an
address."""

import asyncio
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.channels.web.files import media_type
from bot.channels.web.people import People
from bot.channels.web.views import Views
from bot.documents.filling import ROWS, Filling, Remark, filling
from bot.documents.known import known
from bot.documents.papers import blank, filled
from bot.handlers.papers import listed
from bot.service import Service
from notices.kits import Kit
from notices.papers import Paper


class Papers:
    """The endpoints of papers."""

    def __init__(self, service: Service, people: People, views: Views) -> None:
        self._service = service
        self._people = people
        self._views = views

    def routes(self) -> Sequence[Route]:
        """Where they are."""
        return (
            Route("/papers/{notice_id}", self.all),
            Route("/papers/{notice_id}/{paper_id}", self.form),
            Route("/papers/{notice_id}/{paper_id}", self.make, methods=["POST"]),
            Route("/papers/{notice_id}/{paper_id}/blank", self.blank),
        )

    async def all(self, request: Request) -> Response:
        """All papers of a notice."""
        notice_id = request.path_params["notice_id"]
        if notice_id not in self._service.kits:
            raise HTTPException(404)
        kit = self._service.kits.of(notice_id)
        return HTMLResponse(self._views.papers(kit, listed(kit)))

    async def form(self, request: Request) -> Response:
        """The form of a paper, with what the checklist's answers tell already filled in."""
        kit, paper = self._named(request)
        person = self._people.of(request)
        folder = (await self._service.session(person)).folder if person else None
        progress = folder.progress.get(kit.notice.id) if folder else None
        typed = known(kit.notice, progress.answers if progress else {})
        return self._shown(kit, paper, typed)

    async def make(self, request: Request) -> Response:
        """The paper with what was typed; the form again where something has to be mended, or is worth a second look."""
        kit, paper = self._named(request)
        typed = await _typed(request, paper)
        done = filling(kit, paper, typed)
        seen = _marked(done.remarks)
        if done.faults or (seen and seen != typed.get("seen")):
            return self._shown(kit, paper, typed, done, 422 if done.faults else 200)
        made = await asyncio.to_thread(filled, paper, kit.templates[paper.id], done.values, done.people)
        return _word(made, paper.file_name)

    async def blank(self, request: Request) -> Response:
        """The paper with nothing filled in."""
        kit, paper = self._named(request)
        made = await asyncio.to_thread(blank, paper, kit.templates[paper.id])
        return _word(made, paper.file_name)

    def _named(self, request: Request) -> tuple[Kit, Paper]:
        found = self._service.kits.paper("{notice_id}/{paper_id}".format(**request.path_params))
        if found is None:
            raise HTTPException(404)
        return found

    def _shown(
        self, kit: Kit, paper: Paper, typed: Mapping[str, str], done: Filling | None = None, status: int = 200
    ) -> Response:
        faults, remarks = (done.faults, done.remarks) if done else ((), ())
        others = [one for one in kit.papers.values() if one is not paper]
        data = {"kit": kit, "paper": paper, "path": kit.path(paper), "typed": typed, "others": others}
        more = {"faults": faults, "remarks": remarks, "seen": _marked(remarks)}
        return HTMLResponse(self._views.paper({**data, **more}), status)


def _marked(remarks: Sequence[Remark]) -> str:
    """Which remarks a person has seen when they send the form again."""
    return ",".join(f"{one.key}{one.data.get('end', '')}" for one in remarks)


async def _typed(request: Request, paper: Paper) -> Mapping[str, str]:
    names = {ROWS, "seen", *(one.name for one in paper.fields())}
    form = await request.form(max_files=0, max_fields=60)
    return {name: value for name, value in form.items() if name in names and isinstance(value, str)}


def _word(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=media_type(name), headers=headers)
