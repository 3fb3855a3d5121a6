"""A checklist as a spreadsheet (.xlsx): what to get ready, with a place to tick it off, the calendar, and what it rests on. All
cells are text, days or numbers, never formulas: a note that begins with = stays a note."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache, partial
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import yaml

from bot.documents.inputs import printable
from bot.messages import File, Progress, Reply
from bot.texts import render
from knowledge.checklist.model import Checklist, Entry, Item
from knowledge.deadlines import beijing
from notices.schema import Fact

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4, TICKED, LONGEST = 9, 2, 32_000  # paper size, the column that is ticked, characters of a cell
MINDED = 3  # of what goes wrong with a thing; the first matter most
LINE, MOST_HIGH = 15, 409  # points of a line, and of the highest row that Excel knows
Cell = str | int | date | datetime | None


def xlsx(checklist: Checklist, progress: Progress) -> bytes:
    """The spreadsheet. What is done or noted in the chat stands in it."""
    from xlsxwriter import Workbook  # only where one is wanted

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(made, options) as book:
        book.set_properties({"title": checklist.notice.name, "author": ""})
        _ticks(_sheet(book, "list", list(_items(checklist, progress))), len(checklist.items))
        _sheet(book, "dates", list(_dates(checklist)))
        _sheet(book, "notes", [[line] for line in render(Reply("chat", "sheet-notes", {"checklist": checklist})).splitlines()])
    return made.getvalue()


def attached(reply: Reply, _: File) -> bytes:
    """The spreadsheet that goes with a reply about a checklist."""
    return xlsx(reply.data["checklist"], reply.data.get("progress", Progress()))


@cache
def _words() -> Mapping[str, Any]:
    """What the sheets are called and how wide they are."""
    found: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return found


def _items(checklist: Checklist, progress: Progress) -> Iterator[Sequence[Cell]]:
    yes, no = _words()["ticks"]
    for item in checklist.items:
        yield (
            _said("group", item),
            _said("name", item),
            yes if item.id in progress.done else no,
            item.copies,
            item.format,
            item.where,
            "\n".join(one.text for one in item.mind[:MINDED]),
            progress.problems.get(item.id, ""),
            *_cited((item.fact,)),
        )


def _dates(checklist: Checklist) -> Iterator[Sequence[Cell]]:
    for entry in checklist.entries:
        yield (_said("label", entry), entry.first, entry.last, _said("words", entry), _cited(entry.facts)[0])


def _said(part: str, of: Item | Entry) -> str:
    return render(Reply("chat", "sheet-cell", {"part": part, "of": of}))


def _cited(facts: Sequence[Fact]) -> tuple[str, str]:
    """The clauses of facts and their words."""
    cites = [cited for fact in facts for cited in fact.cite]
    quotes = ("".join(cited.quote.splitlines()) for cited in cites)
    return "、".join(dict.fromkeys(cited.clause for cited in cites)), "\n".join(dict.fromkeys(quotes))


def _sheet(book: "Workbook", key: str, rows: Sequence[Sequence[Cell]]) -> "Worksheet":
    """One sheet: its head stays in sight and stands on each page, which is A4, lying, one page wide."""
    words = _words()
    sheet = book.add_worksheet(words[key]["name"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&C{words['footer']}")
    head, formats = book.add_format(_style(bold=True, bg_color="#E9F3EE")), _formats(book)
    for column, (name, width) in enumerate(words[key]["columns"].items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _height(row, list(words[key]["columns"].values())))
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, formats)
    return sheet


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height that all words of a row are seen in, in points: programs do not make rows higher by themselves."""
    lines = (sum(map(partial(_lines, width), str(cell or "").split("\n"))) for cell, width in zip(row, widths, strict=True))
    return min(MOST_HIGH, LINE * max(lines) + 4)


def _lines(width: int, text: str) -> int:
    """Lines that a paragraph takes in a column; a Chinese character is two wide."""
    return ceil(sum(1 + (east_asian_width(c) in "WFA") for c in text) / (width - 1)) or 1


def _style(**more: Any) -> Mapping[str, Any]:
    return {
        "text_wrap": True,
        "valign": "top",
        "border": 1,
        "border_color": "#B9B2A3",
        "font_name": "宋体",
        "font_size": 11,
        **more,
    }


def _formats(book: "Workbook") -> Mapping[str, "Format"]:
    numbers = {"text": "@", "day": _words()["day"], "moment": _words()["moment"]}
    return {name: book.add_format(_style(num_format=form, align="left")) for name, form in numbers.items()}


def _write(sheet: "Worksheet", row: int, column: int, cell: Cell, formats: Mapping[str, "Format"]) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, beijing(cell).replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time.min), formats["day"])
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, formats["text"])
    else:
        sheet.write_string(row, column, printable(cell or "")[:LONGEST], formats["text"])


def _ticks(sheet: "Worksheet", items: int) -> None:
    """A choice of 是 and 否 for each thing; the list can be filtered by it."""
    if items:
        sheet.data_validation(1, TICKED, items, TICKED, {"validate": "list", "source": _words()["ticks"]})
        sheet.autofilter(0, 0, items, len(_words()["list"]["columns"]) - 1)
