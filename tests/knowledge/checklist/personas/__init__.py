"""Rows of answers and what a right checklist holds for them, worked out by hand from the notices' words, not from the code.

A file a notice. `everyone` holds the lines that all who may apply have, unless a persona says that it is `without` them; a
persona's own lines stand in `list`. Together they are the whole list but for the certificates. Each line names where it
belongs (online, education, paper) with a distinctive part of its name, and the clause that asks for it. Of papers the copies
are told; where they are not, the notice gives none."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.checklist.model import Answers, Ruling
from knowledge.deadlines import BEIJING

HERE = Path(__file__).parent


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Row):
    """A thing to get ready, or several that stand in one line of the list. `where` is the column for uploads, or a part of it;
    `format` stands where it is not that of the whole notice."""

    online: str = ""
    education: str = ""
    paper: str = ""
    clause: str
    copies: int | None = None
    template: str = ""
    where: str = ""
    format: str = ""
    hangs: tuple[str, ...] = ()
    if_any: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """Its group and the part of its name."""
        return next((group, part) for group in ("online", "education", "paper") if (part := getattr(self, group)))


class Rule(_Row):
    """The rule that decides; `says` are words that its facts or cautions hold."""

    key: str
    clause: str = ""
    says: str = ""


class Becomes(_Row):
    """What would make it a yes: a day, and whether applications are still open then, or a year."""

    day: date | None = None
    in_window: bool | None = None
    year: int | None = None


class Certificates(_Row):
    """The certificates of continuing education by subject, in years; `recent` where the notice names only how many years."""

    clause: str
    general: tuple[int, ...] = ()
    professional: tuple[int, ...] = ()
    recent: int | None = None
    hangs: tuple[str, ...] = ()

    @property
    def named(self) -> Iterator[tuple[int | None, str]]:
        """The year of each, with its subject; None of those that are only recent."""
        yield from ((year, "公需课") for year in self.general)
        yield from ((year, "专业课") for year in self.professional)
        yield from ((None, subject) for subject in ("公需课", "专业课") if self.recent)


class Defence(_Row):
    """The day of the defence; none where it is told without one. `hangs` are the questions that may free of it."""

    day: date | None = None
    clause: str
    tentative: bool = False
    hangs: tuple[str, ...] = ()


class Price(_Row):
    """What is paid, in yuan."""

    yuan: int
    clause: str


class Persona(_Row):
    """Somebody, what they answer, and what they are to be told. `list` "any" where it is not looked at;
    `free` is the clause that frees them of the defence, where one does."""

    id: str
    who: str
    now: date | datetime
    answers: Answers
    ruling: Ruling
    by: Rule
    becomes: Becomes | None = None
    list: tuple[Line, ...] | Literal["empty", "any"] = ()
    without: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    certificates: Certificates | None = None
    told: tuple[str, ...] = ()
    defence: Defence | None = None
    free: str = ""
    fees: tuple[Price, ...] = ()
    state: Literal["ahead", "open", "last-day", "closed"] = "open"

    @property
    def moment(self) -> datetime:
        """When it is looked at; in the morning where there is no hour."""
        now = self.now if isinstance(self.now, datetime) else datetime.combine(self.now, time(10))
        return now.replace(tzinfo=BEIJING)


class Window(_Row):
    """The last day of a window, or its last moment; none where the notice gives no day."""

    last: date | datetime | None = None
    clause: str


class Day(_Row):
    """A day worked out, and the clause with the rule."""

    day: date
    clause: str


class Sheet(_Row):
    """The personas of a notice, and what holds of all of them; `format` is that of all that is uploaded, if it gives one."""

    notice: str
    format: str = ""
    publicity: Day
    windows: Mapping[str, Window]
    everyone: tuple[Line, ...]
    personas: tuple[Persona, ...]

    def lines(self, persona: Persona) -> tuple[Line, ...]:
        """All lines of a persona's list but for the certificates."""
        assert not isinstance(persona.list, str)
        own = (line for line in self.everyone if line.place[1] not in persona.without)
        return (*own, *persona.list)


def sheets() -> Iterator[Sheet]:
    """All of them."""
    for path in sorted(HERE.glob("*.yaml")):
        sheet = Sheet.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
        assert sheet.notice == path.stem
        yield sheet
