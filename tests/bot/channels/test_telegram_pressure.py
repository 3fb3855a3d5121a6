"""Telegram under pressure: floods, crowds, refusals for a while."""

import asyncio
from pathlib import Path

import pytest

from bot.app import Core
from bot.storage.tables import DeliveryRow
from tests.bot.channels.telegram_bot import polling
from tests.bot.test_service import read
from tests.telegram_server import Person, Telegram, running

FEE = "阿克苏建筑中级评审费多少"
CROWD, BATCH = 500, 100  # people who ask at once, and updates that Telegram gives at once


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


async def test_a_crowd_is_answered_one_each_and_in_the_order_of_its_line(telegram: Telegram) -> None:
    people = [telegram.person(f"{number}号") for number in range(CROWD)]
    for person in people:
        await person.says(FEE)
    for person in people:
        [reply] = await person.sees(within=60)
        assert "400元" in reply.text
    answered = [call.number("chat_id") for call in telegram.called("sendMessage")]
    assert len(answered) == CROWD
    assert all(answered.index(person.id) < place + BATCH for place, person in enumerate(people))


async def test_who_asks_much_does_not_keep_the_line_waiting(telegram: Telegram, wang: Person) -> None:
    for _ in range(12):
        await wang.says(FEE)
    people = [telegram.person(f"{number}号") for number in range(12)]
    for person in people:
        await person.says(FEE)
    for person in (*people, wang):
        await person.sees()
    answered = [call.number("chat_id") for call in telegram.called("sendMessage")]
    assert answered.index(people[-1].id) < len(people) + len(people) // 2


async def test_a_chat_that_is_held_back_is_waited_for_and_others_go_on(telegram: Telegram, wang: Person) -> None:
    li = telegram.person("老李")
    telegram.faults.inject("429", 1, method="sendMessage", chat=wang.id, seconds=2)
    await wang.says(FEE)
    assert await telegram.until(lambda: telegram.called("sendMessage") != [], 10)
    await li.says(FEE)
    await li.sees()
    [reply] = await wang.sees()
    tried = [(call.number("chat_id"), call.outcome) for call in telegram.called("sendMessage")]
    assert tried == [(wang.id, 429), (li.id, 200), (wang.id, 200)]
    assert "400元" in reply.text and telegram.called("sendChatAction")


@pytest.mark.parametrize("kind", ["500", "502", "cut"])
async def test_what_was_not_done_is_done_again(telegram: Telegram, wang: Person, kind: str) -> None:
    telegram.faults.inject(kind, 2, method="sendMessage")  # type: ignore[arg-type]  # one of its kinds
    await wang.says(FEE)
    [reply] = await wang.sees()
    assert "400元" in reply.text


@pytest.mark.parametrize(
    ("text", "method", "words"), [(FEE, "sendMessage", "400元"), ("把阿克苏档案的通知原文发给我", "sendDocument", "一字未改")]
)
async def test_a_reply_that_was_owed_at_the_end_is_sent_at_the_next_start(
    core: Core, tmp_path: Path, text: str, method: str, words: str
) -> None:
    async with running(limits_on=False) as server:
        wang = server.person("小王")
        async with polling(server, core, tmp_path):
            fault = server.faults.inject("429", 99, method=method, seconds=60)
            await wang.says(text)
            assert await server.until(lambda: fault.times < 99, 10)
        fault.times = 0
        async with polling(server, core, tmp_path):
            [reply] = await wang.sees()
        assert words in reply.text and len(server.called(method)) == 2
        assert {row.state for row in read(f"sqlite:///{tmp_path / 'assistant.db'}", DeliveryRow)} == {"done"}
