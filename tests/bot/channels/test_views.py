"""Pages over shelves of any size."""

from collections.abc import Iterator

import pytest

from bot.channels.web.assets import Assets
from bot.channels.web.views import LISTED, Views
from notices.contents import Card


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
