"""What the bot says about itself, and what it learns of chats."""

import pytest

from tests.telegram_server import Person, Telegram
from tests.telegram_server.clients import Client

pytestmark = pytest.mark.asyncio(loop_scope="module")
COMMANDS = [{"command": "start", "description": "能做什么"}, {"command": "forget", "description": "删除我的资料"}]


async def test_commands_are_kept(client: Client) -> None:
    await client.does("set_my_commands", commands=client.commands(COMMANDS))
    assert [c.command for c in await client.does("get_my_commands")] == ["start", "forget"]
    assert list(await client.does("get_my_commands", language_code="zh")) == []
    await client.does("delete_my_commands")
    assert list(await client.does("get_my_commands")) == []


@pytest.mark.parametrize(
    ("name", "description", "why"),
    [
        ("Start", "x", "bot_command_invalid"),
        ("帮助", "x", "bot_command_invalid"),
        ("a" * 33, "x", "bot_command_invalid"),
        ("help", "", "command description must be non-empty"),
        ("help", "x" * 257, "bot_command_description_invalid"),
    ],
)
async def test_commands_are_checked(client: Client, name: str, description: str, why: str) -> None:
    wrong = client.commands([{"command": name, "description": description}])
    assert why in await client.fails("set_my_commands", commands=wrong)


async def test_no_more_than_a_hundred_commands(client: Client) -> None:
    many = client.commands([{"command": f"c{i}", "description": "x"} for i in range(101)])
    assert "bot_commands_too_much" in await client.fails("set_my_commands", commands=many)


async def test_names_and_descriptions(client: Client) -> None:
    await client.does("set_my_name", name="职称助手")
    await client.does("set_my_description", description="回答评审通知的问题")
    await client.does("set_my_short_description", short_description="评审助手")
    assert (await client.does("get_my_name")).name == "职称助手"
    assert (await client.does("get_my_description")).description == "回答评审通知的问题"
    assert (await client.does("get_my_short_description")).short_description == "评审助手"
    assert "too long" in await client.fails("set_my_short_description", short_description="x" * 121)


async def test_the_menu_button(client: Client, wang: Person) -> None:
    assert (await client.does("get_chat_menu_button")).type == "commands"
    await client.does("set_chat_menu_button", chat_id=wang.id, menu_button=client.menu("default"))
    assert (await client.does("get_chat_menu_button", chat_id=wang.id)).type == "default"


async def test_who_the_bot_is_and_where(client: Client, telegram: Telegram, wang: Person) -> None:
    assert (await client.does("get_me")).username == "pingshen_bot"
    assert (await client.does("get_chat", chat_id=wang.id)).first_name == "小王"
    assert (await client.fails("get_chat", chat_id=4711)).endswith("chat not found")
    group = telegram.supergroup("评审群", [wang], admin=True)
    me = await client.does("get_chat_member", chat_id=group.id, user_id=telegram.bot["id"])
    assert me.status == "administrator"
    assert (await client.does("get_chat_member", chat_id=group.id, user_id=wang.id)).user.first_name == "小王"
    assert "user not found" in await client.fails("get_chat_member", chat_id=group.id, user_id=telegram.person("李梅").id)


async def test_a_bot_can_leave(client: Client, telegram: Telegram, wang: Person) -> None:
    group = telegram.group("评审群", [wang])
    await client.does("leave_chat", chat_id=group.id)
    assert "bot is not a member of the group chat" in await client.fails("send_message", chat_id=group.id, text="a")


async def test_topics_of_a_forum(client: Client, telegram: Telegram, wang: Person) -> None:
    forum = telegram.supergroup("论坛", [wang], admin=True, forum=True)
    topic = await client.does("create_forum_topic", chat_id=forum.id, name="缴费")
    place = {"chat_id": forum.id, "message_thread_id": topic.message_thread_id}
    sent = await client.does("send_message", text="a", **place)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
    await client.does("edit_forum_topic", name="缴费问题", **place)
    assert "topic_not_modified" in await client.fails("edit_forum_topic", name="缴费问题", **place)
    await client.does("close_forum_topic", **place)
    assert "topic_not_modified" in await client.fails("close_forum_topic", **place)
    await client.does("reopen_forum_topic", **place)
    await client.does("delete_forum_topic", **place)
    assert "message thread not found" in await client.fails("send_message", text="a", **place)
    assert forum.messages == []


async def test_topics_need_a_forum_and_rights(client: Client, telegram: Telegram, wang: Person) -> None:
    group, forum = telegram.supergroup("群", admin=True), telegram.supergroup("论坛", forum=True)
    assert "the chat is not a forum" in await client.fails("create_forum_topic", chat_id=group.id, name="a")
    assert "not enough rights" in await client.fails("create_forum_topic", chat_id=forum.id, name="a")
