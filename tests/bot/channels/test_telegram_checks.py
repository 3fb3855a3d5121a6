"""Files that people send on Telegram: fetched, looked at, and given back."""

import asyncio
from pathlib import Path

import pytest

from bot.app import Core
from bot.storage.tables import SessionRow, TurnRow
from tests.bot.channels.telegram_bot import polling
from tests.bot.channels.test_telegram_files import content
from tests.bot.inspection.papers import EMPLOYER, NAME, SIGNED, docx, page, written
from tests.bot.test_service import read
from tests.telegram_server import Person, Telegram, running

SUMMARY = docx(f"姓名：{NAME}", "任现职以来，工作认真。")
SMALL = written(page(SIGNED).resize((300, 424)), "PNG")
PATIENT, QUIET = 30.0, 0.3  # seconds
FEE = "阿克苏档案中级评审费多少"


async def test_a_summary_is_counted(telegram: Telegram, wang: Person) -> None:
    await wang.says("阿克苏建筑的总结有什么要求")
    await wang.sees()
    await wang.sends_document(SUMMARY, "总结.docx")
    reply = await wang.sees("一共17字", within=PATIENT)
    assert "张＊丰" in reply.text and "不少于2000字" in reply.text and "四（一）13" in reply.text and NAME not in reply.text


async def test_words_under_a_file_are_looked_for_in_it_and_kept_nowhere(core: Core, tmp_path: Path) -> None:
    async with running() as server, polling(server, core, tmp_path):
        wang = server.person("小王")
        await wang.sends_document(docx("我和李梅在天山建筑做项目。"), "总结.docx", f"李梅 {EMPLOYER}")
        reply = await wang.sees("李＊", within=PATIENT)
    database = f"sqlite:///{tmp_path / 'assistant.db'}"
    kept = repr(read(database, TurnRow)) + repr(read(database, SessionRow))
    assert "名称的一部分" in reply.text and "李梅" not in kept and "天山" not in kept


async def test_a_scan_comes_back_as_a_jpg_that_telegram_leaves_as_it_is(telegram: Telegram, wang: Person) -> None:
    await wang.sends_document(SMALL, "证书.png")
    await wang.sees("不是 JPG", within=PATIENT)
    document = await wang.sees("转好的 JPG")
    assert content(telegram, document).startswith(b"\xff\xd8\xff") and telegram.called("sendPhoto") == []


async def test_a_photo_is_looked_at_and_said_to_be_smaller(wang: Person) -> None:
    await wang.sends_photo(data=SMALL)
    assert "选“文件”发原图" in (await wang.sees("看完了", within=PATIENT)).text


async def test_a_photo_with_a_question_is_answered(wang: Person) -> None:
    await wang.sends_photo(FEE, data=SMALL)
    reply = await wang.sees("400元")
    assert "您附的文件我没有看" in reply.text


async def test_each_picture_of_an_album_is_looked_at(wang: Person) -> None:
    await wang.sends_album((f"姓名：{NAME}", "", ""))
    for _ in range(3):
        await wang.sees("看完了", within=PATIENT)


async def test_a_caption_that_is_edited_is_looked_for_anew(telegram: Telegram, wang: Person) -> None:
    message = await wang.sends_document(docx("我和李梅做项目。"), "总结.docx")
    first = await wang.sees("看完了", within=PATIENT)
    telegram.passes(seconds=2)
    message.content |= {"caption": "姓名：李梅"}
    message.edited = telegram.moment()
    telegram.updates.add("edited_message", message.as_json())
    assert "李＊" not in first.text and (await wang.sees("李＊", within=PATIENT)).id == first.id


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [(b"", "a.docx", "是空的"), (b"PK\3\4", "a.docx", "打不开"), (b"Rar!\x1a\x07\0abc", "a.rar", "压缩包")],
)
async def test_what_cannot_be_looked_at_is_told_why(wang: Person, data: bytes, name: str, words: str) -> None:
    await wang.sends_document(data, name)
    assert words in (await wang.sees("没有保存", within=PATIENT)).text


async def test_a_file_that_is_too_large_is_not_asked_for(telegram: Telegram, wang: Person) -> None:
    message = {"file_id": "BQACAgUAAxkBAAI", "file_unique_id": "AgAD", "file_size": 21 * 1024 * 1024, "file_name": "a.pdf"}
    await wang.sends_anything("document", message)
    assert "超过20 MB" in (await wang.sees(1))[0].text and telegram.called("getFile") == []


async def test_a_file_that_telegram_does_not_give_is_told(
    telegram: Telegram, wang: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "largest_download", 10)
    await wang.sends_document(SUMMARY, "总结.docx")
    assert "超过20 MB" in (await wang.sees("没有保存", within=PATIENT)).text


@pytest.mark.parametrize("kind", ["500", "cut"])
async def test_a_file_is_asked_for_again_where_it_did_not_come(telegram: Telegram, wang: Person, kind: str) -> None:
    telegram.faults.inject(kind, 1, method="getFile")  # type: ignore[arg-type]  # one of its kinds
    await wang.sends_document(SUMMARY, "总结.docx")
    await wang.sees("一共17字", within=PATIENT)
    assert len(telegram.called("getFile")) == 2


async def test_a_file_that_is_brought_twice_is_told_of_once(telegram: Telegram, wang: Person) -> None:
    await wang.sends_document(SUMMARY, "总结.docx")
    await wang.sees("看完了", within=PATIENT)
    telegram.repeats(telegram.updates.every[-1])
    await asyncio.sleep(QUIET)
    assert len([m for m in wang.chat.messages if m.by_bot]) == 1 and len(telegram.called("getFile")) == 1


async def test_in_a_group_nobody_is_told_what_stands_in_a_file(telegram: Telegram, wang: Person) -> None:
    group = telegram.group("评审群", [wang])
    await wang.sends_document(SUMMARY, "总结.docx", "@pingshen_bot 看看", where=group)
    await asyncio.sleep(QUIET)
    assert telegram.called("getFile") == []


async def test_a_summary_may_be_pasted(wang: Person) -> None:
    await wang.says("/check")
    await wang.sees("发给我")
    await wang.presses("检查个人总结")
    await wang.sees("贴在下一条消息里")
    await wang.says(f"姓名：{NAME}\n" + "任现职以来，工作认真。" * 30)
    assert "张＊丰" in (await wang.sees("一共336字", within=PATIENT)).text


async def test_a_server_of_ones_own_may_keep_files_on_this_machine(core: Core, tmp_path: Path) -> None:
    async with running(local=str(tmp_path)) as server, polling(server, core, tmp_path):
        wang = server.person("小王")
        await wang.sends_document(SUMMARY, "总结.docx")
        await wang.sees("一共17字", within=PATIENT)
