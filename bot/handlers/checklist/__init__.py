"""The checklist: a dialogue about one's own case, and what comes of it. A pure function of turn and session, as all handlers.

A button's id is `list:<act>` or `list:<act>:<on what>`. It is checked against the case as it stands, not against what was shown
last, so that the buttons of older messages work while they still mean something."""

from dataclasses import replace

from bot.handlers.checklist.acts import act_on, says
from bot.handlers.checklist.opening import WHICH, begun, beside, case_of, decision, opened, resumed, stale, which
from bot.handlers.checklist.typed import Ordinary, Typed
from bot.messages import Decision, Session, Turn
from knowledge.answering import Assistant


def decided(turn: Turn, session: Session, assistant: Assistant, ordinary: Ordinary) -> Decision | None:
    """What is decided about a turn; None where it is nothing to the checklist. `ordinary` decides about questions."""
    if not turn.choice:
        return Typed(turn, session, assistant, ordinary).decided()
    kind, _, rest = turn.choice.partition(":")
    if turn.choice == "list:open":
        return opened(session, assistant, turn.moment)
    if kind == "resume":
        return resumed(session, case_of(session, assistant, turn.moment), rest)
    if kind == "notice" and session.folder.asking == WHICH:
        case = case_of(session, assistant, turn.moment, rest)
        return None if case is None else decision(session, begun(case))
    return _pressed(turn, session, assistant) if kind == "list" else None


def _pressed(turn: Turn, session: Session, assistant: Assistant) -> Decision:
    act, _, rest = turn.choice.removeprefix("list:").partition(":")
    case = case_of(session, assistant, turn.moment, rest if act == "for" else "")
    if act == "which":
        return which(session, assistant.newest())
    told = None if case is None else begun(case) if act == "for" else act_on(case, act, rest)
    found = stale(session, case) if told is None else decision(session, told)
    data = {**found.reply.data, "pressed": says(case, turn.choice)}
    return replace(found, reply=replace(found.reply, data=data))


__all__ = ["beside", "decided"]
