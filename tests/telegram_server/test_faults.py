"""Faults that are injected, and the limits."""

import asyncio

import pytest

from tests.telegram_server import Person, Telegram
from tests.telegram_server.calls import Call
from tests.telegram_server.clients import LIBRARIES, Client
from tests.telegram_server.faults import Kind
from tests.telegram_server.limits import A_MINUTE, A_SECOND, BURST, Limits
from tests.telegram_server.refusals import Refused

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def send(client: Client, chat: int, text: str = "a") -> str:
    """The name of what the library raised, or ""."""
    try:
        await client.does("send_message", chat_id=chat, text=text)
    except Exception as error:
        return type(error).__name__
    return ""


@pytest.mark.parametrize(
    ("kind", "raised", "arrives"),
    [
        ("429", ("TelegramRetryAfter", "RetryAfter"), False),
        ("403", ("TelegramForbiddenError", "Forbidden"), False),
        ("404", ("TelegramNotFound", "InvalidToken"), False),
        ("500", ("RestartingTelegram", "NetworkError"), False),
        ("502", ("ClientDecodeError", "NetworkError"), False),
        ("cut", ("TelegramNetworkError", "NetworkError"), False),
        ("cut after", ("TelegramNetworkError", "NetworkError"), True),
        ("slow", ("", ""), True),
        ("slow after", ("", ""), True),
    ],
)
async def test_a_fault_strikes_once(
    client: Client, telegram: Telegram, kind: Kind, raised: tuple[str, str], arrives: bool
) -> None:
    wang = telegram.person("小王")
    telegram.faults.inject(kind, seconds=0.05)
    assert await send(client, wang.id, "一") == raised[LIBRARIES.index(client.library)]
    assert [m.text for m in wang.chat.messages] == ["一"] * arrives
    assert await send(client, wang.id, "二") == ""


async def test_faults_choose_method_and_chat(client: Client, telegram: Telegram, wang: Person) -> None:
    other = telegram.person("李梅")
    telegram.faults.inject("403", 5, method="sendMessage", chat=other.id)
    await client.does("send_chat_action", chat_id=other.id, action="typing")
    assert (await send(client, wang.id), bool(await send(client, other.id))) == ("", True)


async def test_chance_is_the_same_for_the_same_seed(client: Client, telegram: Telegram, wang: Person) -> None:
    async def struck() -> list[bool]:
        telegram.faults.clear()
        telegram.faults.by_chance("403", 0.5, seed=7)
        return [bool(await send(client, wang.id)) for _ in range(8)]

    first = await struck()
    assert first == await struck()
    assert 0 < sum(first) < 8


async def test_a_hanging_call_is_given_up_by_who_waits(client: Client, telegram: Telegram, wang: Person) -> None:
    telegram.faults.inject("hang")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await client.does("send_message", chat_id=wang.id, text="a")
    assert wang.chat.messages == []


async def test_a_chat_takes_a_small_burst(client: Client, telegram: Telegram, wang: Person) -> None:
    telegram.limits_on = True
    results = [await send(client, wang.id) for _ in range(int(BURST) + 1)]
    assert results[:-1] == [""] * int(BURST)
    assert "RetryAfter" in results[-1]
    assert await send(client, telegram.person("李梅").id) == ""
    await client.does("send_chat_action", chat_id=wang.id, action="typing")


async def test_a_second_takes_thirty_in_all() -> None:
    limits = Limits()
    assert [_wait(limits, chat=i, at=i / 100) for i in range(A_SECOND + 2)] == [0] * A_SECOND + [1, 1]
    assert _wait(limits, chat=99, at=1.0) == 0


async def test_a_group_takes_twenty_a_minute() -> None:
    limits = Limits()
    assert [_wait(limits, chat=-5, at=2.0 * i) for i in range(A_MINUTE + 1)] == [0] * A_MINUTE + [20]
    assert _wait(limits, chat=5, at=41.0) == 0


def _wait(limits: Limits, chat: int, at: float) -> int:
    """Seconds to wait, 0 where it went through."""
    try:
        limits.check(Call("sendMessage", {"chat_id": chat}, at=at))
    except Refused as refusal:
        return refusal.parameters["retry_after"]
    return 0


async def test_what_was_asked_is_written_down(client: Client, telegram: Telegram, wang: Person) -> None:
    await send(client, wang.id, "一")
    await send(client, 4711)
    assert [(c.method.lower(), c.outcome) for c in telegram.called("sendMessage")] == [("sendmessage", 200), ("sendmessage", 400)]
    assert telegram.calls[0].at < telegram.calls[1].at
