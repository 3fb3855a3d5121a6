"""Ways to the assistant for dialogues: the core alone, the service on a database, the terminal, the web page, and Telegram."""

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
from bot.service import Service
from bot.taking import in_force
from tests.conftest import SEASON
from tests.dialogue import Heard, heard
from tests.telegram_server import Message, Person

INVISIBLE = "\u200b"  # nobody can send nothing on Telegram
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


CLIENT = 4096  # characters that a phone sends in one message; it cuts what is longer
SLOW = 20.0  # seconds that a reply may take on a busy machine


class TelegramDriver:
    """Somebody's phone. A button is pressed under the message that came last, also one that is not there."""

    def __init__(self, person: Person, clock: Hands) -> None:
        self._person = person
        self._clock = clock
        self._last: Message | None = None

    async def take(self, turn: Turn) -> Heard:
        """What the phone shows: a message, one that has changed, or a word that passes over it."""
        self._clock.moment = turn.moment
        if turn.choice and self._last is None:
            kind, _, notice = turn.choice.partition(":")
            await self._person.starts(notice if kind == "notice" else "")
            begun = await self._seen()
            if kind == "notice":
                return begun
        if turn.choice and self._last is not None:
            return await self._pressed(turn.choice, self._last)
        found = Heard("")
        for at in range(0, max(1, len(turn.text)), CLIENT):
            await self._person.says(turn.text[at : at + CLIENT] or INVISIBLE)
            found = await self._seen()
        return found

    async def _pressed(self, choice: str, on: Message) -> Heard:
        rated = choice in [key["callback_data"] for key in on.keys] and choice.startswith("rate:")
        words = await self._person.gets_answer(self._person.presses_data(choice, on=on), within=SLOW)
        if rated:
            await self._person.sees(within=SLOW)  # the same message without those buttons
        return Heard(words) if words else await self._seen()

    async def _seen(self) -> Heard:
        [self._last] = await self._person.sees(within=SLOW)
        return Heard(self._last.text, {key["text"]: key["callback_data"] for key in self._last.keys})


def _words(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html)).strip()
