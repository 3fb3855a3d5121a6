"""The time a question takes, in a process of its own: `python -m bench.timing [a packed shelf]` prints one line of JSON."""

import json
import random
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from bench.grading import ANY_DAY, SINGLE, questions
from bench.shelves import SEED, short, speciality
from bot.app import settled
from bot.handlers.ask import decide
from bot.messages import Session, Turn
from bot.settings import Settings
from bot.texts import render
from knowledge.answering import Assistant, opening
from knowledge.aspects import asked_in
from knowledge.catalogue import Catalogue
from knowledge.clarity import plainly_chat
from knowledge.deadlines import beijing
from knowledge.question import understand
from knowledge.topics import TopicIndex
from knowledge.training import trained
from notices import kept
from notices.contents import Card
from notices.packed import Packed

READINGS = (opening, understand, TopicIndex.vector, TopicIndex.linear, TopicIndex.scores, plainly_chat, asked_in)
ASKED = 1000  # questions timed, after ...
WARMING = 50  # ... so many that are not
NAMED = {"place and series": 0.8, "place only": 0.1, "nothing": 0.1}  # what questions name, and how often
NOW = beijing(datetime.fromisoformat(ANY_DAY))


class Timed(NamedTuple):
    """Milliseconds of each question, by what it names: by the clock, and of the processor."""

    named: str
    wall: float
    cpu: float


def drawn(cards: Sequence[Card], count: int) -> Iterator[tuple[str, str]]:
    """Questions in the words of tests/questions, about notices drawn from all, with what each names."""
    chance = random.Random(SEED)
    words = [one.turns[0] for one in questions(Path("tests/questions/dev")) if one.kind == SINGLE and one.chosen]
    for _ in range(count):
        card, ask = chance.choice(cards), chance.choice(words)
        (named,) = chance.choices(list(NAMED), list(NAMED.values()))
        place = short(card.place) if named != "nothing" else ""
        yield named, place + (speciality(card.series[0]) if named == "place and series" else "") + ask


def timed(assistant: Assistant, asked: Iterable[tuple[str, str]]) -> Iterator[Timed]:
    """Ask each as a new person."""
    for named, text in asked:
        for reading in READINGS:
            reading.cache_clear()  # as a question that nobody has asked before
        wall, cpu = perf_counter(), process_time()
        decision = decide(Turn("bench", "1", NOW, text), Session("bench"), assistant)
        render(decision.reply)
        yield Timed(named, (perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)


def resident() -> float:
    """Megabytes of memory that the process holds at this moment."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Load, warm up, measure, print."""
    begun, settings = perf_counter(), Settings()
    shelf = Packed(Path(sys.argv[1])) if sys.argv[1:] else kept.shelf(settings.notices_dir, settings.data_dir / "notices.json")
    catalogue = Catalogue(shelf)
    assistant = Assistant(catalogue, trained(settings.index))
    settled()
    loaded = perf_counter() - begun
    asked = list(drawn(catalogue.ordered, WARMING + ASKED))
    list(timed(assistant, asked[:WARMING]))
    found = list(timed(assistant, asked[WARMING:]))
    print(json.dumps({"times": found, "resident": resident(), "loaded": loaded}))


if __name__ == "__main__":
    main()
