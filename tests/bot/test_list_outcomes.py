"""Every outcome that a checklist can have, on every channel."""

from datetime import timedelta

import pytest

from bot.app import Core
from bot.handlers.ask import decide
from bot.messages import Folder, Progress, Session, Turn
from bot.texts import render, render_html, render_telegram
from tests.bot.test_texts import is_balanced
from tests.conftest import SEASON
from tests.knowledge.checklist.walking import NOTICES, ended, made_for, nodes

LONGEST = 800  # characters that people read on a phone
LOOKS = ("list:result", "list:rules:0", "list:items", "list:dates")


def outcomes(notice: str) -> list[dict[str, str]]:
    """Answers that lead to each outcome once: to each ruling by each set of rules."""
    found: dict[object, dict[str, str]] = {}
    for node in nodes(notice):
        for answer in node.answers:
            answers = dict(ended(notice, (*node.kept, (node.question.name, answer)), 0))
            told = made_for(notice, answers).eligibility
            found.setdefault((told.ruling, frozenset(reason.key for reason in told.reasons)), answers)
    return list(found.values())


@pytest.mark.parametrize("notice", NOTICES)
def test_every_outcome_is_worded_on_every_channel(core: Core, notice: str) -> None:
    for answers in outcomes(notice):
        for days, look in enumerate(LOOKS):
            session = Session("p", folder=Folder(progress={notice: Progress(answers)}, notice=notice))
            reply = decide(Turn("p", look, SEASON + timedelta(days=days), choice=look), session, core.assistant).reply
            assert reply.template.startswith("list-"), answers
            assert 0 < len("".join(render(reply).split())) <= LONGEST, answers
            assert is_balanced(render_html(reply)) and is_balanced(render_telegram(reply)), answers
