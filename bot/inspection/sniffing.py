"""What a file is, by its first bytes and not by its name."""

import codecs
import re
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from bot.inspection import refusals
from bot.inspection.refusals import Refusal

PICTURES = frozenset({"jpg", "png", "webp", "gif", "bmp", "tiff", "avif"})
BEGINNINGS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"GIF8": "gif", b"II*\0": "tiff", b"MM\0*": "tiff"}
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
OLD_TEXTS = (b"{\\rtf", b"<html", b"<!doctype html", b"mime-version:")  # what is often called .doc
OLE, ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
BRANDS = {b"heic": "heic", b"heix": "heic", b"hevc": "heic", b"mif1": "heic", b"msf1": "heic", b"avif": "avif", b"avis": "avif"}
OFFICE, MACROS = "[Content_Types].xml", "vbaProject.bin"
WORD = re.compile(r"word/document\d*\.xml")  # Word in the browser calls it document2.xml
MOST_ENTRIES, MOST_UNPACKED = 2_000, 200 * 1024 * 1024  # of a document that is a zip file
PDF_WITHIN = 1024  # bytes before which a PDF begins, says Adobe
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "tif": "tiff", "dib": "bmp", "heif": "heic", "text": "txt", "md": "txt"}
NAMED = PICTURES | {"docx", "pdf", "txt", "heic"}  # endings that say what a file is


def form_of(content: bytes) -> str:
    """What it is: docx, txt, pdf, or one of `PICTURES`. Raises `Refusal` for everything else."""
    if not content.strip(b"\0 \r\n\t"):
        raise Refusal(refusals.EMPTY)
    if (found := _by_beginning(content)) is not None:
        return found
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(OLE):
        raise Refusal(refusals.PASSWORD if ENCRYPTED in content else refusals.OLD, "doc")
    if content.startswith(ARCHIVES):
        raise Refusal(refusals.ARCHIVE)
    if content[:40].lstrip().lower().startswith(OLD_TEXTS):
        raise Refusal(refusals.OLD, "doc")
    if decoded(content) is None:
        raise Refusal(refusals.UNKNOWN)
    return "txt"


def _by_beginning(content: bytes) -> str | None:
    if content[4:8] == b"ftyp" and (brand := BRANDS.get(content[8:12])):
        if brand == "heic":
            raise Refusal(refusals.HEIC, "heic")
        return brand
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0":
        return "bmp"
    if b"%PDF-" in content[:PDF_WITHIN]:
        return "pdf"
    return next((form for beginning, form in BEGINNINGS.items() if content.startswith(beginning)), None)


def _zipped(content: bytes) -> str:
    """A document of Word, or a refusal. Nothing is unpacked here."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    # NotImplementedError is how zipfile says that an entry asks for a newer format than it reads
    except (BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        raise Refusal(refusals.BROKEN) from None
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refusal(refusals.BOMB)
    names = {entry.filename for entry in entries}
    return _office(names, any(entry.flag_bits & 1 for entry in entries))


def _office(names: set[str], encrypted: bool) -> str:
    if encrypted:
        raise Refusal(refusals.PASSWORD)
    if any(name.endswith(MACROS) for name in names):
        raise Refusal(refusals.MACRO, "docx")
    if any(map(WORD.fullmatch, names)):
        return "docx"
    if OFFICE in names or "mimetype" in names:
        raise Refusal(refusals.TABLE)
    raise Refusal(refusals.ARCHIVE)


def decoded(content: bytes) -> str | None:
    """The text of a file that is one, in UTF-8, UTF-16 with its mark, or GB18030; None where it is no text."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for c in text[:4000] if c < " " and c not in "\t\n\r\f")
        return text if not controls else None
    return None


def other_ending(name: str, form: str) -> str:
    """The ending of a file's name where it says something else than what the file is."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    return ending if ending and SAME.get(ending, ending) in NAMED and SAME.get(ending, ending) != form else ""
