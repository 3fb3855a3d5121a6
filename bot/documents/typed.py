"""A paper filled in by one message of a chat: the lines 姓名：王某某 that the pattern shows. What they say goes into the file and
nowhere else; the turn goes on without it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace

from bot.documents.filling import ROWS, Filling, Remark, called, filling
from bot.documents.papers import filled
from bot.keeping import Keeping
from bot.messages import Session, Turn
from notices.kits import Kit, Kits
from notices.papers import Paper
from notices.papers import field as field_named

FILLED = "filled"
LONGEST = 20_000  # characters of a message that is read
UNREAD = ""  # the name of lines that are in no field
REMARKS = 6  # that are told of one message
PEOPLE = "人员"  # the label that a list of persons stands below
_LINE = re.compile(r"\s*([^：:\n]{1,24}?)\s*[：:](.*)")


class Typing:
    """Makes papers out of messages."""

    def __init__(self, kits: Kits, keeping: Keeping) -> None:
        self._kits = kits
        self._keeping = keeping

    def might_fill(self, turn: Turn) -> bool:
        """Whether a turn may hold a paper filled in, so that it is worth looking at the session."""
        return not turn.choice and bool(_LINE.search(turn.text))

    def taken(self, turn: Turn, session: Session) -> Turn:
        """The turn without what was typed: the choice that it comes to, and what is to be said of it. Any other turn as it is."""
        found = self._meant(turn.text, session)
        if found is None:
            return turn
        kit, paper, typed = found
        done = _minded(filling(kit, paper, typed), unread(paper, turn.text))
        token = "" if done.faults else self._made(turn.person, kit, paper, done)
        return replace(turn, choice=f"{FILLED}:{kit.path(paper)}:{token}", text=_said(done))

    def _made(self, person: str, kit: Kit, paper: Paper, done: Filling) -> str:
        made = filled(paper, kit.templates[paper.id], done.values, done.people)
        return self._keeping.put(person, paper.file_name, made)

    def _meant(self, text: str, session: Session) -> tuple[Kit, Paper, Mapping[str, str]] | None:
        """The paper that a message fills in, with what it says by field: the one that its first line names, or the one whose
        pattern was shown last."""
        notice = session.context.notice or session.folder.notice
        shown = [o.partition(":")[2] for o in session.offered if o.startswith(f"{FILLED}:")]
        titled = self._titled(text, [one.partition("/")[0] for one in shown] or [notice])
        for path in (*titled, *shown):
            if (found := self._kits.paper(path)) and len(typed := read(found[1], text)) >= (2 if path in titled else 1):
                return *found, typed
        return None

    def _titled(self, text: str, notices: list[str | None]) -> list[str]:
        first = called(text.strip().partition("\n")[0])
        kits = (self._kits.of(notice) for notice in notices if notice in self._kits and notice)
        return [kit.path(p) for kit in kits for p in kit.papers.values() if called(p.name) in first]


def read(paper: Paper, text: str) -> dict[str, str]:
    """What a message says, by field. A line without a label belongs to what stands before it."""
    typed: dict[str, list[str]] = {}
    for name, words in _lines(paper, text):
        typed.setdefault(name, []).append(words)
    said = {name: "\n".join(lines).strip() for name, lines in typed.items() if name != UNREAD}
    return {name: words for name, words in said.items() if words}


def unread(paper: Paper, text: str) -> int:
    """How many lines have a label that the paper does not: 电话：… below the name is no part of the name."""
    return sum(name == UNREAD for name, _ in _lines(paper, text))


def _lines(paper: Paper, text: str) -> Iterator[tuple[str, str]]:
    """The lines from the first label on, each with the field that it belongs to."""
    labels = {called(label): one.name for one in paper.fields() for label in (field_named(one.name).label, one.label)}
    labels |= {PEOPLE: ROWS} if paper.rows else {}
    of_lines = {ROWS, *(one.name for one in paper.fields() if one.kind == "long")}
    name = ""
    for line in text[:LONGEST].splitlines():
        found = _LINE.fullmatch(line)
        labelled = labels.get(called(found[1])) if found else None
        name = labelled or name
        if found and name and not labelled and name not in of_lines:
            yield UNREAD, line
        elif name:
            yield name, found[2] if found and labelled else line


def _minded(done: Filling, lines: int) -> Filling:
    """The filling with a word about lines that are not in it."""
    return replace(done, remarks=(*done.remarks, Remark("unread", data={"lines": lines}))) if lines else done


def _said(done: Filling) -> str:
    """What is to be told of a message, kept in its place: kinds and labels, nothing that was typed but days of publicity."""
    told = {"faults": _told(done.faults), "remarks": _told(done.remarks), "missing": done.missing}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(remarks: tuple[Remark, ...]) -> list[Mapping[str, object]]:
    return [asdict(remark) for remark in remarks[:REMARKS]]
