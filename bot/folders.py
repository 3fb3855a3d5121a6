"""One folder of checklists on several channels: joining by a code, and what is saved of it with a turn."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.keys import Ring, typed
from bot.messages import Decision, Folder, RevokeFeed, Session, ShareFolder, Turn
from bot.storage.work import Work

LASTS = timedelta(minutes=30)  # a code is good for
WRONG = 5  # codes that were none, within that time, after which no further one is looked at

Resumed = Literal["joined", "merged", "replaced", "own", "unknown", "held"]
"""What came of a code: the folder was joined; own notices were added to it; own ones gave way to those in it; it is the own
folder; the code is none, is used or too old; it was not looked at, after too many wrong ones."""


def resumed(turn: Turn, present: Session, work: Work, ring: Ring) -> tuple[Turn, Session]:
    """The turn with what came of a code in place of the code (resume:joined …), which is stored nowhere, and the session with
    the folder that it joins. Any other turn as it is."""
    code = _code(turn, present)
    if code is None:
        return turn, present
    outcome, folder = _joined(code, turn, present.folder, work, ring)
    return without_code(turn, outcome), replace(present, folder=folder)


def without_code(turn: Turn, outcome: Resumed = "held") -> Turn:
    """The turn without the code in it, if it has one."""
    is_code = turn.choice.startswith("resume:") or (not turn.choice and typed(turn.text))
    return replace(turn, text="", choice=f"resume:{outcome}") if is_code else turn


def _code(turn: Turn, present: Session) -> str | None:
    """The code that a turn brings: "" for one that cannot be any, None where it brings none. A note may be anything."""
    kind, _, value = turn.choice.partition(":")
    if kind == "resume":
        return typed(value) or ""
    return None if turn.choice or present.folder.noting else typed(turn.text)


def _joined(code: str, turn: Turn, own: Folder, work: Work, ring: Ring) -> tuple[Resumed, Folder]:
    if work.missed(turn.person, "resume:unknown", turn.moment - LASTS) >= WRONG:
        return "held", own
    hashed = ring.hashed(code)
    found = work.folders.joined_by(hashed, turn.moment) if ring.secret else None
    if found is None:
        return "unknown", own
    if found.id == own.id:
        return "own", own
    return _merged(found, own) if work.folders.use_up(hashed) else ("unknown", own)


def _merged(shared: Folder, own: Folder) -> tuple[Resumed, Folder]:
    """What both hold: of a notice that is in both, as it is in the shared one."""
    outcome: Resumed = "joined" if not own.progress else "merged"
    if any(shared.progress.get(notice, mine) != mine for notice, mine in own.progress.items()):
        outcome = "replaced"
    return outcome, replace(shared, progress={**own.progress, **shared.progress})


def spoken_to(present: Folder, then: Folder) -> Folder:
    """The folder for a turn that speaks to what was said earlier: as it is now, but waiting for what it waited for then."""
    return replace(then, id=present.id, progress=present.progress, version=present.version, serial=present.serial)


def keep(turn: Turn, was: Folder, decision: Decision, work: Work, ring: Ring) -> None:
    """Save the folder after a turn, where it changed, and do what the decision asks for about it. The session is saved."""
    folder = decision.session.folder
    if RevokeFeed() in decision.effects:
        folder = replace(folder, serial=folder.serial + 1)
    shares = ShareFolder() in decision.effects and bool(ring.secret)
    work.folders.save(turn.person, was, folder, make=shares)
    if shares:
        code = ring.code(turn.person, turn.external_id)
        work.folders.share(turn.person, ring.hashed(code), turn.moment, turn.moment + LASTS)
