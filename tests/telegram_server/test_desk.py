"""The page to try a bot by hand, as its script talks to it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.telegram_server import Person, Telegram
from tests.telegram_server.desk import Desk
from tests.telegram_server.looks import html_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[tuple[Telegram, httpx.AsyncClient]]:
    telegram = Telegram()
    telegram.pages = Desk(telegram).routes()
    telegram.person("小王")
    await telegram.begins()
    async with httpx.AsyncClient(base_url=telegram.url, trust_env=False) as http:
        yield telegram, http
    await telegram.ends()


Page = tuple[Telegram, httpx.AsyncClient]


def wang(page: Page) -> Person:
    return next(iter(page[0].people.values()))


async def act(page: Page, name: str, **more: Any) -> httpx.Response:
    return await page[1].post("/desk/do", json={"act": name, "who": wang(page).id, "chat": wang(page).id} | more)


async def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = (await page[1].get("/desk/state")).json()
    return found


async def test_the_page_and_what_it_loads_are_there(page: Page) -> None:
    for path in ("/", "/page/page.js", "/page/page.css"):
        assert (await page[1].get(path)).status_code == 200


async def test_what_is_typed_and_answered_is_shown(page: Page) -> None:
    telegram = page[0]
    await act(page, "says", text="你好 <b>")
    keys = {"inline_keyboard": [[{"text": "按", "callback_data": "x"}]]}
    telegram.post(wang(page).chat, telegram.me, {"text": "400元"}, markup=keys)
    shown = (await state(page))["messages"]
    assert [(m["html"], m["mine"], m["rows"]) for m in shown] == [
        ("你好 &lt;b&gt;", True, []),
        ("400元", False, [[{"text": "按", "url": ""}]]),
    ]
    await act(page, "presses", message=shown[1]["id"], text="按")
    await act(page, "edits", message=shown[0]["id"], text="您好")
    kinds = [next(k for k in u if k != "update_id") for u in telegram.updates.every]
    assert kinds == ["message", "callback_query", "edited_message"]


async def test_everything_can_be_sent(page: Page) -> None:
    things = ("sticker", "photo", "voice", "location", "contact", "poll", "forward")
    for thing in things:
        await act(page, "sends", thing=thing)
    where = {"who": str(wang(page).id), "chat": str(wang(page).id)}
    await page[1].post("/desk/send", data=where, files={"file": ("表.docx", b"x")})
    shown = (await state(page))["messages"][-len(things) - 1 :]
    assert all(m["html"] for m in shown)
    assert "表.docx" in shown[-1]["html"]


async def test_faults_blocks_and_groups_are_a_click(page: Page) -> None:
    for name, more in (("blocks", {}), ("limits", {}), ("comes", {}), ("groups", {}), ("fails", {"kind": "429", "times": 2})):
        assert (await act(page, name, **more)).status_code == 200
    now = await state(page)
    assert (now["blocked"], now["limits"], len(now["people"]), len(now["chats"]), now["faults"]) == (True, True, 2, 2, ["429 ×2"])
    await act(page, "heals")
    await act(page, "blocks")
    assert (await act(page, "presses", message=1, text="没有")).status_code == 409


async def test_a_page_that_waits_hears_of_changes(page: Page) -> None:
    version = (await state(page))["version"]
    await act(page, "says", text="一")
    fresh = (await page[1].get("/desk/state", params={"version": version})).json()
    assert fresh["messages"][-1]["text"] == "一"


async def test_rich_messages_are_drawn(page: Page) -> None:
    cell = {"text": {"type": "bold", "text": "400元"}, "align": "left", "valign": "top", "colspan": 2}
    blocks = [{"type": "table", "cells": [[cell]]}, {"type": "paragraph", "text": ["a", "<"]}, {"type": "divider"}]
    message = page[0].post(wang(page).chat, page[0].me, {"rich_message": {"blocks": blocks}})
    drawn = '<table><tr><td style="text-align:left" colspan="2"><b>400元</b></td></tr></table><p>a&lt;</p><hr>'
    assert html_of(message) == drawn
