"""A shelf in one file, for shelves too large for memory (docs/adr/0004-large-shelves.md).

    magic | notice, notice ... | table | length of the table (8 bytes)

A notice is a block of lines under zlib: its heading, its index with the lengths of the lines that follow, then a line of JSON
for each fact and each caution, so that only those looked at are cut out and decoded. After a fact and a tab stand its words as
they are compared, which take longer to make than to read. The table, read once, says for each notice what its card holds and
where its block lies.
Blocks are read with pread, not mapped: what the file holds does not count as memory of the process."""

import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import from_json, to_json

from notices.contents import Card, Index, card, index, words
from notices.schema import Caution, Fact, Heading, Notice

MAGIC = b"notices 2\n"
QUICK = 1  # zlib level: 6 takes three times as long to write and saves a seventh
TAIL = 8  # bytes that hold the length of the table


class NotPacked(ValueError):
    """The file is no packed shelf, not one of this version, or damaged."""


@dataclass(frozen=True, slots=True)
class Block:
    """A notice as it is stored: what finds it, and the lines of its facts and cautions."""

    heading: Heading
    index: Index
    lines: bytes


def block(notice: Notice) -> Block:
    """A notice made ready to be stored."""
    facts = (f"{fact.model_dump_json(exclude_defaults=True)}\t{words(fact)}" for fact in notice.facts)
    cautions = (caution.model_dump_json(exclude_defaults=True) for caution in notice.cautions)
    return Block(_heading(notice), index(notice), "\n".join((*facts, *cautions)).encode())


def _heading(notice: Notice) -> Heading:
    return Heading(**{name: getattr(notice, name) for name in Heading.model_fields})


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
    lengths = [len(line) + 1 for line in one.lines.split(b"\n")]
    found = to_json((*one.index, lengths))
    file.write(zlib.compress(b"\n".join((one.heading.model_dump_json().encode(), found, one.lines)), QUICK))
    numbers = [topics.setdefault(topic, len(topics)) for topic in one.index.topics]
    return to_json((card(one.heading), numbers, start, file.tell() - start))


class Unpacked:
    """A notice read from the file, its facts and then its cautions still as lines."""

    def __init__(self, stored: bytes) -> None:
        heading, found, self._lines = zlib.decompress(stored).split(b"\n", 2)
        *maps, lengths = from_json(found)
        self.heading = Heading.model_validate_json(heading)
        self.index = Index(*maps)
        self._starts = list(accumulate(lengths, initial=0))
        self._facts = 1 + max(numbers[-1] for numbers in self.index.topics.values())

    def fact(self, number: int) -> Fact:
        """A fact by its number."""
        return Fact.model_validate_json(self._line(number).partition(b"\t")[0])

    def words(self, number: int) -> str:
        """Its words, as wordings are compared."""
        return self._line(number).partition(b"\t")[2].decode()

    def caution(self, number: int) -> Caution:
        """A caution by its number."""
        return Caution.model_validate_json(self._line(self._facts + number))

    def _line(self, number: int) -> bytes:
        return self._lines[self._starts[number] : self._starts[number + 1] - 1]


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
        start, length = self._places[notice_id]
        try:
            return Unpacked(os.pread(self._file, length, start))
        except (zlib.error, ValueError) as error:
            raise NotPacked(f"{self._path}: {notice_id} cannot be read: {error}") from error

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
        self._places: dict[str, tuple[int, int]] = {}
        for row in rows:
            fields, numbers, start, length = from_json(row)
            kept = (shared.setdefault(value, value) for value in map(_hashable, fields[2:]))
            one = Card(fields[0], fields[1], *kept)
            spoken = tuple(topics[number] for number in numbers)
            self._cards[one.id] = one, shared.setdefault(spoken, spoken)
            self._places[one.id] = start, length


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
