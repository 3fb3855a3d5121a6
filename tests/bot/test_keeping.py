"""Files that are held for a while."""

import pytest

from bot.keeping import LASTS, Keeping, at_hand
from bot.messages import File, Reply


class Clock:
    """Stands where it is put."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_file_is_there_until_its_time_is_over() -> None:
    clock = Clock()
    keeping = Keeping(clock)
    token = keeping.put("li", "a.docx", b"words")
    clock.now = LASTS - 1
    assert keeping.get(token).content == b"words"
    clock.now = LASTS
    with pytest.raises(KeyError):
        keeping.get(token)


def test_a_token_that_was_never_given_opens_nothing() -> None:
    with pytest.raises(KeyError):
        Keeping().get("guessed")


def test_the_oldest_go_when_there_is_no_room() -> None:
    keeping = Keeping(most=10)
    old, new = (keeping.put("li", "a", b"sixsix") for _ in range(2))
    assert keeping.get(new).content == b"sixsix"
    with pytest.raises(KeyError):
        keeping.get(old)


def test_a_person_who_is_forgotten_leaves_no_file() -> None:
    keeping = Keeping()
    gone, stays = keeping.put("li", "a", b"1"), keeping.put("wang", "b", b"2")
    keeping.forget("li")
    assert keeping.get(stays).name == "b"
    with pytest.raises(KeyError):
        keeping.get(gone)


def test_of_a_reply_those_files_are_shown_that_are_held_still() -> None:
    keeping = Keeping()
    there, gone = File(f"kept:{keeping.put('li', 'a', b'1')}", "a", "empty"), File("kept:gone", "b", "empty")
    made = File("picture:progress", "c", "empty")
    shown = at_hand(Reply("chat", "empty", files=(there, gone, made)), keeping)
    assert shown.files == (there, made) and shown.data["gone"]
