"""What holds for every answer, whatever is asked."""

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Core
from bot.handlers.replying import reply_to
from bot.texts import render, render_html
from knowledge.answering import Assistant
from knowledge.outcomes import Answered, Chat, Choose, Context, Outcome, Unknown
from notices.clauses import plain
from notices.schema import Fact
from notices.shelf import Shelf
from notices.vocabulary import table
from tests import anything
from tests.conftest import SEASON

LONGEST = 800
REASONS = {"outside", "unsaid", "open", "place", "series", "route", "level", "year", "unclear", "human"}
NOTICES = (
    "aksu-archives-2024",
    "aksu-construction-2024",
    "bayingol-party-school-2023",
    "bayingol-power-2024",
    "hejing-initial-2024",
)

chosen = st.sampled_from([None, *NOTICES])


def shown(outcome: Outcome) -> Iterator[tuple[str, Fact]]:
    """The facts that an outcome shows, each with its notice."""
    if isinstance(outcome, Answered):
        for part in outcome.parts:
            yield from ((part.notice.id, fact) for fact in (*part.facts, *(f for v in part.verdicts for f in v.facts)))


@anything.few
@given(text=anything.typed, notice=chosen, now=anything.moments)
def test_whatever_is_typed_has_an_outcome(assistant: Assistant, text: str, notice: str | None, now: datetime) -> None:
    outcome = assistant.answer(text, Context(notice=notice), now)
    assert isinstance(outcome, get_args(Outcome))
    assert not isinstance(outcome, Unknown) or outcome.reason in REASONS


@anything.few
@given(text=st.one_of(anything.questions, anything.spoiled), notice=chosen, now=anything.moments)
def test_every_answer_rests_on_words_of_its_notice(
    assistant: Assistant, shelf: Shelf, text: str, notice: str | None, now: datetime
) -> None:
    outcome = assistant.answer(text, Context(notice=notice), now)
    for notice_id, fact in shown(outcome):
        clauses = shelf.published[notice_id].clauses
        assert fact in shelf[notice_id].facts
        assert all(plain(cited.quote) in plain(clauses[cited.clause].text) for cited in fact.cite)


@anything.few
@given(text=st.one_of(anything.questions, anything.spoiled), notice=chosen, now=anything.moments)
def test_every_answer_shows_a_citation_of_each_of_its_notices(core: Core, text: str, notice: str | None, now: datetime) -> None:
    outcome = core.assistant.answer(text, Context(notice=notice), now)
    reply = reply_to(outcome)
    assert isinstance(outcome, Answered) == (reply.kind == "answer")
    assert all(quote.notice in core.shelf for quote in reply.citations)
    if isinstance(outcome, Answered):
        assert {part.notice.id for part in outcome.parts} == set(reply.notices) == {quote.notice for quote in reply.citations}


@anything.few
@given(text=anything.typed, notice=chosen, now=anything.moments)
def test_every_reply_can_be_read_on_a_phone(assistant: Assistant, text: str, notice: str | None, now: datetime) -> None:
    reply = reply_to(assistant.answer(text, Context(notice=notice), now))
    assert 0 < len(plain(render(reply))) <= LONGEST and render_html(reply)
    assert all(choice.label and len(choice.id) <= 80 for choice in reply.choices)


@anything.few
@given(text=anything.typed, notice=chosen, now=anything.moments)
def test_the_same_question_has_the_same_outcome(assistant: Assistant, text: str, notice: str | None, now: datetime) -> None:
    first, again = (assistant.answer(text, Context(notice=notice), now) for _ in range(2))
    assert (reply_to(first), first.context) == (reply_to(again), again.context)


@anything.few
@given(text=st.one_of(anything.digits, anything.spoiled))
def test_an_identity_number_is_never_said_back(assistant: Assistant, text: str) -> None:
    number = "000000190001010000"
    reply = reply_to(assistant.answer(f"{text} {number}", Context(), SEASON))
    assert number not in render(reply) and number not in render_html(reply)


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("topic", table("topics"))
def test_every_topic_has_an_outcome_for_every_notice(assistant: Assistant, shelf: Shelf, notice: str, topic: str) -> None:
    outcome = assistant.about(topic, Context(notice=notice), SEASON)
    said = topic in {t for fact in shelf[notice].facts for t in fact.topics}
    assert isinstance(outcome, Answered | Unknown)
    assert said or isinstance(outcome, Unknown)
    assert len(plain(render(reply_to(outcome)))) <= LONGEST


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_that_is_picked_is_the_one_that_is_meant(assistant: Assistant, notice: str) -> None:
    asked = assistant.answer("咨询电话", Context(), SEASON)
    assert isinstance(asked, Choose) and notice in [card.id for card in asked.cards]
    answer = assistant.pick(notice, asked.context, SEASON)
    assert isinstance(answer, Answered) and [part.notice.id for part in answer.parts] == [notice]


def test_a_notice_that_is_picked_before_anything_is_asked_is_remembered(assistant: Assistant) -> None:
    outcome = assistant.pick(NOTICES[0], Context(), SEASON)
    assert isinstance(outcome, Choose) and outcome.context.notice == NOTICES[0] and outcome.topic is None


def test_a_near_miss_names_the_nearest_notice_and_answers_nothing(assistant: Assistant) -> None:
    outcome = assistant.answer("喀什档案什么时候申报", Context(), SEASON)
    assert isinstance(outcome, Unknown) and outcome.near[0].id == "aksu-archives-2024"


def test_small_talk_changes_nothing_that_is_remembered(assistant: Assistant) -> None:
    before = assistant.answer("阿克苏档案中级评审费多少", Context(), SEASON).context
    outcome = assistant.answer("谢谢", before, SEASON)
    assert isinstance(outcome, Chat) and outcome.context == before


def test_what_one_notice_says_is_never_said_of_another(core: Core) -> None:
    for notice in NOTICES:
        outcome = core.assistant.answer("评审费多少", Context(notice=notice), SEASON)
        assert {notice_id for notice_id, _ in shown(outcome)} <= {notice}


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("text", ["证书什么时候发到手上", "谢谢", "通过率多少", "邮编是多少"])
def test_what_is_offered_next_the_notice_speaks_of(assistant: Assistant, notice: str, text: str) -> None:
    context = Context(notice=notice)
    offered = [c.id.removeprefix("topic:") for c in reply_to(assistant.answer(text, context, SEASON)).choices]
    assert offered and set(offered) <= set(assistant.topics(context))


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("一寸照要白底子还是蓝底子的", "aksu-construction-2024"),
        ("邮编是多少", "bayingol-power-2024"),
        ("个人总结最少多少字", "bayingol-power-2024"),
        ("评审表上贴不贴照片", "aksu-archives-2024"),
        ("图片要jpg还是png", "hejing-initial-2024"),
        ("答辩几点开始", "bayingol-party-school-2023"),
    ],
)
def test_a_detail_that_the_notice_is_silent_on_is_left_open(assistant: Assistant, text: str, notice: str) -> None:
    outcome = assistant.answer(text, Context(notice=notice), SEASON)
    assert isinstance(outcome, Unknown) and outcome.reason == "open" and outcome.cautions and outcome.contacts


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("个人总结最少多少字", "aksu-construction-2024"),
        ("评审表上贴不贴照片", "bayingol-power-2024"),
        ("图片要jpg还是png", "bayingol-party-school-2023"),
        ("网上申报几点截止", "hejing-initial-2024"),
        ("传真号多少", "bayingol-power-2024"),
    ],
)
def test_a_detail_that_the_notice_gives_is_answered(assistant: Assistant, text: str, notice: str) -> None:
    assert isinstance(assistant.answer(text, Context(notice=notice), SEASON), Answered)


def test_where_one_of_two_things_is_answered_the_other_is_said_to_be_open(assistant: Assistant) -> None:
    outcome = assistant.answer("个人总结最少多少字，用什么字体", Context(notice="aksu-construction-2024"), SEASON)
    assert isinstance(outcome, Answered) and "2000" in outcome.parts[0].facts[0].text
    assert "字体" in outcome.parts[0].cautions[0].text
