"""The stream to the tabs, over a real connection."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest

from bot.app import Core
from bot.channels.web.tabs import EACH
from tests.bot.channels.web_server import serving

QUESTION = "和静初定什么时候截止"
Lines = AsyncIterator[str]
Headers = dict[str, str] | None


@pytest.fixture(scope="module")
def url(core: Core, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(core, tmp_path_factory.mktemp("page")) as address:
        yield address


@pytest.fixture
async def page(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, timeout=20) as client:
        await client.get("/")
        yield client


async def asked(page: httpx.AsyncClient, number: str, tab: str = "tab-that-asks") -> None:
    response = await page.post("/say", data={"id": number, "text": QUESTION}, headers={"X-Tab": tab})
    assert response.status_code == 200


@asynccontextmanager
async def streamed(page: httpx.AsyncClient, tab: str, after: str = "", headers: Headers = None) -> AsyncIterator[Lines]:
    async with page.stream("GET", "/stream", params={"tab": tab, "after": after}, headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield response.aiter_lines()


async def next_id(lines: Lines) -> str:
    async with asyncio.timeout(10):
        async for line in lines:
            if line.startswith("id: "):
                return line.removeprefix("id: ")
    raise AssertionError("the stream ended")


async def test_other_tab_is_told(page: httpx.AsyncClient) -> None:
    async with streamed(page, "another-tab") as lines:
        await asked(page, "question-1")
        assert await next_id(lines) == "question-1"


async def test_tab_that_asked_is_not_told(page: httpx.AsyncClient) -> None:
    async with streamed(page, "tab-that-asks") as lines:
        await asked(page, "question-1")
        await asked(page, "question-2", tab="another-tab")
        assert await next_id(lines) == "question-2"


async def test_other_person_is_not_told(page: httpx.AsyncClient, url: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=20) as other:
        await other.get("/")
        async with streamed(other, "another-tab") as lines:
            await asked(page, "question-of-one")
            await asked(other, "question-of-other")
            assert await next_id(lines) == "question-of-other"


async def test_tab_gets_what_came_before_its_stream_was_open(page: httpx.AsyncClient) -> None:
    await asked(page, "question-1")
    await asked(page, "question-2")
    async with streamed(page, "another-tab", after="question-1") as lines:
        assert await next_id(lines) == "question-2"


async def test_tab_that_connects_again_goes_on_where_it_was(page: httpx.AsyncClient) -> None:
    for number in ("question-1", "question-2", "question-3"):
        await asked(page, number)
    async with streamed(page, "another-tab", after="question-1", headers={"Last-Event-ID": "question-2"}) as lines:
        assert await next_id(lines) == "question-3"


async def test_all_tabs_are_told_that_everything_was_forgotten(page: httpx.AsyncClient) -> None:
    async with streamed(page, "another-tab") as lines:
        await page.post("/forget")
        async with asyncio.timeout(10):
            assert "event: forgotten" in [await anext(lines) for _ in range(3)]


async def test_more_tabs_than_are_told_get_no_stream(page: httpx.AsyncClient) -> None:
    async with AsyncExitStack() as tabs:
        for number in range(EACH):
            await tabs.enter_async_context(streamed(page, f"tab-number-{number}"))
        assert (await page.get("/stream", params={"tab": "one-too-many"})).status_code == 204
