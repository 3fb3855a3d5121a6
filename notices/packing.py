"""Making a shelf in one file; how it is laid out stands in `notices.packed`."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile

from pydantic_core import to_json

from notices.contents import Index, Outline, card, index, outline
from notices.packed import MAGIC, TAIL, TOGETHER, together
from notices.schema import Caution, Fact, Heading, Notice

QUICK = 1  # zlib level: 6 takes three times as long to write and saves a seventh


@dataclass(frozen=True, slots=True)
class Block:
    """A notice as it is stored: what finds it, the lines of its facts' outlines, its facts and its cautions, and its source."""

    heading: Heading
    index: Index
    outlines: bytes
    facts: bytes
    cautions: bytes
    source: bytes
    papers: bytes = b""


def block(notice: Notice, source: bytes, papers: Mapping[str, bytes] | None = None) -> Block:
    """A notice made ready to be stored, with its text as it was published, and its papers by file."""
    heading = Heading(**{name: getattr(notice, name) for name in Heading.model_fields})
    outlines = "\n".join(map(_outlined, map(outline, notice.facts))).encode()
    return Block(heading, index(notice), outlines, _lines(notice.facts), _lines(notice.cautions), source, _zipped(papers or {}))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as they are stored, nothing where there are none. Templates are zipped themselves."""
    if not files:
        return b""
    stored = BytesIO()
    with ZipFile(stored, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stored.getvalue()


def _outlined(one: Outline) -> str:
    asked = to_json(one.asks).decode() if one.asks else ""
    return "\t".join((one.id, one.topic, one.kind, asked, one.words))


def _lines(items: Iterable[Fact | Caution]) -> bytes:
    return "\n".join(item.model_dump_json(exclude_defaults=True) for item in items).encode()


def write(path: Path, blocks: Iterable[Block]) -> None:
    """Write a packed shelf; the file is there only once it is whole."""
    growing = path.with_name(f"{path.name}.growing")
    try:
        with growing.open("wb") as file:
            _write(file, blocks)
        growing.replace(path)
    finally:
        growing.unlink(missing_ok=True)


def _write(file: BinaryIO, blocks: Iterable[Block]) -> None:
    topics: dict[str, int] = {}
    file.write(MAGIC)
    rows = [_written(one, file, topics) for one in blocks]
    table = zlib.compress(b"\n".join((to_json(list(topics)), *rows)), QUICK)
    file.write(table)
    file.write(len(table).to_bytes(TAIL))


def _written(one: Block, file: BinaryIO, topics: dict[str, int]) -> bytes:
    """Store a notice; returned is its line of the table. Topics are numbered as they come."""
    start = file.tell()
    file.writelines(_streams(one))
    length = file.tell() - start
    text = file.write(_compressed(one.source))
    numbers = [topics.setdefault(topic, len(topics)) for topic in one.index.topics]
    papers = file.write(one.papers)
    return to_json((card(one.heading), numbers, start, length, text, papers))


def _streams(one: Block) -> Iterator[bytes]:
    """The first stream and the others, whose lengths it holds."""
    outlines, facts = one.outlines.split(b"\n"), one.facts.split(b"\n")
    streams = range(-(-len(facts) // TOGETHER))
    rest = [*(_compressed(together(facts, i), together(outlines, i)) for i in streams), _compressed(one.cautions)]
    found = to_json((*one.index, list(map(len, rest))))
    yield _compressed(b"\n".join((one.heading.model_dump_json().encode(), found, one.outlines)))
    yield from rest


def _compressed(lines: bytes, known: bytes = b"") -> bytes:
    stream = zlib.compressobj(QUICK, zdict=known)
    return stream.compress(lines) + stream.flush()
