"""The text of a document of Word, read as a stream: no tree is built, nothing is unpacked that is too large."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as zlib_error

from bot.inspection import refusals
from bot.inspection.refusals import Refusal
from bot.inspection.sniffing import WORD
from bot.inspection.spots import Piece, Where

MOST_XML = 24 * 1024 * 1024  # bytes of one part, unpacked
MOST_TEXT = 400_000  # characters
DEEPEST = 400  # elements within each other
CHUNK = 64 * 1024
PARTS: dict[str, Where] = {
    "header": "margin",
    "footer": "margin",
    "footnotes": "margin",
    "endnotes": "margin",
    "comments": "margin",
}
AUTHORS = {"creator", "lastModifiedBy", "Company", "Manager"}
PICTURED = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tiff", ".emf", ".wmf")


@dataclass
class _Reader:
    """Collects paragraphs, and who is named as an author, while the parser goes on."""

    paragraphs: list[str] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)
    _open: list[list[str]] = field(default_factory=list)  # paragraphs within each other: text boxes
    _path: list[str] = field(default_factory=list)
    _length: int = 0
    _fallback: int = 0  # within what is there for old programs, which says the same again

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        self._path.append(tag)
        if len(self._path) > DEEPEST:
            raise Refusal(refusals.BROKEN, "docx")
        self._fallback += tag == "Fallback"
        if tag == "p":
            self._open.append([])
        elif tag in ("tab", "br", "cr") and self._open:
            self._open[-1].append("\t" if tag == "tab" else "\n")
        elif tag in ("ins", "del", "comment"):
            self.authors |= {value for key, value in attributes.items() if key.rpartition("}")[2] == "author" and value}

    def end(self, name: str) -> None:
        tag = self._path.pop()
        self._fallback -= tag == "Fallback"
        if tag == "p" and self._open:
            self.paragraphs.append("".join(self._open.pop()))

    def data(self, text: str) -> None:
        inside = self._path[-1] if self._path else ""
        if self._fallback:
            return
        if inside == "t" and self._open:
            self._length += len(text)
            self._open[-1].append(text)
        elif inside in AUTHORS and text.strip():
            self.authors.add(text.strip())
        if self._length > MOST_TEXT:
            raise Refusal(refusals.LONG, "docx")


def _no_types(*_: object) -> None:
    """Documents declare no types of their own; who does means to make much out of little."""
    raise Refusal(refusals.BOMB, "docx")


def _read(archive: ZipFile, entry: ZipInfo) -> _Reader:
    reader, parser = _Reader(), expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.data, _no_types
    for chunk in _unpacked(archive, entry):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return reader


def _unpacked(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, as many as it really has: what its entry says of them may be a lie."""
    length = 0
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            length += len(chunk)
            if length > MOST_XML:
                raise Refusal(refusals.BOMB, "docx")
            yield chunk


def pieces_of(content: bytes) -> tuple[list[Piece], int]:
    """The paragraphs of a document with those in its margins and the authors that it names, and how many pictures it holds.
    Raises `Refusal`."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return list(_pieces(archive)), sum(
                name.startswith("word/media/") for name in archive.namelist() if name.endswith(PICTURED)
            )
    # NotImplementedError is how zipfile says that an entry is packed in a way, or a newer format, that it does not read;
    # RuntimeError, that it is encrypted
    except (BadZipFile, KeyError, expat.ExpatError, zlib_error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        raise Refusal(refusals.BROKEN, "docx") from None


def _pieces(archive: ZipFile) -> Iterator[Piece]:
    body = _read(archive, next(entry for entry in archive.infolist() if WORD.fullmatch(entry.filename)))
    written = [text for text in body.paragraphs if text.strip()]
    yield from (Piece(text, number) for number, text in enumerate(written, 1))
    authors = set(body.authors)
    for entry in archive.infolist():
        name = entry.filename.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
        if name in PARTS or entry.filename in ("docProps/core.xml", "docProps/app.xml"):
            part = _read(archive, entry)
            authors |= part.authors
            yield from (Piece(text, where=PARTS[name]) for text in part.paragraphs if text.strip() and name in PARTS)
    yield from (Piece(author, where="properties") for author in sorted(authors))
