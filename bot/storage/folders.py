"""Folders of checklists within a transaction, and the codes that join a person's channels to one."""

import secrets
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from bot.messages import Folder
from bot.storage.conflict import Conflict
from bot.storage.tables import METADATA

_FOLDER: TypeAdapter[Folder] = TypeAdapter(Folder)
ROW, SESSION, CODE = (METADATA.tables[name] for name in ("folder", "session", "join_code"))
ID = 16  # characters of an id, which is no secret

_NEW = insert(ROW)
_NEXT = update(ROW).where(ROW.c.id == bindparam("named"), ROW.c.version == bindparam("over"))
_NAMED = select(ROW).where(ROW.c.id == bindparam("named"))
_REFER = update(SESSION).where(SESSION.c.person == bindparam("of"))


def folder(name: str, version: int, state: str) -> Folder:
    """A folder out of its row; an empty one where the state is of an older shape that cannot be read any more."""
    try:
        return replace(_FOLDER.validate_json(state), id=name, version=version)
    except ValidationError:
        return Folder(name, version=version)


class Folders:
    """The folders' part of a unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, name: str, to_change: bool = False) -> Folder | None:
        """A folder by its id; `to_change` keeps others from changing it meanwhile."""
        wanted = _NAMED.with_for_update() if to_change else _NAMED
        row = self._connection.execute(wanted, {"named": name}).first()
        return None if row is None else folder(row.id, row.version, row.state)

    def save(self, person: str, was: Folder, now: Folder, make: bool = False) -> None:
        """Save the folder of a person who has a session, where it is another than it was; `make` one also where there is
        nothing in it yet. Raises `Conflict` where another turn got in between."""
        if now == was and not (make and not now.id):
            return
        saved = self._new(now) if not now.id else self._next(now)
        if saved.id != was.id:
            self._connection.execute(_REFER, {"of": person, "folder": saved.id})
            self.leave(was.id)

    def _new(self, one: Folder) -> Folder:
        new = replace(one, id=secrets.token_urlsafe(ID * 3 // 4), version=1)
        self._connection.execute(_NEW, {"id": new.id, "version": 1, "state": _json(new)})
        return new

    def _next(self, one: Folder) -> Folder:
        saved = replace(one, version=one.version + 1)
        values = {"version": saved.version, "state": _json(saved)}
        if self._connection.execute(_NEXT, {"named": one.id, "over": one.version, **values}).rowcount != 1:
            raise Conflict
        return saved

    def held_by(self, person: str) -> str | None:
        """The id of a person's folder."""
        found: str | None = self._connection.execute(select(SESSION.c.folder).where(SESSION.c.person == person)).scalar()
        return found

    def leave(self, name: str | None) -> None:
        """A person refers to this folder no more: nobody joins it by a code made before, and it goes where nobody else has it."""
        if not name or self.of(name, to_change=True) is None:
            return
        self._connection.execute(delete(CODE).where(CODE.c.folder == name))
        if self._connection.execute(select(SESSION.c.person).where(SESSION.c.folder == name).limit(1)).first() is None:
            self._connection.execute(delete(ROW).where(ROW.c.id == name))

    def share(self, person: str, hashed: str, now: datetime, until: datetime) -> None:
        """Let a code join others to the folder of a person, until a moment. Codes whose time is over go."""
        self._connection.execute(delete(CODE).where(or_(CODE.c.until < now, CODE.c.hash == hashed)))
        self._connection.execute(insert(CODE).values(hash=hashed, folder=self.held_by(person), until=until))

    def joined_by(self, hashed: str, now: datetime) -> Folder | None:
        """The folder that a code joins to; nobody changes it meanwhile."""
        wanted = select(CODE.c.folder).where(CODE.c.hash == hashed, CODE.c.until >= now)
        name: str | None = self._connection.execute(wanted).scalar()
        return self.of(name, to_change=True) if name else None

    def use_up(self, hashed: str) -> bool:
        """Take a code out of use; False where somebody else has used it meanwhile."""
        return self._connection.execute(delete(CODE).where(CODE.c.hash == hashed)).rowcount == 1


def _json(one: Folder) -> str:
    return _FOLDER.dump_json(one, exclude={"id", "version"}).decode()
