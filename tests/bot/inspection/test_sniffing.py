"""What a file is, by its bytes."""

import pytest

from bot.inspection import refusals
from bot.inspection.refusals import Refusal
from bot.inspection.sniffing import form_of, other_ending
from tests.bot.inspection.papers import docx, page, with_part, written, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "gif", "bmp", "tiff", "avif", "pdf"])
def test_pictures_and_papers_are_known_by_their_beginning(form: str) -> None:
    small = page().resize((60, 80)).convert("P" if form == "gif" else "RGB")
    assert form_of(written(small, form.upper())) == {"jpeg": "jpg"}.get(form, form)


def test_a_document_and_a_text_are_known() -> None:
    assert form_of(docx("总结")) == "docx" and form_of("总结".encode("gb18030")) == "txt"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", refusals.EMPTY),
        (bytes(1000), refusals.EMPTY),
        (b"\n \n", refusals.EMPTY),
        (OLE, refusals.OLD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), refusals.PASSWORD),
        (b"{\\rtf1\\ansi}", refusals.OLD),
        (b"<html><body>x", refusals.OLD),
        (b"Rar!\x1a\x07\x00" + bytes(9), refusals.ARCHIVE),
        (zipped({"a.jpg": b"x"}), refusals.ARCHIVE),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), refusals.TABLE),
        (zipped({"word/document.xml": b"x", "word/vbaProject.bin": b"x"}), refusals.MACRO),
        (zipped({f"{n}": b"" for n in range(3000)}), refusals.BOMB),
        (zipped({"word/document.xml": bytes(250_000_000)}), refusals.BOMB),
        (docx("x")[:900], refusals.BROKEN),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", refusals.HEIC),
        (b"MZ\x90\0\x03" + bytes(range(256)), refusals.UNKNOWN),
        (b"ID3\x04" + bytes(range(256)), refusals.UNKNOWN),
    ],
)
def test_everything_else_is_refused_with_why(content: bytes, why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        form_of(content)
    assert refusal.value.key == why


def test_a_document_that_word_in_the_browser_has_saved_is_one() -> None:
    assert form_of(zipped({"[Content_Types].xml": b"x", "word/document2.xml": b"x"})) == "docx"


def test_a_macro_is_found_under_an_innocent_name() -> None:
    with pytest.raises(Refusal, match=refusals.MACRO):
        form_of(with_part(docx("x"), "word/vbaProject.bin", b"macro"))


@pytest.mark.parametrize(
    ("name", "form", "ending"),
    [
        ("a.jpg", "png", "jpg"),
        ("a.JPEG", "jpg", ""),
        ("a.tif", "tiff", ""),
        ("总结.docx", "pdf", "docx"),
        ("a", "jpg", ""),
        ("a.md", "txt", ""),
        ("张三.2024", "jpg", ""),
    ],
)
def test_a_wrong_ending_is_told(name: str, form: str, ending: str) -> None:
    assert other_ending(name, form) == ending
