"""One person's checklist of one notice, as far as it has come, and what is said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from bot.keys import Keys
from bot.messages import Choice, Effect, File, Folder, Progress, Reply
from knowledge.checklist.flow import replay
from knowledge.checklist.making import checklist
from knowledge.checklist.model import Checklist, Item, Question, Visit
from knowledge.facts import Facts
from notices.schema import Heading

NO_KEYS = Keys()


@dataclass(frozen=True)
class Case:
    """A folder with the notice that is worked on in it. Changes give a new one."""

    facts: Facts
    folder: Folder
    now: datetime
    keys: Keys = NO_KEYS

    @property
    def notice(self) -> Heading:
        """The notice that is worked on."""
        return self.facts.notice

    @property
    def progress(self) -> Progress:
        """How far its checklist has come."""
        return self.folder.progress.get(self.notice.id, Progress())

    @cached_property
    def visit(self) -> Visit:
        """The dialogue as it stands."""
        return replay(self.facts, self.progress.answers)

    @cached_property
    def checklist(self) -> Checklist:
        """All that comes of it."""
        return checklist(self.facts, self.visit, self.now)

    @property
    def asked(self) -> Question | None:
        """The question that waits for its answer, if one does and it is still asked."""
        return self.question(self.folder.asking)

    def question(self, name: str) -> Question | None:
        """A question of the dialogue as it stands."""
        return next((q for q in self.visit.questions if q.name == name), None)

    def item(self, item_id: str) -> Item | None:
        """An item of the list."""
        return next((i for i in self.checklist.items if i.id == item_id), None)

    def having(self, progress: Progress) -> "Case":
        """The same with another progress."""
        folder = replace(self.folder, progress={**self.folder.progress, self.notice.id: progress})
        return self._with(folder, same=progress.answers == self.progress.answers)

    def answered(self, name: str, value: str) -> "Case":
        """The same with an answer given, or given anew."""
        return self.having(replace(self.progress, answers={**self.progress.answers, name: value}))

    def waiting(self, asking: str = "", noting: str = "", picked: tuple[str, ...] = ()) -> "Case":
        """The same, waiting for something typed, or for nothing."""
        folder = replace(self.folder, notice=self.notice.id, asking=asking, noting=noting, picked=picked)
        return self._with(folder, same=True)

    def _with(self, folder: Folder, same: bool) -> "Case":
        """The same with another folder; where its answers are the `same`, what comes of them need not be found again."""
        after = Case(self.facts, folder, self.now, self.keys)
        after.__dict__.update({name: self.__dict__[name] for name in ("visit", "checklist") if same and name in self.__dict__})
        return after


@dataclass(frozen=True, slots=True)
class Said:
    """A case after a turn, with the reply to it and what else is to happen."""

    case: Case
    reply: Reply
    effects: tuple[Effect, ...] = ()


def said(
    case: Case, template: str, data: Mapping[str, object], choices: tuple[Choice, ...], files: tuple[File, ...] = ()
) -> Said:
    """A reply about the case, which is in its data; it rests on the `quotes` there, if any."""
    common = {"notice": case.notice, "progress": case.progress, "now": case.now, "quotes": ()}
    shown: dict[str, Any] = {**common, **data}
    return Said(case, Reply("chat", template, shown, choices, (case.notice.id,), shown["quotes"], files=files))
