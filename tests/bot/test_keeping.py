"""Files that are held for a while."""

from datetime import datetime, timedelta

import pytest

from bot.keeping import Keeping
from knowledge.deadlines import BEIJING

NOW = datetime(2024, 8, 20, 10, tzinfo=BEIJING)


def test_a_file_is_there_until_its_time_is_over() -> None:
    keeping = Keeping(timedelta(minutes=30))
    token = keeping.put("li", "a.docx", b"words", NOW)
    assert keeping.get(token, NOW + timedelta(minutes=29)).content == b"words"
    with pytest.raises(KeyError):
        keeping.get(token, NOW + timedelta(minutes=30))


def test_a_token_that_was_never_given_opens_nothing() -> None:
    with pytest.raises(KeyError):
        Keeping().get("guessed", NOW)


def test_the_oldest_go_when_there_is_no_room() -> None:
    keeping = Keeping(most=10)
    old, new = (keeping.put("li", "a", b"sixsix", NOW) for _ in range(2))
    assert keeping.get(new, NOW).content == b"sixsix"
    with pytest.raises(KeyError):
        keeping.get(old, NOW)


def test_a_person_who_is_forgotten_leaves_no_file() -> None:
    keeping = Keeping()
    gone, stays = keeping.put("li", "a", b"1", NOW), keeping.put("wang", "b", b"2", NOW)
    keeping.forget("li")
    assert keeping.get(stays, NOW).name == "b"
    with pytest.raises(KeyError):
        keeping.get(gone, NOW)
