"""Fetching updates, and confirming them only when they are safely stored."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import chain, repeat

import structlog

from bot.channels.telegram.acts import Me
from bot.channels.telegram.confirming import Confirming
from bot.channels.telegram.conversation import Conversation
from bot.channels.telegram.outgoing import Failure, Gateway, Held, Unauthorised

WAIT = 25  # seconds that Telegram holds the question while nothing comes
MANY = 100  # updates that Telegram gives at once: there may be more
FEW, SOON = 20, 0.05  # updates at work with which more are fetched, seconds after which they are anyway
FULL = 0.1  # seconds between looks whether there is room
AGAIN = (1, 2, 5, 10, 30)  # seconds between tries to reach Telegram

log = structlog.get_logger(__name__)


async def poll(gateway: Gateway, conversation: Conversation, me: Me) -> None:
    """Fetch for ever. Raises `Unauthorised` where the token is refused."""
    confirming, waits = Confirming(), growing()
    while True:
        try:
            updates = await gateway.updates(confirming.offset, 0 if confirming.working else WAIT)
        except Unauthorised:
            raise
        except Failure as failure:
            wait = failure.seconds if isinstance(failure, Held) else next(waits)
            log.warning("no updates from Telegram", why=str(failure) or type(failure).__name__, again=wait)
            await asyncio.sleep(wait)
            continue
        waits = growing()
        for update in updates:
            if confirming.begin(number := update["update_id"]):
                conversation.take(update, me, _ending(confirming, number))
        if confirming.working:
            await confirming.settled(FEW if len(updates) == MANY else 0, SOON)
        while conversation.full:  # noqa: ASYNC110 - room comes in many ways
            await asyncio.sleep(FULL)


def _ending(confirming: Confirming, update: int) -> Callable[[bool], None]:
    """What could not be stored after several tries is let go as well: it would stop all that comes after it."""
    return lambda _: confirming.end(update)


def growing() -> Iterator[float]:
    """Seconds to wait after one failure after the other."""
    return chain(AGAIN, repeat(AGAIN[-1]))
