"""From a file that goes with a reply to the body of its message."""

from collections.abc import Awaitable, Callable

import structlog
from markupsafe import escape

from bot.channels.telegram.outgoing import Body, Upload
from bot.channels.telegram.showing import Piece, Rows
from bot.documents.makers import described
from bot.messages import File, Reply
from bot.texts import lines

PICTURES = (".png", ".jpg", ".jpeg")

Content = Callable[[Reply, File], Awaitable[bytes]]

log = structlog.get_logger(__name__)


async def attached(content: Content, reply: Reply, piece: Piece, file: File, buttons: Rows) -> Body:
    """The file with the words under it. Where it cannot be made, as a picture on a machine without Chinese letters, what it shows
    is told in words, or that it is not to be had."""
    try:
        made = await content(reply, file)
    except (KeyError, OSError, ValueError) as error:
        log.warning("a file could not be made", kind=file.kind, why=type(error).__name__)
        words = described(reply, file) or lines("unsent")[0]
        return Body(f"{piece.text}\n\n{escape(words)}", buttons)
    return Body(piece.text, buttons, file=Upload(file.name, made, is_picture=_is_picture(file)))


def _is_picture(file: File) -> bool:
    """Whether it is to be seen at once. What somebody gets back is a document, which Telegram leaves as it is."""
    return file.kind != "kept" and file.name.lower().endswith(PICTURES)
