"""Loading a shelf: every fault is told at once, with its file and field."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from notices.shelf import Fault, FaultyShelf, load, read
from tests.notices.small import NAME, SOURCE, Change, written

FILE = f"{NAME}/notice.yaml"


def faults(shelf: Path) -> tuple[Fault, ...]:
    """What is wrong with a shelf."""
    with pytest.raises(FaultyShelf) as raised:
        load(shelf)
    return raised.value.faults


def fields(found: Iterable[Fault]) -> list[str]:
    return [fault.field for fault in found]


def fact(number: int, **changed: Any) -> Change:
    """A change of one fact; None takes a field away."""

    def change(document: dict[str, Any]) -> None:
        one = document["facts"][number] | changed
        document["facts"][number] = {name: value for name, value in one.items() if value is not None}

    return change


def top(**changed: Any) -> Change:
    """A change of the heading; None takes a field away."""

    def change(document: dict[str, Any]) -> None:
        for name, value in changed.items():
            document[name] = value
            if value is None:
                del document[name]

    return change


def caution(**fields_of_it: Any) -> Change:
    return top(cautions=[{"id": "c", "topics": ["window.apply"], "text": "通知没有写几点算逾期。", **fields_of_it}])


def test_a_sound_notice_is_on_the_shelf(tmp_path: Path) -> None:
    written(tmp_path)
    shelf = load(tmp_path)
    assert (len(shelf), NAME in shelf, [n.id for n in shelf], shelf[NAME].year) == (1, True, [NAME], 2024)


def test_a_notice_comes_with_the_clauses_of_its_source(tmp_path: Path) -> None:
    published, _ = read(written(tmp_path))
    assert published is not None and list(published.clauses) == ["开头", "一", "一（一）", "一（二）", "二", "二1", "二2"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (top(title=None), "title"),
        (top(year="soon"), "year"),
        (top(series=[]), "series"),
        (top(levels=["highest"]), "levels.0"),
        (top(routes=None), "routes"),
        (top(colour="red"), "colour"),
        (top(place="atlantis"), "place"),
        (top(series=["alchemy"]), "series"),
        (top(facts=[]), "facts"),
        (top(published="yesterday"), "published"),
        (top(published="2024-13-45"), "published"),
        (fact(0, topics=["window.lunch"]), "apply.topics"),
        (fact(0, topics=[]), "facts.apply.topics"),
        (fact(0, text="短"), "facts.apply.text"),
        (fact(0, text="长" * 221), "facts.apply.text"),
        (fact(0, cite=[]), "facts.apply.cite"),
        (fact(0, colour="red"), "facts.apply.colour"),
        (fact(0, when={"mood": ["good"]}), "facts.apply.when.mood"),
        (fact(0, when={"place": ["atlantis"]}), "apply.places"),
        (fact(0, when={"series": ["alchemy"]}), "apply.series"),
        (fact(0, data={"kind": "riddle"}), "facts.apply.data"),
        (fact(1, data={"kind": "fee", "yuan": 0}), "facts.fee.data.fee.yuan"),
        (fact(0, cite=[{"clause": "九", "quote": "8月30日18:00"}]), "apply.cite"),
        (fact(0, cite=[{"clause": "一（一）", "quote": "2024年7月22日—8月31日18:00"}]), "apply.cite"),
        (fact(0, cite=[{"clause": "一（二）", "quote": "2024年7月22日—8月30日18:00"}]), "apply.cite"),
        (fact(0, text="网上申报到8月31日18:00截止。"), "apply.text"),
        (fact(0, text="网上申报看《办法》，到8月30日18:00截止。"), "apply.text"),
        (fact(0, text="“准时”申报，到8月30日18:00截止。"), "apply.text"),
        (fact(1, data={"kind": "fee", "yuan": 380}), "fee.data"),
        (fact(2, data={"kind": "correction", "hours": 48}), "return.data"),
        (fact(2, data={"kind": "correction"}), "return.data"),
        (fact(3, data={"kind": "publicity", "working_days": 7}), "publicity.data"),
        (fact(0, data={"kind": "window", "window": "apply", "closes": "2024-08-29"}), "apply.data"),
        (fact(0, data={"kind": "window", "window": "apply"}), "apply.data"),
        (fact(1, data={"kind": "contact", "role": "enquiry", "phones": ["0997-1234567"]}), "fee.data"),
        (fact(1, data={"kind": "sentence", "words": "材料真实"}), "fee.data"),
        (fact(1, data={"kind": "link", "url": "www.xjzcsq.com"}), "fee.data"),
        (fact(1, data={"kind": "elsewhere", "documents": ["《评审办法》"]}), "fee.data"),
        (fact(1, data={"kind": "admission", "who": {"level": ["middle"]}, "provided": ["执照在本地注册"]}), "fee.data"),
        (fact(1, data={"kind": "admission", "who": {"series": ["alchemy"]}}), "fee.series"),
        (fact(1, id="apply"), "apply"),
        (top(no_fact={"一": "只有标题", "二": "只有标题"}), "clause 开头"),
        (top(no_fact={"一": "只有标题", "二": "只有标题", "开头": "只有标题", "九": "只有标题"}), "no_fact.九"),
        (top(id="another-2024"), "id"),
        (caution(topics=["window.lunch"]), "c.topics"),
        (caution(text="到9月31日为止。"), "c.text"),
        (caution(cite=[{"clause": "一（一）", "quote": "没有的话"}]), "c.cite"),
        (caution(id="apply"), "apply"),
    ],
)
def test_a_fault_is_told_with_its_file_and_field(tmp_path: Path, change: Change, field: str) -> None:
    written(tmp_path, change)
    found = faults(tmp_path)
    assert field in fields(found) and {fault.file for fault in found} == {FILE}


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    written(
        tmp_path, fact(0, text="网上申报到8月31日18:00截止。"), fact(1, data={"kind": "fee", "yuan": 380}), top(place="atlantis")
    )
    assert sorted(fields(faults(tmp_path))) == ["apply.text", "fee.data", "place"]


def test_every_misshapen_part_is_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, top(title=None), fact(0, text="短"), fact(2, cite=[]))
    assert sorted(fields(faults(tmp_path))) == ["facts.apply.text", "facts.return.cite", "title"]


def test_faults_of_every_notice_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, top(place="atlantis"))
    written(tmp_path, fact(0, cite=[]), top(id="test-other-2024"), name="test-other-2024")
    assert {fault.file for fault in faults(tmp_path)} == {FILE, "test-other-2024/notice.yaml"}


def test_a_sound_notice_does_not_hide_a_faulty_one(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, top(place="atlantis", id="test-other-2024"), name="test-other-2024")
    assert fields(faults(tmp_path)) == ["place"]


def test_a_clause_that_was_added_to_the_source_is_missed_by_name(tmp_path: Path) -> None:
    written(tmp_path, source=f"{SOURCE}3.另行通知。\n")
    assert fields(faults(tmp_path)) == ["clause 二3"]


def test_white_space_in_a_quote_does_not_matter(tmp_path: Path) -> None:
    written(tmp_path, fact(1, cite=[{"clause": "一（二）", "quote": "中级 400\n元 / 人"}]))
    assert len(load(tmp_path)) == 1


def test_a_day_that_is_open_may_be_left_out_of_a_tentative_window(tmp_path: Path) -> None:
    written(tmp_path, fact(0, data={"kind": "window", "window": "apply", "tentative": True}))
    assert len(load(tmp_path)) == 1


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "notice.yaml").write_text("id: [", "utf-8"),
        lambda folder: (folder / "notice.yaml").write_text("", "utf-8"),
        lambda folder: (folder / "notice.yaml").write_text("- a list", "utf-8"),
        lambda folder: (folder / "notice.yaml").write_text("published: 2024-02-30", "utf-8"),
        lambda folder: (folder / "notice.yaml").write_text("a: !!python/object:os.system {}", "utf-8"),
        lambda folder: (folder / "notice.yaml").write_bytes(b"\xff\xfe\x00"),
        lambda folder: (folder / "notice.yaml").unlink(),
        lambda folder: (folder / "source.txt").unlink(),
        lambda folder: (folder / "source.txt").write_bytes(b"\xb9\xd8\xd3\xda"),
    ],
    ids=["no YAML", "empty", "a list", "no such day", "code", "no text", "no data", "no source", "source in GBK"],
)
def test_a_file_that_cannot_be_read_is_a_fault_like_others(tmp_path: Path, spoil: Spoil) -> None:
    spoil(written(tmp_path))
    assert {fault.file for fault in faults(tmp_path)} == {FILE}


@pytest.mark.parametrize("shelf", ["", "nowhere"])
def test_a_shelf_without_a_notice_is_a_fault(tmp_path: Path, shelf: str) -> None:
    assert [f.message for f in faults(tmp_path / shelf)] == ["holds no notice"]


def test_a_fault_reads_as_file_field_and_message(tmp_path: Path) -> None:
    written(tmp_path, top(place="atlantis"))
    assert str(faults(tmp_path)[0]) == f"{FILE}: place: atlantis is no place of the vocabulary"


@pytest.mark.parametrize("day", ["2024-02-30", "2024-08-30 25:00:00", "!!timestamp soon"])
def test_a_date_that_does_not_exist_is_a_fault_of_its_field(tmp_path: Path, day: str) -> None:
    file = written(tmp_path) / "notice.yaml"
    file.write_text(re.sub("published: .*", f"published: {day}", file.read_text("utf-8")), "utf-8")
    assert fields(faults(tmp_path)) == ["published"]


@pytest.mark.parametrize("value", ["!!int many", "!!bool perhaps", "{[a]: b}"])
def test_a_value_that_yaml_stumbles_over_is_a_fault(tmp_path: Path, value: str) -> None:
    (written(tmp_path) / "notice.yaml").write_text(f"year: {value}", "utf-8")
    assert [fault.file for fault in faults(tmp_path)] == [FILE]
