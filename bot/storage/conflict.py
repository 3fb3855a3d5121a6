"""What goes wrong where two transactions meet."""

from sqlalchemy.exc import IntegrityError, OperationalError


class Conflict(Exception):
    """Another transaction got in between: nothing was written, and the turn is to be taken again."""


def meant(error: IntegrityError | OperationalError) -> Exception:
    """A conflict where taking the turn again helps: the same row inserted twice, a lock not got; else the error itself."""
    if isinstance(error, IntegrityError) or "locked" in str(error.orig) or "deadlock" in str(error.orig):
        return Conflict()
    return error
