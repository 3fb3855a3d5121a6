"""Files up, by multipart and by id, and down."""

from typing import Any

import httpx
import pytest

from tests.telegram_server import Person, Telegram
from tests.telegram_server.clients import Client
from tests.telegram_server.things import picture

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_document_goes_up_and_down(client: Client, telegram: Telegram, wang: Person) -> None:
    file = client.file(b"PK\3\4 docx", "申报表.docx")
    sent = await client.does("send_document", chat_id=wang.id, document=file, caption="<b>表</b>", parse_mode="HTML")
    [shown] = await wang.sees()
    assert (sent.document.file_name, sent.document.file_size) == ("申报表.docx", 9)
    assert (shown.text, shown.marked("bold")) == ("表", ["表"])
    assert await downloaded(client, telegram, sent.document.file_id) == b"PK\3\4 docx"


async def downloaded(client: Client, telegram: Telegram, file_id: str) -> bytes:
    """What both libraries do: getFile, then the address under /file."""
    file = await client.does("get_file", file_id=file_id)
    if client.library != "aiogram":
        return bytes(await file.download_as_bytearray())
    content: Any = await client.bot.download_file(file.file_path)
    found: bytes = content.read()
    return found


async def test_what_people_sent_can_be_loaded(client: Client, telegram: Telegram, wang: Person) -> None:
    await wang.sends_document(b"scan", "scan.pdf")
    [update] = await client.does("get_updates")
    assert await downloaded(client, telegram, update.message.document.file_id) == b"scan"


async def test_a_file_that_is_there_is_sent_again_by_its_id(client: Client, wang: Person) -> None:
    sent = await client.does("send_photo", chat_id=wang.id, photo=client.file(picture(40, 30), "a.png"))
    again = await client.does("send_photo", chat_id=wang.id, photo=sent.photo[-1].file_id)
    assert (again.photo[-1].file_id, again.photo[-1].width) == (sent.photo[-1].file_id, 40)
    why = await client.fails("send_document", chat_id=wang.id, document="nonsense")
    assert "wrong file identifier/http url specified" in why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no picture", "image_process_failed"),
        (picture(9000, 1001), "photo_invalid_dimensions"),
        (picture(210, 10), "photo_invalid_dimensions"),
        (b"", "file must be non-empty"),
    ],
    ids=["text", "huge", "oblong", "empty"],
)
async def test_a_photo_must_be_one(client: Client, wang: Person, data: bytes, why: str) -> None:
    assert why in await client.fails("send_photo", chat_id=wang.id, photo=client.file(data, "a.png"))


async def test_captions_and_sizes_have_limits(
    client: Client, telegram: Telegram, wang: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"chat_id": wang.id, "document": client.file(b"x" * 200, "a.txt")}
    assert "message caption is too long" in await client.fails("send_document", caption="字" * 1025, **fields)
    sent = await client.does("send_document", caption="字" * 1024, **fields)
    monkeypatch.setattr(telegram, "largest_download", 100)
    assert (await client.fails("get_file", file_id=sent.document.file_id)).endswith("file is too big")
    monkeypatch.setattr(telegram, "largest_upload", 100)
    assert "request entity too large" in await client.fails("send_document", **fields)
    assert (await client.fails("get_file", file_id="nonsense")).endswith("wrong file_id or the file is temporarily unavailable")


async def test_an_album(client: Client, telegram: Telegram, wang: Person) -> None:
    media = [client.media(picture(2, 2), f"{i}.png", caption="图" if i == 0 else "") for i in range(3)]
    sent = await client.does("send_media_group", chat_id=wang.id, media=media)
    assert len({message.media_group_id for message in sent}) == 1
    assert [m.text for m in wang.chat.messages] == ["图", "", ""]


async def test_an_address_asks_for_the_right_token(telegram: Telegram) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{telegram.url}/file/bot1:x/documents/y")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


async def test_forms_and_queries_are_understood_too(telegram: Telegram, wang: Person) -> None:
    async with httpx.AsyncClient(base_url=f"{telegram.url}/bot{telegram.token}", trust_env=False) as http:
        answer = await http.get("/sendMessage", params={"chat_id": wang.id, "text": "一"})
        assert answer.json()["result"]["text"] == "一"
        answer = await http.post("/SENDMESSAGE", json={"chat_id": wang.id, "text": "二"})
        assert answer.status_code == 200
        answer = await http.post("/sendMessage", data={"chat_id": str(wang.id), "text": "三", "reply_markup": "{"})
        assert answer.json()["description"] == "Bad Request: can't parse reply keyboard markup JSON object"
    assert [m.text for m in wang.chat.messages] == ["一", "二"]
