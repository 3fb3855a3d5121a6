"""Rich messages, through the library that knows them (aiogram)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.telegram_server import Person, Telegram
from tests.telegram_server.clients import Client, connected

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def aiogram(server: Telegram) -> AsyncIterator[Client]:
    async with connected("aiogram", server.url, server.token) as client:
        yield client


def cell(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "align": "left", "valign": "top"} | more


def table(*rows: tuple[str, ...], **more: Any) -> dict[str, Any]:
    return {"type": "table", "cells": [[cell(text) for text in row] for row in rows]} | more


FEES = table(("级别", "费用"), ("中级", "400元"), caption="评审费", is_bordered=True)
PARAGRAPH = {"type": "paragraph", "text": ["请在", {"type": "bold", "text": "9月30日"}, "前缴费"]}
ITEMS = {"type": "list", "items": [{"blocks": [{"type": "paragraph", "text": "申报表"}], "type": "1"}]}
QUOTE = {"type": "expandable_blockquote", "text": "三（一）", "credit": "通知"}


async def test_a_rich_message_is_read_as_people_see_it(aiogram: Client, telegram: Telegram, wang: Person) -> None:
    sent = await aiogram.does("send_rich_message", chat_id=wang.id, rich_message={"blocks": [PARAGRAPH, FEES, ITEMS, QUOTE]})
    [shown] = await wang.sees()
    fees = ["评审费", "级别 | 费用", "中级 | 400元"]
    assert shown.text.splitlines() == ["请在9月30日前缴费", *fees, "1. 申报表", "三（一）", "通知"]
    assert sent.rich_message.blocks[1].cells[1][1].text == "400元"
    assert telegram.transcript(wang).startswith("助手: (rich message) 请在9月30日前缴费")


async def test_it_can_be_edited_into_another_and_into_text(aiogram: Client, telegram: Telegram, wang: Person) -> None:
    sent = await aiogram.does("send_rich_message", chat_id=wang.id, rich_message={"blocks": [FEES]})
    place = {"chat_id": wang.id, "message_id": sent.message_id}
    assert "not modified" in await aiogram.fails("edit_message_text", rich_message={"blocks": [FEES]}, **place)
    await aiogram.does("edit_message_text", rich_message={"blocks": [PARAGRAPH]}, **place)
    assert wang.chat.messages[0].text == "请在9月30日前缴费"
    await aiogram.does("edit_message_text", text="200元", **place)
    assert wang.chat.messages[0].text == "200元"


def nested(depth: int) -> dict[str, Any]:
    return {"type": "blockquote", "blocks": [nested(depth - 1)]} if depth else {"type": "paragraph", "text": "a"}


@pytest.mark.parametrize(
    ("blocks", "why"),
    [
        ([table(*[("x",) * 21])], "table_columns_too_much"),
        ([{"type": "paragraph", "text": "字" * 32_769}], "message_too_long"),
        ([{"type": "paragraph", "text": "a"}] * 501, "blocks_too_much"),
        ([nested(16)], "too_deep"),
        ([{"type": "heading", "text": "a", "size": 7}], "size of a heading"),
        ([{"type": "table", "cells": [[cell("a", align="middle")]]}], "alignments"),
        ([{"type": "buttons", "buttons": [{"text": "按", "callback_data": "x" * 65}]}], "button_data_invalid"),
        ([], "exactly one of the fields"),
    ],
)
async def test_rich_messages_have_limits(aiogram: Client, telegram: Telegram, wang: Person, blocks: list[Any], why: str) -> None:
    assert why in await aiogram.fails("send_rich_message", chat_id=wang.id, rich_message={"blocks": blocks})
