"""By what a file that goes with a reply is made. A maker is imported when its first file is wanted."""

from collections.abc import Callable, Mapping

from bot.messages import File, Reply

Maker = Callable[[Reply, File], bytes]
"""Makes what a file holds out of the data of its reply. Raises `KeyError`, `OSError`, `ValueError` where it cannot."""


def _paper(reply: Reply, file: File) -> bytes:
    from bot.documents.papers import attached

    return attached(reply, file)


def _spreadsheet(reply: Reply, file: File) -> bytes:
    from bot.documents.spreadsheet import attached

    return attached(reply, file)


def _picture(reply: Reply, file: File) -> bytes:
    from bot.documents import pictures
    from bot.documents.rendering import apart

    checklist, now = reply.data["checklist"], reply.data["now"]
    if file.of == "timeline":
        return pictures.timeline(checklist, now, apart)
    return pictures.progress(checklist, reply.data["progress"], now, apart)


def _calendar(reply: Reply, _: File) -> bytes:
    from bot.documents.calendar import ics

    return ics(reply.data["checklist"], reply.data["now"])


MAKERS: Mapping[str, Maker] = {"paper": _paper, "xlsx": _spreadsheet, "picture": _picture, "ics": _calendar}
"""Makers by the kind of file: `File.what` up to its colon. `source` is the shelf's, `kept` is what is held for a while."""


def described(reply: Reply, file: File) -> str:
    """What a picture shows, for who cannot see it; "" where the words under it say all."""
    if file.kind != "picture":
        return ""
    from bot.documents import pictures

    checklist, now = reply.data["checklist"], reply.data["now"]
    if file.of == "timeline":
        return pictures.timeline_words(checklist, now)
    return pictures.progress_words(checklist, reply.data["progress"], now)
