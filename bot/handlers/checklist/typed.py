"""What is typed while there is a checklist: an answer, a word that does what a button does, a note, or a question besides."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.handlers.checklist.acts import act_on
from bot.handlers.checklist.asking import answer, ask
from bot.handlers.checklist.case import Case, Said
from bot.handlers.checklist.listing import no_note, noted
from bot.handlers.checklist.opening import WHICH, begun, case_of, decision, opened, which
from bot.handlers.checklist.words import asks, control, opens
from bot.handlers.offered import by_place
from bot.messages import Decision, Session, Turn
from knowledge.answering import Assistant
from knowledge.checklist.model import Question, Refusal
from knowledge.checklist.typed import understood
from knowledge.outcomes import Choose
from knowledge.text import MASKED, mask_identity

Ordinary = Callable[[Turn, Session, Assistant], Decision]
OUTSIDE = ("list:for:", "list:go", "list:open")  # the buttons that stand under other replies too
ALWAYS = ("change",)  # what means nothing but the checklist, where there is one
OWN = ("result", "items", "dates")  # what names the own checklist
BESIDES = ("answer", "original", "human")  # templates of replies to a question that was asked besides


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, to whom it was said, and who answers questions."""

    turn: Turn
    session: Session
    assistant: Assistant
    ordinary: Ordinary

    def decided(self) -> Decision | None:
        """What is decided about it; None where it is nothing to the checklist."""
        if opens(self.turn.text):
            return opened(self.session, self.assistant, self.turn.moment)
        if self.session.folder.asking == WHICH:
            return self._named()
        case = self._case()
        if case is None:
            return None
        told = self._noted(case) or self._controlled(case)
        if told is not None:
            return decision(self.session, self._warned(told))
        return self._besides(case, case.asked) if case.asked else None

    def _case(self, notice: str = "") -> Case | None:
        return case_of(self.session, self.assistant, self.turn.moment, notice)

    def _noted(self, case: Case) -> Said | None:
        """The note that was asked for last, unless none is wanted."""
        item, text = case.folder.noting, self.turn.text
        if f"list:nonote:{item}" not in self.session.offered:
            return None
        return no_note(case, item) if control(text) in ("nonote", "pause", "back") else noted(case, text)

    def _controlled(self, case: Case) -> Said | None:
        """What a word does that stands for a button."""
        act = control(self.turn.text)
        if act == "nonote" or (act == "enough" and (case.asked is None or case.asked.form != "many")):
            return None
        return act_on(case, act) if act and (act in ALWAYS or self._is_at_it(case, act)) else None

    def _is_at_it(self, case: Case, act: str) -> bool:
        """Whether the checklist was spoken of last, or one that is complete is named while its notice is spoken of."""
        if act in OWN and case.visit.through and self.session.context.notice == case.notice.id:
            return True
        shown = (o for o in self.session.offered if o.startswith("list:") and not o.startswith(OUTSIDE))
        return case.asked is not None or any(shown)

    def _besides(self, case: Case, question: Question) -> Decision:
        """An answer to the question that waits, or the answer to a question asked besides, or why it is no answer."""
        value = understood(question, self.turn.text, self.turn.moment)
        if (besides := self._asked()) is not None:
            return besides
        told = self._refused(case, question, value) if isinstance(value, Refusal) else answer(case, question.name, value)
        return decision(self.session, told)

    def _asked(self) -> Decision | None:
        """The answer to a question asked besides, if it is one and there is one."""
        if not asks(self.turn.text):
            return None
        found = self.ordinary(self.turn, self.session, self.assistant)
        is_told = found.reply.kind == "unknown" and found.reply.data.get("reason") != "unclear"
        return found if is_told or found.reply.template in BESIDES else None

    def _refused(self, case: Case, question: Question, why: Refusal) -> Said:
        return self._warned(ask(case, question.name, refusal=why))

    def _warned(self, told: Said) -> Said:
        """The same, with a warning where an identity number was typed."""
        warning = "identity" if MASKED in mask_identity(self.turn.text) else ""
        return replace(told, reply=replace(told.reply, warning=warning))

    def _named(self) -> Decision | None:
        """The notice that was asked for, by its place among those offered or by its name."""
        placed = by_place(self.turn.text, self.session.offered, "list:for:")
        case = self._case(placed) if placed else None
        if case is None:
            outcome = self.assistant.answer(self.turn.text, replace(self.session.context, notice=None), self.turn.moment)
            if not (isinstance(outcome, Choose) and outcome.topic is None and outcome.cards):
                return None
            case = self._case(outcome.context.notice) if outcome.context.notice else None
            if case is None:
                return which(self.session, outcome.cards)
        return decision(self.session, begun(case))
