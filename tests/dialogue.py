"""Dialogues: what is said and what is expected back, turn by turn, written in YAML and run on the core and on every channel.

A file of tests/dialogues holds dialogues by a sentence that says what they show; a dialogue is a list of turns:

    a follow-up keeps the notice:
      - {now: 2024-08-20T10:00, say: 阿克苏档案中级评审费多少, expect: {kind: answer, says: [400元]}}
      - {say: 那初级呢, expect: {says: [200元], not: [400元/人]}}

`say` types a text, `press` presses a button by its words (有用 and 没用 too), `press_old` one of an earlier message or an id
that nobody offered, `notice` picks a notice first, `repeat` makes a text long. `now` stays until another turn gives a new one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot.messages import Quote, Reply, Turn
from bot.texts import render
from knowledge.deadlines import BEIJING, beijing
from notices.clauses import plain

FOLDER = Path(__file__).parent / "dialogues"
LONGEST = 800  # characters of a reply, white space aside: people read it on a phone
PERSON = "applicant"


class Expected(BaseModel):
    """What a reply must be. Words are compared as `notices.clauses.plain` writes them; what is left out is not looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["answer", "choose", "unknown", "chat"] | None = None
    notice: str | tuple[str, ...] | None = None  # the ids of all notices that the reply is about, [] for none
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = Field(default=(), alias="not")
    cites: str | None = None  # path of a clause
    offers: tuple[str, ...] = ()


class Step(BaseModel):
    """One turn and what is expected of the reply to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str | None = None
    repeat: int = 1  # how many times `say` stands in the text
    then: str = ""  # what follows it
    press: str | None = None
    press_old: str | None = None
    notice: str | None = None
    now: datetime | None = None
    expect: Expected = Expected()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation of a new person."""

    name: str
    steps: tuple[Step, ...]

    @property
    def reaches_back(self) -> bool:
        """Whether it presses, or picks, what the last reply does not offer, which a terminal cannot do."""
        return any(step.press_old is not None or (place > 0 and step.notice) for place, step in enumerate(self.steps))


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply as far as a channel shows it; `kind`, `notices` and `quotes` are None where people do not see them.
    `buttons` are the ids by the words on them."""

    text: str
    buttons: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    notices: tuple[str, ...] | None = None
    quotes: tuple[Quote, ...] | None = None


class Driver(Protocol):
    """Carries turns to the assistant by one way."""

    async def take(self, turn: Turn) -> Heard:
        """What comes back to a turn."""


def dialogues(folder: Path = FOLDER) -> Iterator[Dialogue]:
    """All dialogues of a folder."""
    for path in sorted(folder.glob("*.yaml")):
        for name, steps in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield Dialogue(f"{path.stem}: {name}", tuple(map(Step.model_validate, steps)))


def heard(reply: Reply, answer: str) -> Heard:
    """A reply as the core gives it to the turn with the id `answer`."""
    buttons = {c.label: c.id for c in reply.choices}
    if reply.ratable:
        buttons |= {"有用": f"rate:up:{answer}", "没用": f"rate:down:{answer}"}
    return Heard(render(reply), buttons, reply.kind, reply.notices, reply.citations)


async def misses(dialogue: Dialogue, driver: Driver) -> list[str]:
    """Runs a dialogue; each line says at which turn what was expected and did not come."""
    found: list[str] = []
    known: dict[str, str] = {}
    last, now = Heard(""), datetime(2024, 10, 12, 10, tzinfo=BEIJING)
    for number, step in enumerate(dialogue.steps):
        now = step.now or now
        if step.notice:
            await driver.take(Turn(PERSON, f"picked-{number}", beijing(now), choice=f"notice:{step.notice}"))
        turn = _turn(step, f"turn-{number:04}", beijing(now), last, known)
        last = await driver.take(turn)
        known |= last.buttons
        found += [f"turn {number + 1}: {miss}\n{last.text}" for miss in _missed(step.expect, last)]
    return found


def _turn(step: Step, name: str, moment: datetime, last: Heard, known: Mapping[str, str]) -> Turn:
    if step.press is not None:
        return Turn(PERSON, name, moment, choice=last.buttons.get(step.press, step.press))
    if step.press_old is not None:
        return Turn(PERSON, name, moment, choice=known.get(step.press_old, step.press_old))
    return Turn(PERSON, name, moment, text=(step.say or "") * step.repeat + step.then)


def _missed(expected: Expected, got: Heard) -> Iterator[str]:
    text = plain(got.text)
    if not text or (got.quotes is not None and len(text) > LONGEST):  # a page folds its quotes, a terminal lists its buttons
        yield f"is {len(text)} characters long"
    if None not in (expected.kind, got.kind) and got.kind != expected.kind:
        yield f"is of kind {got.kind}, not {expected.kind}"
    yield from _wrong_notices(expected, got)
    yield from (f"does not say {words}" for words in expected.says if plain(words) not in text)
    yield from (f"says {words}" for words in expected.says_not if plain(words) in text)
    yield from (f"does not offer {words}" for words in expected.offers if words not in got.buttons)


def _wrong_notices(expected: Expected, got: Heard) -> Iterator[str]:
    wanted = (expected.notice,) if isinstance(expected.notice, str) else expected.notice
    if wanted is not None and got.notices is not None and set(got.notices) != set(wanted):
        yield f"is about {got.notices}, not {wanted}"
    if expected.cites is None:
        return
    shown = plain(expected.cites) in plain(got.text) if got.quotes is None else expected.cites in {q.clause for q in got.quotes}
    if not shown:
        yield f"does not cite {expected.cites}"
