"""Turns that speak to an older turn, and replies on their way: owed, recorded, taken up again, forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deliveries import LEASE, Deliveries
from bot.messages import Address, Parcel, Receipt, Turn
from bot.service import Service
from bot.storage.tables import DeliveryRow, Unreachable
from bot.taking import MESSAGES
from tests.bot.test_service import read
from tests.conftest import SEASON, Say

FEE, OTHER = "阿克苏档案中级评审费多少", "和静初定什么时候截止"
TO = Address(chat=5)


@pytest.fixture
def deliveries(service: Service) -> Deliveries:
    return Deliveries(service)


def receipt(parcel: Parcel, message: int, part: int = 0, last: bool = True) -> Receipt:
    return Receipt(parcel.turn.person, parcel.turn.external_id, part, parcel.to, message, last)


async def received(service: Service, turn: Turn, to: Address = TO) -> Parcel:
    parcel = await service.receive(turn, to)
    assert parcel is not None
    return parcel


async def test_a_turn_may_answer_an_older_one(service: Service, say: Say) -> None:
    await service.take(say(FEE, external_id="fee"))
    await service.take(say(OTHER))
    reply = await service.take(replace(say("那初级呢"), answers="fee"))
    assert reply.notices == ("aksu-archives-2024",)


async def test_a_button_of_an_older_answer_is_good(service: Service, say: Say) -> None:
    choice = (await service.take(say(FEE, external_id="fee"))).choices[0].id
    await service.take(say(OTHER))
    reply = await service.take(replace(say(choice=choice), answers="fee"))
    assert reply.template == "answer" and reply.notices == ("aksu-archives-2024",)


async def test_a_turn_that_answers_an_unknown_one_speaks_to_the_last(service: Service, say: Say) -> None:
    await service.take(say(OTHER))
    reply = await service.take(replace(say("那什么时候开始"), answers="gone"))
    assert reply.notices == ("hejing-initial-2024",)


async def test_rating_an_old_answer_leaves_the_conversation_where_it_is(service: Service, say: Say) -> None:
    await service.take(say(FEE, external_id="fee"))
    await service.take(say(OTHER))
    assert (await service.take(replace(say(choice="rate:up:fee"), answers="fee"))).template == "rated-up"
    assert (await service.take(say("那什么时候开始"))).notices == ("hejing-initial-2024",)


async def test_an_edited_question_is_asked_where_it_stood(service: Service, say: Say) -> None:
    await service.take(say(FEE))
    await service.take(say("那建筑的呢", external_id="wrong"))
    reply = await service.take(replace(say("那初级呢"), instead_of="wrong"))
    assert reply.notices == ("aksu-archives-2024",)


async def test_an_older_context_is_the_same_after_a_restart(service: Service, twin: Service, say: Say) -> None:
    await service.take(say(FEE, external_id="fee"))
    await service.take(say(OTHER))
    turn = replace(say("那初级呢"), answers="fee")
    assert await twin.take(turn) == await service.take(turn)


async def test_a_reply_is_owed_until_it_is_recorded(service: Service, deliveries: Deliveries, say: Say) -> None:
    turn = say(FEE)
    first = await received(service, turn)
    assert await service.receive(turn, TO) == first
    await deliveries.record([receipt(first, 77)])
    assert await service.receive(turn, TO) is None


async def test_what_is_owed_is_found_after_a_restart(service: Service, deliveries: Deliveries, say: Say) -> None:
    first = await received(service, say(FEE), Address(5, edits=9, asked=4))
    done = await received(service, say(OTHER))
    await deliveries.record([receipt(done, 78)])
    assert await deliveries.left_over(SEASON, alone=True) == [first]


async def test_parts_that_were_accepted_are_not_owed_again(service: Service, deliveries: Deliveries, say: Say) -> None:
    parcel = await received(service, say(FEE))
    await deliveries.record([receipt(parcel, 1, last=False), receipt(parcel, 2, part=1, last=False)])
    assert [p.sent for p in await deliveries.left_over(SEASON, alone=True)] == [(1, 2)]


async def test_what_another_process_may_be_sending_is_left_to_it(service: Service, deliveries: Deliveries, say: Say) -> None:
    parcel = await received(service, say(FEE))
    now = parcel.turn.moment
    assert await deliveries.left_over(now + timedelta(minutes=1), alone=False) == []
    assert await deliveries.left_over(now + LEASE, alone=False) == [parcel]
    assert await deliveries.left_over(now + LEASE, alone=False) == []  # the first to ask has it


async def test_a_refused_reply_is_not_owed(service: Service, deliveries: Deliveries, say: Say) -> None:
    await deliveries.give_up(await received(service, say(FEE)))
    assert await deliveries.left_over(SEASON, alone=True) == []


async def test_a_message_shows_the_turn_that_it_carried_last(service: Service, deliveries: Deliveries, say: Say) -> None:
    for number in (1, 2):
        await deliveries.record([receipt(await received(service, say(FEE, external_id=f"t{number}")), 77)])
    assert await deliveries.turn_shown_by("applicant", 77) == "t2"
    assert await deliveries.turn_shown_by("applicant", 78) == ""
    assert await deliveries.messages_of("applicant", "t1") == (77,)


async def test_a_flood_is_owed_one_word(service: Service) -> None:
    turns = [Turn("applicant", str(n), SEASON + timedelta(milliseconds=n), "你好") for n in range(MESSAGES + 5)]
    parcels = [await service.receive(turn, TO) for turn in turns]
    assert [p.reply.template for p in parcels[MESSAGES:] if p] == ["slow-down"]
    assert [p is None for p in parcels[MESSAGES:]] == [False, True, True, True, True]


async def test_a_forgotten_person_has_no_deliveries(
    service: Service, deliveries: Deliveries, database_url: str, say: Say
) -> None:
    parcel = await received(service, say(FEE))
    await deliveries.reachable("applicant", SEASON)
    await service.forget("applicant")
    await deliveries.record([receipt(parcel, 1, last=False), receipt(parcel, 2, part=1)])  # was on its way
    assert read(database_url, DeliveryRow) == [] and read(database_url, Unreachable) == []


async def test_who_cannot_be_reached_is_known_until_they_can(deliveries: Deliveries, database_url: str) -> None:
    await deliveries.reachable("applicant", SEASON)
    await deliveries.reachable("applicant", SEASON)
    assert [row.moment for row in read(database_url, Unreachable)] == [SEASON]
    await deliveries.reachable("applicant", None)
    assert read(database_url, Unreachable) == []


async def test_a_group_with_a_new_id_goes_on_where_it_was(service: Service, deliveries: Deliveries, say: Say) -> None:
    await service.take(say(FEE, person="group"))
    await service.take(say("你好", person="supergroup"))
    await deliveries.rename("group", "supergroup")
    assert (await service.take(say("那初级呢", person="supergroup"))).notices == ("aksu-archives-2024",)
    assert await service.history("group") == []
