"""What a paper's form knows beforehand."""

import pytest

from bot.documents.known import known
from notices.shelf import load

SHELF = load()


@pytest.mark.parametrize(("answered", "said"), [("middle", "中级"), ("assistant", "初级"), ("full", "高级")])
def test_the_level_that_was_answered_is_known_as_papers_call_it(answered: str, said: str) -> None:
    assert known(SHELF["aksu-archives-2024"], {"level": answered}) == {"series": "档案", "level": said}


def test_of_several_series_the_one_that_was_answered_is_known() -> None:
    notice = SHELF["hejing-initial-2024"]
    assert known(notice, {"series": "water"}) == {"series": "工程", "specialty": "水利"}


def test_what_is_not_certain_is_left_open() -> None:
    assert known(SHELF["hejing-initial-2024"], {"level": "unsure", "series": "unsure"}) == {}
