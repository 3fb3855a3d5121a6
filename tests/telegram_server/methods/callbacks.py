"""Answers to pressed buttons."""

from tests.telegram_server.calls import Call
from tests.telegram_server.html import units
from tests.telegram_server.methods import method
from tests.telegram_server.refusals import bad
from tests.telegram_server.world import World

PATIENCE = 60  # seconds that an answer may take
LONGEST = 200
GONE = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery")
def answer_callback_query(world: World, call: Call) -> bool:
    text = call.text("text")
    press = world.presses.get(call.text("callback_query_id"))
    if press is None or press.answer is not None or world.moment() - press.at > PATIENCE:
        raise bad(GONE)
    if units(text) > LONGEST:
        raise bad("MESSAGE_TOO_LONG")
    press.answer = {"text": text, "show_alert": call.flag("show_alert")}
    kind = "alert" if call.flag("show_alert") else "toast"
    world.show(press.message.chat, kind, world.me["first_name"], words=text)
    return True
