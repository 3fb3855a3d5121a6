"""Statements of every turn. SQLAlchemy takes ten times as long to hand one of them to SQLite as SQLite to run it: there they are
worded once, and given to the driver as they are. On other databases SQLAlchemy runs them."""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Changes = Mapping[str, Callable[[Any], Any]]  # of values whose form in the database is another one


def driver_of(connection: Connection) -> sqlite3.Connection | None:
    """SQLite's own connection; None on other databases."""
    driver = connection.connection.driver_connection
    return driver if isinstance(driver, sqlite3.Connection) else None


class Statement:
    """A statement that is always given values of the same names."""

    def __init__(self, statement: Select[Any] | Insert | Update) -> None:
        self._statement = statement
        self._text = ""  # as SQLite takes it, once it was needed
        self._always: Values = {}
        self._changes: Changes = {}

    def run(self, connection: Connection, values: Values) -> int:
        """Run it; how many rows it changed."""
        if (driver := driver_of(connection)) is None:
            return connection.execute(self._statement, values).rowcount
        return driver.execute(self._worded(connection.dialect, values), self._given(values)).rowcount

    def run_all(self, connection: Connection, values: Sequence[Values]) -> None:
        """Run it with one set of values after the other."""
        if (driver := driver_of(connection)) is None:
            connection.execute(self._statement, values)
        else:
            driver.executemany(self._worded(connection.dialect, values[0]), map(self._given, values))

    def _worded(self, dialect: Dialect, values: Values) -> str:
        if not self._text:
            compiled = self._statement.compile(dialect=dialect, column_keys=list(values))
            self._always = {name: value for name, value in compiled.params.items() if name not in values}
            self._changes = _changes(((name, bound.type) for bound, name in compiled.bind_names.items()), dialect, to_it=True)
            self._text = str(compiled)
        return self._text

    def _given(self, values: Values) -> Values:
        """The values as SQLite takes them."""
        return {**self._always, **values, **{name: change(values[name]) for name, change in self._changes.items()}}


class Query(Statement):
    """One that finds rows."""

    def __init__(self, statement: Select[Any]) -> None:
        super().__init__(statement)
        columns = statement.selected_columns
        self._types = tuple((column.name, column.type) for column in columns)
        self._row: Any = namedtuple("Found", columns.keys())  # type: ignore[misc]  # its columns are known now
        self._reads: Changes | None = None

    def rows(self, connection: Connection, values: Values) -> Sequence[Any]:
        """What it finds, with the columns by their names."""
        if (driver := driver_of(connection)) is None:
            return connection.execute(self._statement, values).all()
        found = driver.execute(self._worded(connection.dialect, values), self._given(values))
        if self._reads is None:
            self._reads = _changes(self._types, connection.dialect, to_it=False)
        return [self._read(row, self._reads) for row in found]

    def first(self, connection: Connection, values: Values) -> Any | None:
        """The first that it finds."""
        return next(iter(self.rows(connection, values)), None)

    def _read(self, row: tuple[Any, ...], reads: Changes) -> Any:
        made = self._row._make(row)
        return made._replace(**{name: read(getattr(made, name)) for name, read in reads.items()}) if reads else made


def _changes(types: Iterable[tuple[str, TypeEngine[Any]]], dialect: Dialect, to_it: bool) -> Changes:
    """How values of these types are changed on their way to the database, or from it."""
    known = ((name, kind.dialect_impl(dialect)) for name, kind in types)
    found = ((name, kind.bind_processor(dialect) if to_it else kind.result_processor(dialect, None)) for name, kind in known)
    return {name: change for name, change in found if change is not None}
