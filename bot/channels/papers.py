"""Papers on the command line: listed, and made out of fields given by label."""

from collections.abc import Iterable, Mapping

from bot.documents.filling import ROWS, called, filling
from bot.documents.papers import blank, filled
from bot.documents.typed import PEOPLE
from bot.handlers.papers import listed
from bot.messages import Reply
from bot.texts import render
from notices.kits import Kit
from notices.papers import Paper


class Refused(ValueError):
    """A paper cannot be made; its text says why, for people."""


def named(kit: Kit) -> str:
    """The papers of a notice with their ids, and what else is said of them."""
    ids = "\n".join(f"{paper.id}  {paper.name}" for paper in kit.papers.values())
    return "\n\n".join(filter(None, (ids, render(listed(kit)))))


def made(kit: Kit, paper_id: str, given: Iterable[str]) -> tuple[str, bytes, str]:
    """A paper with the fields given as 姓名=王某某: its file's name, what the file holds, and what is to be said. Raises
    `Refused`."""
    if paper_id not in kit.papers:
        raise Refused(f"There is no paper {paper_id} of {kit.notice.id}. There are: {', '.join(kit.papers) or 'none'}")
    paper = kit.papers[paper_id]
    template, typed = kit.templates[paper_id], _typed(paper, given)
    if not typed:
        return paper.file_name, blank(paper, template), ""
    done = filling(kit, paper, typed)
    data = {"kit": kit, "paper": paper, "faults": done.faults, "remarks": done.remarks, "missing": done.missing}
    if done.faults:
        raise Refused(render(Reply("chat", "paper-unfit", data)))
    return paper.file_name, filled(paper, template, done.values, done.people), render(Reply("chat", "paper-made", data))


def _typed(paper: Paper, given: Iterable[str]) -> Mapping[str, str]:
    names = {called(field.label): field.name for field in paper.fields()} | {field.name: field.name for field in paper.fields()}
    names |= {PEOPLE: ROWS, ROWS: ROWS} if paper.rows else {}
    pairs = [one.partition("=")[::2] for one in given]
    if unknown := [label for label, _ in pairs if called(label) not in names]:
        labels = "、".join(field.label for field in paper.fields())
        raise Refused(f"{paper.name} has no field {', '.join(unknown)}. It has: {labels}")
    return {names[called(label)]: value for label, value in pairs}
