"""Telegram under pressure: floods, crowds, refusals for a while, a server that is slow or away."""

import asyncio
from pathlib import Path
from time import perf_counter

import httpx
import pytest

from bot.app import Core
from bot.storage.tables import DeliveryRow
from tests.bot.channels.telegram_bot import by_webhook, polling
from tests.bot.test_service import read
from tests.telegram_server import Person, Telegram, running

FEE = "阿克苏建筑中级评审费多少"
CROWD = 60


async def test_twenty_messages_a_second_get_one_friendly_word(telegram: Telegram, wang: Person) -> None:
    for _ in range(25):
        await wang.says("你好")
    await wang.sees(13)
    await asyncio.sleep(0.5)
    said = [m.text for m in wang.chat.messages if m.by_bot]
    assert len(said) == 13 and "请等十来秒" in said[-1]


async def test_a_flood_does_not_hold_up_anybody_else(telegram: Telegram, wang: Person) -> None:
    for _ in range(80):
        await wang.says("你好")
    li = telegram.person("老李")
    await li.says(FEE)
    await li.sees()
    assert len([m for m in wang.chat.messages if m.by_bot]) <= 13


async def test_a_crowd_is_answered_one_each(telegram: Telegram) -> None:
    people = [telegram.person(f"{number}号") for number in range(CROWD)]
    for person in people:
        await person.says(FEE)
    for person in people:
        [reply] = await person.sees(within=30)
        assert "400元" in reply.text
    assert len(telegram.called("sendMessage")) == CROWD


async def test_a_chat_that_is_held_back_is_waited_for_and_others_go_on(telegram: Telegram, wang: Person) -> None:
    li = telegram.person("老李")
    telegram.faults.inject("429", 1, method="sendMessage", chat=wang.id, seconds=2)
    await wang.says(FEE)
    assert await telegram.until(lambda: telegram.called("sendMessage") != [], 10)
    begun = perf_counter()
    await li.says(FEE)
    await li.sees()
    between = perf_counter() - begun
    [reply] = await wang.sees()
    assert "400元" in reply.text and between < 1.5 < perf_counter() - begun
    assert telegram.called("sendChatAction")


@pytest.mark.parametrize("kind", ["500", "502", "cut"])
async def test_what_was_not_done_is_done_again(telegram: Telegram, wang: Person, kind: str) -> None:
    telegram.faults.inject(kind, 2, method="sendMessage")  # type: ignore[arg-type]  # one of its kinds
    await wang.says(FEE)
    [reply] = await wang.sees()
    assert "400元" in reply.text


async def test_updates_go_on_after_telegram_was_away(telegram: Telegram, wang: Person) -> None:
    await wang.says(FEE)
    await wang.sees()
    await telegram.restarts(after=0.2)
    await wang.says("那初级呢")
    [reply] = await wang.sees(within=10)
    assert "200元" in reply.text


async def test_no_text_breaks_the_markup(telegram: Telegram, wang: Person) -> None:
    await wang.says("</b><b>&lt;" * 50)
    [reply] = await wang.sees()
    assert reply.text


async def test_a_slow_telegram_does_not_stop_the_page(core: Core, tmp_path: Path) -> None:
    async with running(limits_on=False) as server, by_webhook(server, core, tmp_path) as _:
        wang = server.person("小王")
        assert await server.until(lambda: server.webhook is not None, 10)
        server.faults.inject("hang", 100, seconds=30)
        address = server.webhook.url if server.webhook else ""
        for _ in range(20):
            await wang.says(FEE)
        begun = perf_counter()
        async with httpx.AsyncClient(base_url=address.partition("/telegram/")[0]) as page:
            assert (await page.get("/healthz")).text == "ok" and (await page.get("/")).status_code == 200
        assert perf_counter() - begun < 3
        server.faults.clear()


async def test_the_webhook_takes_only_what_knows_its_secret(core: Core, tmp_path: Path) -> None:
    async with running() as server, by_webhook(server, core, tmp_path):
        wang = server.person("小王")
        await wang.says(FEE)
        await wang.sees()
        address = server.webhook.url if server.webhook else ""
        async with httpx.AsyncClient() as page:
            for secret, status in (("", 403), ("guessed", 403)):
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
                assert (await page.post(address, json={}, headers=headers)).status_code == status
            assert (await page.post(address[:-1], json={})).status_code == 404
            assert (await page.get(address)).status_code == 404


async def test_a_reply_that_was_owed_at_the_end_is_sent_at_the_next_start(core: Core, tmp_path: Path) -> None:
    async with running(limits_on=False) as server:
        wang = server.person("小王")
        async with polling(server, core, tmp_path):
            fault = server.faults.inject("429", 99, method="sendMessage", seconds=60)
            await wang.says(FEE)
            assert await server.until(lambda: fault.times < 99, 10)
        fault.times = 0
        async with polling(server, core, tmp_path):
            [reply] = await wang.sees()
        assert "400元" in reply.text and len(server.called("sendMessage")) == 2
        assert {row.state for row in read(f"sqlite:///{tmp_path / 'assistant.db'}", DeliveryRow)} == {"done"}
