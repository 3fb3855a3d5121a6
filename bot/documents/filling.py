"""What was typed for a paper, looked at as a whole: the values, what has to be mended, and what else is worth a word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.documents.inputs import PEOPLE, Unfit, born, is_of_woman, value
from bot.documents.papers import Day, People, Value
from knowledge.deadlines import CalendarUnknown, working_days_between, working_days_on
from notices.kits import Kit
from notices.papers import Field, Paper
from notices.papers import field as field_named
from notices.schema import Publicity

ROWS = "people"  # the name that a list of persons is typed under
_NUMBER = re.compile(r"\d{1,3}[.、]?")
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Remark:
    """One word about what was typed: the key of the words, the field as the paper calls it, and what the words need. Nothing
    that was typed is in it but days."""

    key: str
    label: str = ""
    name: str = ""
    row: int = 0
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filling:
    """A paper filled in. With `faults` it is not made; `missing` are the labels of required fields that were left empty."""

    values: Mapping[str, Value]
    people: People
    faults: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    missing: tuple[str, ...]


def filling(kit: Kit, paper: Paper, typed: Mapping[str, str]) -> Filling:
    """What was typed, by the fields' names; a list of persons under `ROWS`, a person a line."""
    faults: list[Remark] = []
    values = {one.name: _value(one, typed.get(one.name, ""), faults) for one in paper.fields()}
    people = tuple(_people(paper, typed.get(ROWS, ""), faults))
    remarks = () if faults else (*_publicity(kit, values), *_identity(values))
    missing = tuple(one.label for one in paper.fields() if one.name in paper.required and not str(values[one.name]))
    return Filling(values, people, tuple(faults), remarks, missing)


def _value(one: Field, typed: str, faults: list[Remark], row: int = 0) -> Value:
    try:
        return value(one, typed)
    except Unfit as error:
        faults.append(Remark(error.key, one.label, one.name, row, error.data))
        return ""


def _people(paper: Paper, typed: str, faults: list[Remark]) -> Iterator[Values]:
    """The persons of a list, a line each, with their cells in the paper's order or in that of a first line of labels."""
    columns: list[Field | None] = list(paper.columns())
    rows = [_cells(line) for line in typed.splitlines() if line.strip()] if columns else []
    if len(rows) > PEOPLE:
        faults.append(Remark("too-many", data={"most": PEOPLE}))
        return
    if rows and (headed := _headed(rows[0], paper)):
        columns, rows = headed, rows[1:]
    elif rows:
        rows = [row[1:] if len(row) > 1 and _NUMBER.fullmatch(row[0]) else row for row in rows]  # 序号
    for number, row in enumerate(rows, 1):
        if len(row) > len(columns):
            faults.append(Remark("too-many-cells", row=number, data={"wanted": len(columns), "given": len(row)}))
        pairs = zip(columns, row, strict=False)
        yield {one.name: _value(one, cell, faults, number) for one, cell in pairs if one is not None}


def _headed(row: list[str], paper: Paper) -> list[Field | None]:
    """The fields that a first line of labels names, None for those that are not filled in; nothing where it is no such line."""
    labels = {called(label): one for one in paper.columns() for label in (one.label, field_named(one.name).label)}
    found = [labels.get(called(cell)) for cell in row]
    return found if sum(one is not None for one in found) > 1 else []


def called(label: str) -> str:
    """A label as labels are compared: without spaces and what stands in brackets."""
    return re.sub(r"[\s*＊]|[（(].*?[)）]", "", label)


def _cells(line: str) -> list[str]:
    """The cells of a line: apart by tabs or bars where there are any, else by commas."""
    apart = r"[\t|]" if re.search(r"[\t|]", line.strip()) else r"[，,；;]"
    return [cell.strip() for cell in re.split(apart, line.strip("\r\n|"))]


def _date(given: Value | None) -> date | None:
    return date(int(given.year), int(given.month), int(given.day)) if isinstance(given, Day) and given.day else None


def _publicity(kit: Kit, values: Values) -> Iterator[Remark]:
    """Whether the days of publicity are enough, counted in working days; where its end is not given, its earliest end."""
    first, last = _date(values.get("publicity_from")), _date(values.get("publicity_to"))
    if kit.publicity is None or not isinstance(kit.publicity.data, Publicity):
        return
    wanted = kit.publicity.data.working_days
    days = values.get("publicity_days")
    try:
        if first is not None:
            yield from _span(first, last, wanted, "publicity_to" in values)
        if first is not None and last is not None and days:
            yield from _counted(first, last, int(str(days)))
        elif days and int(str(days)) < wanted:
            yield Remark("publicity-few", data={"days": int(str(days)), "wanted": wanted})
    except CalendarUnknown as error:
        yield Remark("calendar-unknown", data={"year": str(error), "wanted": wanted})


def _span(first: date, last: date | None, wanted: int, asks_end: bool) -> Iterator[Remark]:
    end = working_days_on(first, wanted)[-1]
    if last is not None and last < first:
        yield Remark("publicity-reversed")
    elif last is not None and last < end:
        days = len(working_days_between(first, last))
        yield Remark("publicity-short", data={"days": days, "wanted": wanted, "end": end.isoformat()})
    elif last is None and asks_end:
        yield Remark("publicity-end", data={"wanted": wanted, "end": end.isoformat()})


def _counted(first: date, last: date, days: int) -> Iterator[Remark]:
    working, all_days = len(working_days_between(first, last)), (last - first).days + 1
    if days not in (working, all_days):
        yield Remark("publicity-count", data={"working": working, "all": all_days})


def _identity(values: Values) -> Iterator[Remark]:
    """Whether the identity number says the same of birth and sex as the rest."""
    number = str(values.get("identity_number", ""))
    if not number:
        return
    if (month := values.get("born")) and str(month) not in ("", str(born(number))):
        yield Remark("born-differs")
    if (sex := values.get("sex")) and sex != field_named("sex").options[is_of_woman(number)]:
        yield Remark("sex-differs")
