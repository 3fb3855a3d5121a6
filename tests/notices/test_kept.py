"""The checked shelf in a file."""

import shutil
from pathlib import Path

import pytest

from notices import kept
from notices.shelf import PUBLISHED, load

NOTICE = "hejing-initial-2024"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PUBLISHED / NOTICE, tmp_path / "published" / NOTICE)
    return tmp_path / "published"


def test_a_kept_shelf_is_the_loaded_one(tmp_path: Path) -> None:
    first, again = (kept.shelf(PUBLISHED, tmp_path / "notices.json") for _ in range(2))
    assert first == again == load(PUBLISHED)


def test_the_file_is_read_where_nothing_has_changed(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "notices.json"
    kept.shelf(folder, file)
    file.write_text(file.read_text("utf-8").replace('"year":2024', '"year":1999'), "utf-8")
    assert kept.shelf(folder, file)[NOTICE].year == 1999


def test_a_notice_that_has_changed_is_loaded_anew(folder: Path, tmp_path: Path) -> None:
    kept.shelf(folder, tmp_path / "notices.json")
    notice = folder / NOTICE / "notice.yaml"
    notice.write_text(notice.read_text("utf-8").replace("\nname: ", "\nname: 新"), "utf-8")
    assert kept.shelf(folder, tmp_path / "notices.json")[NOTICE].name.startswith("新")


@pytest.mark.parametrize("content", [b"", b"mark\n{}", b"\xff"])
def test_a_broken_file_is_made_anew(folder: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notices.json").write_bytes(content)
    assert NOTICE in kept.shelf(folder, tmp_path / "notices.json")
