"""What the outcome of a checklist says of a notice that is over, or not open yet."""

from datetime import datetime, timedelta

import pytest

from bot.app import Core
from bot.handlers.ask import decide
from bot.messages import Folder, Progress, Reply, Session, Turn
from bot.texts import render, render_html, render_telegram
from knowledge.checklist.flow import replay
from knowledge.facts import Facts
from notices.contents import Loaded
from notices.schema import Notice
from tests.bot.test_texts import ids
from tests.conftest import SEASON

GRADUATE = {"full_time": "yes", "graduated": "2022-07-01", "stationed": "no", "teacher": "no", "not_on_chsi": "no"}
ANSWERS = {"day": "2020-07-01", "count": "1"}


def through(notice: Notice) -> dict[str, str]:
    """Answers to all questions of a notice, the first option of each."""
    facts, answers = Facts(Loaded(notice)), dict[str, str]()
    while (question := replay(facts, answers).next) is not None:
        answers[question.name] = ANSWERS.get(question.form) or question.options[0].value
    return answers


def outcome(core: Core, notice: str, now: datetime, **answers: str) -> Reply:
    """The outcome for somebody who has answered all, some of it so."""
    one: Notice = core.shelf[notice]  # type: ignore[assignment]  # the shelf of the tests lies in memory
    folder = Folder(progress={notice: Progress(through(one) | answers)}, notice=notice)
    turn = Turn("p", "1", now, choice="list:result")
    return decide(turn, Session("p", folder=folder, offered=("list:result",)), core.assistant).reply


@pytest.mark.parametrize("notice", ids())
@pytest.mark.parametrize(("days", "said"), [(900, "现在不能再报了"), (-900, "才开始")])
def test_a_season_that_is_over_or_not_begun_is_told_before_all_else(core: Core, notice: str, days: int, said: str) -> None:
    reply = outcome(core, notice, SEASON + timedelta(days=days))
    for shown in (render(reply), render_html(reply), render_telegram(reply)):
        assert said in shown[: min(shown.index(words) for words in ("照您的回答", "光看这份通知") if words in shown)]


@pytest.mark.parametrize("notice", ids())
def test_nobody_can_apply_when_the_season_is_over(core: Core, notice: str) -> None:
    assert "【能报】" not in render(outcome(core, notice, SEASON + timedelta(days=900)))


def test_years_that_are_full_while_applications_are_open_are_no_plain_no(core: Core) -> None:
    day = datetime(2024, 10, 10, 10, tzinfo=SEASON.tzinfo)
    said = render(outcome(core, "hejing-initial-2024", day, punished="no", education="college", **GRADUATE, began="2022-10-20"))
    assert "【现在还不能报】" in said and "10月20日起就够了" in said and "您这次不能报" not in said
