"""What is typed while a question waits."""

import pytest

from bot.handlers.checklist.words import asks, control
from bot.messages import Session
from bot.texts import render
from tests.bot.handlers.checklist.cases import AKSU, Do, answers, asked, begun, ids


def test_a_refused_answer_loses_nothing(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    refused = do(step, "随便写点")
    assert (asked(refused), answers(refused), ids(refused)) == (asked(step), answers(step), ids(step))
    assert render(refused.reply) != render(step.reply)


@pytest.mark.parametrize("text", ["评审费多少", "几号截止", "公示几天", "咨询电话是多少", "转人工"])
def test_a_question_besides_is_answered_and_the_other_waits(do: Do, text: str) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    besides = do(step, text)
    assert besides.reply.kind in ("answer", "unknown") and ids(besides)[-1] == "list:go"
    assert besides.session.folder == step.session.folder


def test_after_a_question_besides_the_answer_is_still_taken(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "评审费多少")
    assert answers(do(step, "中级")) == {"route": "review", "level": "middle"}


def test_after_a_pause_texts_are_questions_again(do: Do) -> None:
    paused = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "先不填了")
    assert paused.reply.template == "list-paused"
    assert do(paused, "中级").reply.template != "list-ask"
    assert asked(do(paused, press="list:go")) == "level"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("上一步", "back"),
        ("上一题", "back"),
        ("退出", "pause"),
        ("先不填了", "pause"),
        ("清单", "items"),
        ("改答案", "change"),
        ("重来", "again"),
        ("看日程", "dates"),
        ("怎么算的", "rules"),
        ("能不能报", "result"),
        ("继续", "go"),
        ("不写了", "nonote"),
    ],
)
def test_words_that_do_what_a_button_does(text: str, act: str) -> None:
    assert control(text) == act


@pytest.mark.parametrize("text", ["中级", "没有", "2015年7月1日", "清单里的社保要几个月的", "退回来怎么改"])
def test_other_words_do_nothing_by_themselves(text: str) -> None:
    assert control(text) in ("", "nonote")


@pytest.mark.parametrize("text", ["评审费多少", "还能报吗", "电话", "什么时候截止？"])
def test_what_sounds_like_a_question(text: str) -> None:
    assert asks(text)


def test_a_word_for_a_button_is_no_such_word_elsewhere(do: Do) -> None:
    about = do(begun(AKSU), "阿克苏档案中级评审费多少")
    assert not do(about, "退出").reply.template.startswith("list-")


@pytest.mark.parametrize(("text", "template"), [("看清单", "list-items"), ("能不能报", "list-outcome"), ("看日程", "list-dates")])
def test_a_list_that_is_complete_is_at_hand_while_its_notice_is_spoken_of(
    do: Do, through: Session, text: str, template: str
) -> None:
    assert do(do(do(through, press="list:items"), "缴费截止到几号"), text).reply.template == template


def test_a_complete_list_does_not_come_up_while_another_notice_is_spoken_of(do: Do, through: Session) -> None:
    step = do(do(through, press="list:items"), "和静初定几号截止")
    assert not do(step, "看日程").reply.template.startswith("list-")


def test_an_identity_number_instead_of_an_answer_is_warned_of(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "000000190001010000")
    assert step.reply.warning == "identity" and "19000101" not in str(step)
