"""Pages over shelves of any size."""

from collections.abc import Iterator

import pytest

from bot.channels.web.assets import Assets
from bot.channels.web.views import LISTED, Views
from bot.messages import File, Reply, Turn
from bot.service import Exchange
from notices.contents import Card
from tests.conftest import SEASON


class Many:
    """A listing of many notices."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __contains__(self, notice_id: object) -> bool:
        return False

    def __iter__(self) -> Iterator[Card]:
        return (self[str(number)] for number in range(self._count))

    def __getitem__(self, notice_id: str) -> Card:
        return Card(f"notice-{notice_id}", f"通知{notice_id}", "aksu", (), (), (), 2024)

    def source(self, notice_id: str) -> bytes:
        raise KeyError(notice_id)


@pytest.mark.parametrize(("count", "said"), [(100_000, "还有99950份没有列在这里"), (LISTED, f"只有这{LISTED}份")])
def test_the_first_notices_are_listed_and_the_others_counted(count: int, said: str) -> None:
    html = Views(Many(count), Assets(), pretended=None).sheet("notices")
    assert html.count('value="notice:') == LISTED and said in html


PICTURE, PAPER = File("scan:x", "进度.png", "empty"), File("paper:y", "推荐意见.docx", "empty")
SOURCE = File("source:z", "通知.txt", "empty")


ASKED = Turn("web:a", "question-1", SEASON, "你好")


def piece(reply: Reply, turn: Turn = ASKED) -> str:
    return Views(Many(3), Assets(), pretended=None).piece(Exchange(turn, reply))


def test_a_picture_is_shown_with_words_for_who_cannot_see_it() -> None:
    html = piece(Reply("chat", "empty", files=(SOURCE, PICTURE)))
    assert '<img src="/files/question-1/1" alt="您还没有输入内容' in html and html.count("/files/") == 2


def test_a_document_is_a_link_that_says_its_name() -> None:
    html = piece(Reply("chat", "empty", files=(PAPER,)))
    assert 'href="/files/question-1/0" download="推荐意见.docx">推荐意见.docx</a>' in html and "<img" not in html


def test_the_notice_itself_has_a_page_of_its_own() -> None:
    assert "/files/" not in piece(Reply("chat", "empty", files=(SOURCE,)))


@pytest.mark.parametrize(("choice", "said"), [("list:go", "接着填"), ("resume:joined", "接着填另一台设备上的清单")])
def test_a_pressed_button_is_told_by_its_words(choice: str, said: str) -> None:
    reply = Reply("chat", "empty", {"pressed": "接着填"} if choice == "list:go" else {})
    html = piece(reply, Turn("web:a", "question-1", SEASON, choice=choice))
    assert f"</span>{said}</p>" in html
