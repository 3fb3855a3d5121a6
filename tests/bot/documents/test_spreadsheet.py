"""The checklist as a spreadsheet, read again."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from bot.documents.spreadsheet import xlsx
from bot.messages import Progress
from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.checklist.model import Checklist
from knowledge.facts import Facts
from notices.contents import Loaded
from notices.shelf import load
from tests.conftest import SEASON

SHELF = load()
TYPED = {"day": "2012-07-01", "count": "1"}
FORMULAS = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0")


def made(notice: str) -> Checklist:
    """The checklist of somebody who says no to what can be said no to, and else gives the first answer."""
    facts = Facts(Loaded(SHELF[notice]))
    answers: dict[str, str] = {}
    while (question := replay(facts, answers).next) is not None:
        values = [option.value for option in question.options]
        answers[question.name] = "no" if "no" in values else values[0] if values else TYPED[question.form]
    return checklist(facts, replay(facts, answers), SEASON)


def read(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(params=[n.id for n in SHELF], scope="module")
def one(request: pytest.FixtureRequest) -> Checklist:
    return made(request.param)


def test_every_thing_and_every_entry_has_a_line(one: Checklist) -> None:
    sheets = read(xlsx(one, Progress()))
    assert list(sheets) == ["清单", "日程", "说明"]
    assert len(sheets["清单"]) == len(one.items) + 1 and len(sheets["日程"]) == len(one.entries) + 1
    for row, item in zip(sheets["清单"][1:], one.items, strict=True):
        assert row[1].startswith(item.name) and row[8] and item.fact.cite[0].clause in row[8]


def test_what_is_done_and_noted_stands_in_it(one: Checklist) -> None:
    first, *_, last = (item.id for item in one.items)
    rows = read(xlsx(one, Progress(done=(first,), problems={last: "缺公章"})))["清单"][1:]
    assert [row[2] for row in rows] == ["是"] + ["否"] * (len(rows) - 1)
    assert rows[-1][7] == "缺公章"


@pytest.mark.parametrize("note", FORMULAS)
def test_a_note_that_looks_like_a_formula_stays_text(one: Checklist, note: str) -> None:
    content = xlsx(one, Progress(problems={one.items[0].id: note}))
    assert read(content)["清单"][1][7] == note
    with ZipFile(BytesIO(content)) as file:
        assert not any(b"<f>" in file.read(name) for name in file.namelist() if name.startswith("xl/worksheets/sheet"))


def test_a_note_with_what_no_sheet_may_hold_can_be_read(one: Checklist) -> None:
    content = xlsx(one, Progress(problems={one.items[0].id: "缺\x00\x0b\ud800章"}))
    assert read(content)["清单"][1][7] == "缺 章"


def test_days_are_days_in_beijing_time(one: Checklist) -> None:
    rows = read(xlsx(one, Progress()))["日程"][1:]
    shown = [str(row[2]).removesuffix(" 00:00:00") for row in rows]
    assert shown == [str(_wall(entry.last) or "") for entry in one.entries]


def _wall(moment: date | datetime | None) -> date | datetime | None:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def test_the_notes_name_the_notice_and_whether_one_may_apply(one: Checklist) -> None:
    lines = [row[0] for row in read(xlsx(one, Progress()))["说明"][1:]]
    assert one.notice.title in lines[0] and len(lines) >= 3 + len(one.eligibility.reasons)


def test_it_is_printed_lying_on_a4_with_its_head_on_each_page_and_ticked_by_choice(one: Checklist) -> None:
    with ZipFile(BytesIO(xlsx(one, Progress()))) as file:
        sheet, book = file.read("xl/worksheets/sheet1.xml").decode(), file.read("xl/workbook.xml").decode()
    assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet
    assert 'state="frozen"' in sheet and "Print_Titles" in book and '"是,否"' in sheet
