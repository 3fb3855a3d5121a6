"""The Bot API's methods, each a function of the world and the call. What is not here is answered 404."""

from collections.abc import Callable
from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.world import World

Method = Callable[[World, Call], Any]
METHODS: dict[str, Method] = {}  # by the name in small letters: Telegram does not mind the case


def method(name: str) -> Callable[[Method], Method]:
    """Registers what answers a method."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


def load() -> None:
    """Imports what registers itself."""
    from tests.telegram_server.methods import about, callbacks, editing, files, messages, places, receiving, rich, topics  # noqa: F401
