"""The desk: files are looked at in processes of their own, which may break without breaking anything else."""

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
import structlog

from bot.inspection import refusals
from bot.inspection.desk import Desk, Sent
from bot.inspection.jobs import LARGEST, Job, Wanted, job_from, look_from, packed
from bot.inspection.refusals import Refusal
from bot.keeping import Keeping, at_hand
from bot.messages import File, Reply
from tests.bot.inspection.papers import NAME, docx, page, with_part, written

SUMMARY = Job("总结.docx", Wanted((NAME,)))


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    opened = Desk(Keeping())
    yield opened
    await opened.close()


def sent(content: bytes, job: Job = SUMMARY, size: int | None = None) -> Sent:
    async def fetch() -> bytes:
        return content

    return Sent(job, fetch, len(content) if size is None else size)


async def test_a_file_is_looked_at_in_another_process(desk: Desk) -> None:
    found = await desk.look("wang", sent(docx("工作总结", f"姓名：{NAME}")))
    assert found.summary is not None and found.summary.characters == 10
    assert [spot.shown for spot in found.spots] == ["张＊丰"]


async def test_what_is_made_is_held_for_who_sent_it() -> None:
    desk = Desk(keeping := Keeping())
    [kept] = (await desk.look("wang", sent(written(page().resize((90, 120)), "PNG"), Job("a.png")))).kept
    await desk.close()
    assert keeping.get(kept.token).person == "wang" and keeping.get(kept.token).content.startswith(b"\xff\xd8\xff")


async def test_a_file_that_is_said_to_be_too_large_is_not_even_fetched(desk: Desk) -> None:
    async def never() -> bytes:
        raise AssertionError

    assert (await desk.look("wang", Sent(SUMMARY, never, LARGEST + 1))).refusal == refusals.LARGE


async def test_a_file_that_is_larger_than_was_said_is_refused(desk: Desk) -> None:
    assert (await desk.look("wang", sent(b"x" * (LARGEST + 1), size=10))).refusal == refusals.LARGE


async def test_a_file_that_does_not_come_is_told(desk: Desk) -> None:
    async def lost() -> bytes:
        raise Refusal(refusals.LOST)

    assert (await desk.look("wang", Sent(SUMMARY, lost))).refusal == refusals.LOST
    assert (await desk.look("wang", sent(docx("x")))).refusal == ""


async def test_a_file_that_never_arrives_gives_its_place_back() -> None:
    async def never() -> bytes:
        await asyncio.Event().wait()
        raise AssertionError

    desk = Desk(Keeping(), at_once=1, fetched=0.05)
    assert (await desk.look("wang", Sent(SUMMARY, never))).refusal == refusals.LOST
    assert (await desk.look("wang", sent(docx("x")))).refusal == ""
    await desk.close()


async def test_what_takes_too_long_ends_the_worker_and_the_next_file_gets_another() -> None:
    hasty = Desk(Keeping(), at_once=1, within=0.0)
    assert (await hasty.look("wang", sent(docx("x")))).refusal == refusals.SLOW
    await hasty.close()
    patient = Desk(Keeping(), at_once=1)
    assert (await patient.look("wang", sent(docx("x")))).refusal == ""
    assert (await patient.look("wang", sent(docx("x")))).refusal == ""
    await patient.close()


async def test_who_waits_is_told_and_two_are_looked_at_at_once(desk: Desk) -> None:
    begun, ready = asyncio.Semaphore(0), asyncio.Event()

    async def slowly() -> bytes:
        begun.release()
        await ready.wait()
        return docx("x")

    told: list[int] = []

    async def waits(before: int) -> None:
        told.append(before)
        ready.set()

    async with asyncio.TaskGroup() as tasks:
        for _ in range(2):
            tasks.create_task(desk.look("wang", Sent(SUMMARY, slowly), waits))
        await begun.acquire()
        await begun.acquire()
        tasks.create_task(desk.look("li", sent(docx("x")), waits))
    assert told == [2]


async def looked_at_once(persons: Sequence[str]) -> dict[str, list[str]]:
    """What became of files that these persons sent at once, while none could be looked at: the refusals of each."""
    desk, ready, became = Desk(Keeping(), at_once=1), asyncio.Event(), defaultdict[str, list[str]](list)

    async def slowly() -> bytes:
        await ready.wait()
        return b""

    async def look(person: str) -> None:
        became[person].append((await desk.look(person, Sent(SUMMARY, slowly))).refusal)
        ready.set()

    async with asyncio.TaskGroup() as tasks:
        for person in persons:
            tasks.create_task(look(person))
    await desk.close()
    return became


async def test_one_too_many_is_sent_away() -> None:
    became = await looked_at_once([f"person {number}" for number in range(25)])
    assert [sum(each == [why] for each in became.values()) for why in (refusals.EMPTY, refusals.BUSY)] == [20, 5]


async def test_nobody_takes_all_places() -> None:
    became = await looked_at_once([*["wang"] * 25, "li"])
    assert became["wang"].count(refusals.BUSY) == 21 and became["li"] == [refusals.EMPTY]


@pytest.mark.parametrize("name", ["ASSISTANT_SECRET", "TELEGRAM_BOT_TOKEN", "DATABASE_URL"])
async def test_a_worker_knows_no_secret(desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "a secret of the tests")
    await desk.look("wang", sent(docx("x")))
    children = await asyncio.to_thread(_environments_of_children)
    assert children and not any("a secret of the tests" in environment for environment in children)


def _environments_of_children() -> list[str]:
    found = []
    for process in (entry for entry in Path("/proc").iterdir() if entry.name.isdecimal()):
        with suppress(OSError):
            parent = int((process / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            found += [(process / "environ").read_text("utf-8")] if parent == os.getpid() else []
    return found


async def test_the_log_tells_kinds_and_sizes_alone(desk: Desk) -> None:
    with structlog.testing.capture_logs() as logs:
        await desk.look("wang", sent(docx(f"姓名：{NAME}"), Job(f"{NAME}.docx", Wanted((NAME,)))))
    assert logs and NAME not in str(logs) and "姓名" not in str(logs) and "＊" not in str(logs)


def test_a_job_and_a_look_go_through_a_pipe_unchanged() -> None:
    pieces = iter(packed(SUMMARY, b"content")[1::2])
    assert job_from(lambda: next(pieces)) == (SUMMARY, b"content")
    with pytest.raises(ValueError, match="findings"):
        look_from(b"{}", b"")


def test_a_reply_says_which_files_are_gone() -> None:
    keeping = Keeping()
    there = File(f"kept:{keeping.put('wang', '', b'x')}", "a.jpg", "check-jpg")
    reply = Reply(
        "chat", "check", {"gone": False}, files=(there, File("kept:gone", "b.jpg", "check-jpg"), File("source:x", "c", "c"))
    )
    shown = at_hand(reply, keeping)
    assert [file.name for file in shown.files] == ["a.jpg", "c"] and shown.data["gone"]
    assert at_hand(shown, keeping) is shown


async def test_memory_that_a_file_would_take_is_bounded(desk: Desk) -> None:
    bomb = with_part(docx("x"), "word/document.xml", b"<a>" + b" " * 150_000_000)
    assert len(bomb) < 1_000_000 and (await desk.look("wang", sent(bomb))).refusal == refusals.BOMB
