"""What is given to a worker and what comes back, and how both are written on a pipe: a line of JSON, then bytes."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.findings import Findings, Keepsake

LENGTH = struct.Struct(">I")
LARGEST = 20 * 1024 * 1024  # bytes of a file: what Telegram lets bots download


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be looked for: the person's own names and employers. Used once and kept nowhere."""

    names: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.employers)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to look at, without its content: how it is called, what to look for, and whether it is a text that was typed, or
    a photograph that Telegram has made smaller."""

    name: str
    wanted: Wanted = Wanted()
    is_text: bool = False
    as_photo: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made of it."""

    what: Keepsake
    content: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """What was found so far; `last` when nothing is to come."""

    findings: Findings
    made: tuple[Made, ...] = ()
    last: bool = True


@dataclass(frozen=True, slots=True)
class _Head:
    findings: Findings
    made: tuple[tuple[Keepsake, int], ...]
    last: bool


_JOB, _HEAD = TypeAdapter(Job), TypeAdapter(_Head)


def packed(job: Job, content: bytes) -> Sequence[bytes]:
    """A job on the pipe."""
    return (*_framed(_JOB.dump_json(job)), *_framed(content))


def job_from(read: Callable[[], bytes]) -> tuple[Job, bytes]:
    """The job on the pipe; `read` gives its next frame."""
    return _JOB.validate_json(read()), read()


def answered(look: Look) -> Sequence[bytes]:
    """A look on the pipe."""
    head = _Head(look.findings, tuple((made.what, len(made.content)) for made in look.made), look.last)
    return (*_framed(_HEAD.dump_json(head)), *_framed(b"".join(made.content for made in look.made)))


def look_from(head: bytes, contents: bytes) -> Look:
    """The look on the pipe. Raises ValueError where it is none."""
    found, made, at = _HEAD.validate_json(head), [], 0
    for what, length in found.made:
        made.append(Made(what, contents[at : at + length]))
        at += length
    return Look(found.findings, tuple(made), found.last)


def _framed(content: bytes) -> tuple[bytes, bytes]:
    return LENGTH.pack(len(content)), content
