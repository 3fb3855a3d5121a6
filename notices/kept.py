"""A checked shelf, kept in a file, so that a start need not check again what has not changed (0.5 s for five notices)."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from notices.shelf import Published, Shelf, load

_HERE = Path(__file__).parent
_PUBLISHED = TypeAdapter(dict[str, Published])


def shelf(folder: Path, file: Path) -> Shelf:
    """All notices below `folder`: from `file` where they were kept as they are, else loaded and kept. Raises `FaultyShelf`."""
    mark = _mark(folder)
    return _read(file, mark, folder) or _write(load(folder), file, mark)


def _sources(folder: Path) -> Iterator[Path]:
    """What the shelf is made from: the notices, and the code and vocabularies that they are checked with."""
    yield from sorted(_HERE.glob("*.py"))
    yield from sorted((_HERE / "vocabulary").glob("*.*"))
    for files in ("*/notice.yaml", "*/source.txt", "*/papers.yaml", "*/attachments/*.docx"):
        yield from sorted(folder.glob(files))


def _mark(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _sources(folder):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read(file: Path, mark: str, folder: Path) -> Shelf | None:
    try:
        known, _, document = file.read_text(encoding="utf-8").partition("\n")
        return Shelf(_PUBLISHED.validate_json(document), folder) if known == mark else None
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def _write(fresh: Shelf, file: Path, mark: str) -> Shelf:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")  # several processes may start at once
    beside.write_bytes(mark.encode() + b"\n" + _PUBLISHED.dump_json(dict(fresh.published)))
    beside.replace(file)
    return fresh
