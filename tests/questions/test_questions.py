"""The graded questions: their form, and how many of them are answered right. The rates are floors: raise them with the
assistant, never lower them for it."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bench.grading import NOTICES, SINGLE, Asked, fault, folded, questions
from bot.app import Core
from bot.handlers.ask import decide
from bot.messages import Reply, Session, Turn
from bot.texts import render
from knowledge.answering import Assistant
from knowledge.outcomes import Context
from notices.shelf import PUBLISHED

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.jsonl"))
KINDS = {SINGLE, "compute", "dialogue", "now", "clarify", "unknown"}
FIELDS = {"id", "kind", "notice", "notices", "q", "turns", "now", "profile", "must", "must_not"}
FLOORS = {"dev": 0.88, "held": 0.82}

every_file = pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")


def entries(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def faults_of(entry: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the form of a question."""
    kind = entry.get("kind", SINGLE)
    if entry.keys() - FIELDS or kind not in KINDS:
        yield "has a field or a kind that nobody knows"
    if not (entry.get("turns") or entry.get("q")) or ("turns" in entry) != (kind == "dialogue"):
        yield "has no text, or turns without being a dialogue"
    if not {entry.get("notice", "000"), *entry.get("notices", [])} <= NOTICES.keys():
        yield "names a notice that is not there"
    if bool(entry.get("must")) == (kind in ("clarify", "unknown")) or not all(map(all, entry.get("must", []))):
        yield "asks for nothing, or for something where nothing is to be said"
    if (kind == "clarify") != ("notices" in entry) or (kind not in ("clarify", "unknown")) != ("notice" in entry):
        yield "does not say which notice is meant, or which are"
    if "now" in entry and datetime.fromisoformat(entry["now"]).year not in range(2023, 2027):
        yield "is asked at a strange time"


@every_file
def test_every_question_has_the_form_of_its_kind(path: Path) -> None:
    assert [(entry["id"], wrong) for entry in entries(path) for wrong in faults_of(entry)] == []


def test_every_question_has_an_id_of_its_own() -> None:
    counts = Counter(entry["id"] for path in FILES for entry in entries(path))
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_question_that_is_held_back_is_one_for_development() -> None:
    texts = {folder: {tuple(a.turns) for a in questions(FOLDER / folder)} for folder in FLOORS}
    assert texts["dev"] & texts["held"] == set()


@pytest.mark.parametrize("folder", FLOORS)
def test_every_kind_and_every_notice_is_asked_about(folder: str) -> None:
    asked = list(questions(FOLDER / folder))
    assert {a.kind for a in asked} == KINDS and {a.notice for a in asked} - {None} == set(NOTICES.values())


def replied(asked: Asked, assistant: Assistant) -> Reply:
    """The reply to the last turn."""
    session = Session("asker", Context(notice=asked.chosen))
    decisions = []
    for number, text in enumerate(asked.turns):
        decisions.append(decide(Turn("asker", str(number), asked.now, text), session, assistant))
        session = decisions[-1].session
    return decisions[-1].reply


@pytest.mark.parametrize("folder", FLOORS)
def test_enough_questions_are_answered_right(core: Core, folder: str) -> None:
    sources = {n: folded((PUBLISHED / n / "source.txt").read_text(encoding="utf-8")) for n in NOTICES.values()}
    asked = list(questions(FOLDER / folder))
    replies = [(a, replied(a, core.assistant)) for a in asked]
    wrong = [f"{a.id}: {why}" for a, reply in replies if (why := fault(a, reply, render(reply), sources))]
    assert 1 - len(wrong) / len(asked) >= FLOORS[folder], "\n".join(wrong)
