"""What the tests of the checklist share."""

from collections.abc import Callable
from dataclasses import replace

from bot.messages import Decision, Folder, Progress, Session
from knowledge.answering import Assistant
from knowledge.checklist.flow import fits, replay
from knowledge.checklist.model import Question

AKSU, HEJING, POWER = "aksu-archives-2024", "hejing-initial-2024", "bayingol-power-2024"
IDS = (AKSU, "aksu-construction-2024", "bayingol-party-school-2023", POWER, HEJING)
NEW = Session("applicant")
Do = Callable[..., Decision]


def ids(decision: Decision) -> tuple[str, ...]:
    return tuple(choice.id for choice in decision.reply.choices)


def asked(decision: Decision) -> str:
    return decision.session.folder.asking


def answers(decision: Decision) -> dict[str, str]:
    folder = decision.session.folder
    return dict(folder.progress.get(folder.notice, Progress()).answers)


def begun(notice: str, given: dict[str, str] | None = None, **folder: object) -> Session:
    """Somebody who has a checklist of a notice."""
    progress = {notice: Progress(given or {})}
    return Session("applicant", folder=replace(Folder(progress=progress, notice=notice), **folder))  # type: ignore[arg-type]


def answer_to(question: Question, option: int = 0) -> str:
    """What somebody answers who takes one option of each question."""
    if question.options:
        return question.options[option % len(question.options)].value
    return next(v for v in ("2015-07-01", "1", "2023") if fits(question, v))


def whole(assistant: Assistant, notice: str, option: int = 0) -> dict[str, str]:
    """Answers to all questions of a notice."""
    facts, given = assistant.facts(notice), dict[str, str]()
    assert facts is not None
    while (question := replay(facts, given).next) is not None:
        given[question.name] = answer_to(question, option)
    return given


def first_item(do: Do, session: Session) -> str:
    return next(i for i in ids(do(session, press="list:items")) if i.startswith("list:item:")).removeprefix("list:item:")
