"""A person who has answered all questions of a notice, for tests of what comes after."""

from dataclasses import replace

from starlette.requests import Request

from bot.channels.web.people import COOKIE, People
from bot.messages import Progress
from bot.storage.database import Database
from bot.storage.work import Work
from knowledge.checklist.flow import replay
from knowledge.checklist.model import Question
from knowledge.facts import Facts
from tests.bot.channels.web_server import SECRET

ANSWERS = {"punished": "no", "day": "2015-07-01", "count": "1"}


def _answer(question: Question) -> str:
    known = ANSWERS.get(question.name) or ANSWERS.get(question.form)
    return known or question.options[0].value


def answers(facts: Facts) -> dict[str, str]:
    """Answers to all questions that come: the first one that is offered."""
    given: dict[str, str] = {}
    while (question := replay(facts, given).next) is not None:
        given = {**replay(facts, given).answers, question.name: _answer(question)}
    return given


async def begin(database: Database, person: str, facts: Facts, given: dict[str, str] | None = None) -> str:
    """Store that a person has answered these, else all questions of one notice more; the id of their folder."""
    notice, progress = facts.notice.id, Progress(answers(facts) if given is None else given)

    def stored(work: Work) -> str:
        session = work.session(person)
        if session.version == 0:
            work.save(session, over=0)
        before = session.folder
        work.folders.save(person, before, replace(before, progress={**before.progress, notice: progress}, notice=notice))
        return work.folders.held_by(person) or ""

    return await database.write(stored)


def person_of(cookie: str) -> str:
    """The person that a browser's cookie names."""
    scope = {"type": "http", "headers": [(b"cookie", f"{COOKIE}={cookie}".encode())]}
    return People(SECRET).of(Request(scope)) or ""
