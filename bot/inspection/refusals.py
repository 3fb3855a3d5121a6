"""Why a file is not looked at. The key of the words is the refusal; bot/templates/check-refused.*.j2 has them."""

from bot import findings

LARGE = "large"  # more bytes than are taken
EMPTY = "empty"
BROKEN = "broken"
PASSWORD = "password"  # noqa: S105 - the word for it
BOMB = "bomb"  # a small file that would become huge
MACRO = "macro"
PIXELS = "pixels"  # more of them than are opened
HEIC = "heic"
OLD = "old"  # .doc, .wps, .rtf
TABLE = "table"  # .xlsx, .pptx and other documents that are neither text nor picture
ARCHIVE = "archive"
UNKNOWN = "unknown"
SLOW = "slow"  # it took too long, or too much memory
BUSY = "busy"  # too many wait
LOST, UNLOOKED = findings.LOST, findings.UNLOOKED
LONG = "long"  # more text than is read
SHORT = "short"  # a text too short to be a summary

ALL = (
    LARGE, EMPTY, BROKEN, PASSWORD, BOMB, MACRO, PIXELS, HEIC, OLD, TABLE, ARCHIVE, UNKNOWN, SLOW, BUSY, LOST, LONG, SHORT,
    UNLOOKED,
)  # fmt: skip


class Refusal(Exception):
    """It cannot be looked at, and `key` says why; `form` is what it is, where that is known."""

    def __init__(self, key: str, form: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.form = form
