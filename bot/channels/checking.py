"""A file that lies on this machine, looked at without a database (`run_bot.py check`)."""

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.handlers.ask import decide
from bot.inspection.desk import Desk, Sent
from bot.inspection.jobs import LARGEST, Job
from bot.inspection.wanted import fields
from bot.keeping import Keeping
from bot.messages import Reply, Session, Turn
from knowledge.answering import Assistant
from knowledge.outcomes import Context


async def checked(
    file: Path, named: tuple[str, str], notice: str | None, assistant: Assistant, now: datetime
) -> tuple[Reply, list[tuple[str, bytes]]]:
    """What is said of it, and the files that are made of it, by name. `named` are the name and the employer to look for, each
    perhaps empty. Raises `OSError` where the file cannot be read."""
    keeping, size = Keeping(), (await asyncio.to_thread(file.stat)).st_size
    desk = Desk(keeping)
    sent = Sent(Job(file.name, fields(*named)), partial(asyncio.to_thread, _read, file), size)
    try:
        findings = await desk.look("terminal", sent)
    finally:
        await desk.close()
    turn = Turn("terminal", "1", now, findings=findings)
    reply = decide(turn, Session("terminal", context=Context(notice=notice)), assistant).reply
    return reply, [(made.name, keeping.get(made.of).content) for made in reply.files]


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)
