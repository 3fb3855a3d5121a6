"""The unit of work: what can be read and written within one transaction. Core statements, since every turn runs them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, update

from bot.findings import LOST, Findings
from bot.messages import Folder, RecordRating, RecordUnknown, Session, Turn
from bot.storage.conflict import Conflict
from bot.storage.deliveries import DELIVERY, UNREACHABLE, Deliveries
from bot.storage.folders import ROW as FOLDER
from bot.storage.folders import Folders, folder
from bot.storage.prepared import Query, Statement
from bot.storage.tables import METADATA
from knowledge.deadlines import beijing

_SESSION: TypeAdapter[Session] = TypeAdapter(Session)
_FINDINGS: TypeAdapter[Findings] = TypeAdapter(Findings)
_TURNS, _SESSIONS, NO_FOLDER = {"keys"}, {"keys", "folder"}, Folder()

SESSION, TURN, UNKNOWN, RATING = (METADATA.tables[name] for name in ("session", "turn", "unknown_question", "rating"))
PERSONAL = (SESSION, TURN, UNKNOWN, RATING, DELIVERY, UNREACHABLE)  # every table that knows persons

# Statements of every turn are made once: making them takes longer than running them.
_PERSON: BindParameter[str] = bindparam("of")
_OF_PERSON = select(TURN).where(TURN.c.person == _PERSON)
# One statement for both: who has no folder costs the database no look into its table.
_WITH_FOLDER = SESSION.outerjoin(FOLDER, FOLDER.c.id == SESSION.c.folder)
_FOLDER = (FOLDER.c.id.label("named"), FOLDER.c.version.label("edition"), FOLDER.c.state.label("holds"))
_WITH = select(SESSION, *_FOLDER).select_from(_WITH_FOLDER).where(SESSION.c.person == _PERSON)
_SESSION_OF = Query(_WITH)
_NEW_SESSION = Statement(insert(SESSION))
_NEXT_SESSION = Statement(update(SESSION).where(SESSION.c.person == _PERSON, SESSION.c.version == bindparam("over")))
_KEEP, _RECORD_UNKNOWN = Statement(insert(TURN)), Statement(insert(UNKNOWN))
_KEPT = Query(_OF_PERSON.where(TURN.c.external_id == bindparam("named")))
_LAST = Query(_OF_PERSON.order_by(TURN.c.id.desc()).limit(bindparam("count")))
_NTH_CAME = select(TURN.c.came).where(TURN.c.person == _PERSON).order_by(TURN.c.id.desc()).limit(1).offset(bindparam("nth"))
_PRESENT = Query(_WITH.add_columns(_NTH_CAME.scalar_subquery().label("nth_came")))


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn as it was kept, with the session before it."""

    turn: Turn
    before: Session
    slowed: bool


def _json(session: Session, with_folder: bool) -> str:
    """What is stored of a session. A turn is kept with the folder as it was, where there is one; the session refers to it."""
    return _SESSION.dump_json(session, exclude=_TURNS if with_folder else _SESSIONS).decode()


def _session(person: str, state: str) -> Session:
    """The session in a state; a new one where the state is of an older shape that cannot be read any more."""
    try:
        return replace(_SESSION.validate_json(state), person=person)
    except ValidationError:
        return Session(person)


def _findings(state: str | None) -> Findings | None:
    """What was found in a file; nothing but that there was one, where it is of an older shape."""
    if state is None:
        return None
    try:
        return _FINDINGS.validate_json(state)
    except ValidationError:
        return Findings("", refusal=LOST)


def _present(row: Any) -> Session:
    held = NO_FOLDER if row.named is None else folder(row.named, row.edition, row.holds)
    return replace(_session(row.person, row.state), version=row.version, folder=held)


def _kept(row: Any) -> Kept:
    turn = Turn(row.person, row.external_id, beijing(row.moment), row.text, row.choice, findings=_findings(row.findings))
    return Kept(turn, _session(row.person, row.before), row.slowed)


class Work:
    """One transaction. `Database.read` and `Database.write` give it to a job."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.deliveries = Deliveries(connection)
        self.folders = Folders(connection)

    def session(self, person: str) -> Session:
        """What is remembered of a person, with the version to save over; a new session where nothing is."""
        row = _SESSION_OF.first(self.connection, {"of": person})
        return Session(person) if row is None else _present(row)

    def present(self, turn: Turn, most: int, within: timedelta) -> tuple[Session, bool]:
        """The same for the person of a turn, and whether `most` turns have come from them in the time before this one came.
        Turns after it do not count: a clock that was set for a demonstration may have run ahead."""
        row = _PRESENT.first(self.connection, {"of": turn.person, "nth": most - 1})
        if row is None:
            return Session(turn.person), False
        at: datetime | None = row.nth_came
        return _present(row), at is not None and turn.came - within < at <= turn.came

    def save(self, session: Session, over: int) -> None:
        """Save a session over the version `over`, 0 where there was none. Raises `Conflict` where that is not there any more.
        Its folder is saved apart."""
        values = {"version": over + 1, "state": _json(replace(session, version=over + 1), with_folder=False)}
        if over == 0:
            _NEW_SESSION.run(self.connection, {"person": session.person, "folder": None, **values})
        elif _NEXT_SESSION.run(self.connection, {"of": session.person, "over": over, **values}) != 1:
            raise Conflict

    def kept(self, person: str, external_id: str) -> Kept | None:
        """A turn by its ids."""
        row = _KEPT.first(self.connection, {"of": person, "named": external_id})
        return None if row is None else _kept(row)

    def was_slowed(self, person: str) -> bool:
        """Whether a person's last turn came in a flood."""
        newest = _LAST.first(self.connection, {"of": person, "count": 1})
        return newest is not None and bool(newest.slowed)

    def last(self, person: str, count: int) -> list[Kept]:
        """The last turns of a person, oldest first."""
        newest = _LAST.rows(self.connection, {"of": person, "count": count})
        return [_kept(row) for row in reversed(newest)]

    def keep(self, turn: Turn, before: Session, slowed: bool = False) -> None:
        """Keep a turn. A second one with its ids is refused by the database."""
        row = {
            "person": turn.person,
            "external_id": turn.external_id,
            "moment": turn.moment,
            "came": turn.came,
            "text": turn.text,
            "choice": turn.choice,
            "before": _json(before, with_folder=before.folder != NO_FOLDER),
            "slowed": slowed,
            "findings": None if turn.findings is None else _FINDINGS.dump_json(turn.findings, exclude_defaults=True).decode(),
        }
        _KEEP.run(self.connection, row)

    def record_unknown(self, effect: RecordUnknown, turn: Turn) -> None:
        """Keep a question that no notice answers."""
        row = {
            "person": turn.person,
            "external_id": turn.external_id,
            "moment": turn.moment,
            "text": effect.text,
            "reason": effect.reason,
            "topic": effect.topic,
            "notice": effect.notice,
        }
        _RECORD_UNKNOWN.run(self.connection, row)

    def record_rating(self, effect: RecordRating, turn: Turn) -> None:
        """Keep what a person thought of an answer, in place of what they thought before."""
        same = (RATING.c.person == turn.person) & (RATING.c.answer == effect.answer)
        values = {"useful": effect.useful, "moment": turn.moment}
        if (self.connection.execute(update(RATING).where(same).values(values))).rowcount == 0:
            self.connection.execute(insert(RATING).values(person=turn.person, answer=effect.answer, **values))

    def forget(self, person: str) -> None:
        """Delete everything about a person, in every table; a folder that somebody else shares stays theirs."""
        held = self.folders.held_by(person)
        for table in PERSONAL:
            self.connection.execute(delete(table).where(table.c.person == person))
        self.folders.leave(held)

    def missed(self, person: str, choice: str, since: datetime) -> int:
        """How many turns of a person have made this choice since a moment."""
        these = select(func.count()).where(TURN.c.person == person, TURN.c.choice == choice, TURN.c.moment > since)
        return int(self.connection.execute(these).scalar_one())

    def rename(self, person: str, new: str) -> None:
        """Give all that is stored about a person to another name, in place of what that one had."""
        self.forget(new)
        for table in PERSONAL:
            self.connection.execute(update(table).where(table.c.person == person).values(person=new))
