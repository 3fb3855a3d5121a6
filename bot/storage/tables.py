"""The tables. Moments are kept in UTC; texts carry no identity numbers."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Index, Text, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel


class Moment(TypeDecorator[datetime]):
    """An aware datetime, UTC in the database; SQLite has no zones, and would give it back without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Always aware."""
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


class SessionRow(SQLModel, table=True):
    """What is remembered of a person, as JSON, and the folder of their checklists, where there is one. `version` guards
    against two turns at once."""

    __tablename__ = "session"

    person: str = Field(primary_key=True, max_length=80)
    version: int
    state: str = Field(sa_type=Text)
    folder: str | None = Field(max_length=32, index=True)


class FolderRow(SQLModel, table=True):
    """The checklists of a person, as JSON; several channels of theirs may share them. `version` guards against two turns at
    once."""

    __tablename__ = "folder"

    id: str = Field(primary_key=True, max_length=32)
    version: int
    state: str = Field(sa_type=Text)


class JoinCode(SQLModel, table=True):
    """A code that joins another channel to a folder, once, until a moment; only its hash is kept."""

    __tablename__ = "join_code"

    hash: str = Field(primary_key=True, max_length=64)
    folder: str = Field(max_length=32, index=True)
    until: datetime = Field(sa_type=Moment)


class TurnRow(SQLModel, table=True):
    """What a person sent, with the session before it: its reply is made from these. `came` is when it came from them, the
    moment when it was taken; it is none for turns of before it was kept. `findings` are what a file that was sent came to, as
    JSON. `slowed` marks one that came in a flood and was not answered."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("person", "external_id"), Index("ix_turn_person_id", "person", "id"))

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(max_length=80)
    external_id: str = Field(max_length=80)
    moment: datetime = Field(sa_type=Moment)
    came: datetime | None = Field(sa_type=Moment)
    text: str = Field(sa_type=Text)
    choice: str = Field(max_length=80)
    before: str = Field(sa_type=Text)
    slowed: bool
    findings: str | None = Field(sa_type=Text)


class UnknownQuestion(SQLModel, table=True):
    """A question that no notice answers, for the staff."""

    __tablename__ = "unknown_question"
    __table_args__ = (UniqueConstraint("person", "external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(max_length=80)
    external_id: str = Field(max_length=80)
    moment: datetime = Field(sa_type=Moment)
    text: str = Field(sa_type=Text)
    reason: str
    topic: str | None
    notice: str | None


class Rating(SQLModel, table=True):
    """What a person thought of an answer; the last word counts."""

    __tablename__ = "rating"

    person: str = Field(primary_key=True, max_length=80)
    answer: str = Field(primary_key=True, max_length=80)
    useful: bool
    moment: datetime = Field(sa_type=Moment)


class DeliveryRow(SQLModel, table=True):
    """One message that carries (a part of) the reply to a turn, on channels that send. Part 0 is written with the turn and
    says by its state whether the reply is owed, done or failed; `message` is there once it was accepted."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("person", "external_id", "part"),
        Index("ix_delivery_person_message", "person", "message"),
        Index("ix_delivery_state_due", "state", "due"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(max_length=80)
    external_id: str = Field(max_length=80)
    part: int
    chat: int = Field(sa_type=BigInteger)
    message: int | None = Field(sa_type=BigInteger)
    edits: int | None = Field(sa_type=BigInteger)
    asked: int | None = Field(sa_type=BigInteger)
    state: str = Field(max_length=8)
    due: datetime = Field(sa_type=Moment)


class Unreachable(SQLModel, table=True):
    """A person who has blocked the assistant on a channel, and since when."""

    __tablename__ = "unreachable"

    person: str = Field(primary_key=True, max_length=80)
    moment: datetime = Field(sa_type=Moment)


METADATA = SQLModel.metadata
