"""The handler of questions: buttons, ratings, effects, and conversations of any kind."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.ask import decide
from bot.messages import Decision, RecordRating, RecordUnknown, Session, Turn
from bot.texts import render, render_html
from knowledge.answering import Assistant
from knowledge.outcomes import Context
from notices.clauses import plain
from tests import anything
from tests.conftest import Say

FEE = "阿克苏档案中级评审费多少"
NEW = Session("applicant")
LONGEST = 800
IDS = st.sampled_from(
    [
        "",
        "topic:",
        "topic:nowhere",
        "notice:",
        "notice:nowhere-2024",
        "rate:up:",
        "rate:sideways:1",
        "\0",
        ":",
        "topic:fee.amount:x",
        "…" * 90,
    ]
)

# What somebody does: types, presses a button of the last reply by its number, or sends an id of their own making.
Act = str | int | tuple[str]
acts = st.lists(st.one_of(anything.typed, st.integers(0, 20), IDS.map(lambda i: (i,))), min_size=1, max_size=7)


def ids(decision: Decision) -> tuple[str, ...]:
    return tuple(choice.id for choice in decision.reply.choices)


def test_a_question_is_answered_and_its_notice_remembered(assistant: Assistant, say: Say) -> None:
    decision = decide(say(FEE), NEW, assistant)
    assert (decision.reply.kind, decision.session.context.notice) == ("answer", "aksu-archives-2024")


def test_the_session_that_came_in_is_left_as_it_was(assistant: Assistant, say: Say) -> None:
    before = replace(NEW)
    decide(say(FEE), before, assistant)
    assert before == NEW


def test_buttons_of_a_reply_are_offered_afterwards(assistant: Assistant, say: Say) -> None:
    decision = decide(say(FEE), NEW, assistant)
    assert set(ids(decision)) <= set(decision.session.offered)


@pytest.mark.parametrize("text", ["", "  ", "你好", "喀什档案几号截止", "评审费多少", "转人工", "😀"])
def test_whatever_buttons_a_reply_shows_they_can_be_pressed(assistant: Assistant, say: Say, text: str) -> None:
    session = Session("applicant", Context(notice="aksu-archives-2024"))
    decision = decide(say(text), session, assistant)
    pressed = [decide(say(choice=i), decision.session, assistant).reply.template for i in ids(decision)]
    assert "stale" not in pressed


@pytest.mark.parametrize(
    "choice", ["topic:fee.amount", "notice:aksu-archives-2024", "rate:up:1", "rate:up:", "rate:sideways:1", "nonsense", ":", "\0"]
)
def test_a_button_that_was_not_offered_does_nothing(assistant: Assistant, say: Say, choice: str) -> None:
    decision = decide(say(choice=choice), NEW, assistant)
    assert (decision.reply.template, decision.effects, decision.session.context) == ("stale", (), NEW.context)


@pytest.mark.parametrize(("verdict", "useful"), [("up", True), ("down", False)])
def test_an_answer_is_rated_by_the_id_of_its_turn(assistant: Assistant, say: Say, verdict: str, useful: bool) -> None:
    asked = decide(say(FEE, external_id="asked"), NEW, assistant)
    rated = decide(say(choice=f"rate:{verdict}:asked"), asked.session, assistant)
    assert (rated.effects, rated.session) == ((RecordRating("asked", useful),), asked.session)


def test_the_answer_of_another_is_not_rated(assistant: Assistant, say: Say) -> None:
    asked = decide(say(FEE, external_id="asked"), NEW, assistant)
    assert decide(say(choice="rate:up:another"), asked.session, assistant).effects == ()


def test_an_earlier_answer_can_still_be_rated(assistant: Assistant, say: Say) -> None:
    session = decide(say(FEE, external_id="first"), NEW, assistant).session
    session = decide(say("几号截止"), session, assistant).session
    assert decide(say(choice="rate:up:first"), session, assistant).effects == (RecordRating("first", True),)


def test_buttons_for_rating_are_not_kept_for_ever(assistant: Assistant, say: Say) -> None:
    session = NEW
    for _ in range(12):
        session = decide(say(FEE), session, assistant).session
    assert len(session.offered) < 20


def test_a_question_that_no_notice_answers_is_kept_for_the_staff(assistant: Assistant, say: Say) -> None:
    decision = decide(say("喀什卫生系列什么时候申报"), NEW, assistant)
    assert decision.effects == (RecordUnknown("喀什卫生系列什么时候申报", "place", None, None),)


@pytest.mark.parametrize("number", ["000000190001010000", "00000019000101000X", "000000 19000101 0000"])
def test_what_is_kept_for_the_staff_has_no_identity_number(assistant: Assistant, say: Say, number: str) -> None:
    decision = decide(say(f"我{number}，喀什卫生什么时候申报，帮我查"), NEW, assistant)
    kept = [effect.text for effect in decision.effects if isinstance(effect, RecordUnknown)]
    assert not any("19000101" in text for text in kept)


def test_answers_are_kept_for_nobody(assistant: Assistant, say: Say) -> None:
    assert decide(say(FEE), NEW, assistant).effects == ()


@anything.few
@given(acts=acts, start=anything.moments)
def test_no_conversation_breaks_and_no_button_offered_is_stale(assistant: Assistant, acts: list[Act], start: datetime) -> None:
    session, offered = NEW, tuple[str, ...]()
    for number, act in enumerate(acts):
        turn = Turn("applicant", str(number), start + timedelta(minutes=number), text=act if isinstance(act, str) else "")
        if isinstance(act, int):
            turn = replace(turn, choice=offered[act % len(offered)] if offered else "")
        elif isinstance(act, tuple):
            turn = replace(turn, choice=act[0])
        decision = decide(turn, session, assistant)
        assert turn.choice not in offered or decision.reply.template != "stale"
        assert 0 < len(plain(render(decision.reply))) <= LONGEST and render_html(decision.reply)
        assert decision == decide(turn, session, assistant)
        session = decision.session
        offered = (*ids(decision), *(o for o in session.offered if o.endswith(f":{number}")))


def test_a_long_text_without_an_answer_is_offered_to_be_checked_and_is_nobodys_question(assistant: Assistant, say: Say) -> None:
    text = "本人张三丰，自参加工作以来爱岗敬业，团结同志，努力钻研业务，多次参加单位组织的活动，取得了一些成绩。" * 8
    decision = decide(say(text), Session("p"), assistant)
    assert decision.reply.data["what"] == "long" and decision.effects == ()
    assert "check:summary" in [choice.id for choice in decision.reply.choices]
