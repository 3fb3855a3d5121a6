"""The server as a process of its own."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE

import httpx
import pytest

from tests.conftest import ROOT
from tests.telegram_server.world import TOKEN


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_where_it_is_and_ends_when_it_is_told(signalled: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.telegram_server", "--port", "0"]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, cwd=ROOT)
    assert process.stdout is not None
    said = (await process.stdout.readline()).decode() + (await process.stdout.readline()).decode()
    address = re.search(r"TELEGRAM_API_BASE=(\S+) TELEGRAM_BOT_TOKEN=(\S+)", said)
    assert address is not None and address[2] == TOKEN
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(f"{address[1]}/bot{TOKEN}/getMe")).json()["result"]["first_name"] == "助手"
        assert (await http.get(address[1])).status_code == 200
    process.send_signal(signalled)
    assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_a_port_that_is_taken_is_said_in_a_line() -> None:
    async with await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0) as taken:
        port = taken.sockets[0].getsockname()[1]
        command = [sys.executable, "-m", "tests.telegram_server", "--port", str(port)]
        process = await asyncio.create_subprocess_exec(*command, stderr=PIPE, cwd=ROOT)
        _, errors = await process.communicate()
    assert errors.decode().startswith(f"Port {port} cannot be used")
    assert len(errors.decode().splitlines()) == 1
