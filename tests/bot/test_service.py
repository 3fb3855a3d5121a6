"""The service on both databases: turns, retries, floods, two turns at once, forgetting."""

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session as Reader
from sqlmodel import SQLModel, select

from bot.app import Core
from bot.messages import File, Reply, Session, Turn
from bot.service import Exchange, Service
from bot.storage.database import Database, address
from bot.storage.tables import Rating, TurnRow, UnknownQuestion
from bot.storage.work import SESSION
from bot.taking import MESSAGES, WITHIN, in_force
from knowledge.outcomes import Context
from notices.shelf import Shelf
from tests.conftest import SEASON, Say

Row = TypeVar("Row", bound=SQLModel)
UNANSWERED = "喀什卫生系列什么时候申报"
FEE = "阿克苏档案中级评审费多少"


def read(url: str, model: type[Row]) -> list[Row]:
    """All rows of a table, past the service."""
    engine = create_engine(address(url))
    try:
        with Reader(engine) as session:
            return list(session.exec(select(model)))
    finally:
        engine.dispose()


async def test_a_question_is_answered(service: Service, say: Say) -> None:
    assert (await service.take(say(FEE))).kind == "answer"


async def test_the_notice_of_one_turn_is_known_in_the_next(service: Service, say: Say) -> None:
    await service.take(say(FEE))
    assert (await service.take(say("那什么时候截止"))).notices == ("aksu-archives-2024",)


async def test_the_same_turn_again_gets_the_same_reply(service: Service, say: Say) -> None:
    turn = say(FEE)
    assert await service.take(turn) == await service.take(turn)


async def test_the_same_turn_again_gets_the_same_reply_after_a_restart(service: Service, twin: Service, say: Say) -> None:
    turn = say(FEE)
    first = await service.take(turn)
    await service.take(say("和静初定怎么报名"))
    assert await twin.take(turn) == first


async def test_the_same_turn_again_has_no_second_effect(service: Service, database_url: str, say: Say) -> None:
    turn = say(UNANSWERED)
    assert (await service.take(turn)).kind == "unknown"
    await service.take(turn)
    assert len(read(database_url, UnknownQuestion)) == 1


async def test_the_same_turn_again_leaves_the_session_as_it_is(service: Service, say: Say) -> None:
    turn = say(FEE)
    await service.take(turn)
    before = await service.session("applicant")
    await service.take(turn)
    assert await service.session("applicant") == before


async def test_the_same_id_of_another_person_is_another_turn(service: Service, say: Say) -> None:
    await service.take(say(FEE, external_id="1"))
    assert (await service.take(say("", person="other", external_id="1"))).template == "empty"


async def test_two_turns_at_once_are_both_kept(service: Service, database_url: str, twin: Service, say: Say) -> None:
    await asyncio.gather(*(one.take(say(FEE)) for one in (service, twin, service, twin)))
    assert (await service.session("applicant")).version == len(read(database_url, TurnRow)) == 4


async def test_one_turn_sent_twice_at_once_is_taken_once(service: Service, database_url: str, twin: Service, say: Say) -> None:
    turn = say(FEE)
    first, second = await asyncio.gather(service.take(turn), twin.take(turn))
    assert first == second and len(read(database_url, TurnRow)) == 1


async def test_a_button_that_was_offered_can_be_pressed(service: Service, say: Say) -> None:
    offered = (await service.take(say(FEE))).choices[0]
    assert (await service.take(say(choice=offered.id))).template != "stale"


async def test_a_button_that_was_not_offered_is_stale(service: Service, say: Say) -> None:
    assert (await service.take(say(choice="topic:fee.amount"))).template == "stale"


async def test_a_notice_of_the_shelf_can_be_picked_at_any_time(service: Service, say: Say) -> None:
    assert (await service.take(say(choice="notice:hejing-initial-2024"))).notices == ("hejing-initial-2024",)


async def test_a_notice_that_is_not_on_the_shelf_is_stale(service: Service, say: Say) -> None:
    assert (await service.take(say(choice="notice:nowhere-2024"))).template == "stale"


async def test_the_last_rating_of_an_answer_counts(service: Service, database_url: str, say: Say) -> None:
    await service.take(say(FEE, external_id="asked"))
    await service.take(say(choice="rate:up:asked"))
    await service.take(say(choice="rate:down:asked"))
    assert [r.useful for r in read(database_url, Rating)] == [False]


async def test_more_than_the_allowed_messages_are_kept_and_not_answered(service: Service, database_url: str) -> None:
    turns = [Turn("applicant", str(n), SEASON + timedelta(milliseconds=n), "你好") for n in range(MESSAGES + 1)]
    replies = [await service.take(turn) for turn in turns]
    assert [r.template == "slow-down" for r in replies] == [False] * MESSAGES + [True]
    assert len(read(database_url, TurnRow)) == MESSAGES + 1


async def test_after_a_flood_and_a_pause_questions_are_answered_again(service: Service) -> None:
    for n in range(MESSAGES + 1):
        await service.take(Turn("applicant", str(n), SEASON, "你好"))
    assert (await service.take(Turn("applicant", "later", SEASON + WITHIN, FEE))).kind == "answer"


async def test_questions_that_waited_for_us_are_no_flood_though_they_are_taken_together(service: Service) -> None:
    for n in range(MESSAGES + 8):
        sent = SEASON - timedelta(minutes=10) + n * timedelta(seconds=30)
        assert (await service.take(Turn("applicant", str(n), SEASON, FEE, sent=sent))).kind == "answer"


async def test_what_was_sent_at_once_is_a_flood_however_slowly_it_is_taken(service: Service) -> None:
    turns = [Turn("applicant", str(n), SEASON + timedelta(minutes=n), "你好", sent=SEASON) for n in range(MESSAGES + 1)]
    replies = [await service.take(turn) for turn in turns]
    assert [r.template == "slow-down" for r in replies] == [False] * MESSAGES + [True]


async def test_turns_of_a_clock_that_ran_ahead_are_no_flood(service: Service) -> None:
    for n in range(MESSAGES):
        await service.take(Turn("applicant", str(n), SEASON + timedelta(days=90), "你好"))
    assert (await service.take(Turn("applicant", "back", SEASON, FEE))).kind == "answer"


async def test_the_history_is_the_last_exchanges_oldest_first(service: Service, say: Say) -> None:
    turns = [say(text) for text in ("你好", FEE, "那什么时候截止")]
    replies = [await service.take(turn) for turn in turns]
    history = await service.history("applicant", last=2)
    assert [(e.turn, e.reply) for e in history] == list(zip(turns, replies, strict=True))[1:]


async def test_a_history_without_a_memory_of_replies_is_the_same(service: Service, twin: Service, say: Say) -> None:
    for text in ("阿克苏", FEE, "那什么时候截止", "退回后8月29日18:00前来得及吗", "x" * 5000):
        await service.take(say(text))
    assert await twin.history("applicant") == await service.history("applicant")


async def test_one_person_does_not_see_anothers_history(service: Service, say: Say) -> None:
    await service.take(say(FEE))
    assert await service.history("other") == []


async def test_an_identity_number_is_not_kept(service: Service, database_url: str, say: Say) -> None:
    await service.take(say("我的身份证号652901199001011234能查进度吗"))
    assert "652901199001011234" not in repr(await service.history("applicant")) + repr(read(database_url, TurnRow))


async def test_a_person_is_forgotten_in_every_table(service: Service, database_url: str, say: Say) -> None:
    await service.take(say(FEE, external_id="asked"))
    await service.take(say(choice="rate:up:asked"))
    await service.take(say(UNANSWERED))
    await service.forget("applicant")
    assert [read(database_url, model) for model in (TurnRow, Rating, UnknownQuestion)] == [[], [], []]
    assert await service.session("applicant") == Session("applicant")


async def test_others_are_remembered_when_one_is_forgotten(service: Service, say: Say) -> None:
    await service.take(say(FEE, person="other"))
    await service.forget("applicant")
    assert len(await service.history("other")) == 1


@pytest.mark.parametrize("text", ["\0", "\ud83d", "a\0b\x1b[31m", "\u202e倒写", "\U0010ffff", "', DROP TABLE turn; --"])
async def test_no_text_breaks_storage(service: Service, say: Say, text: str) -> None:
    turn = replace(say(text), person=f"p{text}", external_id=f"i{text}")
    reply = await service.take(turn)
    assert [e.reply for e in await service.history(f"p{text}")] == [reply]


async def test_a_session_of_an_older_shape_begins_anew(service: Service, database: Database, say: Say) -> None:
    await service.take(say(FEE))
    await database.write(lambda work: work.connection.execute(SESSION.update().values(state='{"person": 1}')))
    assert (await service.session("applicant")).context == Context()
    assert (await service.take(say(FEE))).kind == "answer"


def test_a_notice_that_was_taken_off_the_shelf_is_chosen_and_offered_no_more(shelf: Shelf, say: Say) -> None:
    session = Session("applicant", Context(notice="hejing-initial-2024"), ("notice:hejing-initial-2024", "topic:fee.amount"))
    smaller = Shelf({i: p for i, p in shelf.published.items() if i != "hejing-initial-2024"}, shelf.folder)
    after = in_force(session, say(choice="notice:hejing-initial-2024"), smaller)
    assert after.context.notice is None and after.offered == ("topic:fee.amount",)


async def test_a_file_is_made_by_its_kind_beside_the_loop(database: Database, core: Core) -> None:
    def made(reply: Reply, file: File) -> bytes:
        return f"{reply.data['of']} {file.name} {threading.current_thread() is threading.main_thread()}".encode()

    service = Service(database, core.assistant, core.shelf, makers={"picture": made})
    content = await service.content(Reply("chat", "empty", {"of": "清单"}), File("picture:x", "a.png", "empty"))
    assert content.decode() == "清单 a.png False"


async def test_a_file_that_nothing_makes_cannot_be_had(service: Service) -> None:
    with pytest.raises(KeyError):
        await service.content(Reply("chat", "empty"), File("nonsense:x", "a.png", "empty"))


async def test_an_exchange_is_found_by_the_id_of_its_turn(service: Service, say: Say) -> None:
    turn = say(FEE)
    reply = await service.take(turn)
    assert await service.exchange("applicant", turn.external_id) == Exchange(turn, reply)
    assert await service.exchange("other", turn.external_id) is None
