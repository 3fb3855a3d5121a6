"""From a file to what is found in it. Runs in the worker."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.findings import Findings
from bot.inspection import refusals
from bot.inspection.jobs import LARGEST, Job, Look
from bot.inspection.refusals import Refusal
from bot.inspection.sniffing import decoded, form_of, other_ending
from bot.inspection.spots import MOST, Piece, spots
from bot.inspection.summaries import found_in

LONGEST = 400_000  # characters of a text
More = Callable[[], bool]


def looks(job: Job, content: bytes, more: More) -> Iterator[Look]:
    """What is found, in one look or several, each of which holds what those before it do. `more` says whether there is time
    for what takes long."""
    form, found = "", None
    try:
        if len(content) > LARGEST:
            raise Refusal(refusals.LARGE)
        form = "text" if job.is_text else form_of(content)
        for look in _looks(job, content, form, more):
            found = replace(look, findings=_named(look.findings, job))
            yield found
    except Refusal as refusal:
        yield Look(refused(refusal.key, job, len(content), refusal.form or form))
    except (MemoryError, RecursionError):
        slow = refused(refusals.SLOW, job, len(content), form)
        yield Look(slow) if found is None else replace(found, findings=replace(found.findings, read="slow"), last=True)


def refused(key: str, job: Job, size: int, form: str = "") -> Findings:
    """That a file was not looked at."""
    ending = other_ending(job.name, form) if form and key != refusals.PASSWORD else ""  # a locked .docx looks like an old one
    return Findings(form, size, key, ending, as_photo=job.as_photo)


def _looks(job: Job, content: bytes, form: str, more: More) -> Iterator[Look]:
    if form in ("txt", "text"):
        yield Look(_text(job, content, form))
    elif form == "docx":
        from bot.inspection import words

        pieces, pictures = words.pieces_of(content)
        yield Look(found_in(form, pieces, job.wanted, len(content), pictures))
    else:
        from bot.inspection import scans

        yield from scans.looks(job, content, form, more)


def _text(job: Job, content: bytes, form: str) -> Findings:
    text = decoded(content) or ""
    if len(text) > LONGEST:
        raise Refusal(refusals.LONG, form)
    lines = [line for line in text.splitlines() if line.strip()]
    return found_in(form, [Piece(line, number) for number, line in enumerate(lines, 1)], job.wanted, len(content))


def _named(findings: Findings, job: Job) -> Findings:
    """The same with what the file's name says: another ending than its content has, or somebody's name."""
    found, _ = spots([Piece(job.name, where="title")], job.wanted, guess=False)
    ending = other_ending(job.name, findings.form)
    return replace(findings, ending=ending, spots=(*found, *findings.spots)[:MOST])
