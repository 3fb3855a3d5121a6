"""The time of a step of the checklist's dialogue, from what is tapped or typed to the worded reply: `python -m bench.steps`."""

from collections.abc import Iterator
from datetime import datetime
from statistics import median, quantiles
from time import perf_counter

from bot.app import Core, core
from bot.handlers.ask import decide
from bot.messages import Progress, Session, Turn
from bot.settings import Settings
from bot.texts import render_html
from knowledge.checklist.flow import replay
from knowledge.checklist.model import Question
from knowledge.deadlines import BEIJING
from knowledge.facts import Facts
from notices.contents import Loaded
from notices.schema import Notice
from notices.shelf import PUBLISHED, load

TYPED = {"day": ("2021年7月1日",), "count": ("1次", "2022年")}  # one of them fits
TARGET, ROUNDS, MOST = 5.0, 5, 60  # milliseconds; walks through each notice; steps of a walk
AFTER = ("list:result", "list:items", "list:dates", "list:rules:0", "list:change")


class Applicant:
    """Somebody who walks through a checklist; `times` are the milliseconds of each step."""

    def __init__(self, parts: Core, notice: Notice) -> None:
        self.times = list[float]()
        self._parts, self._notice, self._facts = parts, notice, Facts(Loaded(notice))
        self._now = datetime(notice.year, 10, 10, 10, tzinfo=BEIJING)
        self._session = Session("bench")

    def does(self, text: str = "", choice: str = "") -> None:
        """Type or tap something."""
        turn = Turn("bench", str(len(self.times)), self._now, text, choice)
        begun = perf_counter()
        decision = decide(turn, self._session, self._parts.assistant)
        render_html(decision.reply)
        self.times.append((perf_counter() - begun) * 1000)
        self._session = decision.session

    def asked(self) -> Question | None:
        """The question that comes next."""
        progress = self._session.folder.progress.get(self._notice.id, Progress())
        return replay(self._facts, progress.answers).next


def walk(parts: Core, notice: Notice, option: int) -> list[float]:
    """Through a notice by the same option of each question, and a look at all that comes of it."""
    applicant = Applicant(parts, notice)
    applicant.does(choice=f"list:for:{notice.id}")
    while (question := applicant.asked()) is not None and len(applicant.times) < MOST:
        if question.form == "one":
            applicant.does(choice=f"list:is:{question.name}:{question.options[option % len(question.options)].value}")
        for text in _typed(question, option):
            applicant.does(text)
    for choice in AFTER:
        applicant.does(choice=choice)
    return applicant.times


def _typed(question: Question, option: int) -> Iterator[str]:
    if question.form == "many":
        yield question.options[option % len(question.options)].label
    yield from TYPED.get(question.form, ())


def measured(parts: Core) -> list[str]:
    """Lines to print."""
    times = [took for notice in load() for option in range(ROUNDS) for took in walk(parts, notice, option)]
    p99 = quantiles(times, n=100)[98]
    figures = f"p50 {median(times):.2f} ms   p99 {p99:.2f} ms   most {max(times):.2f} ms   (target: p50 {TARGET:.0f} ms)"
    return ["Steps of a checklist, from what is tapped or typed to the worded reply", f"  {len(times)} steps   {figures}"]


if __name__ == "__main__":
    for line in measured(core(Settings(notices_dir=PUBLISHED))):
        print(line, flush=True)
