"""A file that somebody sent, from Telegram to the desk that looks at it."""

import asyncio
from collections import OrderedDict
from functools import partial

import structlog

from bot.channels.telegram.acts import Attached
from bot.channels.telegram.outgoing import Failure, Gateway, Lost, Refused
from bot.inspection import refusals
from bot.inspection.desk import Sent
from bot.inspection.jobs import LARGEST, Job, Wanted
from bot.inspection.refusals import Refusal
from bot.inspection.wanted import from_words, is_question

WAITS = (0.5, 2.0)  # seconds between tries
ALBUMS = 200  # of which it is remembered for a while what was said with them
TOO_BIG = "too big"  # in what Telegram says

log = structlog.get_logger(__name__)


class Albums:
    """What was said under one picture of an album, which holds for those after it. It is in memory only, and not for long."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, str] = OrderedDict()

    def words(self, file: Attached) -> str:
        """The words for a file: its own, or those of the album."""
        if file.album and file.words:
            self._said[file.album] = file.words
            if len(self._said) > ALBUMS:
                self._said.popitem(last=False)
        return file.words or self._said.get(file.album, "")

    def ask(self, file: Attached, question: str) -> None:
        """A question came with a picture of the album."""
        if file.album:
            self._said[file.album] = question

    def asked(self, file: Attached) -> bool:
        """Whether a question came with the album, so that its other pictures are none to look at."""
        return bool(file.album) and is_question(self._said.get(file.album, ""))


def sent(gateway: Gateway, file: Attached, words: str) -> Sent:
    """The file for the desk. Its size is known beforehand, as far as Telegram tells it."""
    job = Job(file.name, from_words(words) or Wanted(), as_photo=file.as_photo)
    return Sent(job, partial(_fetched, gateway, file), file.size)


async def _fetched(gateway: Gateway, file: Attached) -> bytes:
    for wait in (*WAITS, None):
        try:
            return await gateway.download(file.id, LARGEST)
        except Lost:
            if wait is None:
                break
            await asyncio.sleep(wait)
        except Refused as refused:
            raise Refusal(refusals.LARGE if TOO_BIG in str(refused) else refusals.LOST) from None
        except Failure as failure:
            log.warning("a file did not come", why=type(failure).__name__)
            break
    raise Refusal(refusals.LOST)
