"""Rich messages: sending (editing is editMessageText's)."""

from tests.telegram_server.calls import Call
from tests.telegram_server.methods import method
from tests.telegram_server.methods.messages import send
from tests.telegram_server.refusals import NOT_FOUND, Json, Refused
from tests.telegram_server.rich import rich_content
from tests.telegram_server.world import World


@method("sendRichMessage")
def send_rich_message(world: World, call: Call) -> Json:
    if not world.rich:
        raise Refused(*NOT_FOUND)
    content, words = rich_content(call)
    return send(world, call, content, words=words)
