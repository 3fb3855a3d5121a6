"""An application on loopback, on the loop that runs already, whose connections can be cut."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import uvicorn
from starlette.datastructures import Address
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 5.0  # seconds to end
Open = dict[tuple[str, int], asyncio.Transport]


class _Protocol(H11Protocol):
    """A connection that its server knows by its peer."""

    def __init__(self, *given: Any, connections: Open, **named: Any) -> None:
        super().__init__(*given, **named)
        self._all = connections

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._all[transport.get_extra_info("peername")] = transport
        # asyncio does this only for sockets that name TCP as their protocol, and an answer waits 40 ms without it.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.client is not None:
            self._all.pop(self.client, None)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are for the process around it."""
        yield


class Loopback:
    """Serves an application; a port of 0 becomes a free one."""

    def __init__(self, app: Any, port: int = 0) -> None:
        self._app = app
        self.port = port
        self._open: Open = {}

    async def begins(self) -> None:
        """From now on it answers."""
        listening = socket.create_server(("127.0.0.1", self.port), backlog=2048)
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self._app,
            http=partial(_Protocol, connections=self._open),  # type: ignore[arg-type]  # it is called as the class would be
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=0,
        )
        self._server = _Server(config)
        self._task = asyncio.get_running_loop().create_task(self._server.serve(sockets=[listening]))
        while not self._server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.005)

    async def ends(self) -> None:
        """From now on connections are refused; those that are open are cut."""
        self._server.should_exit = True
        for transport in list(self._open.values()):
            transport.abort()
        await asyncio.wait({self._task}, timeout=PATIENCE)

    def cut(self, peer: Address) -> None:
        """Ends a connection without a word."""
        if transport := self._open.pop((peer.host, peer.port), None):
            transport.abort()
