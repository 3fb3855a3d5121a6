"""Which replies pass."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bench.grading import LONGEST, Asked, fault, folded, questions
from bot.messages import Quote, Reply, ReplyKind
from knowledge.deadlines import BEIJING

NOTICE = "aksu-archives-2024"
SOURCES = {NOTICE: folded("申报时间：2024年7月22日 － 8月30日"), "other": ""}
ASKED = Asked(
    "1",
    "answer",
    ("申报到几号",),
    datetime(2024, 8, 20, tzinfo=BEIJING),
    NOTICE,
    None,
    frozenset(),
    (("8月30日", "8-30"),),
    ("9月10日",),
)


def reply(kind: ReplyKind = "answer", quote: str = "7月22日－8月30日", notice: str = NOTICE) -> Reply:
    return Reply(kind, "answer", notices=(notice,), citations=(Quote(notice, "", "一", quote),))


def test_folding_makes_width_case_dashes_and_spaces_one() -> None:
    assert folded("ＡＢ **８月** 1 ～ 3 日") == folded("ab8月1—3日")


def test_an_answer_that_holds_what_it_must_passes() -> None:
    assert fault(ASKED, reply(), "申报到 8 月 30 日", SOURCES) is None


def test_any_alternative_of_a_group_will_do() -> None:
    assert fault(ASKED, reply(), "到8–30为止", SOURCES) is None


@pytest.mark.parametrize(
    ("given", "text", "why"),
    [
        (reply(), "申报到8月31日", "lacks"),
        (reply(), "8月30日，不是9月10日", "says"),
        (reply(kind="choose"), "8月30日", "gives no answer"),
        (reply(), "8月30日" + "长" * LONGEST, "characters long"),
        (reply(notice="other"), "8月30日", "does not cite"),
        (reply(quote="8月31日"), "8月30日", "quotes what"),
    ],
)
def test_an_answer_fails_for_one_reason(given: Reply, text: str, why: str) -> None:
    assert why in str(fault(ASKED, given, text, SOURCES))


def test_what_no_notice_says_must_not_be_answered() -> None:
    unknown = replace(ASKED, kind="unknown", must=())
    assert fault(unknown, reply("unknown"), "通知没有写", SOURCES) is None
    assert fault(unknown, reply(), "8月30日", SOURCES) == "answers what no notice says"


def test_every_notice_that_may_be_meant_must_be_offered() -> None:
    clarify = replace(ASKED, kind="clarify", must=(), offered=frozenset((NOTICE, "other")))
    assert fault(clarify, replace(reply("choose"), notices=("other", NOTICE)), "哪一份", SOURCES) is None
    assert fault(clarify, reply("choose"), "哪一份", SOURCES) == "does not offer other"


def test_an_answer_beside_each_other_cites_each_notice() -> None:
    clarify = replace(ASKED, kind="clarify", must=(), offered=frozenset((NOTICE, "other")))
    beside = replace(reply(), notices=(NOTICE, "other"))
    assert fault(clarify, beside, "各是", SOURCES) == "answers without citing each notice"


def test_every_question_of_the_sets_can_be_read() -> None:
    folder = Path(__file__).parent.parent / "questions"
    for name in ("dev", "held"):
        found = list(questions(folder / name))
        assert len({one.id for one in found}) == len(found) > 200
