"""From what was found in a text to what is told of it: where, with the words about it, everything masked. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.findings import Spot
from bot.inspection.jobs import Wanted
from bot.inspection.masking import masked, order
from bot.inspection.personal import ENDS, Hit, hits, looks_personal, told_names

MOST = 12  # spots that are told of
AROUND = 14  # characters on either side
Where = Literal["text", "margin", "title", "properties"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a line or a page's text, and where it stands."""

    text: str
    place: int = 0
    where: Where = "text"


def spots(pieces: Sequence[Piece], wanted: Wanted, guess: bool = True) -> tuple[tuple[Spot, ...], int]:
    """The spots, and how many more there are. What stands behind a label once is looked for everywhere."""
    told = told_names(hit for piece in pieces for hit in hits(piece.text, Wanted(), guess=False))
    all_wanted = Wanted((*wanted.names, *told.names), (*wanted.employers, *told.employers))
    found = _merged(spot for piece in pieces for spot in _spots(piece, all_wanted, guess))
    found.sort(key=order)
    return tuple(found[:MOST]), max(0, len(found) - MOST)


def _spots(piece: Piece, wanted: Wanted, guess: bool) -> Iterator[tuple[str, Spot]]:
    found = hits(piece.text, wanted, guess)
    if not found and piece.where == "properties" and looks_personal(piece.text):
        yield piece.text, Spot("author", masked("author", piece.text), where=piece.where, sure=False)
    for hit in found:
        shown = masked(hit.kind, hit.words)
        yield hit.words, Spot(hit.kind, shown, around(piece.text, hit, found), piece.place, piece.where, hit.sure, hit.part)


def _merged(found: Iterable[tuple[str, Spot]]) -> list[Spot]:
    """The same words in the same kind of place are told of once, at their first place."""
    first: dict[tuple[str, str, str], Spot] = {}
    for words, spot in found:
        key = (spot.kind, words, spot.where)
        first[key] = replace(first[key], times=first[key].times + 1) if key in first else spot
    return list(first.values())


def around(text: str, hit: Hit, found: Sequence[Hit]) -> str:
    """What stands about it in its sentence, with everything masked that was `found`, in its order, nothing twice."""
    start, end = max(0, hit.start - AROUND), min(len(text), hit.end + AROUND)
    start = max(start, *(text.rfind(mark, start, hit.start) + 1 for mark in ENDS))
    end = min(end, *(at + 1 if (at := text.find(mark, hit.end, end)) >= 0 else end for mark in ENDS))
    pieces, at = ["…" if start > 0 and text[start - 1] not in ENDS else ""], start
    first, last = bisect_right(found, start, key=lambda h: h.end), bisect_left(found, end, key=lambda h: h.start)
    for one in found[first:last]:
        pieces += [text[at : max(at, one.start)], masked(one.kind, one.words)]
        at = one.end
    return " ".join("".join((*pieces, text[at:end], "…" if end < len(text) and at <= end < at + 40 else "")).split())
