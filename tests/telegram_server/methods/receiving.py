"""Receiving updates, by long poll or webhook."""

from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.methods import method
from tests.telegram_server.refusals import Json, conflict
from tests.telegram_server.updates import HOOKED
from tests.telegram_server.webhook import Webhook
from tests.telegram_server.world import World

LONGEST_POLL = 50  # seconds


@method("getUpdates")
async def get_updates(world: World, call: Call) -> list[Json]:
    if world.webhook is not None:
        raise conflict(HOOKED)
    world.updates.allow(call.structure("allowed_updates", "allowed updates"))
    limit, timeout = min(max(call.number("limit", 100), 1), 100), min(max(call.number("timeout"), 0), LONGEST_POLL)
    return await world.updates.poll(call.number("offset"), limit, timeout)


@method("setWebhook")
async def set_webhook(world: World, call: Call) -> bool:
    if not call.text("url"):
        await _without(world, call)
        return True
    fresh = Webhook.of(world, call)
    world.updates.interrupt("terminated by setWebhook request")
    await _without(world, call)
    world.updates.allow(call.structure("allowed_updates", "allowed updates"))
    world.webhook = fresh
    fresh.start()
    world.wake()
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, call: Call) -> bool:
    await _without(world, call)
    return True


async def _without(world: World, call: Call) -> None:
    if world.webhook is not None:
        await world.webhook.stop()
        world.webhook = None
    if call.flag("drop_pending_updates"):
        world.updates.pending.clear()


@method("getWebhookInfo")
def get_webhook_info(world: World, call: Call) -> Any:
    if world.webhook is not None:
        return world.webhook.info()
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates.pending)}
