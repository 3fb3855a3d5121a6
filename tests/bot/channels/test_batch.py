"""Questions as JSON Lines."""

import json
from datetime import datetime
from typing import Any

import pytest

from bot.channels.batch import answered
from knowledge.answering import Assistant
from knowledge.outcomes import Context, Outcome
from tests.conftest import SEASON


def reply(assistant: Assistant, request: Any) -> dict[str, Any]:
    line = request if isinstance(request, str) else json.dumps(request)
    found: dict[str, Any] = json.loads(answered(line, assistant, SEASON))
    return found


def test_a_request_gets_the_reply_to_its_last_turn(assistant: Assistant) -> None:
    found = reply(assistant, {"id": "q", "turns": ["阿克苏档案", "中级评审费多少"], "notice": None, "now": None})
    assert (found["id"], found["kind"], found["notices"]) == ("q", "answer", ["aksu-archives-2024"])


def test_a_reply_carries_its_citations(assistant: Assistant) -> None:
    found = reply(assistant, {"id": "q", "turns": ["评审费多少"], "notice": "aksu-archives-2024"})
    assert set(found["citations"][0]) == {"notice", "clause", "quote"}


def test_a_request_may_bring_its_moment(assistant: Assistant) -> None:
    ask = {"id": "q", "turns": ["现在还能网上申报吗"], "notice": "aksu-archives-2024"}
    assert reply(assistant, ask | {"now": "2024-09-20T10:00"})["text"] != reply(assistant, ask)["text"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "no json",
        "[]",
        "null",
        "{}",
        '{"turns": []}',
        '{"turns": [1]}',
        '{"turns": "x"}',
        '{"turns": ["x"], "now": "soon"}',
        '{"turns": ["x"], "now": 5}',
        '{"turns": ["x"], "notice": 5}',
        '{"turns": ["x"], "now": "0001-01-01T00:00+14:00"}',
        "[" * 100_000,
    ],
)
def test_what_is_no_request_gets_a_friendly_reply(assistant: Assistant, line: str) -> None:
    found = reply(assistant, line)
    assert found | {"text": ""} == {"id": None, "kind": "unknown", "text": "", "notices": [], "citations": []}


def test_an_unreadable_request_keeps_its_id(assistant: Assistant) -> None:
    assert reply(assistant, {"id": "q", "turns": 1})["id"] == "q"


def test_an_id_that_cannot_be_printed_comes_back(assistant: Assistant) -> None:
    assert reply(assistant, '{"id": "\\ud83d", "turns": ["你好"]}')["id"] == "\ud83d"


def test_a_notice_that_is_not_there_is_passed_over(assistant: Assistant) -> None:
    assert reply(assistant, {"id": "q", "turns": ["阿克苏档案中级评审费多少"], "notice": "nowhere"})["kind"] == "answer"


class Broken(Assistant):
    """Fails at every question."""

    def __init__(self) -> None:
        """It needs nothing."""

    def answer(self, text: str, context: Context, now: datetime) -> Outcome:
        raise ZeroDivisionError


def test_a_fault_in_the_assistant_is_shown_to_the_operator_and_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert reply(Broken(), {"id": "q", "turns": ["你好"]})["kind"] == "unknown"
    assert "ZeroDivisionError" in capsys.readouterr().err
