"""How a checklist begins."""

import pytest

from bot.handlers.checklist.words import opens
from bot.texts import render
from tests.bot.handlers.checklist.cases import AKSU, HEJING, NEW, POWER, Do, answers, asked, begun, ids


@pytest.mark.parametrize(
    "text",
    [
        "我的清单",
        "我的材料清单",
        "我要准备什么",
        "我需要准备什么材料？",
        "帮我列个清单",
        "给我做一份材料清单",
        "我能不能报",
        "我能报吗",
        "看看我的清单",
    ],
)
def test_words_that_open_the_checklist(text: str) -> None:
    assert opens(text)


@pytest.mark.parametrize(
    "text",
    [
        "要交哪些材料",
        "社保清单",
        "评审费多少",
        "巴州电力职称我能报不",
        "退休的能不能报",
        "纸质的清单里都有啥",
        "我的清单里要不要交社保",
        "材料清单",
    ],
)
def test_questions_about_materials_open_nothing(text: str) -> None:
    assert not opens(text)


def test_it_is_asked_which_notice_is_meant_and_then_goes_on_by_itself(do: Do) -> None:
    which = do(NEW, "我的清单")
    assert which.reply.template == "list-which"
    assert do(which, press=f"list:for:{HEJING}").reply.template == "list-ask"


@pytest.mark.parametrize(("text", "notice"), [("和静", HEJING), ("第一个", AKSU), ("巴州电力", POWER)])
def test_the_notice_may_be_typed(do: Do, text: str, notice: str) -> None:
    found = do(do(NEW, "我的清单"), text)
    assert (found.reply.template, found.session.folder.notice) == ("list-ask", notice)


def test_a_question_instead_of_a_notice_is_answered(do: Do) -> None:
    assert do(do(NEW, "我的清单"), "阿克苏档案中级评审费多少").reply.template == "answer"


def test_the_notice_that_is_spoken_of_is_taken(do: Do) -> None:
    about = do(NEW, "阿克苏档案中级评审费多少")
    assert do(about, "我的清单").session.folder.notice == AKSU


def test_an_answer_leads_to_the_checklist_of_its_notice(do: Do) -> None:
    assert ids(do(NEW, "阿克苏档案中级评审费多少"))[-1] == f"list:for:{AKSU}"


def test_the_list_for_everybody_leads_to_ones_own(do: Do) -> None:
    listed = do(NEW, "阿克苏档案要交哪些材料")
    assert listed.reply.kind == "answer" and listed.reply.choices[-1].label == "做一份我自己的清单"


def test_an_answer_about_several_notices_leads_to_none(do: Do) -> None:
    assert not any(i.startswith("list:") for i in ids(do(NEW, "阿克苏的评审费多少")))


def test_a_notice_that_is_not_there_has_no_checklist(do: Do) -> None:
    assert do(NEW, press="list:for:nowhere-2024").reply.template == "list-stale"


def test_what_is_said_of_a_template_leads_to_it(do: Do) -> None:
    assert f"papers:{POWER}" in ids(do(NEW, "巴州电力公示模板在哪"))
    assert f"papers:{POWER}" not in ids(do(NEW, "巴州电力中级评审费多少"))


def test_answers_that_a_changed_notice_asks_for_no_more_drop_out_and_the_others_stay(do: Do) -> None:
    before = begun(POWER, {"route": "review", "level": "middle", "asked_once": "yes", "employer": "no-such-kind"})
    found = do(before, press="list:open")
    assert "您从前的2个回答用不上了，其余的都还在" in render(found.reply)
    assert answers(found) == {"route": "review", "level": "middle"} and asked(found) == "employer"
