"""A shelf in one file, for shelves too large for memory (docs/adr/0004-large-shelves.md).

    magic | notice, its source, its papers, notice, its source, its papers ... | table | length of the table (8 bytes)

A source is the text as it was published, one stream of zlib, read only when it is asked for; papers are a zip of papers.yaml and
the templates, or nothing. A notice is a block of streams of
zlib, each of lines. The first holds its heading, its index with the lengths of the streams that follow, and a line of outline for
each fact, by which it is ranked. Each of the streams that follow holds a line of JSON for each of `TOGETHER` facts and has their
outlines, which say nearly the same, for its dictionary; the last holds a line of JSON for each caution. What is not shown is
neither unpacked nor decoded. The table, read once, says for each notice what its card holds and where its block lies.
`notices.packing` writes all this.
Blocks are read with pread, not mapped: what the file holds does not count as memory of the process."""

import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from pydantic_core import from_json

from notices.contents import Card, Index, Outline
from notices.schema import Caution, Fact, Heading

MAGIC = b"notices 5\n"
TOGETHER = 16  # facts in a stream: with fewer the file grows, with more there is more to unpack for each that is shown
TAIL = 8  # bytes that hold the length of the table


class NotPacked(ValueError):
    """The file is no packed shelf, not one of this version, or damaged."""


def together(lines: Sequence[bytes], stream: int) -> bytes:
    """Of the lines of all facts those that stand in a stream."""
    return b"\n".join(lines[stream * TOGETHER : (stream + 1) * TOGETHER])


def _unpacked(stored: bytes, known: bytes = b"") -> tuple[list[bytes], bytes]:
    """The lines of the first stream, and what is stored after it. Raises `zlib.error`, `ValueError`."""
    stream = zlib.decompressobj(zdict=known)
    lines = stream.decompress(stored)
    if not stream.eof:
        raise ValueError("it is cut off")
    return lines.split(b"\n"), stream.unused_data


class Unpacked:
    """A notice read from the file, what is not looked at still as it is stored."""

    def __init__(self, stored: bytes, name: str) -> None:
        """A notice as it is stored, called `name` where it cannot be read. Raises `NotPacked`, as all methods do."""
        self._name = name
        with self._reading():
            (heading, found, *self._outlines), rest = _unpacked(stored)
            *maps, lengths = from_json(found)
            self.heading = Heading.model_validate_json(heading)
            self.index = Index(*maps)
        *self._streams, self._cautions = (rest[begin:end] for begin, end in pairwise(accumulate(lengths, initial=0)))
        self._facts: dict[int, list[bytes]] = {}

    def outline(self, number: int) -> Outline:
        """What a fact is ranked by."""
        name, topic, kind, asked, words = self._outlines[number].decode().split("\t")
        asks = tuple((field, tuple(values)) for field, values in from_json(asked)) if asked else ()
        return Outline(name, topic, kind, asks, words)

    def fact(self, number: int) -> Fact:
        """A fact by its number."""
        stream, line = divmod(number, TOGETHER)
        if stream not in self._facts:
            with self._reading():
                self._facts[stream], _ = _unpacked(self._streams[stream], together(self._outlines, stream))
        return Fact.model_validate_json(self._facts[stream][line])

    def caution(self, number: int) -> Caution:
        """A caution by its number."""
        return Caution.model_validate_json(self._caution_lines[number])

    @cached_property
    def _caution_lines(self) -> list[bytes]:
        with self._reading():
            return _unpacked(self._cautions)[0]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (zlib.error, ValueError) as error:
            raise NotPacked(f"{self._name} cannot be read: {error}") from error


class Packed:
    """A packed shelf. The file stays open until `close`."""

    def __init__(self, path: Path) -> None:
        """Open a shelf. Raises `NotPacked`."""
        self._path = path
        self._file = os.open(path, os.O_RDONLY)
        try:
            topics, *rows = self._table()
            self._read(from_json(topics), rows)
        except (zlib.error, OSError, ValueError) as error:
            self.close()
            raise NotPacked(f"{path}: {error}") from error

    def __len__(self) -> int:
        return len(self._cards)

    def __contains__(self, notice_id: object) -> bool:
        return notice_id in self._cards

    def __iter__(self) -> Iterator[Card]:
        return (one for one, _ in self._cards.values())

    def __getitem__(self, notice_id: str) -> Card:
        return self._cards[notice_id][0]

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def cards(self) -> Iterator[tuple[Card, Iterable[str]]]:
        """The card of each notice with the topics that it speaks of."""
        return iter(self._cards.values())

    def contents(self, notice_id: str) -> Unpacked:
        """One notice. Raises `NotPacked` where its block is damaged."""
        start, length, *_ = self._places[notice_id]
        return Unpacked(os.pread(self._file, length, start), f"{self._path}: {notice_id}")

    def source(self, notice_id: str) -> bytes:
        """The text of a notice as it was published. Raises `KeyError`, `NotPacked` where it is damaged."""
        start, length, text, _ = self._places[notice_id]
        try:
            return zlib.decompress(os.pread(self._file, text, start + length))
        except zlib.error as error:
            raise NotPacked(f"{self._path}: {notice_id} cannot be read: its text: {error}") from error

    def papers(self, notice_id: str) -> Mapping[str, bytes]:
        """Its papers.yaml and the templates, by file. Raises `KeyError`, `NotPacked` where they are damaged."""
        start, length, text, papers = self._places[notice_id]
        if not papers:
            return {}
        try:
            with ZipFile(BytesIO(os.pread(self._file, papers, start + length + text))) as archive:
                return {name: archive.read(name) for name in archive.namelist()}
        except (BadZipFile, zlib.error) as error:
            raise NotPacked(f"{self._path}: {notice_id} cannot be read: its papers: {error}") from error

    def _table(self) -> list[bytes]:
        if os.pread(self._file, len(MAGIC), 0) != MAGIC:
            raise ValueError("is no packed shelf of this version (run_bot.py notice pack makes one)")
        end = os.fstat(self._file).st_size - TAIL
        length = int.from_bytes(os.pread(self._file, TAIL, end))
        if not 0 < length <= end - len(MAGIC):
            raise ValueError("is not whole, pack it again")
        return zlib.decompress(os.pread(self._file, length, end - length)).split(b"\n")

    def _read(self, topics: Sequence[str], rows: Iterable[bytes]) -> None:
        """Keep the cards and where each notice lies; equal values are kept once."""
        shared: dict[object, Any] = {}
        self._cards: dict[str, tuple[Card, tuple[str, ...]]] = {}
        self._places: dict[str, tuple[int, int, int, int]] = {}
        for row in rows:
            fields, numbers, *place = from_json(row)
            kept = (shared.setdefault(value, value) for value in map(_hashable, fields[2:]))
            one = Card(fields[0], fields[1], *kept)
            spoken = tuple(topics[number] for number in numbers)
            self._cards[one.id] = one, shared.setdefault(spoken, spoken)
            self._places[one.id] = tuple(place)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
