"""Files through the service, on both databases: what is kept of them, and what is not."""

from collections.abc import AsyncIterator

import pytest

from bot.inspection.desk import Sent
from bot.inspection.jobs import Job, Wanted
from bot.messages import Turn
from bot.service import Service
from bot.storage.tables import SessionRow, TurnRow
from bot.texts import render
from tests.bot.inspection.papers import NAME, docx, page, written
from tests.bot.test_service import read
from tests.conftest import SEASON, Say

SUMMARY = "\n".join((f"姓名：{NAME}", "身份证号000000190001010000", "任现职以来，工作认真。" * 20))


@pytest.fixture(autouse=True)
async def _closed(service: Service) -> AsyncIterator[None]:
    yield
    await service.close()


def sent(content: bytes, name: str) -> Sent:
    async def fetch() -> bytes:
        return content

    return Sent(Job(name, Wanted((NAME,))), fetch, len(content))


async def looked_at(service: Service, content: bytes, name: str = "a.png", external_id: str = "1") -> Turn:
    return await service.looked_at(Turn("wang", external_id, SEASON), sent(content, name))


async def test_the_same_is_said_again_from_what_was_kept(service: Service, twin: Service) -> None:
    turn = await looked_at(service, docx(SUMMARY), "总结.docx")
    reply = await service.take(turn)
    [again] = await twin.history("wang")
    assert render(again.reply) == render(reply) and "张＊丰" in render(reply) and again.turn.findings == turn.findings


async def test_neither_content_nor_names_nor_what_was_looked_for_is_kept(service: Service, database_url: str) -> None:
    await service.take(await looked_at(service, docx(SUMMARY, "独一无二的一句话，谁也没有写过这样长的一句话。"), f"{NAME}.docx"))
    kept = repr(read(database_url, TurnRow)) + repr(read(database_url, SessionRow))
    assert "张＊丰" in kept and not any(words in kept for words in (NAME, "独一无二", "1900010100", "工作认真"))


async def test_a_file_is_given_back_until_it_is_gone(service: Service, twin: Service) -> None:
    reply = await service.take(await looked_at(service, written(page().resize((90, 120)), "PNG")))
    assert (await service.content(reply, reply.files[0])).startswith(b"\xff\xd8\xff")
    [elsewhere] = await twin.history("wang")
    assert elsewhere.reply.files == () and "已经没有了" in render(elsewhere.reply)


async def test_a_file_that_comes_again_is_not_looked_at_again(service: Service) -> None:
    await service.take(await looked_at(service, docx(SUMMARY), "总结.docx"))
    again = await looked_at(service, b"", "nothing.docx")
    assert again.findings is not None and again.findings.form == "docx"
    assert len(await service.history("wang")) == 1


async def test_a_long_text_is_counted_where_a_summary_was_asked_for(service: Service, say: Say, database_url: str) -> None:
    await service.take(say(choice="check:summary", person="wang"))
    reply = await service.take(say(SUMMARY * 20, person="wang"))
    assert "一共" in render(reply) and "张＊丰" in render(reply)
    assert NAME not in repr(read(database_url, TurnRow)) + repr(read(database_url, SessionRow))


async def test_a_long_text_is_a_question_where_none_was_asked_for(service: Service, say: Say) -> None:
    assert "一共" not in render(await service.take(say(SUMMARY, person="wang")))


async def test_who_is_forgotten_leaves_no_file(service: Service) -> None:
    reply = await service.take(await looked_at(service, written(page().resize((90, 120)), "PNG")))
    await service.forget("wang")
    with pytest.raises(KeyError):
        await service.content(reply, reply.files[0])
