"""Somebody who types and presses buttons."""

import pytest

from bot.handlers.ask import decide
from bot.messages import Decision, Session
from knowledge.answering import Assistant
from tests.bot.handlers.checklist.cases import POWER, Do, begun, whole
from tests.conftest import Say


@pytest.fixture
def do(assistant: Assistant, say: Say) -> Do:
    """Type a text or press a button, in a session."""

    def act(session: Session | Decision, text: str = "", press: str = "") -> Decision:
        before = session.session if isinstance(session, Decision) else session
        return decide(say(text, choice=press), before, assistant)

    return act


@pytest.fixture
def through(assistant: Assistant) -> Session:
    """Somebody whose questions are all answered."""
    return begun(POWER, whole(assistant, POWER, -1))
