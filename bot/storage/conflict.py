"""What goes wrong where two transactions meet."""

import sqlite3

from sqlalchemy.exc import IntegrityError, OperationalError


class Conflict(Exception):
    """Another transaction got in between: nothing was written, and the turn is to be taken again."""


def meant(error: Exception) -> Exception:
    """A conflict where taking the turn again helps: the same row inserted twice, a lock not got; else the error itself."""
    if isinstance(error, IntegrityError | sqlite3.IntegrityError) or is_locked(error):
        return Conflict()
    return error


def is_locked(error: Exception) -> bool:
    """Whether another transaction holds what is needed; SQLAlchemy wraps what the driver says of it."""
    said = error.orig if isinstance(error, OperationalError) else error if isinstance(error, sqlite3.OperationalError) else ""
    return "locked" in str(said) or "deadlock" in str(said)
