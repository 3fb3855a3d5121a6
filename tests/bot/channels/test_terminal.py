"""The conversation in the terminal, over the real handlers without a database."""

import re
from collections.abc import Callable

import pytest

from bot.app import Core
from bot.channels.terminal import hello, talk
from bot.handlers.ask import decide
from bot.messages import Reply, Session, Turn
from bot.taking import in_force
from tests.conftest import SEASON

Talk = Callable[..., list[str]]


@pytest.fixture
def said(core: Core) -> Talk:
    """All that is said when these lines are typed."""
    session = Session("terminal")

    def take(turn: Turn) -> Reply:
        nonlocal session
        decision = decide(turn, in_force(session, turn, core.shelf), core.assistant)
        session = decision.session
        return decision.reply

    return lambda *lines: list(talk(take, lambda: SEASON, lines, hello(core.shelf, SEASON)))


def test_it_begins_with_the_notices_and_ends_with_a_farewell(said: Talk) -> None:
    first, last = said()
    assert "1 阿克苏地区档案系列" in first and last == "再见，祝您申报顺利。"


def test_it_says_which_day_it_pretends(said: Talk) -> None:
    assert "现在按2024年8月20日演示" in said()[0]


def test_a_question_is_answered(said: Talk) -> None:
    assert "400元" in said("阿克苏档案中级评审费多少")[1]


def test_a_number_presses_a_button(said: Talk) -> None:
    assert "阿克苏地区档案系列" in said("1")[1]


def test_a_number_presses_a_button_of_the_last_reply(said: Talk) -> None:
    _, picked, answer, _ = said("1", "3")
    assert "3 评审费" in picked and "元" in answer


def test_an_answer_can_be_rated_by_number(said: Talk) -> None:
    answer = said("阿克苏档案中级评审费多少")[1]
    useful = re.findall(r"(\d+) 有用", answer)[0]
    assert "谢谢" in said("阿克苏档案中级评审费多少", useful)[2]


@pytest.mark.parametrize("line", ["", "   ", "99", "\0", "0", "②"])
def test_every_line_gets_a_reply_in_chinese(said: Talk, line: str) -> None:
    assert not re.search("[A-Za-z]{3}", said(line)[1])
