"""The list: pages of it, a card for each item, ticks, and notes on what there is a problem with."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from bot.handlers.budget import fitting
from bot.handlers.checklist.case import Case, Said, said
from bot.handlers.checklist.outcome import QUOTED, turning
from bot.handlers.checklist.words import button, label, marked
from bot.handlers.replying import quotes
from bot.messages import Choice, File, Progress
from knowledge.checklist.model import Checklist, Group, Item
from knowledge.outcomes import Part
from knowledge.text import mask_identity

PAGE = 8  # items on one page
NOTE = 120  # characters of a note that are kept
ROOM = 420  # characters of a card's words, apart from quotes


class Row(NamedTuple):
    """A line of the list."""

    number: int
    item: Item
    state: str


def state(progress: Progress, item: Item) -> str:
    """How an item stands: done, trouble or open."""
    return "trouble" if item.id in progress.problems else "done" if item.id in progress.done else "open"


def rows(checklist: Checklist, progress: Progress) -> list[Row]:
    """The lines of the list as they stand."""
    return [Row(number, item, state(progress, item)) for number, item in enumerate(checklist.items, 1)]


def grouped(lines: Sequence[Row]) -> list[tuple[Group, list[Row]]]:
    """The lines by the groups of their items."""
    return [(group, list(of)) for group, of in groupby(lines, lambda row: row.item.group)]


def counted(lines: Sequence[Row], how: str) -> int:
    """How many of the lines are done, open or in trouble."""
    return sum(row.state == how for row in lines)


def items(case: Case, rest: str) -> Said:
    """A page of the list, of what is asked for in this case."""
    return page_of(case, int(rest) if rest.isdecimal() else 0)


def page_of(case: Case, page: int, told: str = "", about: Item | None = None) -> Said:
    """The same, perhaps after a word about an item: that it is done, open again, or noted."""
    every = rows(case.checklist, case.progress)
    pages = max(1, -(-len(every) // PAGE))
    page = min(page, pages - 1)
    shown = every[page * PAGE : (page + 1) * PAGE]
    data = {
        "groups": grouped(shown),
        "page": page,
        "pages": pages,
        "done": counted(every, "done"),
        "troubled": counted(every, "trouble"),
        "all": len(every),
        "told": told,
        "about": about,
    }
    choices = [button("item", row.item.id, marked(row.state, f"{row.number} {row.item.name}")) for row in shown]
    ways = (*turning("items", page, pages), button("picture"), button("dates"), button("result"))
    return said(case.waiting(), "list-items", data, (*choices, *ways))


def _page(case: Case, item: Item) -> int:
    return case.checklist.items.index(item) // PAGE


def card(case: Case, item_id: str) -> Said | None:
    """All about one item."""
    item = case.item(item_id)
    if item is None:
        return None
    (_, mind) = fitting(ROOM, [item.fact], item.mind[:2])
    part = Part(case.notice, (item.fact,))
    data = {
        "item": item,
        "state": state(case.progress, item),
        "note": case.progress.problems.get(item.id, ""),
        "mind": mind,
        "hangs": [q for q in case.visit.questions if q.name in item.hangs_on],
        "quotes": quotes(part, QUOTED),
    }
    return said(case.waiting(), "list-item", data, _ways(case, item))


def _ways(case: Case, item: Item) -> tuple[Choice, ...]:
    how = state(case.progress, item)
    hanging = tuple(button("edit", name, label("answer")) for name in item.hangs_on if case.question(name))[:1]
    acts = [act for act, means in (("done", "done"), ("undone", "open"), ("trouble", "")) if means != how]
    return (*hanging, *(button(act, item.id) for act in acts), button("items", str(_page(case, item)), label("group")))


# ---- ticks and notes


def _marked(case: Case, item: Item, how: str, note: str = "") -> Case:
    """The case with an item done, open or in trouble."""
    progress = case.progress
    kept = tuple(i for i in progress.done if i != item.id)
    problems = {i: n for i, n in progress.problems.items() if i != item.id}
    problems |= {item.id: note} if how == "trouble" else {}
    return case.having(replace(progress, done=(*kept, item.id) if how == "done" else kept, problems=problems))


def tick(case: Case, item_id: str) -> Said | None:
    """An item is done."""
    return _ticked(case, item_id, "done")


def untick(case: Case, item_id: str) -> Said | None:
    """An item is not done yet."""
    return _ticked(case, item_id, "open")


def _ticked(case: Case, item_id: str, how: str) -> Said | None:
    item = case.item(item_id)
    return None if item is None else page_of(_marked(case, item, how), _page(case, item), how, item)


def trouble(case: Case, item_id: str) -> Said | None:
    """There is a problem with an item: it is marked at once, and a note asked for."""
    item = case.item(item_id)
    if item is None:
        return None
    after = _marked(case, item, "trouble", case.progress.problems.get(item.id, ""))
    return said(after.waiting(noting=item.id), "list-note", {"item": item}, (button("nonote", item.id),))


def no_note(case: Case, item_id: str) -> Said | None:
    """The problem needs no note."""
    item = case.item(item_id or case.folder.noting)
    return None if item is None else page_of(case, _page(case, item), "trouble", item)


def noted(case: Case, text: str) -> Said | None:
    """What was typed is the note to the item that waits for one."""
    item = case.item(case.folder.noting)
    if item is None:
        return None
    note = " ".join(mask_identity(text).split())[:NOTE]
    return page_of(_marked(case, item, "trouble", note), _page(case, item), "trouble", item)


def picture(case: Case) -> Said:
    """The progress as a picture."""
    every = rows(case.checklist, case.progress)
    file = File("picture:progress", f"{label('picture')}.png", "list-picture")
    data = {"done": counted(every, "done"), "all": len(every), "checklist": case.checklist}
    return said(case.waiting(), "list-picture", data, (button("items"), button("dates"), button("result")), (file,))
