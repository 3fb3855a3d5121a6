"""The file of the topic index."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.topics import TopicIndex, load, save
from knowledge.words import Sounds

MARK = "0" * 64
TABLE, KNOWN = {"几": "ji", "号": "hao", "费": "fei"}, ("几号",)


@pytest.fixture
def index() -> TopicIndex:
    return TopicIndex(
        subjects=("window.apply", "fee.amount"),
        features={"几": 0, "号$": 1, "ji hao~": 2},
        idf=np.array([1, 2, 3], np.float32),
        weights=np.array([[0.5, -1], [0, 1], [0.25, 0]], np.float16),
        bias=np.array([-0.5, 0.5], np.float32),
        phrasings=("几号", "费"),
        owner=np.array([0, 1], np.int32),
        postings=np.array([0, 0, 0], np.int32),
        starts=np.array([0, 1, 2, 3], np.int64),
        sounds=Sounds(TABLE, KNOWN),
    )


@pytest.fixture
def file(index: TopicIndex, tmp_path: Path) -> Path:
    save(index, tmp_path / "index", MARK, TABLE, KNOWN)
    return tmp_path / "index"


def test_what_is_saved_is_loaded(index: TopicIndex, file: Path) -> None:
    found = load(file, MARK)
    assert found is not None
    assert (found.subjects, found.features, found.phrasings) == (index.subjects, index.features, index.phrasings)
    assert found.sounds.of("几号费") == ("ji", "hao", "fei")
    assert np.allclose(found.scores("几号"), index.scores("几号"), atol=1e-3)


def test_an_index_of_something_else_is_not_loaded(file: Path) -> None:
    assert load(file, "1" * 64) is None


@pytest.mark.parametrize("left", [0, 64, 65, 100, 300, -1])
def test_an_index_that_was_cut_off_is_not_loaded(file: Path, left: int) -> None:
    file.write_bytes(file.read_bytes()[:left])
    assert load(file, MARK) is None


def test_no_index_is_loaded_where_there_is_none(tmp_path: Path) -> None:
    assert load(tmp_path / "index", MARK) is None
