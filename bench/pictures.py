"""The time, the size and the memory of what is drawn of a checklist, and of its calendar: `python -m bench.pictures`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from bench.timing import resident
from bot.documents import pictures
from bot.documents.calendar import ics
from bot.messages import Progress
from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.checklist.model import Checklist
from knowledge.deadlines import begins
from knowledge.facts import Facts
from notices.contents import Loaded
from notices.schema import Notice
from notices.shelf import load

ROUNDS = 3  # times that everything is made
NOTE = "单位的章还没有盖，经办人下周才回来"
DAYS = (-30, 20, 60)  # after applications open: before, within and after the window
Make = Callable[[], bytes]


class Made(NamedTuple):
    """One thing made: milliseconds by the clock and of the processor, and bytes."""

    wall: float
    cpu: float
    size: int


def measured() -> Iterator[str]:
    """Lines that say what was measured."""
    kinds = {name: list(made) for name, made in _kinds().items()}
    yield "\nPictures and calendars of the five notices, before, within and after their windows. CPU: the processor's time."
    heads = "".join(f"{head:>10}" for head in ("first ms", "p50 ms", "longest", "CPU p50", "CPU most", "KB most", "MB more"))
    yield f"  {'':12}{'made':>6}{heads}"
    for name, makes in kinds.items():
        first, held = _timed(makes[0]), resident()
        found = [_timed(make) for make in makes * ROUNDS]
        yield _line(name, first, found, resident() - held)


def _kinds() -> dict[str, Iterator[Make]]:
    cases = [(made, now, _half(made)) for notice in load() for made, now in _made(notice)]
    return {
        "timeline": (partial(pictures.timeline, made, now) for made, now, _ in cases),
        "progress": (partial(pictures.progress, made, done, now) for made, now, done in cases),
        "calendar": (partial(ics, made, now) for made, now, _ in cases),
    }


def _made(notice: Notice) -> Iterator[tuple[Checklist, datetime]]:
    facts = Facts(Loaded(notice))
    return ((checklist(facts, replay(facts, {}), now), now) for now in _moments(notice))


def _moments(notice: Notice) -> Iterator[datetime]:
    windows = (fact.data for fact in notice.facts if fact.data is not None and fact.data.kind == "window")
    opens = next(window.opens for window in windows if window.window == "apply" and window.opens is not None)
    return (begins(opens) + timedelta(days=days, hours=10) for days in DAYS)


def _half(made: Checklist) -> Progress:
    """Every second thing done, and a problem with the first that is not."""
    names = [item.id for item in made.items]
    return Progress(done=tuple(names[::2]), problems=dict.fromkeys(names[1:2], NOTE))


def _timed(make: Make) -> Made:
    wall, cpu = perf_counter(), process_time()
    size = len(make())
    return Made((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000, size)


def _line(name: str, first: Made, found: Sequence[Made], more: float) -> str:
    walls, cpus, sizes = zip(*found, strict=True)
    values = (first.wall, median(walls), max(walls), median(cpus), max(cpus), max(sizes) / 1000, more)
    return f"  {name:12}{len(found):6}" + "".join(f"{value:10.1f}" for value in values)


if __name__ == "__main__":
    for line in measured():
        print(line, flush=True)
