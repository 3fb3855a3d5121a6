"""Files that go with replies, on the page."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.app import Clock, Core, opened
from bot.channels.web import create_app
from notices.shelf import PUBLISHED
from tests.bot.channels.web_server import settings

NOTICE = "aksu-construction-2024"
SOURCE = (PUBLISHED / NOTICE / "source.txt").read_bytes()
WHOLE = "阿克苏建筑的通知原文发给我"


@pytest.fixture
async def application(core: Core, tmp_path: Path) -> AsyncIterator[httpx.ASGITransport]:
    chosen = settings(tmp_path)
    async with opened(chosen, core) as service:
        yield httpx.ASGITransport(create_app(service, chosen, Clock(chosen.as_of)))


def browser(application: httpx.ASGITransport) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=application, base_url="http://page.test")


@pytest.fixture
async def page(application: httpx.ASGITransport) -> AsyncIterator[httpx.AsyncClient]:
    """A person who has been sent a notice with the turn `question-1`."""
    async with browser(application) as opened_page:
        await opened_page.get("/")
        await opened_page.post("/say", data={"id": "question-1", "text": WHOLE})
        yield opened_page


async def test_a_file_is_made_again_for_who_was_told_the_reply(page: httpx.AsyncClient) -> None:
    response = await page.get("/files/question-1/0")
    assert response.content == SOURCE and response.headers["content-type"].startswith("text/plain")
    assert response.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")


@pytest.mark.parametrize(
    "address",
    [
        "/files/question-1/1",
        "/files/question-2/0",
        "/files/question-1/x",
        "/files/question-1/-1",
        f"/files/question-1/{'9' * 5000}",
    ],
)
async def test_a_file_that_is_not_there_is_a_page_that_says_so(page: httpx.AsyncClient, address: str) -> None:
    response = await page.get(address)
    assert response.status_code == 404 and "没有这个页面" in response.text


async def test_nobody_else_gets_the_file(page: httpx.AsyncClient, application: httpx.ASGITransport) -> None:
    async with browser(application) as other:
        assert (await other.get("/files/question-1/0")).status_code == 404
        await other.get("/")
        assert (await other.get("/files/question-1/0")).status_code == 404


async def test_after_forgetting_the_file_is_gone(page: httpx.AsyncClient) -> None:
    cookies = dict(page.cookies)
    await page.post("/forget")
    page.cookies.update(cookies)
    assert (await page.get("/files/question-1/0")).status_code == 404
