"""The conversation from its start to its end: Telegram is reached and told where updates go, what a crash has left is taken up,
and updates are fetched or brought."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.channels.telegram.acts import Me
from bot.channels.telegram.conversation import Conversation
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.outgoing import Failure, Gateway, Held, Unauthorised
from bot.channels.telegram.polling import growing, poll
from bot.channels.telegram.presence import appear
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.webhook import Webhook
from bot.deliveries import Deliveries
from bot.service import Service

log = structlog.get_logger(__name__)


async def serve(gateway: Gateway, service: Service, now: Callable[[], datetime], webhook: Webhook, page: str) -> None:
    """Talk until cancelled; updates are brought to the webhook where `page`, its public address, is given. Returns where
    the token is refused, having said so."""
    try:
        await _serve(gateway, service, now, webhook, page)
    except* Unauthorised:
        log.error("Telegram refuses TELEGRAM_BOT_TOKEN: Telegram is not served, the page is")


async def _serve(gateway: Gateway, service: Service, now: Callable[[], datetime], webhook: Webhook, page: str) -> None:
    me, deliveries = await _reached(gateway, webhook, page), Deliveries(service)
    async with asyncio.TaskGroup() as tasks:
        conversation = Conversation(service, deliveries, Sender(gateway, deliveries, service.content, now), now, tasks)
        tasks.create_task(conversation.sweep(alone=not page))
        tasks.create_task(appear(gateway))
        log.info("serving Telegram", bot=me.username, by="webhook" if page else "polling")
        try:
            await _fed(gateway, conversation, me, webhook if page else None)
        finally:
            await conversation.drained()


async def _fed(gateway: Gateway, conversation: Conversation, me: Me, webhook: Webhook | None) -> None:
    if webhook is None:
        await poll(gateway, conversation, me)
    else:
        webhook.serve(conversation, me)
        await asyncio.Event().wait()


async def _reached(gateway: Gateway, webhook: Webhook, page: str) -> Me:
    """The bot's account, with everything set; tries until Telegram can be reached."""
    waits = growing()
    while True:
        try:
            me = await gateway.me()
            if page:
                url = page.rstrip("/") + webhook.path
                await gateway.call("setWebhook", url=url, secret_token=webhook.token, allowed_updates=list(UPDATES))
            else:
                await gateway.call("deleteWebhook")
        except Unauthorised:
            raise
        except Failure as problem:
            wait = problem.seconds if isinstance(problem, Held) else next(waits)
            log.error("Telegram cannot be reached, the page is served meanwhile", why=str(problem), again=wait)
            await asyncio.sleep(wait)
        else:
            return me
