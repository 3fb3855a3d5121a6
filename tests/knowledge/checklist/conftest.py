"""What tests of the checklist share."""

from collections.abc import Callable

import pytest

from knowledge.checklist.flow import questions, replay
from knowledge.checklist.items import items
from knowledge.checklist.model import Item, Question, Visit
from knowledge.checklist.profile import profile
from tests.knowledge.checklist.walking import facts_of

Answer = Callable[..., Visit]
Ready = Callable[..., dict[str, Item]]


@pytest.fixture
def answer() -> Answer:
    """The dialogue of a notice after these answers."""
    return lambda notice, **answers: replay(facts_of(notice), answers)


@pytest.fixture
def ready() -> Ready:
    """What to get ready after these answers, by id."""

    def listed(notice: str, **answers: str) -> dict[str, Item]:
        facts = facts_of(notice)
        return {item.id: item for item in items(facts, profile(facts, replay(facts, answers).answers))}

    return listed


@pytest.fixture
def question() -> Callable[[str, str], Question]:
    """A question of a notice with all its options."""
    return lambda notice, name: next(one for one in questions(facts_of(notice)) if one.name == name)
