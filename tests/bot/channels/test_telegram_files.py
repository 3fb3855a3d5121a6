"""Files that go with replies on Telegram: the notice itself as a document, pictures, and what can go wrong with them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.app import Core, opened
from bot.channels.telegram.attaching import Content
from bot.channels.telegram.sending import Errand, Sender
from bot.channels.telegram_inbound import Aiogram
from bot.deliveries import Deliveries
from bot.messages import Address, File, Parcel, Reply, Turn
from bot.storage.tables import DeliveryRow
from notices.shelf import PUBLISHED
from tests.bot.channels.telegram_bot import settings
from tests.bot.test_service import read
from tests.conftest import SEASON
from tests.telegram_server import Message, Person, Telegram, running
from tests.telegram_server.things import picture

NOTICE = "aksu-construction-2024"
SOURCE = (PUBLISHED / NOTICE / "source.txt").read_bytes()
PICTURED = Reply("chat", "empty", {"reply": "<清单>"}, files=(File("x", "清单.png", "chat"), File("y", "清单.txt", "chat")))
FEE, WHOLE = "阿克苏建筑中级评审费多少", "阿克苏建筑的通知原文发给我"


def content(telegram: Telegram, message: Message) -> bytes:
    """What a document holds that stands on the screen."""
    return telegram.files[message.content["document"]["file_id"]].data


async def test_a_notice_comes_as_a_document_with_a_few_words(telegram: Telegram, wang: Person) -> None:
    await wang.says(WHOLE)
    [reply] = await wang.sees()
    assert content(telegram, reply) == SOURCE and reply.content["document"]["file_name"].endswith("（2024年度）.txt")
    assert "阿克苏地区建筑" in reply.marked("bold")[0] and "以原文为准" in reply.text
    assert telegram.called("sendMessage") == []


async def test_a_pressed_text_stays_and_what_is_pressed_under_a_document_comes_anew(telegram: Telegram, wang: Person) -> None:
    await wang.says(FEE)
    [answer] = await wang.sees()
    await wang.says("依据呢")
    [source] = await wang.sees()
    press = await wang.presses("通知原文")
    [document] = await wang.sees()
    await wang.gets_answer(press)
    assert "400元" in source.text and content(telegram, document) == SOURCE
    await wang.presses("申报时间", on=document)
    [further] = await wang.sees()
    assert further.id > document.id and further.text.startswith("▸ 申报时间") and "8月30日" in further.text
    assert answer.text and telegram.called("editMessageText") == []


async def test_an_edited_question_becomes_a_document_and_the_other_way_round(telegram: Telegram, wang: Person) -> None:
    message = await wang.says(FEE)
    [answer] = await wang.sees()
    await wang.edits(message, WHOLE)
    [document] = await wang.sees()
    telegram.passes(seconds=2)
    await wang.edits(message, FEE)
    again = await wang.sees("400元")
    assert document.id > answer.id and content(telegram, document) == SOURCE and again.text


async def test_in_a_group_a_document_answers_who_asked(telegram: Telegram, wang: Person) -> None:
    group = telegram.group("评审群", [wang])
    asked = await wang.says(f"@pingshen_bot {WHOLE}", where=group)
    [reply] = await wang.sees(where=group)
    assert reply.reply_to is asked and content(telegram, reply) == SOURCE


@pytest.mark.parametrize("kind", ["429", "500", "cut"])
async def test_a_document_that_was_held_back_comes_once(telegram: Telegram, wang: Person, kind: str) -> None:
    telegram.faults.inject(kind, 1, method="sendDocument")  # type: ignore[arg-type]  # one of its kinds
    await wang.says(WHOLE)
    [reply] = await wang.sees()
    assert content(telegram, reply) == SOURCE and len([m for m in wang.chat.messages if m.by_bot]) == 1


async def test_a_document_that_is_refused_is_told(telegram: Telegram, wang: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "largest_upload", 100)
    await wang.says(WHOLE)
    [reply] = await wang.sees()
    assert "没能发出去" in reply.text and "申报时间" in reply.buttons


def holding(what: Mapping[str, bytes]) -> Content:
    """Files that hold what is given."""

    async def content(_: Reply, file: File) -> bytes:
        return what[file.what]

    return content


async def carried(core: Core, folder: Path, server: Telegram, to: Address, held: Content, *, sent: tuple[int, ...] = ()) -> str:
    """Carries a reply with words and two files, which hold what is given; returns what became of it. `sent` are the messages
    that carry parts of it already."""
    chosen = settings(server, folder)
    gateway = Aiogram(chosen.telegram_bot_token, chosen.telegram_api_base)
    async with opened(chosen, core) as service:
        turn = Turn(f"telegram:{to.chat}", "m1", SEASON, "你好")
        assert await service.receive(turn, to) is not None
        await Sender(gateway, Deliveries(service), held, lambda: SEASON).carry(Errand(Parcel(turn, PICTURED, to, sent)))
    await gateway.close()
    return read(f"sqlite:///{folder / 'assistant.db'}", DeliveryRow)[0].state


async def test_a_reply_may_have_words_a_picture_and_a_document(core: Core, tmp_path: Path) -> None:
    async with running(limits_on=False) as server:
        wang = server.person("小王")
        held = {"x": picture(40, 30), "y": "清单".encode()}
        assert await carried(core, tmp_path, server, Address(wang.id), holding(held)) == "done"
        words, photo, document = await wang.sees(3)
        assert "还没有输入" in words.text and photo.text == "<清单>" == document.text
        assert photo.content["photo"][-1]["width"] == 40 and content(server, document) == "清单".encode()


async def test_a_picture_that_telegram_takes_for_none_comes_as_a_document(core: Core, tmp_path: Path) -> None:
    async with running(limits_on=False) as server:
        wang, oblong = server.person("小王"), picture(210, 10)
        assert await carried(core, tmp_path, server, Address(wang.id), holding({"x": oblong, "y": oblong})) == "done"
        _, document, _ = await wang.sees(3)
        assert content(server, document) == oblong


async def test_a_file_that_cannot_be_made_is_told_in_words(core: Core, tmp_path: Path) -> None:
    async def none(_: Reply, file: File) -> bytes:
        raise OSError(file.name)

    async with running(limits_on=False) as server:
        wang = server.person("小王")
        assert await carried(core, tmp_path, server, Address(wang.id), none) == "done"
        assert all("没能发出去" in message.text for message in (await wang.sees(3))[1:])


async def test_a_reply_whose_last_file_lapsed_in_between_is_ended_with_a_word(core: Core, tmp_path: Path) -> None:
    async with running(limits_on=False) as server:
        wang = server.person("小王")
        assert await carried(core, tmp_path, server, Address(wang.id), holding({}), sent=(1, 2, 3)) == "done"
        [word] = await wang.sees()
        assert "没能发出去" in word.text
