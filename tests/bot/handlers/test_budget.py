"""The length of a reply: what goes where it is too much, and what never does."""

import pytest

from bot.handlers.ask import decide
from bot.handlers.budget import Draft, fitted, fitting
from bot.messages import Quote, Session
from bot.texts import render
from knowledge.answering import Assistant
from knowledge.outcomes import Part
from knowledge.rules import Verdict
from notices.clauses import plain
from notices.schema import Caution, Citation, Fact, Heading
from notices.vocabulary import Level, Route
from tests.conftest import Say

LONGEST = 700
NOTICE = Heading(
    id="n", title="通知", name="通知", issuer="局", year=2024, place="aksu", series=("archives",), levels=(Level.MIDDLE,),
    routes=(Route.REVIEW,),
)  # fmt: skip


def fact(length: int) -> Fact:
    return Fact(id=f"f{length}", topics=("fee.amount",), text="文" * length, cite=(Citation(clause="一", quote="原话原话"),))


def caution(length: int) -> Caution:
    return Caution(id=f"c{length}", topics=("fee.amount",), text="注" * length)


def draft(
    facts: tuple[int, ...] = (20,), cautions: tuple[int, ...] = (), quotes: tuple[int, ...] = (20,), sentences: int = 0
) -> Draft:
    verdicts = (Verdict("service"),) * sentences
    part = Part(NOTICE, tuple(map(fact, facts)), verdicts=verdicts, cautions=tuple(map(caution, cautions)))
    return Draft(part, tuple(Quote("n", "通知", "一", "引" * length) for length in quotes))


def counted(one: Draft) -> tuple[int, int, int]:
    """How many facts, cautions and quotes are left."""
    return len(one.part.facts), len(one.part.cautions), len(one.quotes)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (draft(), (1, 0, 1)),
        (draft((200, 200), (100, 100), (60, 60)), (2, 2, 1)),
        (draft((200, 200), (150, 150), (30,)), (2, 1, 1)),
        (draft((200, 200, 200), (150, 150), (30,)), (2, 1, 1)),
        (draft((220,), (160,), (400,)), (1, 1, 1)),
        (draft((200,), (160,), (100,), sentences=5), (1, 1, 1)),
    ],
    ids=["all fits", "a quote goes", "a caution goes", "a fact goes", "the first of each stays", "verdicts stay"],
)
def test_what_is_too_much_goes_in_order(said: Draft, left: tuple[int, int, int]) -> None:
    (one,) = fitted([said])
    assert counted(one) == left and one.part.verdicts == said.part.verdicts


def test_of_several_notices_the_longest_gives_way() -> None:
    short, long = fitted([draft((100,), (), (40, 40)), draft((200,), (), (150, 150))])
    assert (counted(short), counted(long)) == ((1, 0, 2), (1, 0, 1))


def test_the_last_of_the_first_kind_has_no_room_first() -> None:
    assert [len(kind) for kind in fitting(300, [caution(100), caution(101)], [fact(100)])] == [1, 1]


def test_the_first_of_each_kind_stays_however_little_room_there_is() -> None:
    assert [len(kind) for kind in fitting(0, [caution(100)], [fact(100), fact(101)], [])] == [1, 1, 0]


@pytest.mark.parametrize(
    "text",
    [
        "阿克苏公示最晚哪天贴",
        "和静初定民企公示最晚哪天贴",
        "和静初定，10月8号我们就把公示贴上墙了，12号礼拜六补班算不算，哪天满5个工作日",
        "巴州党校2023年度，单位公示9月26号贴的，碰上国庆中秋，满五个工作日是哪一天（贴出当天算第一天）",
        "阿克苏建筑正好六点，再点提交还认吗",
    ],
)
def test_what_used_to_be_too_long_can_be_read_on_a_phone(assistant: Assistant, say: Say, text: str) -> None:
    decision = decide(say(text), Session("applicant"), assistant)
    assert len(plain(render(decision.reply))) < LONGEST
