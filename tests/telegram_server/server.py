"""The Bot API over HTTP: reads a call, lets a fault strike, asks the limits, and answers as the method does."""

import asyncio
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tests.telegram_server.calls import Call, read
from tests.telegram_server.faults import Fault, Faults
from tests.telegram_server.limits import Limits
from tests.telegram_server.methods import METHODS, load
from tests.telegram_server.refusals import NOT_FOUND, UNAUTHORIZED, Refused
from tests.telegram_server.world import World

NGINX = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
HUNG = 3600.0  # seconds: nobody waits so long
Cut = Callable[[Request], None]


@dataclass
class Api:
    """Answers calls to one bot. `cut` ends the connection of a request without a word."""

    world: World
    cut: Cut
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    calls: list[Call] = field(default_factory=list)
    receiving: list[Call] = field(default_factory=list)  # getUpdates, kept apart: there are so many

    def routes(self) -> list[BaseRoute]:
        """Where a bot calls."""
        load()
        both = ["GET", "POST"]
        files = Route("/file/bot{token}/{path:path}", self._file)
        return [files, Route("/bot{token}/{method}", self._call, methods=both), Route("/{rest:path}", _nothing, methods=both)]

    async def _call(self, request: Request) -> Response:
        if request.path_params["token"] != self.world.token:
            return _answer(Refused(*UNAUTHORIZED))
        name = request.path_params["method"]
        try:
            call = await read(request, name, perf_counter())
        except Refused as refusal:
            return _answer(refusal)
        (self.receiving if name.lower() == "getupdates" else self.calls).append(call)
        return await self._struck(request, call, self.faults.strikes(call))

    async def _struck(self, request: Request, call: Call, fault: Fault | None) -> Response:
        """The answer to a call that a fault may strike before or after it took effect."""
        if fault is None:
            return await self._answered(call)
        self.world.wake()  # a call that goes well is seen by what it does
        if refusal := fault.refusal():
            call.outcome = refusal.code
            return _answer(refusal)
        match fault.kind:
            case "502":
                call.outcome = 502
                return Response(NGINX, 502, media_type="text/html")
            case "hang" | "slow":
                await asyncio.sleep(HUNG if fault.kind == "hang" else fault.seconds)
            case "cut":
                self.cut(request)
                return Response(status_code=500)
        answer = await self._answered(call)
        if fault.kind == "cut after":
            self.cut(request)
        elif fault.kind == "slow after":
            await asyncio.sleep(fault.seconds)
        return answer

    async def _answered(self, call: Call) -> Response:
        try:
            result = await self.perform(call)
        except Refused as refusal:
            call.outcome = refusal.code
            return _answer(refusal)
        call.outcome = 200
        return JSONResponse({"ok": True, "result": result})

    async def perform(self, call: Call) -> Any:
        """What a method gives, or its refusal."""
        method = METHODS.get(call.method.lower())
        if method is None:
            raise Refused(*NOT_FOUND)
        if self.world.limits_on:
            self.limits.check(call)
        result = method(self.world, call)
        return await result if inspect.isawaitable(result) else result

    async def _file(self, request: Request) -> Response:
        if request.path_params["token"] != self.world.token:
            return _answer(Refused(*UNAUTHORIZED))
        found = self.world.files.get(request.path_params["path"].rpartition("/")[2])
        if found is None:
            return _answer(Refused(*NOT_FOUND))
        return Response(found.data, media_type="application/octet-stream")


def _answer(refusal: Refused) -> Response:
    headers = {"Retry-After": str(wait)} if (wait := refusal.parameters.get("retry_after")) else None
    return JSONResponse(refusal.as_json(), refusal.code, headers)


async def _nothing(request: Request) -> Response:
    return _answer(Refused(*NOT_FOUND))


def application(api: Api, more: list[BaseRoute]) -> Starlette:
    """The whole server; `more` comes first."""
    return Starlette(routes=[*more, *api.routes()])
