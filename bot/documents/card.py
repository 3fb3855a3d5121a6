"""How far a checklist has come, as the progress picture tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.documents.axis import Seen, seen
from bot.messages import Progress
from knowledge.checklist.model import Checklist, Group, Item
from knowledge.deadlines import State

GROUPS: tuple[Group, ...] = ("online", "education", "paper")
# The window in which what belongs to a group is handed in: certificates are uploaded with the application.
HANDED_IN: Mapping[Group, str] = {"online": "apply", "education": "apply", "paper": "paper"}
NEXT = 6  # things to do that are named
_Urgency = tuple[bool, bool, float, bool, bool]


@dataclass(frozen=True, slots=True)
class Part:
    """A group's count."""

    group: Group
    done: int
    total: int
    problems: int


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that is still to be done, by when, and the note of what is wrong with it; None where nothing is."""

    item: Item
    due: Seen | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """The counts, the next things to do in the order of their deadlines, and how many there are beyond those."""

    done: int
    total: int
    problems: int
    parts: tuple[Part, ...]
    todo: tuple[tuple[Seen | None, tuple[Todo, ...]], ...]
    more: int


def card(checklist: Checklist, progress: Progress, now: datetime) -> Card:
    """What the picture tells. Ticks and notes of items that the list has no longer count for nothing."""
    parts = tuple(_part(group, checklist, progress) for group in GROUPS if any(i.group == group for i in checklist.items))
    todo = sorted(
        (_todo(item, checklist, progress, now) for item in checklist.items if item.id not in progress.done), key=_choice
    )
    done, total = sum(part.done for part in parts), len(checklist.items)
    problems = sum(part.problems for part in parts)
    return Card(done, total, problems, parts, _by_deadline(todo[:NEXT]), len(todo[NEXT:]))


def _part(group: Group, checklist: Checklist, progress: Progress) -> Part:
    ids = [item.id for item in checklist.items if item.group == group]
    problems = sum(i in progress.problems and i not in progress.done for i in ids)
    return Part(group, sum(i in progress.done for i in ids), len(ids), problems)


def _todo(item: Item, checklist: Checklist, progress: Progress, now: datetime) -> Todo:
    window = next((e for e in checklist.entries if e.key == HANDED_IN[item.group] and e.last is not None), None)
    return Todo(item, seen(window, now) if window else None, progress.problems.get(item.id))


def _choice(todo: Todo) -> tuple[bool, bool, _Urgency]:
    """What is named first: what is still possible, what has a problem, what is urgent."""
    return _is_late(todo), todo.problem is None, _urgency(todo)


def _urgency(todo: Todo) -> _Urgency:
    """What is still possible before what is too late, the nearest deadline first; then what has a problem, then what
    everybody needs."""
    at = todo.due.ends.timestamp() if todo.due else 0.0
    return _is_late(todo), todo.due is None, at, todo.problem is None, todo.item.if_any


def _is_late(todo: Todo) -> bool:
    return todo.due is not None and todo.due.state is State.CLOSED


def _by_deadline(todo: list[Todo]) -> tuple[tuple[Seen | None, tuple[Todo, ...]], ...]:
    grouped = groupby(sorted(todo, key=_urgency), lambda one: one.due)
    return tuple((due, tuple(group)) for due, group in grouped)
