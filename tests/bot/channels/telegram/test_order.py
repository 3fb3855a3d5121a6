"""Lanes, confirmations, pauses and the book."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.channels.telegram.book import Book
from bot.channels.telegram.confirming import Confirming
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.pauses import Pauses
from bot.messages import Address, Receipt


async def test_jobs_of_one_key_run_in_order_and_others_beside_them() -> None:
    done: list[str] = []
    gate = asyncio.Event()

    async def slow() -> None:
        await gate.wait()
        done.append("slow")

    async def quick() -> None:
        done.append("quick")
        gate.set()

    async def last() -> None:
        done.append("last")

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(tasks)
        lanes.put("a", slow)
        lanes.put("a", last)
        lanes.put("b", quick)
        assert lanes.count == 3
    assert done == ["quick", "slow", "last"] and lanes.count == 0


async def test_a_job_that_fails_does_not_stop_the_next() -> None:
    done: list[int] = []

    async def fails() -> None:
        raise ZeroDivisionError

    async def works() -> None:
        done.append(1)

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(tasks)
        lanes.put("a", fails)
        lanes.put("a", works)
    assert done == [1]


def test_an_answer_that_was_on_its_way_when_all_had_ended_holds_nothing_new() -> None:
    confirming = Confirming()
    assert [confirming.begin(one) for one in (7, 8)] == [True, True]
    for one in (8, 7):
        confirming.end(one)
    assert [confirming.begin(one) for one in (7, 8, 9)] == [False, False, True]


def test_only_what_is_stored_is_confirmed() -> None:
    confirming = Confirming()
    assert [confirming.begin(n) for n in (5, 6, 7, 6)] == [True, True, True, False]
    confirming.end(6)
    assert confirming.offset == 5 and not confirming.begin(6)
    confirming.end(5)
    assert confirming.offset == 7
    confirming.end(7)
    assert confirming.offset == 8 and confirming.working == 0


async def test_waiting_ends_when_few_are_left_or_after_a_while() -> None:
    confirming = Confirming()
    confirming.begin(1)
    await confirming.settled(most=1, within=60)
    await confirming.settled(most=0, within=0.01)
    asyncio.get_running_loop().call_soon(confirming.end, 1)
    await confirming.settled(most=0, within=60)


def test_a_chat_that_is_held_back_holds_nobody_else() -> None:
    now = 0.0
    pauses = Pauses(lambda: now)
    pauses.hold(1, 30)
    assert (pauses.left(1), pauses.left(2)) == (30, 0)
    now = 31.0
    assert pauses.left(1) == 0


def test_chat_after_chat_held_back_means_all() -> None:
    pauses = Pauses(lambda: 0.0)
    for chat in (1, 2, 3):
        pauses.hold(chat, 5)
    assert pauses.left(9) == 5


def test_an_accepted_message_between_them_means_each_for_itself() -> None:
    pauses = Pauses(lambda: 0.0)
    for chat in (1, 2):
        pauses.hold(chat, 5)
    pauses.passed(4)
    pauses.hold(3, 5)
    assert pauses.left(9) == 0


def receipt(number: int) -> Receipt:
    return Receipt("p", str(number), 0, Address(1), number, last=True)


async def test_receipts_that_come_together_are_written_together() -> None:
    written: list[int] = []

    async def record(receipts: Sequence[Receipt]) -> None:
        await asyncio.sleep(0)
        written.append(len(receipts))

    book = Book(record)
    await asyncio.gather(*(book.write(receipt(n)) for n in range(10)))
    assert sum(written) == 10 and len(written) <= 2


async def test_who_cannot_be_written_down_hears_it() -> None:
    async def record(receipts: Sequence[Receipt]) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        await Book(record).write(receipt(1))
