"""One turn, one transaction: load the session, decide, apply the effects, save.

Replies are not stored. Handlers are pure, so a kept turn with the session before it gives its reply again
(docs/adr/0002-replaying-turns.md)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from bot.folders import keep, resumed, spoken_to, without_code
from bot.keys import Keys, Ring
from bot.messages import Address, Decision, Effect, Folder, RecordRating, RecordUnknown, Reply, Session, Turn
from bot.replies import Replies
from bot.storage.deliveries import Owed
from bot.storage.work import Kept, Work
from notices.contents import Listing
from notices.vocabulary import table

MESSAGES, WITHIN = 12, timedelta(seconds=10)  # what one person may send before being asked to slow down
TICKS, TICKED = 60, ("list:done:", "list:undone:", "list:with:")  # what is tapped may come faster: a list is ticked off in a row
SLOW_DOWN = Reply("chat", "slow-down")

Decide = Callable[[Turn, Session], Decision]
Taken = tuple[Reply, Owed | None]


class Taking:
    """Takes turns, each within a transaction, and makes replies again."""

    def __init__(self, decide: Decide, shelf: Listing, ring: Ring) -> None:
        self._decide = decide
        self._shelf = shelf
        self._ring = ring
        self.replies = Replies()

    def again_or_new(self, turn: Turn, to: Address | None, work: Work) -> Taken:
        """The reply to a turn that may have been taken before, and what is owed of it."""
        if kept := work.kept(turn.person, turn.external_id):
            return self.reply(kept), work.deliveries.owed(turn.person, turn.external_id) if to else None
        return self.new(turn, to, work)

    def new(self, turn: Turn, to: Address | None, work: Work) -> Taken:
        """The reply to a turn that was not taken before; storage refuses one that was."""
        present, floods = work.present(turn, TICKS if turn.choice.startswith(TICKED) else MESSAGES, WITHIN)
        if floods:
            told = work.was_slowed(turn.person)
            work.keep(without_code(turn), present, slowed=True)
            return SLOW_DOWN, work.deliveries.owe(turn, None if told else to)
        held = present.folder
        turn, present = resumed(turn, present, work, self._ring)
        before = self._before(turn, present, work)
        decision = self._decision(turn, before)
        work.keep(turn, before)
        after = present if _rates(decision.effects) else decision.session
        work.save(after, over=present.version)
        if decision.session.folder is not held or decision.effects:
            self._apply(turn, held, replace(decision, session=after), work)
        return decision.reply, work.deliveries.owe(turn, to)

    def _apply(self, turn: Turn, held: Folder, decision: Decision, work: Work) -> None:
        keep(turn, held, decision, work, self._ring)
        for effect in decision.effects:
            match effect:
                case RecordUnknown():
                    work.record_unknown(effect, turn)
                case RecordRating():
                    work.record_rating(effect, turn)

    def _before(self, turn: Turn, present: Session, work: Work) -> Session:
        """The session that a turn speaks to: the present one, unless it names another turn that is known."""
        named = turn.instead_of or turn.answers
        kept = work.kept(turn.person, named) if named else None
        if kept is None or (not turn.instead_of and kept.before.version + 1 == present.version):
            return present  # what was said last
        session = kept.before if turn.instead_of or kept.slowed else self._decision(kept.turn, kept.before).session
        folder = spoken_to(present.folder, session.folder)
        return replace(session, version=present.version, folder=folder)

    def _decision(self, turn: Turn, before: Session) -> Decision:
        folder = before.folder
        keys = Keys(self._ring, (turn.person, turn.external_id), folder.id, folder.serial)
        return self._decide(turn, replace(in_force(before, turn, self._shelf), keys=keys))

    def reply(self, kept: Kept) -> Reply:
        """The reply to a turn that was kept."""
        if kept.slowed:
            return SLOW_DOWN
        if (known := self.replies.of(kept.turn)) is not None:
            return known
        reply = self._decision(kept.turn, kept.before).reply
        self.replies.remember(kept.turn, reply)
        return reply


def _rates(effects: Iterable[Effect]) -> bool:
    """Whether a turn rates an answer, perhaps an old one: that leaves the conversation where it is."""
    return any(isinstance(effect, RecordRating) for effect in effects)


def in_force(session: Session, turn: Turn, shelf: Listing) -> Session:
    """The session as the shelf is today: what has been taken off it is neither chosen nor offered any more, and a notice
    on it that this turn picks counts as offered."""
    context, folder = session.context, session.folder
    if context.notice is not None and context.notice not in shelf:
        context = replace(context, notice=None)
    if folder.notice and folder.notice not in shelf:
        folder = replace(folder, notice="", asking="", noting="")  # what was answered stays, for the day that it is back
    offered = (o for o in dict.fromkeys((*session.offered, turn.choice)) if _is_there(o, session, shelf))
    return replace(session, context=context, offered=tuple(offered), folder=folder)


def _is_there(choice: str, session: Session, shelf: Listing) -> bool:
    kind, _, value = choice.partition(":")
    if kind == "notice":
        return value in shelf
    known = {"topic": table("topics"), "original": shelf}.get(kind)
    return choice in session.offered and (known is None or value in known)
