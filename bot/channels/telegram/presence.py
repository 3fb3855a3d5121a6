"""What people see of the bot before they write: its commands, its menu button and what it says of itself."""

import structlog

from bot.channels.telegram.outgoing import Failure, Gateway
from bot.texts import lines

COMMANDS = ("start", "notices", "list", "check", "help", "forget", "stop")
MENU = {"type": "commands"}

log = structlog.get_logger(__name__)


async def appear(gateway: Gateway) -> None:
    """Set what is not as it should be; Telegram limits how often these may be set. Who writes is answered all the same."""
    try:
        await _set(gateway)
    except Failure as failure:
        log.warning("commands and descriptions were not set", why=str(failure))


async def _set(gateway: Gateway) -> None:
    said = dict(zip((*COMMANDS, "description", "short"), lines("telegram-profile"), strict=True))
    commands = [{"command": name, "description": said[name]} for name in COMMANDS]
    if await gateway.call("getMyCommands") != commands:
        await gateway.call("setMyCommands", commands=commands)
    if await gateway.call("getChatMenuButton") != MENU:
        await gateway.call("setChatMenuButton", menu_button=MENU)
    if (await gateway.call("getMyDescription"))["description"] != said["description"]:
        await gateway.call("setMyDescription", description=said["description"])
    if (await gateway.call("getMyShortDescription"))["short_description"] != said["short"]:
        await gateway.call("setMyShortDescription", short_description=said["short"])
