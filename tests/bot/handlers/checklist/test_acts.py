"""Buttons that are old, forged, or pressed twice."""

from dataclasses import replace

import pytest

from bot.texts import render
from tests.bot.handlers.checklist.cases import AKSU, Do, answers, asked, begun, ids


@pytest.mark.parametrize(
    "choice",
    [
        "list:",
        "list:is",
        "list:is:level",
        "list:is:level:emperor",
        "list:is:nothing:middle",
        "list:with:level:middle",
        "list:enough:level",
        "list:edit:nothing",
        "list:item:nothing",
        "list:nowhere",
        "list:is:level:middle:middle",
        "list:for:",
    ],
)
def test_a_forged_button_changes_nothing(do: Do, choice: str) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    forged = do(step, press=choice)
    assert answers(forged) == {"route": "review"}


def test_a_button_pressed_twice_counts_once(do: Do) -> None:
    step = do(do(begun(AKSU), press="list:go"), press="list:is:route:review")
    again = do(step, press="list:is:route:review")
    assert (asked(again), answers(again)) == (asked(step), answers(step))


def test_another_answer_under_an_older_message_is_stale(do: Do) -> None:
    step = do(do(begun(AKSU), press="list:go"), press="list:is:route:review")
    older = do(step, press="list:is:route:private")
    assert older.reply.template == "list-stale" and answers(older) == {"route": "review"}


def test_the_open_question_may_be_answered_under_an_older_message(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "评审费多少")
    assert answers(do(step, press="list:is:level:middle"))["level"] == "middle"


def test_what_is_not_there_yet_asks_the_next_question(do: Do) -> None:
    assert asked(do(begun(AKSU, {"route": "review"}), press="list:items")) == "level"


def test_the_session_that_came_in_is_left_as_it_was(do: Do) -> None:
    before = begun(AKSU, {"route": "review"})
    kept = replace(before)
    do(before, press="list:again")
    assert before == kept


@pytest.mark.parametrize("how", ["joined", "merged", "replaced", "own", "unknown", "held"])
def test_what_came_of_a_code_is_told(do: Do, how: str) -> None:
    told = do(begun(AKSU, {"route": "review"}), press=f"resume:{how}")
    assert told.reply.template == "list-resumed" and "list:go" in ids(told) and len(render(told.reply)) > 10
