"""Telegram and the page beside each other: what goes wrong there must not be felt here."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.app import Core
from tests.bot.channels.telegram_bot import by_webhook, polling, polling_beside_the_page
from tests.telegram_server import running

FEE = "阿克苏建筑中级评审费多少"
FEES = "阿克苏建筑评审费多少"


async def says(page: httpx.AsyncClient, text: str) -> str:
    """What the page says to that."""
    found = await page.post("/say", data={"id": "a-question", "text": text})
    return found.text


async def errors(logs: Sequence[EventDict]) -> list[str]:
    """The errors that were logged, once there is one."""
    async with asyncio.timeout(10):
        while not (found := [line["event"] for line in logs if line["log_level"] == "error"]):  # noqa: ASYNC110 - a log wakes nobody
            await asyncio.sleep(0.01)
    return found


@pytest.mark.parametrize(
    ("token", "said"),
    [("110201543:AAHrefused", "Telegram refuses TELEGRAM_BOT_TOKEN"), ("a slip", "TELEGRAM_BOT_TOKEN is not a token")],
)
async def test_a_token_that_is_no_good_is_said_and_the_page_goes_on(core: Core, tmp_path: Path, token: str, said: str) -> None:
    with capture_logs() as logs:
        async with running() as server, polling_beside_the_page(server, core, tmp_path, telegram_bot_token=token) as page:
            [error] = await errors(logs)
            assert error.startswith(said) and "400元" in await says(page, FEE)


async def test_a_telegram_that_is_not_there_at_the_start_is_found_when_it_comes(core: Core, tmp_path: Path) -> None:
    with capture_logs() as logs:
        async with running() as server:
            await server.ends()
            async with polling_beside_the_page(server, core, tmp_path) as page:
                assert "Telegram cannot be reached" in (await errors(logs))[0]
                assert "400元" in await says(page, FEE)
                await server.begins()
                wang = server.person("小王")
                await wang.says(FEE)
                [reply] = await wang.sees(within=20)
    assert "400元" in reply.text


async def test_a_telegram_that_goes_away_is_served_again_when_it_is_back(core: Core, tmp_path: Path) -> None:
    async with running() as server, polling_beside_the_page(server, core, tmp_path) as page:
        wang = server.person("小王")
        await wang.says(FEE)
        await wang.sees()
        await server.ends()
        await wang.says("那初级呢")
        assert "400元" in await says(page, FEE)
        await server.begins()
        [reply] = await wang.sees(within=20)
        assert "200元" in reply.text


async def test_a_telegram_that_does_not_answer_does_not_stop_the_page(core: Core, tmp_path: Path) -> None:
    async with running() as server, by_webhook(server, core, tmp_path) as page:
        assert await server.until(lambda: server.webhook is not None, 10)
        fault = server.faults.inject("hang", 60)
        for number in range(20):
            await server.person(f"{number}号").says(FEE)
        assert await server.until(lambda: len(server.called("sendMessage")) == 20, 10)
        assert "400元" in await says(page, FEE)
        assert {call.outcome for call in server.called("sendMessage")} == {0} and fault.times < 60


async def test_a_telegram_that_knows_no_tables_yet_is_asked_once(core: Core, tmp_path: Path) -> None:
    async with running(rich=False) as server, polling(server, core, tmp_path):
        for name in ("小王", "老李"):
            asker = server.person(name)
            await asker.says(FEES)
            [reply] = await asker.sees()
            assert "700元" in reply.text and "四（五）" in reply.marked("expandable_blockquote")[0]
        await asker.presses("缴费时间")
        [changed] = await asker.sees()
        assert changed.id == reply.id and "9月11日" in changed.text
    assert len(server.called("sendRichMessage")) == 1


async def test_a_table_that_is_refused_is_sent_as_text_and_the_next_one_is_tried_again(core: Core, tmp_path: Path) -> None:
    async with running() as server, polling(server, core, tmp_path):
        wang = server.person("小王")
        server.faults.inject("400", method="sendRichMessage")
        for _ in range(2):
            await wang.says(FEES)
        plain, table = await wang.sees(2)
        assert "rich_message" not in plain.content and "rich_message" in table.content


async def test_the_webhook_takes_only_what_knows_its_secret(core: Core, tmp_path: Path) -> None:
    async with running() as server, by_webhook(server, core, tmp_path) as page:
        assert await server.until(lambda: server.webhook is not None, 10)
        address = server.webhook.url if server.webhook else ""
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
            assert (await page.post(address, json={}, headers=headers)).status_code == 403
        assert (await page.post(address[:-1], json={})).status_code == 404
        assert (await page.get(address)).status_code == 404
