"""The open tabs of every person, and what they are told without having asked."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

EACH = 8  # tabs of one person that are told; further ones see it when they are reloaded
WAITING = 50  # messages kept for a tab that does not read


@dataclass(frozen=True, slots=True)
class News:
    """One message to tabs: `event` is exchange or forgotten, `id` the exchange's, `html` what to show."""

    event: str
    id: str
    html: str = ""


class Tabs:
    """Tells all tabs of a person in this process. A tab at another process catches up when it connects again."""

    def __init__(self) -> None:
        self._open: defaultdict[str, dict[str, asyncio.Queue[News]]] = defaultdict(dict)

    def full(self, person: str) -> bool:
        """Whether a person has as many tabs open as are told."""
        return person in self._open and len(self._open[person]) >= EACH

    @contextmanager
    def opened(self, person: str, tab: str) -> Iterator[asyncio.Queue[News]]:
        """What a tab is told while it is open."""
        queue: asyncio.Queue[News] = asyncio.Queue(WAITING)
        self._open[person][tab] = queue
        try:
            yield queue
        finally:
            self._closed(person, tab, queue)

    def _closed(self, person: str, tab: str, queue: asyncio.Queue[News]) -> None:
        """Forget a tab, unless it has connected again since."""
        if self._open[person].get(tab) is queue:
            del self._open[person][tab]
        if not self._open[person]:
            del self._open[person]

    def tell(self, person: str, news: News, besides: str = "") -> None:
        """Tell every open tab of a person, `besides` the one that asked."""
        for tab, queue in self._open.get(person, {}).items():
            if tab != besides and not queue.full():
                queue.put_nowait(news)
