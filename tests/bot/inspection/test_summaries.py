"""Summaries: how they are counted, and what is read of a document."""

import pytest

from bot.findings import Findings
from bot.inspection import refusals
from bot.inspection.jobs import Job, Wanted
from bot.inspection.looking import looks
from bot.inspection.summaries import counted
from tests.bot.inspection.papers import EMPLOYER, NAME, docx, with_part


def look(content: bytes, name: str = "总结.docx", wanted: Wanted = Wanted(), is_text: bool = False) -> Findings:  # noqa: B008
    return list(looks(Job(name, wanted, is_text), content, lambda: True))[-1].findings


@pytest.mark.parametrize(
    ("text", "characters", "bare", "words"),
    [
        ("", 0, 0, 0),
        ("工作认真。", 5, 4, 5),
        ("工作 认\u3000真\n。", 5, 4, 5),
        ("用BIM做了3个项目", 10, 10, 8),
        ("“好”——是的", 7, 3, 7),
        ("\u200b字\ufeff", 1, 1, 1),
    ],
)
def test_characters_are_counted_without_white_space(text: str, characters: int, bare: int, words: int) -> None:
    found = counted([text])
    assert (found.characters, found.bare, found.words) == (characters, bare, words)


def test_a_document_is_counted_with_its_tables_and_without_its_header() -> None:
    found = look(docx("思想政治方面。", "专业工作方面。", header="某某局"))
    assert found.form == "docx" and found.summary is not None
    assert (found.summary.characters, found.summary.bare, found.summary.paragraphs) == (14, 12, 2)


def test_names_are_found_in_paragraphs_headers_and_properties() -> None:
    found = look(docx("工作总结", f"我是{NAME}。", header=EMPLOYER, author=NAME), wanted=Wanted((NAME,), (EMPLOYER,)))
    assert {(s.kind, s.where, s.place) for s in found.spots} == {
        ("name", "text", 2),
        ("employer", "margin", 0),
        ("name", "properties", 0),
    }


def test_a_name_in_the_name_of_a_file_is_told() -> None:
    [spot] = look(docx("工作总结"), f"{NAME}-总结.docx", Wanted((NAME,))).spots
    assert (spot.where, spot.shown) == ("title", "张＊丰")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_the_encodings_that_people_have(encoding: str) -> None:
    found = look("工作认真，成绩突出。\n存在的问题".encode(encoding), "总结.txt")
    assert found.form == "txt" and found.summary is not None and found.summary.characters == 15


def test_a_text_that_was_typed_is_counted_as_one() -> None:
    found = look("工作认真".encode(), "", is_text=True)
    assert found.form == "text" and found.summary is not None and found.summary.characters == 4


def test_what_was_deleted_is_not_counted_and_who_deleted_it_is_told() -> None:
    body = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
        '<w:r><w:t>留下</w:t></w:r><w:del w:author="李梅"><w:r><w:delText>删掉</w:delText></w:r></w:del>'
        "</w:p></w:body></w:document>"
    )
    found = look(with_part(docx("x"), "word/document.xml", body.encode()))
    assert found.summary is not None and found.summary.characters == 2
    assert [(spot.kind, spot.where) for spot in found.spots] == [("author", "properties")]


def xml(inside: str, before: str = "") -> bytes:
    named = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f'<?xml version="1.0"?>{before}<w:document {named}>{inside}</w:document>'.encode()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (xml("<w:p>" * 100_000), refusals.BROKEN),
        (xml("<w:p>" * 100_000 + "</w:p>" * 100_000), refusals.BROKEN),
        (xml("", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'), refusals.BOMB),
        (b" " * 30_000_000, refusals.BOMB),
        (xml("<w:p><w:r><w:t>" + "字" * 500_000 + "</w:t></w:r></w:p>"), refusals.LONG),
        (b"\xff\xfe\0", refusals.BROKEN),
    ],
    ids=["deep", "deep and closed", "entities", "padded", "endless", "no xml"],
)
def test_a_document_that_was_made_to_break_a_reader_is_refused(body: bytes, why: str) -> None:
    assert look(with_part(docx("x"), "word/document.xml", body)).refusal == why
