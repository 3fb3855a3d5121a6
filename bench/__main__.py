"""The report: `python -m bench`. With `--quick` only the small shelves are measured, the rankers on the held questions
alone, fewer turns on Telegram, and no pages."""

import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench.grading import Asked, folded, questions
from bench.pages import data_folder, serving
from bench.rankers import Document
from bench.rates import Ranking, Tally, documents, rank, rate
from bench.shelves import blocks
from bench.steps import measured as steps
from bot.app import Core, core
from bot.settings import Settings
from notices.packing import write
from notices.shelf import PUBLISHED, Shelf, load

QUESTIONS, SETS = Path("tests/questions"), ("dev", "held")
PUBLISHED_ONLY = 5
SIZES, QUICK = (PUBLISHED_ONLY, 1_000, 10_000, 100_000), (PUBLISHED_ONLY, 1_000)
STARTS = 5
FIRST = "阿克苏建筑中级评审费多少"  # the question whose answer a start is timed to


def main() -> None:
    """Measure, and print what is found as it comes."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="within a minute: small shelves, fewer questions, no pages")
    quick = parser.parse_args().quick
    shelf, parts = load(), core(Settings(notices_dir=PUBLISHED))
    sets = {name: list(questions(QUESTIONS / name)) for name in SETS}
    ranked = {name: sets[name] for name in (SETS[-1:] if quick else SETS)}
    sizes = QUICK if quick else SIZES
    for line in chain(_passing(parts, sets), _ranking(parts, documents(shelf), ranked), _starting(), _asking(shelf, sizes)):
        print(line, flush=True)
    print("\nTurns on Telegram, through loopback HTTP and the real libraries", flush=True)
    subprocess.run([sys.executable, "-m", "bench.telegram", *sys.argv[1:]], check=True)  # noqa: S603  # our own program
    print("", *steps(parts), sep="\n", flush=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.papers"], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.pictures"], check=True)
    print("\nFiles that are looked at", flush=True)
    subprocess.run([sys.executable, "-m", "bench.scans"], check=True)
    if not quick:
        print("\nPages", flush=True)
        subprocess.run([sys.executable, "-m", "bench.pages"], check=True)


def _passing(parts: Core, sets: dict[str, list[Asked]]) -> Iterator[str]:
    sources = {notice.id: folded((PUBLISHED / notice.id / "source.txt").read_text(encoding="utf-8")) for notice in parts.shelf}
    for name, asked in sets.items():
        yield f"\nQuestions of {QUESTIONS / name} whose reply passes (bench/grading.py)"
        yield from _tally(rate(asked, parts.assistant, sources))


def _tally(tally: Tally) -> Iterator[str]:
    for kind, count in sorted(tally.of.items()):
        yield f"  {kind:24}{tally.passed[kind]:5} of {count:4}  {tally.passed[kind] / count:7.1%}"
    yield f"  {'all':24}{tally.passed.total():5} of {tally.of.total():4}  {tally.passed.total() / tally.of.total():7.1%}"


def _ranking(parts: Core, clauses: Sequence[Document], sets: dict[str, list[Asked]]) -> Iterator[str]:
    yield "\nSingle questions whose right clause comes first, or among the first three. Right is the clause of the notice meant"
    yield "that holds an alternative of every group an answer must hold, or of the most groups where none holds all; questions"
    yield f"that no clause holds any of are left out. {len(clauses)} clauses; milliseconds a question."
    for name, asked in sets.items():
        yield f"  {QUESTIONS / name!s:32}{'first':>8}{'in three':>10}{'of':>6}{'p50 ms':>9}{'p99 ms':>9}"
        yield from (_ranked(ranker, found) for ranker, found in rank(asked, parts.assistant, clauses))


def _ranked(name: str, found: Ranking) -> str:
    shares = f"{found.first / found.of:8.1%}{found.in_three / found.of:10.1%}{found.of:6}"
    return f"  {name:32}{shares}{median(found.times):9.2f}{percentile(found.times, 99):9.2f}"


def _starting() -> Iterator[str]:
    yield f"\nStart of Python to the first answer or page, {PUBLISHED_ONLY} notices, {STARTS} times each"
    with data_folder() as folder:
        for name, start in (("run_bot.py ask", _ask), ("run_bot.py, first page", partial(_serve, folder))):
            start()  # makes what later starts only read: the checked notices, the database
            times = sorted(start() for _ in range(STARTS))
            yield f"  {name:24}median {median(times):.2f} s, shortest {times[0]:.2f} s, longest {times[-1]:.2f} s"


def _ask() -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, "run_bot.py", "ask", FIRST], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own program
    return perf_counter() - begun


def _serve(folder: str) -> float:
    begun = perf_counter()
    with serving(folder):
        return perf_counter() - begun


def _asking(shelf: Shelf, sizes: Sequence[int]) -> Iterator[str]:
    yield "\nTime of a question, from its text to the worded reply, each size in a process of its own. CPU: the processor's"
    yield "time of the same questions, which other work on this machine disturbs less. MB: resident memory after the questions."
    heads = "".join(f"{head:>9}" for head in ("p50 ms", "p99 ms", "CPU p50", "CPU p99", "MB", "load s"))
    yield f"  {'notices':>8}  {'the question names':20}{'asked':>6}{heads}"
    for size in sizes:
        yield from _sized(shelf, size)


def _sized(shelf: Shelf, size: int) -> Iterator[str]:
    with TemporaryDirectory(prefix="bench-shelf-") as folder:
        packed, begun = Path(folder) / "shelf", process_time()
        if size != PUBLISHED_ONLY:
            write(packed, blocks(shelf, size))
            yield f"  {size:8,}  packed in {process_time() - begun:.0f} s of CPU, {packed.stat().st_size / 1e6:,.0f} MB"
        command = [sys.executable, "-m", "bench.timing", *([str(packed)] if size != PUBLISHED_ONLY else [])]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  # our own program
        found = json.loads(printed)
    for named in ("all", *dict.fromkeys(named for named, _, _ in found["times"])):
        times = [time for time in found["times"] if named in ("all", time[0])]
        whole = f"{found['resident']:9.0f}{found['loaded']:9.2f}" if named == "all" else ""
        yield f"  {size:8,}  {named:20}{_times(times)}{whole}"


def _times(times: Sequence[tuple[str, float, float]]) -> str:
    walls, cpus = [wall for _, wall, _ in times], [cpu for _, _, cpu in times]
    found = (median(walls), percentile(walls, 99), median(cpus), percentile(cpus, 99))
    return f"{len(times):6}" + "".join(f"{value:9.2f}" for value in found)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
