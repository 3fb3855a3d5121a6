"""The time that a paper takes to be filled in, and the spreadsheet of a checklist: `python -m bench.papers`."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from statistics import median
from time import perf_counter

from bench.grading import ANY_DAY
from bot.documents.filling import filling
from bot.documents.papers import filled
from bot.documents.spreadsheet import xlsx
from bot.messages import Progress
from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.facts import Facts
from notices.contents import Loaded
from notices.kits import Kit, Kits
from notices.papers import Paper
from notices.shelf import Shelf, load

TIMES = 5  # each paper
TYPED: Mapping[str, str] = {
    "text": "某某",
    "long": "某某",
    "day": "2024-08-20",
    "month": "2012-08",
    "count": "5",
    "phone": "0997-0000000",
    "identity": "652901199005121223",  # of nobody
}

ANSWERED = {"day": "2012-07-01", "count": "1"}


def main() -> None:
    """Measure, and print."""
    shelf = load()
    for line in report(shelf):
        print(line)


def report(shelf: Shelf) -> Iterator[str]:
    """The lines: every paper of every notice filled in, and a list of each notice."""
    kits = Kits(shelf)
    papers = [(kit, paper) for kit in (kits.of(notice.id) for notice in shelf) for paper in kit.papers.values()]
    sheets = [Facts(Loaded(notice)) for notice in shelf]
    now = datetime.fromisoformat(ANY_DAY)
    yield "Documents made, milliseconds: the first of its process, then the median and the longest of the others"
    yield _line(".docx", [_timed(partial(_paper, *one)) for one in papers * TIMES])
    yield _line(".xlsx", [_timed(partial(_sheet, one, now)) for one in sheets * TIMES])


def _line(name: str, times: list[float]) -> str:
    first, rest = times[0], times[1:]
    return f"  {name:8}{len(times):4} made{first:9.0f}{median(rest):9.1f}{max(rest):9.1f}"


def _timed(make: Callable[[], object]) -> float:
    begun = perf_counter()
    make()
    return (perf_counter() - begun) * 1000


def _paper(kit: Kit, paper: Paper) -> bytes:
    typed = {field.name: field.options[0] if field.options else TYPED[field.kind] for field in paper.fields()}
    done = filling(kit, paper, typed)
    return filled(paper, kit.templates[paper.id], done.values, done.people)


def _sheet(facts: Facts, now: datetime) -> bytes:
    answers: dict[str, str] = {}
    while (question := replay(facts, answers).next) is not None:
        values = [option.value for option in question.options]
        answers[question.name] = "no" if "no" in values else values[0] if values else ANSWERED[question.form]
    return xlsx(checklist(facts, replay(facts, answers), now), Progress())


if __name__ == "__main__":
    main()
