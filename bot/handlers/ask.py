"""Questions about notices: from what one person sent to what is decided about it."""

from collections.abc import Iterator
from dataclasses import replace

from bot.handlers import checking, checklist
from bot.handlers.offered import by_place, ratings
from bot.handlers.replying import first, listed, reply_to
from bot.handlers.words import EXAMPLES, SAYINGS, choices
from bot.messages import Decision, Effect, RecordRating, RecordUnknown, Reply, Session, Turn
from knowledge.answering import Assistant
from knowledge.clarity import LOOKUP
from knowledge.outcomes import Chat, Outcome, Unknown, remembered
from knowledge.text import MASKED, mask_identity

LONG = 300  # characters of a text that is no question where no answer is found


def decide(turn: Turn, session: Session, assistant: Assistant) -> Decision:
    """Reply to a text, to a pressed button or to a file: about what was found in it, about the own checklist, or about what
    notices say."""
    told = checking.pressed(turn, session) or checking.checked(turn, session, assistant)
    if told is not None:
        return told
    found = checklist.decided(turn, session, assistant, _asked) or _asked(turn, session, assistant)
    return checking.beside(found, turn)


def _asked(turn: Turn, session: Session, assistant: Assistant) -> Decision:
    """The reply about notices, with the way to the checklist below it."""
    return checklist.beside(_decide(turn, session, assistant))


def _decide(turn: Turn, session: Session, assistant: Assistant) -> Decision:
    if turn.choice:
        return _pressed(turn, session, assistant)
    if not turn.text.strip():
        return _chat("empty", session, assistant)
    if session.context.asked and (notice := by_place(turn.text, session.offered, "notice:")):
        return _pressed(replace(turn, choice=f"notice:{notice}"), session, assistant)
    outcome = assistant.answer(turn.text, session.context, turn.moment)
    if len(turn.text) > LONG and isinstance(outcome, Unknown):
        return _word("long", session, assistant)  # a summary, most likely: it is nobody's question, and not kept as one
    return _decision(outcome, turn, session)


def _pressed(turn: Turn, session: Session, assistant: Assistant) -> Decision:
    """A button counts only where it was offered: its id is input, not authority."""
    kind, _, value = turn.choice.partition(":")
    if kind == "rate":
        return _rated(turn, session, value)
    if kind == "example" and value in EXAMPLES:
        return _decide(replace(turn, text=EXAMPLES[value], choice=""), session, assistant)
    if kind == "word" and value in SAYINGS:
        return _word(value, session, assistant)
    if turn.choice not in session.offered or kind not in ("notice", "topic", "original"):
        return _chat("stale", session, assistant)
    if kind == "original":
        return _decision(assistant.original(value, session.context), turn, session)
    ask = assistant.pick if kind == "notice" else assistant.about
    return _decision(ask(value, session.context, turn.moment), turn, session)


def _word(what: str, session: Session, assistant: Assistant) -> Decision:
    """A word about something sent that is no question: a command, a picture, a place on the map ..."""
    if what == "notices":
        reply = listed(assistant.newest(), "")
    else:
        reply = Reply("chat", "word", {"what": what}, choices(what) or first(assistant.topics(session.context)))
    offered = dict.fromkeys((*session.offered, *(c.id for c in reply.choices)))
    return Decision(reply, replace(session, offered=tuple(offered)))


def _chat(template: str, session: Session, assistant: Assistant) -> Decision:
    """A word about the turn itself, with the first questions as buttons that really are offered."""
    choices = first(assistant.topics(session.context))
    offered = dict.fromkeys((*session.offered, *(c.id for c in choices)))
    return Decision(Reply("chat", template, choices=choices), replace(session, offered=tuple(offered)))


def _rated(turn: Turn, session: Session, value: str) -> Decision:
    verdict, _, answer = value.partition(":")
    if verdict not in ("up", "down") or turn.choice not in session.offered:
        return Decision(Reply("chat", "stale"), session)
    return Decision(Reply("chat", f"rated-{verdict}"), session, (RecordRating(answer, verdict == "up"),))


def _decision(outcome: Outcome, turn: Turn, session: Session) -> Decision:
    reply = replace(reply_to(outcome), warning=_warning(outcome, turn))
    offered = [c.id for c in reply.choices]
    if reply.ratable:
        offered += [f"rate:up:{turn.external_id}", f"rate:down:{turn.external_id}"]
    after = replace(
        session, context=remembered(outcome), offered=(*offered, *ratings(session.offered)), version=session.version + 1
    )
    return Decision(reply, after, tuple(_effects(outcome, turn)))


def _warning(outcome: Outcome, turn: Turn) -> str:
    """That an identity number was sent; the one word about it where that is all there is to say."""
    is_all = isinstance(outcome, Chat) and outcome.subject == LOOKUP
    return "identity" if MASKED in mask_identity(turn.text) and not is_all else ""


def _effects(outcome: Outcome, turn: Turn) -> Iterator[Effect]:
    if isinstance(outcome, Unknown):
        yield RecordUnknown(
            mask_identity(turn.text)[:500], outcome.reason, outcome.topic, outcome.notice.id if outcome.notice else None
        )
