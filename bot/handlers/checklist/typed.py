"""What is typed while there is a checklist: an answer, a word that does what a button does, a note, or a question besides."""

from collections.abc import Callable
from dataclasses import replace

from bot.handlers.checklist.acts import act_on
from bot.handlers.checklist.asking import answer, ask
from bot.handlers.checklist.case import Case, Said
from bot.handlers.checklist.listing import no_note, noted
from bot.handlers.checklist.opening import WHICH, begun, case_of, decision, opened, which
from bot.handlers.checklist.words import asks, button, control, opens
from bot.messages import Decision, Session, Turn
from knowledge.answering import Assistant
from knowledge.checklist.model import Question, Refusal
from knowledge.checklist.typing import understood
from knowledge.lexicon import cue
from knowledge.outcomes import Choose
from knowledge.text import MASKED, mask_identity

Ordinary = Callable[[Turn, Session, Assistant], Decision]
OUTSIDE = ("list:for:", "list:go", "list:open")  # the buttons that stand under other replies too
BESIDES = ("answer", "original", "human")  # templates of replies to a question that was asked besides


def typed(turn: Turn, session: Session, assistant: Assistant, ordinary: Ordinary) -> Decision | None:
    """What is decided about a text; None where it is nothing to the checklist."""
    if opens(turn.text):
        return opened(session, assistant, turn.moment)
    if session.folder.asking == WHICH:
        return _named(turn, session, assistant)
    case = case_of(session, assistant, turn.moment)
    if case is None:
        return None
    told = _noted(case, session, turn.text) or _controlled(case, session, turn.text)
    if told is not None:
        return decision(session, told)
    return _besides(case, case.asked, turn, session, assistant, ordinary) if case.asked else None


def _noted(case: Case, session: Session, text: str) -> Said | None:
    """The note that was asked for last, unless none is wanted."""
    item = case.folder.noting
    if f"list:nonote:{item}" not in session.offered:
        return None
    return no_note(case, item) if control(text) in ("nonote", "pause", "back") else noted(case, text)


def _controlled(case: Case, session: Session, text: str) -> Said | None:
    """What a word does that stands for a button."""
    act = control(text)
    if act == "nonote" or (act == "enough" and (case.asked is None or case.asked.form != "many")):
        return None
    return act_on(case, act) if act and _is_at_it(case, session) else None


def _is_at_it(case: Case, session: Session) -> bool:
    """Whether the checklist was spoken of last."""
    return case.asked is not None or any(o.startswith("list:") and not o.startswith(OUTSIDE) for o in session.offered)


def _besides(
    case: Case, question: Question, turn: Turn, session: Session, assistant: Assistant, ordinary: Ordinary
) -> Decision:
    """An answer to the question that waits, or the answer to a question asked besides, or why it is no answer."""
    value = understood(question, turn.text, turn.moment)
    if asks(turn.text) or isinstance(value, Refusal):
        if (besides := _asked(turn, session, assistant, ordinary)) is not None:
            return besides
    if isinstance(value, Refusal):
        return decision(session, _refused(case, question, value, turn.text))
    return decision(session, answer(case, question.name, value))


def _asked(turn: Turn, session: Session, assistant: Assistant, ordinary: Ordinary) -> Decision | None:
    """The answer to a question asked besides, if it is one and there is one."""
    if not asks(turn.text):
        return None
    found = ordinary(turn, session, assistant)
    is_told = found.reply.kind == "unknown" and found.reply.data.get("reason") != "unclear"
    return found if is_told or found.reply.template in BESIDES else None


def _refused(case: Case, question: Question, why: Refusal, text: str) -> Said:
    told = ask(case, question.name, refusal=why)
    warning = "identity" if MASKED in mask_identity(text) else ""
    return replace(told, reply=replace(told.reply, warning=warning))


def _named(turn: Turn, session: Session, assistant: Assistant) -> Decision | None:
    """The notice that was asked for, by its place among those offered or by its name."""
    ids = [o.removeprefix("list:for:") for o in session.offered if o.startswith("list:for:")]
    place = cue("ordinal").match(turn.text.strip(" 。.!！,，"))
    number = ("一二三四五六七八".find(place[2]) + 1 or int(place[2])) if place else 0
    if 0 < number <= len(ids) and (case := case_of(session, assistant, turn.moment, ids[number - 1])) is not None:
        return decision(session, begun(case))
    outcome = assistant.answer(turn.text, replace(session.context, notice=None), turn.moment)
    if isinstance(outcome, Choose) and outcome.topic is None and outcome.cards:
        case = case_of(session, assistant, turn.moment, outcome.context.notice or "") if outcome.context.notice else None
        return decision(session, begun(case)) if case else which(session, outcome.cards)
    return None
