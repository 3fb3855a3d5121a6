"""The report. `--quick` measures small shelves only, and no pages."""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
import json

from bench.grading import folded, questions
from bench.rates import QUESTIONS, SETS, documents, rank, rate
from bench.shelves import blocks
from bot.app import core
from bot.settings import Settings
from notices.packed import write
from notices.shelf import Shelf

SIZES = (5, 1_000, 10_000, 100_000)
QUICK = (5, 1_000)
PAGES = Path("bench/pages.py")
STARTS = 5
FIRST_QUESTION = "阿克苏建筑中级评审费多少"


def _rates() -> Iterator[str]:
    parts = core(Settings())
    sources = {i: folded("".join(c.text for c in p.clauses.values())) for i, p in parts.shelf.published.items()}
    for name in SETS:
        asked = list(questions(QUESTIONS / name))
        tally = rate(asked, parts.assistant, sources)
        yield f"\nQuestions of {QUESTIONS / name} that pass"
        for kind, of in sorted(tally.of.items()):
            yield f"  {kind:24}{tally.passed[kind]:5} of {of:4}  {tally.passed[kind] / of:7.1%}"
        yield f"  {'all':24}{tally.passed.total():5} of {tally.of.total():4}  {tally.passed.total() / tally.of.total():7.1%}"
