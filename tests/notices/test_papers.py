"""Papers of a notice against the notice, its source and their templates."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from notices.kits import Kits
from notices.packed import Packed
from notices.packing import block, write
from notices.paper_checks import faults
from notices.shelf import PUBLISHED, Shelf, load, paper_files, read

NOTICE = "aksu-archives-2024"


def found(files: Mapping[str, bytes]) -> Iterator[str]:
    one, _ = read(PUBLISHED / NOTICE)
    assert one is not None
    return (f"{where}: {message}" for where, message in faults(one.notice, one.clauses, files))


def changed(old: str, new: str) -> Mapping[str, bytes]:
    files = dict(paper_files(PUBLISHED / NOTICE))
    document = files["papers.yaml"].decode()
    assert old in document
    return {**files, "papers.yaml": document.replace(old, new, 1).encode()}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("clause: 附件1", "clause: 附件9", "no clause 附件9"),
        ("required: [name, series", "required: [series", "name: either asked for and not printed"),
        ("optional: [signed]", "optional: [signed, degree]", "degree: either asked for and not printed"),
        ("facts: [publicity-days]", "facts: [none-such]", "no fact none-such"),
        ("cautions: [promise-handwritten]", "cautions: [none-such]", "no caution none-such"),
        ("file: 1-publicity.docx", "file: other.docx", "no .docx that can be read"),
        ("number: 3", "number: 7", "attachment 3: is named by a fact, but not in papers"),
        ("{number: 2,", "{number: 3,", "attachment 2: is named by a fact, but not in absent"),
        ("copy: [opinion-sentence]", "copy: [none-such]", "no fact none-such"),
        ("id: promise", "id: publicity", "id is used 2 times"),
        ("title: 个人承诺书", "name: 个人承诺书", "Field required"),
        ("papers:\n", "papers: [\n", "not valid YAML"),
    ],
)
def test_a_fault_is_named_with_its_place(old: str, new: str, fault: str) -> None:
    assert fault in "\n".join(found(changed(old, new)))


def test_a_notice_without_papers_has_no_fault_and_no_papers(tmp_path: Path, shelf: Shelf) -> None:
    assert not list(found({}))
    bare = next(iter(shelf))
    write(tmp_path / "shelf", [block(bare, b"")])
    kit = Kits(Packed(tmp_path / "shelf")).of(bare.id)
    assert not (kit.papers or kit.missing or kit.copy)


def test_a_packed_shelf_holds_the_same_papers(tmp_path: Path) -> None:
    shelf = load()
    write(tmp_path / "shelf", (block(one, b"", paper_files(PUBLISHED / one.id)) for one in shelf))
    packed, loaded = Kits(Packed(tmp_path / "shelf")), Kits(shelf)
    for notice in shelf:
        one, other = packed.of(notice.id), loaded.of(notice.id)
        assert (one.papers, one.templates, one.missing, one.told) == (other.papers, other.templates, other.missing, other.told)
