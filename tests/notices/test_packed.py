"""A shelf packed into one file."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from notices.contents import InMemory
from notices.packed import MAGIC, TAIL, NotPacked, Packed, Unpacked
from notices.packing import block, write
from notices.schema import Caution, Fact, Notice, Window
from notices.shelf import PUBLISHED, Shelf, load


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load()


@pytest.fixture(scope="module")
def file(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "shelf"
    write(path, (block(notice, shelf.source(notice.id)) for notice in shelf))
    return path


@pytest.fixture
def packed(file: Path) -> Iterator[Packed]:
    opened = Packed(file)
    yield opened
    opened.close()


def test_a_packed_shelf_has_the_same_cards_and_topics(shelf: Shelf, packed: Packed) -> None:
    assert [(card, tuple(topics)) for card, topics in InMemory(shelf).cards()] == list(packed.cards())


def test_a_packed_notice_has_the_same_heading_and_index(shelf: Shelf, packed: Packed) -> None:
    for notice in shelf:
        stored = packed.contents(notice.id)
        assert stored.heading.model_dump() == notice.model_dump(include=set(type(stored.heading).model_fields))
        assert stored.index == InMemory(shelf).contents(notice.id).index


def test_a_packed_notice_has_the_same_facts_and_cautions(shelf: Shelf, packed: Packed) -> None:
    for notice in shelf:
        assert everything(notice, packed.contents(notice.id)) == (list(notice.facts), list(notice.cautions))


def test_a_packed_fact_has_the_same_outline(shelf: Shelf, packed: Packed) -> None:
    for notice in shelf:
        loaded, stored = InMemory(shelf).contents(notice.id), packed.contents(notice.id)
        numbers = range(len(notice.facts))
        assert list(map(stored.outline, numbers)) == list(map(loaded.outline, numbers))


def test_a_packed_notice_has_its_text_as_it_was_published(packed: Packed) -> None:
    for one in packed:
        assert packed.source(one.id) == (PUBLISHED / one.id / "source.txt").read_bytes()


def test_equal_values_of_cards_are_kept_once(packed: Packed) -> None:
    series = [card.place for card, _ in packed.cards() if card.place == "aksu"]
    assert len(series) == 2
    assert series[0] is series[1]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("id: hejing-initial-2024", encoding="utf-8")
    with pytest.raises(NotPacked, match="no packed shelf"):
        Packed(tmp_path / "shelf")


@pytest.mark.parametrize("left", [0, 5, 100, -1, -9])
def test_a_file_that_was_cut_off_is_refused(file: Path, tmp_path: Path, left: int) -> None:
    (tmp_path / "cut").write_bytes(file.read_bytes()[:left])
    with pytest.raises(NotPacked):
        Packed(tmp_path / "cut")


def test_a_file_is_there_only_once_it_is_whole(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "shelf", (block(notice, b"") for notice in shelf if 1 // 0))
    assert not list(tmp_path.iterdir())


def test_a_packed_shelf_lists_its_notices(shelf: Shelf, packed: Packed) -> None:
    assert len(packed) == len(shelf)
    assert [(one.id, one.name) for one in packed] == [(one.id, one.name) for one in shelf]
    assert "hejing-initial-2024" in packed and "nowhere" not in packed
    assert packed["hejing-initial-2024"].name == shelf["hejing-initial-2024"].name


@pytest.mark.parametrize("part", range(1, 20))
def test_a_block_that_is_damaged_is_told_with_its_notice(shelf: Shelf, file: Path, tmp_path: Path, part: int) -> None:
    damaged = bytearray(file.read_bytes())
    damaged[end_of_blocks(damaged) * part // 20] ^= 255
    (tmp_path / "shelf").write_bytes(damaged)
    opened = Packed(tmp_path / "shelf")
    with pytest.raises(NotPacked, match=r"shelf: [a-z-]+-20\d\d cannot be read"):
        list(zip(map(everything, shelf, map(opened.contents, shelf.published)), map(opened.source, shelf.published), strict=True))
    opened.close()


def everything(notice: Notice, stored: Unpacked) -> tuple[list[Fact], list[Caution]]:
    """All that a packed notice says."""
    facts, cautions = map(stored.fact, range(len(notice.facts))), map(stored.caution, range(len(notice.cautions)))
    return list(facts), list(cautions)


def end_of_blocks(file: bytes | bytearray) -> int:
    """Where the table begins."""
    return len(file) - TAIL - int.from_bytes(file[-TAIL:])


def test_a_block_that_is_cut_off_is_told(shelf: Shelf, file: Path) -> None:
    whole = file.read_bytes()[len(MAGIC) :]
    for length in (0, 50, 5_000):
        with pytest.raises(NotPacked, match="one cannot be read"):
            Unpacked(whole[:length], "one")


def test_a_moment_at_midnight_does_not_become_a_day(shelf: Shelf, tmp_path: Path) -> None:
    notice = next(iter(shelf))
    midnight = Window(kind="window", window="apply", closes=datetime(2024, 8, 31))  # noqa: DTZ001  (as notices give them)
    fact = notice.facts[0].model_copy(update={"data": midnight})
    write(tmp_path / "shelf", [block(notice.model_copy(update={"facts": (fact,)}), b"")])
    opened = Packed(tmp_path / "shelf")
    assert opened.contents(notice.id).fact(0) == fact
    opened.close()
