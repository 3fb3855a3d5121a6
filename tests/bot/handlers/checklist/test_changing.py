"""Answers that are changed."""

from bot.messages import Session
from bot.texts import render
from tests.bot.handlers.checklist.cases import AKSU, POWER, Do, answers, asked, begun, ids


def test_an_answer_is_changed_and_the_others_stay(do: Do, through: Session) -> None:
    given = dict(through.folder.progress[POWER].answers)
    step = do(do(through, press="list:change"), press="list:edit:level")
    other = next(i for i in ids(step) if i.startswith("list:is:level:") and not i.endswith(f":{given['level']}"))
    kept = answers(do(step, press=other))
    assert kept["level"] != given["level"] and set(given.items()) & set(kept.items())


def test_beginning_anew_is_asked_about_and_keeps_the_ticks(do: Do, through: Session) -> None:
    ticked = do(through, press=next(i for i in ids(do(through, press="list:items")) if "item" in i).replace("item", "done"))
    sure = do(ticked, "重来")
    assert answers(sure) == answers(ticked)
    anew = do(sure, press="list:anew")
    assert answers(anew) == {} and anew.session.folder.progress[POWER].done


def test_answers_that_no_longer_count_drop_out_and_the_rest_is_asked(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review", "level": "emperor", "gone": "yes"}), "我的清单")
    assert "2个回答用不上了" in render(step.reply) and asked(step) == "level" and answers(step) == {"route": "review"}
