"""What the bot says about itself: names, descriptions, commands, the menu button."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.methods import method
from tests.telegram_server.refusals import Json, bad
from tests.telegram_server.world import World

MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
LONGEST_DESCRIPTION = 256  # of a command
TEXTS = {"name": ("Name", 64, "name"), "description": ("Description", 512, "description")}
TEXTS["short_description"] = ("ShortDescription", 120, "short description")
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}


@method("getMe")
def get_me(world: World, call: Call) -> Json:
    return world.bot


def _text_methods(field: str, name: str, longest: int, words: str) -> None:
    """The two methods of a text that people read about the bot."""

    def give(world: World, call: Call) -> Json:
        default = world.bot["first_name"] if field == "name" else ""
        language = call.text("language_code")
        return {field: world.texts.get((field, language)) or world.texts.get((field, "")) or default}

    def take(world: World, call: Call) -> bool:
        if len(call.text(field)) > longest:
            raise bad(f"bot {words} is too long")
        _language(call)
        world.texts[field, call.text("language_code")] = call.text(field)
        return True

    method(f"getMy{name}")(give)
    method(f"setMy{name}")(take)


for _field, _about in TEXTS.items():
    _text_methods(_field, *_about)


def _language(call: Call) -> str:
    found = call.text("language_code")
    if found and not re.fullmatch(r"[a-z]{2}", found):
        raise bad("invalid language code specified")
    return found


def _scope(call: Call) -> str:
    """The scope as a key."""
    scope = call.structure("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("can't parse BotCommandScope: BotCommandScope must be an Object")
    if scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True)


@method("setMyCommands")
def set_my_commands(world: World, call: Call) -> bool:
    given = call.structure("commands", "commands")
    if not isinstance(given, list):
        raise bad("can't parse commands JSON object" if given else "commands must be non-empty")
    if len(given) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(call), _language(call)] = [_command(c) for c in given]
    return True


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad("can't parse BotCommand: BotCommand must be an Object")
    name, description = str(given.get("command", "")).removeprefix("/"), str(given.get("description", ""))
    if not COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not description.strip():
        raise bad("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


@method("getMyCommands")
def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.commands.get((_scope(call), _language(call)), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, call: Call) -> bool:
    world.commands.pop((_scope(call), _language(call)), None)
    return True


@method("setChatMenuButton")
def set_chat_menu_button(world: World, call: Call) -> bool:
    button = call.structure("menu_button", "menu button") or {"type": "default"}
    checks: dict[str, Callable[[Json], bool]] = {
        "default": lambda b: True,
        "commands": lambda b: True,
        "web_app": lambda b: bool(b.get("text")) and str((b.get("web_app") or {}).get("url", "")).startswith("https://"),
    }
    if not isinstance(button, dict) or button.get("type") not in checks:
        raise bad("can't parse menu button: MenuButton has unsupported type")
    if not checks[button["type"]](button):
        raise bad("BUTTON_URL_INVALID")
    world.menus[_private(world, call)] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, call: Call) -> Json:
    return world.menus.get(_private(world, call)) or world.menus.get(0) or {"type": "commands"}


def _private(world: World, call: Call) -> int:
    """The chat that a menu is for; 0 for all."""
    return world.chat(call.text("chat_id")).id if call.number("chat_id") else 0
