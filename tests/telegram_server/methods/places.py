"""Chats: what they are, who is in them, and leaving."""

from tests.telegram_server.calls import Call
from tests.telegram_server.chats import Chat
from tests.telegram_server.methods import method
from tests.telegram_server.refusals import Json, bad
from tests.telegram_server.world import World

GIFTS = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False)
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_pin_messages", "can_manage_topics", "can_send_welcome_messages",
)  # fmt: skip


@method("getChat")
def get_chat(world: World, call: Call) -> Json:
    chat = world.chat(call.text("chat_id"))
    body = chat.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
    pinned = next((chat.log[i] for i in reversed(chat.pinned) if not chat.log[i].deleted), None)
    return body | ({"pinned_message": pinned.as_json()} if pinned else {})


@method("getChatMember")
def get_chat_member(world: World, call: Call) -> Json:
    chat, user = _joined(world, call), call.number("user_id")
    if user == world.bot["id"]:
        return member(world.me, "member" if chat.type == "private" else chat.status)
    if user in chat.members:
        return member(chat.members[user], "administrator" if user in chat.admins else "member")
    if user == chat.id:
        return member({"id": user, "is_bot": False} | chat.about, "member")
    raise bad("user not found" if user in world.chats else "PARTICIPANT_ID_INVALID")


def member(user: Json, status: str) -> Json:
    """Somebody's place in a chat."""
    body: Json = {"user": user, "status": status}
    if status == "administrator":
        return body | dict.fromkeys(RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
    return body | ({"until_date": 0} if status == "kicked" else {})


@method("leaveChat")
def leave_chat(world: World, call: Call) -> bool:
    chat = _joined(world, call)
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    chat.status = "left"
    world.show(chat, "service", world.me["first_name"], words="leaves")
    return True


def _joined(world: World, call: Call) -> Chat:
    """A chat; where the bot is in it no more, a refusal."""
    chat = world.chat(call.text("chat_id"))
    return chat if chat.type == "private" else world.writable(chat.id)
