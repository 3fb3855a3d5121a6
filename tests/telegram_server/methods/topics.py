"""Topics of a forum."""

from tests.telegram_server.calls import Call
from tests.telegram_server.chats import Chat, Topic
from tests.telegram_server.methods import method
from tests.telegram_server.refusals import Json, bad
from tests.telegram_server.world import World

COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
LONGEST = 128


def _forum(world: World, call: Call) -> Chat:
    chat = world.writable(call.text("chat_id"))
    if not chat.forum:
        raise bad("the chat is not a forum")
    if chat.status != "administrator":
        raise bad("not enough rights to manage topics")
    return chat


def _topic(world: World, call: Call) -> Topic:
    found = _forum(world, call).topics.get(call.number("message_thread_id"))
    if found is None:
        raise bad("TOPIC_ID_INVALID")
    return found


@method("createForumTopic")
def create_forum_topic(world: World, call: Call) -> Json:
    chat, name, color = _forum(world, call), call.text("name").strip(), call.number("icon_color") or COLOURS[0]
    if not 0 < len(name) <= LONGEST:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    if color not in COLOURS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    message = world.post(chat, world.me, {"forum_topic_created": {"name": name, "icon_color": color}})
    message.thread = message.id
    chat.topics[message.id] = Topic(message.id, name, color)
    return {"message_thread_id": message.id, "name": name, "icon_color": color}


@method("editForumTopic")
def edit_forum_topic(world: World, call: Call) -> bool:
    topic, name = _topic(world, call), call.text("name").strip()
    if len(name) > LONGEST:
        raise bad("TOPIC_TITLE_TOO_LONG")
    if not name and not call.given("icon_custom_emoji_id"):
        raise bad("TOPIC_NOT_MODIFIED")
    wanted = (name or topic.name, call.text("icon_custom_emoji_id", topic.icon))
    if wanted == (topic.name, topic.icon):
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon = wanted
    return True


def _switch(closed: bool) -> None:
    def change(world: World, call: Call) -> bool:
        topic = _topic(world, call)
        if topic.closed is closed:
            raise bad("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        return True

    method("closeForumTopic" if closed else "reopenForumTopic")(change)


_switch(True)
_switch(False)


@method("deleteForumTopic")
def delete_forum_topic(world: World, call: Call) -> bool:
    chat, topic = _forum(world, call), _topic(world, call)
    del chat.topics[topic.id]
    for message in chat.messages:
        if message.thread == topic.id:
            message.deleted = True
    world.show(chat, "service", world.me["first_name"], words=f"deletes the topic {topic.name}")
    return True
