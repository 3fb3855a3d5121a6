"""How a checklist begins or goes on: for the notice that is spoken of, or for one that is asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.handlers.checklist.asking import ask, pruned
from bot.handlers.checklist.case import Case, Said
from bot.handlers.checklist.outcome import outcome
from bot.handlers.checklist.words import button, label
from bot.handlers.offered import ratings
from bot.handlers.replying import LISTED
from bot.messages import Choice, Decision, Effect, Reply, Session
from knowledge.answering import Assistant
from notices.contents import Card

WHICH = "which notice"  # stands in place of a question's name while this is asked
LIST = "material.list"  # the topic under which a notice lists its materials for everybody
OF_TEMPLATES = (  # topics of things that notices print templates of
    *("attachments.list", "publicity.unit", "publicity.upload", "material.promise", "material.recommendation"),
    *("material.integrity", "ce.exempt", "paper.roster"),
)
GREETINGS = ("chat.greeting", "chat.what_can_you_do")


def case_of(session: Session, assistant: Assistant, now: datetime, notice: str = "") -> Case | None:
    """The case of a notice, else of the one that is worked on; None where there is no such notice any more."""
    name = notice or session.folder.notice
    facts = assistant.facts(name) if name else None
    return None if facts is None else Case(facts, replace(session.folder, notice=name), now, session.keys)


def decision(session: Session, told: Said) -> Decision:
    """The decision to say something about a case. Questions that are typed next are about its notice."""
    context = replace(session.context, notice=told.case.notice.id, asked=None)
    return _decided(replace(session, context=context, folder=told.case.folder), told.reply, told.effects)


def _decided(session: Session, reply: Reply, effects: tuple[Effect, ...] = ()) -> Decision:
    offered = (*(c.id for c in reply.choices), *ratings(session.offered))
    return Decision(reply, replace(session, offered=offered, version=session.version + 1), effects)


def opened(session: Session, assistant: Assistant, now: datetime) -> Decision:
    """The checklist of the notice that is spoken of, else of the one worked on last; else it is asked which."""
    case = case_of(session, assistant, now, session.context.notice or "") or case_of(session, assistant, now)
    return which(session, assistant.newest()) if case is None else decision(session, begun(case))


def begun(case: Case) -> Said:
    """Its first question, the next one, or its outcome. Where the notice has changed, answers may have dropped out."""
    gone = len(case.progress.answers) - len(case.visit.answers)
    case = pruned(case).waiting()
    told = "renewed" if gone else "" if case.visit.answers else "began"
    return outcome(case, told, gone) if case.visit.through else ask(case, told=told, count=gone)


def which(session: Session, cards: Sequence[Card]) -> Decision:
    """The question which notice the checklist is to be for."""
    data = {"cards": tuple(cards[:LISTED]), "more": max(0, len(cards) - LISTED)}
    choices = tuple(button("for", card.id, card.name) for card in cards[:LISTED])
    folder = replace(session.folder, asking=WHICH, noting="", picked=())
    return _decided(replace(session, folder=folder), Reply("choose", "list-which", data, choices))


def stale(session: Session, case: Case | None) -> Decision:
    """A button that means nothing any more, with those that do."""
    return _decided(session, Reply("chat", "list-stale", choices=_ways(case)))


def _ways(case: Case | None) -> tuple[Choice, ...]:
    """What can be done about a checklist from anywhere."""
    ways = ("open",) if case is None else ("result", "items") if case.visit.through else ("go", "change")
    return tuple(button(way) for way in ways)


def resumed(session: Session, case: Case | None, how: str) -> Decision:
    """What came of a code that was to bring the checklist to this device."""
    return _decided(session, Reply("chat", "list-resumed", {"how": how}, _ways(case)))


# ---- under other replies


def beside(found: Decision) -> Decision:
    """An ordinary decision with buttons more: to the templates that it speaks of, and back to the question that waits, or to the
    own checklist of the notice that the reply is about."""
    extra = (*_templates(found.reply), *_extra(found))
    if not extra:
        return found
    reply = replace(found.reply, choices=(*found.reply.choices, *extra))
    offered = (*found.session.offered, *(choice.id for choice in extra))
    return replace(found, reply=reply, session=replace(found.session, offered=offered))


def _templates(reply: Reply) -> tuple[Choice, ...]:
    """The way to the templates of a notice, below what it says of them."""
    if reply.template != "answer" or len(reply.notices) != 1 or reply.data.get("topic") not in OF_TEMPLATES:
        return ()
    return (Choice(f"papers:{reply.notices[0]}", label("papers")),)


def _extra(found: Decision) -> tuple[Choice, ...]:
    folder, reply = found.session.folder, found.reply
    if folder.notice and folder.asking:
        return (button("go"),)
    if reply.template in ("answer", "ask-what") and len(reply.notices) == 1:
        listed = reply.data.get("topic") == LIST
        return (button("for", reply.notices[0], label("own" if listed else "open")),)
    greets = reply.template == "chat" and reply.data.get("subject") in GREETINGS
    return (button("open"),) if greets or reply.data.get("what") in ("start", "help") else ()
