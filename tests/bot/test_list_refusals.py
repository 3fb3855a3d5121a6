"""Why a typed answer to a question of the checklist does not fit, in words."""

from datetime import datetime

import pytest

from bot.messages import Reply
from bot.texts import render
from knowledge.checklist.flow import questions
from knowledge.checklist.model import Refusal
from knowledge.checklist.typed import understood
from knowledge.deadlines import BEIJING
from tests.knowledge.checklist.walking import facts_of

NOW = datetime(2024, 8, 20, 10, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("notice", "name", "text", "words"),
    [
        ("aksu-archives-2024", "level", "", "没有看到文字"),
        ("aksu-archives-2024", "level", "不知道", "初级、中级、高级"),
        ("aksu-archives-2024", "level", "随便", "没看懂"),
        ("aksu-archives-2024", "level", "初级和中级", "有2项：初级、中级"),
        ("bayingol-power-2024", "appraisals", "基本合格，没有", "基本合格、都没有不能同时选"),
        ("hejing-initial-2024", "graduated", "很久以前", "没看出是哪一天"),
        ("hejing-initial-2024", "graduated", "7月1号", "7月1号是哪一年的"),
        ("hejing-initial-2024", "graduated", "2021年2月30日", "没有2021年2月30日这一天"),
        ("hejing-initial-2024", "graduated", "2019年7月1日到2021年7月1日", "2019年7月1日、2021年7月1日"),
        ("hejing-initial-2024", "graduated", "2025年7月1日", "2025年7月1日还没到（今天是2024年8月20日）"),
        ("hejing-initial-2024", "graduated", "1930年1月1日", "1930年1月1日太早了"),
        ("bayingol-power-2024", "basic_times", "很多", "没看出是几次"),
        ("bayingol-power-2024", "basic_times", "100", "要在1到20之间"),
    ],
)
def test_a_refusal_says_why(notice: str, name: str, text: str, words: str) -> None:
    question = next(one for one in questions(facts_of(notice)) if one.name == name)
    refusal = understood(question, text, NOW)
    assert isinstance(refusal, Refusal)
    assert words in render(Reply("chat", "list-refusal", {"key": refusal.key, "data": refusal.data}))
