"""The questions: asked, answered by buttons, gone back to."""

import pytest

from bot.messages import Decision
from bot.texts import render
from knowledge.answering import Assistant
from knowledge.checklist.model import UNSURE
from tests.bot.handlers.checklist.cases import AKSU, IDS, NEW, POWER, Do, answer_to, answers, asked, begun, ids, whole


@pytest.mark.parametrize("notice", IDS)
@pytest.mark.parametrize("option", range(4))
def test_every_notice_is_gone_through_by_buttons(do: Do, notice: str, option: int) -> None:
    step = do(NEW, press=f"list:for:{notice}")
    for _ in range(30):
        if not (name := asked(step)):
            break
        taken = [i for i in ids(step) if i.startswith((f"list:is:{name}:", f"list:with:{name}:"))]
        step = do(step, press=taken[option % len(taken)]) if taken else do(step, answer_to(step.reply.data["question"]))
        step = (
            do(step, press=f"list:enough:{name}")
            if any(i.startswith("list:with:") for i in taken) and asked(step) == name
            else step
        )
    assert step.reply.template == "list-outcome"


@pytest.mark.parametrize(
    ("given", "typed", "name"),
    [({}, "中级", "level"), ({"route": "review"}, "中级", "employer"), ({"route": "review"}, "报中级", "employer")],
)
def test_an_answer_leads_to_the_next_question(do: Do, given: dict[str, str], typed: str, name: str) -> None:
    assert asked(do(do(begun(AKSU, given), press="list:go"), typed)) in (name, "route")


def test_the_last_answer_leads_to_the_outcome(do: Do, assistant: Assistant) -> None:
    given = whole(assistant, AKSU)
    last = list(given)[-1]
    step = do(begun(AKSU, {n: v for n, v in given.items() if n != last}), press="list:go")
    assert asked(step) == last
    assert do(step, press=f"list:is:{last}:{given[last]}").reply.template == "list-outcome"


def test_how_far_it_has_come_is_told(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    assert "第2题，大约还有" in render(step.reply)


def test_back_asks_the_question_before_and_keeps_the_answers(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review", "level": "middle"}), press="list:go"), press="list:back")
    assert asked(step) == "level" and answers(step) == {"route": "review", "level": "middle"}


def test_back_and_back_again_goes_on_to_the_first(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review", "level": "middle"}), press="list:go")
    for _ in range(4):
        step = do(step, press="list:back")
    assert asked(step) == "route" and "第一题" in render(step.reply)


def test_the_answer_given_before_is_marked_when_it_is_asked_again(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), press="list:back")
    assert [c.label for c in step.reply.choices if c.label.startswith("✓")] == ["✓ 评审"]


def test_not_knowing_is_an_answer_where_it_may_be(do: Do) -> None:
    step = do(do(begun(AKSU), press="list:go"), press=f"list:is:route:{UNSURE}")
    assert answers(step) == {"route": UNSURE}


def test_not_knowing_is_refused_where_it_may_not_be(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    assert do(step, press=f"list:is:level:{UNSURE}").reply.template == "list-stale"


@pytest.fixture
def several(assistant: Assistant, do: Do) -> Decision:
    """A question that takes several options."""
    facts = assistant.facts(POWER)
    assert facts is not None
    given = {n: v for n, v in whole(assistant, POWER, -1).items() if n != "appraisals"}
    step = do(begun(POWER, given), press="list:edit:appraisals")
    assert asked(step) == "appraisals"
    return step


def test_options_are_ticked_and_taken_together(do: Do, several: Decision) -> None:
    step = do(do(several, press="list:with:appraisals:basic"), press="list:with:appraisals:failed")
    assert do(step, press="list:enough:appraisals").session.folder.progress[POWER].answers["appraisals"] == "basic,failed"


def test_a_tick_is_taken_back(do: Do, several: Decision) -> None:
    step = do(do(several, press="list:with:appraisals:basic"), press="list:with:appraisals:basic")
    assert step.session.folder.picked == ()


def test_none_of_them_is_not_ticked_with_some(do: Do, several: Decision) -> None:
    step = do(do(several, press="list:with:appraisals:basic"), press="list:with:appraisals:none")
    assert step.session.folder.picked == ("none",)


def test_nothing_ticked_is_no_answer(do: Do, several: Decision) -> None:
    step = do(several, press="list:enough:appraisals")
    assert asked(step) == "appraisals" and "至少选一个" in render(step.reply)
