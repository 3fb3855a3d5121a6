"""Source text of a notice -> its clauses, each with its path such as 三（一）2.

Official documents number their parts 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3). What bears no number (the opening, the
contacts, the attachments) is named in the notice's data by the beginning of its first line."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

OPENING = "开头"
_CN = "一二三四五六七八九十"
_LEVELS = (
    re.compile(rf"([{_CN}]{{1,3}})、"),
    re.compile(rf"[（(]([{_CN}]{{1,3}})[)）]"),
    re.compile(r"(\d{1,2})(?:[.．、]|\s)(?!\d)"),
    re.compile(r"[（(](\d{1,2})[)）]"),
)
_MARKUP = re.compile(r"^[\s#*\-]+")
_NOTE = re.compile(r"注[:：]\s*")
_DASHES = re.compile("[‐‑‒–—―−~〜～－]+")


def plain(text: str) -> str:
    """Text for comparing: NFKC, lower case, one kind of dash, without white space and bold marks."""
    return _DASHES.sub("-", re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", text).lower()))


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered or named part with its own words, those of its sub-clauses left out."""

    path: str
    text: str


def _numbered(line: str) -> tuple[int, str] | None:
    """Depth and label of the number that a line begins with."""
    for depth, pattern in enumerate(_LEVELS):
        if found := pattern.match(line):
            label = found.group(1)
            return depth, f"（{label}）" if depth in (1, 3) else label
    return None


def _opened(line: str, root: str, parts: Mapping[str, str]) -> tuple[str, str] | None:
    """Where a line opens an unnumbered part: its path, and the rest of the line that may bear a number (注：1. ...)."""
    for start, path in parts.items():
        if plain(line).startswith(plain(start)):
            return path, ""
    if note := _NOTE.match(line):
        return f"{root}注", line[note.end() :]
    return None


def split(source: str, parts: Mapping[str, str] | None = None) -> dict[str, Clause]:
    """The clauses of a source text by path, in order; lines without a number belong to the clause before them."""
    texts: dict[str, list[str]] = {}
    root, labels, path = "", ["", "", "", ""], OPENING
    for raw in source.splitlines():
        line = _MARKUP.sub("", raw).strip()
        if (opened := _opened(line, root, parts or {})) is not None:
            (root, line), labels = opened, ["", "", "", ""]
            path = root
        if line and (number := _numbered(line)) is not None:
            depth, label = number
            labels[depth:] = [label] + [""] * (3 - depth)
            path = root + "".join(labels)
        texts.setdefault(path, []).append(raw)
    return {p: Clause(p, "\n".join(lines).strip()) for p, lines in texts.items() if "".join(lines).strip()}
