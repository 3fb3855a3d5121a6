"""The papers of each notice with the facts that go with them, wherever notices are kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from notices.contents import Contents, InMemory, Listing
from notices.papers import DATA, Paper, papers
from notices.schema import Attachment, Caution, Contact, Fact, Heading, Publicity
from notices.shelf import Shelf

T = TypeVar("T")
KEPT = 32  # notices whose papers stay at hand, 150 kB each


@dataclass(frozen=True, slots=True)
class Missing:
    """An attachment that the notice names and does not print: the fact that names it, and what the notice says of where it
    can be had."""

    fact: Fact
    name: str
    where: tuple[Fact, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Kit:
    """The papers of one notice. `told` and `cautioned` are what is said with each, by its id; `copy` are sentences to be
    written by hand; `publicity` is the fact with the working days of publicity; `enquiry` whom to ask."""

    notice: Heading
    papers: Mapping[str, Paper]
    templates: Mapping[str, bytes]
    told: Mapping[str, tuple[Fact, ...]]
    cautioned: Mapping[str, tuple[Caution, ...]]
    missing: tuple[Missing, ...]
    copy: tuple[Fact, ...]
    publicity: Fact | None
    enquiry: tuple[Fact, ...]

    def path(self, paper: Paper) -> str:
        """What a paper is called in addresses and buttons: aksu-archives-2024/promise."""
        return f"{self.notice.id}/{paper.id}"


class Kits:
    """The papers of all notices."""

    def __init__(self, shelf: Listing) -> None:
        self._shelf = shelf
        source: Any = InMemory(shelf) if isinstance(shelf, Shelf) else shelf  # a packed one is a source itself
        self._contents: Callable[[str], Contents] = source.contents
        self._of = lru_cache(KEPT)(self._made)

    def __contains__(self, notice_id: object) -> bool:
        return notice_id in self._shelf

    def of(self, notice_id: str) -> Kit:
        """The papers of a notice on the shelf. Raises `KeyError`."""
        return self._of(notice_id)

    def paper(self, path: str) -> tuple[Kit, Paper] | None:
        """A paper by <notice>/<paper>; None where there is none."""
        notice_id, _, paper_id = path.partition("/")
        if notice_id not in self._shelf or paper_id not in (kit := self.of(notice_id)).papers:
            return None
        return kit, kit.papers[paper_id]

    def _made(self, notice_id: str) -> Kit:
        files = self._shelf.papers(notice_id)
        said = papers(files.get(DATA, b"").decode())
        contents = self._contents(notice_id)
        facts, cautions = _facts(contents), _cautions(contents)
        return Kit(
            contents.heading,
            {paper.id: paper for paper in said.papers},
            {paper.id: files[paper.file] for paper in said.papers},
            {paper.id: _named(paper.facts, facts) for paper in said.papers},
            {paper.id: _named(paper.cautions, cautions) for paper in said.papers},
            tuple(_missing(one.number, one.facts, one.cautions, facts, cautions) for one in said.absent),
            _named(said.copy_, facts),
            next((f for f in facts.values() if isinstance(f.data, Publicity)), None),
            tuple(f for f in facts.values() if isinstance(f.data, Contact) and f.data.role == "enquiry" and f.data.phones),
        )


def _facts(contents: Contents) -> Mapping[str, Fact]:
    numbers = {number for found in contents.index.topics.values() for number in found}
    return {fact.id: fact for fact in map(contents.fact, sorted(numbers))}


def _cautions(contents: Contents) -> Mapping[str, Caution]:
    numbers = {number for found in contents.index.cautions.values() for number in found}
    return {caution.id: caution for caution in map(contents.caution, sorted(numbers))}


def _named(ids: Iterable[str], known: Mapping[str, T]) -> tuple[T, ...]:
    return tuple(known[one] for one in ids)


def _missing(
    number: int, where: Iterable[str], open_: Iterable[str], facts: Mapping[str, Fact], cautions: Mapping[str, Caution]
) -> Missing:
    fact = next(f for f in facts.values() if isinstance(f.data, Attachment) and f.data.number == number)
    assert isinstance(fact.data, Attachment)
    return Missing(fact, f"附件{number} {fact.data.name}", _named(where, facts), _named(open_, cautions))
