"""getUpdates: offsets, limits, long polls, and two who poll."""

import asyncio
from time import perf_counter

import pytest

from tests.telegram_server import Person, Telegram
from tests.telegram_server.clients import Client
from tests.telegram_server.updates import FIRST

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def ids(client: Client, **fields: object) -> list[int]:
    return [update.update_id - FIRST for update in await client.does("get_updates", **fields)]


async def test_updates_stay_until_an_offset_confirms_them(client: Client, wang: Person) -> None:
    for text in "一二三":
        await wang.says(text)
    assert await ids(client) == [0, 1, 2]
    assert await ids(client, offset=FIRST + 1) == [1, 2]
    assert await ids(client, offset=FIRST) == [1, 2]
    assert await ids(client, offset=FIRST + 2, limit=1) == [2]
    assert await ids(client, offset=FIRST + 3) == []


async def test_a_negative_offset_forgets_all_but_the_last(client: Client, wang: Person) -> None:
    for text in "一二三":
        await wang.says(text)
    assert await ids(client, offset=-1) == [2]
    assert await ids(client, offset=1) == [2]


async def test_who_asks_the_same_again_at_once_gets_one_update(client: Client, wang: Person) -> None:
    for text in "一二三":
        await wang.says(text)
    assert (await ids(client, offset=5), await ids(client, offset=5)) == ([0, 1, 2], [0])


async def test_a_long_poll_ends_when_something_comes(client: Client, wang: Person) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(ids(client, timeout=5))
        await asyncio.sleep(0.05)
        begun = perf_counter()
        await wang.says("你好")
    assert poll.result() == [0]
    assert perf_counter() - begun < 1


async def test_the_second_who_polls_sends_the_first_away(client: Client, wang: Person) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(client.fails("get_updates", timeout=5))
        await asyncio.sleep(0.05)
        second = tasks.create_task(ids(client, offset=1, timeout=5))
        why = await first
        await wang.says("你好")
    assert why.endswith("terminated by other getupdates request; make sure that only one bot instance is running")
    assert second.result() == [0]


async def test_only_what_is_asked_for_is_kept(client: Client, telegram: Telegram, wang: Person) -> None:
    await client.does("get_updates", allowed_updates=["message"])
    message = await wang.says("你好")
    await wang.edits(message, "您好")
    await wang.blocks()
    assert [next(iter(u.keys() - {"update_id"})) for u in telegram.updates.pending] == ["message"]


async def test_an_update_can_come_again(client: Client, telegram: Telegram, wang: Person) -> None:
    await wang.says("你好")
    [update] = telegram.updates.every
    assert await ids(client) == [0]
    telegram.repeats(update)
    assert await ids(client, offset=FIRST + 1) == [0]
    assert await ids(client, offset=FIRST + 1) == []


async def test_updates_wait_through_a_restart(client: Client, telegram: Telegram, wang: Person) -> None:
    await wang.says("一")
    await telegram.restarts()
    assert await _patiently(client) == [0]


async def _patiently(client: Client) -> list[int]:
    """A connection that was kept open is gone after a restart, which the library may notice only when it uses it."""
    try:
        return await ids(client)
    except Exception:
        return await ids(client)


async def test_a_method_that_is_not_there_is_not_found(client: Client, telegram: Telegram) -> None:
    assert "not found" in await client.fails("get_user_profile_photos", user_id=1)


async def test_all_kinds_of_things_arrive_as_the_libraries_read_them(client: Client, telegram: Telegram, wang: Person) -> None:
    message = await wang.says("/start@pingshen_bot x")
    await wang.edits(message, "看 https://example.org")
    for send in (
        wang.sends_sticker,
        wang.sends_photo,
        wang.sends_voice,
        wang.sends_location,
        wang.sends_contact,
        wang.sends_poll,
    ):
        await send()
    await wang.sends_document(b"x", "a.docx", "申报表")
    await wang.forwards("通知")
    await wang.blocks()
    await wang.unblocks()
    updates = await client.does("get_updates")
    assert [u.update_id - FIRST for u in updates] == list(range(12))
    assert updates[0].message.entities[0].length == len("/start@pingshen_bot")
    assert updates[1].edited_message.text == "看 https://example.org"
    assert updates[8].message.caption == "申报表"
    assert updates[9].message.forward_origin.sender_user_name == "阿克苏职称办"
    assert updates[10].my_chat_member.new_chat_member.status == "kicked"
