"""Ways to the assistant for dialogues: the core alone, the service on a database, the terminal, and the web page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

import httpx

from bot.app import Core
from bot.channels.terminal import hello, talk
from bot.handlers.ask import decide
from bot.messages import Reply, Session, Turn
from bot.service import Service, in_force
from tests.conftest import SEASON
from tests.dialogue import Heard, heard

TAB = {"X-Tab": "a-tab-of-the-tests"}  # what the page's script sends, so that the piece of the page comes back
_REPLY = re.compile(r'<article class="reply">(.*?)</article>', re.DOTALL)
_BUTTON = re.compile(r'<button[^>]*\svalue="([^"]+)"[^>]*>(.*?)</button>', re.DOTALL)
_THANKS = re.compile(r'<p class="thanks"[^>]*>(.*?)</p>', re.DOTALL)


class CoreDriver:
    """The handlers, with a session in memory."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._session = Session("applicant")

    def reply(self, turn: Turn) -> Reply:
        """The reply of the handlers."""
        decision = decide(turn, in_force(self._session, turn, self._core.shelf), self._core.assistant)
        self._session = decision.session
        return decision.reply

    async def take(self, turn: Turn) -> Heard:
        """What the handlers say."""
        return heard(self.reply(turn), turn.external_id)


class ServiceDriver:
    """The service on its database."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def take(self, turn: Turn) -> Heard:
        """What the service says."""
        return heard(await self._service.take(turn), turn.external_id)


class TerminalDriver:
    """The conversation in a terminal: a button is pressed by its number."""

    def __init__(self, core: Core) -> None:
        self._core = CoreDriver(core)
        self._lines: list[str] = []
        self._now = SEASON
        self._said = talk(self._core.reply, lambda: self._now, self._typed(), hello(core.shelf, None))
        self._buttons = _numbered(next(self._said))
        self._notices = {f"notice:{n.id}": n.name for n in core.shelf}

    def _typed(self) -> Iterator[str]:
        while True:
            yield self._lines.pop(0)

    async def take(self, turn: Turn) -> Heard:
        """What the terminal shows. Notices are picked by the list at the beginning, other buttons by that of the last reply."""
        self._now = turn.moment
        self._lines.append(self._buttons[self._notices.get(turn.choice, turn.choice)] if turn.choice else turn.text)
        shown = next(self._said)
        self._buttons = _numbered(shown)
        return Heard(shown, {words: words for words in self._buttons})


def _numbered(shown: str) -> dict[str, str]:
    """The buttons at the end of what a terminal shows: the number by the words."""
    found = (line.partition(" ") for line in shown.splitlines())
    return {words: number for number, _, words in found if number.isdecimal() and words}


@dataclass
class Hands:
    """A clock that stands where it was put."""

    moment: datetime = SEASON

    def now(self) -> datetime:
        """The moment it was put to."""
        return self.moment


class WebDriver:
    """The page, as its script talks to it."""

    def __init__(self, page: httpx.AsyncClient, clock: Hands) -> None:
        self._page = page
        self._clock = clock

    async def take(self, turn: Turn) -> Heard:
        """What the page shows."""
        self._clock.moment = turn.moment
        fields = {"id": turn.external_id, "choice": turn.choice, "text": turn.text}
        response = await self._page.post("/say", data=fields, headers=TAB)
        assert response.status_code == 200
        html = response.text
        shown = _REPLY.search(html) or _THANKS.search(html)
        assert shown is not None
        return Heard(_words(shown[1]), {_words(words): unescape(value) for value, words in _BUTTON.findall(html)})


def _words(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html)).strip()
