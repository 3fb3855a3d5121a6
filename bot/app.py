"""The only place where parts are wired and a clock exists.

The parts that a single question does not need (database, logging, web) are imported where they are wired, so that
`run_bot.py ask` answers at once."""

import asyncio
import gc
import os
import secrets
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings
from knowledge.answering import Assistant
from knowledge.catalogue import Catalogue
from knowledge.deadlines import BEIJING
from knowledge.training import trained
from notices import kept
from notices.contents import Listing
from notices.packed import Packed
from notices.shelf import Shelf

if TYPE_CHECKING:
    from bot.channels.telegram.webhook import Webhook
    from bot.service import Service

AGAIN = 10  # seconds after which what has stopped is started again
SOON = 0.5  # seconds after the start
SELDOM = 20_000  # new objects from which garbage is collected; Python's 700 make the slowest answers slower (ADR 0004)


class Clock:
    """The time in Beijing; with `as_of` a clock that stood there when it was made and goes on from then."""

    def __init__(self, as_of: datetime | None = None) -> None:
        self.as_of = as_of
        self._shift = timedelta() if as_of is None else as_of - datetime.now(BEIJING)

    def now(self) -> datetime:
        """The present moment, aware, in Asia/Shanghai."""
        return datetime.now(BEIJING) + self._shift


@dataclass(frozen=True, slots=True)
class Core:
    """What answers questions: pure, without a database."""

    assistant: Assistant
    shelf: Listing


def shelf_of(settings: Settings) -> Shelf | Packed:
    """The notices: a packed shelf, or those of a folder, checked anew where they have changed. Raises `NotPacked`,
    `FaultyShelf`."""
    if settings.notices_dir.is_file():
        return Packed(settings.notices_dir)
    return kept.shelf(settings.notices_dir, settings.data_dir / "notices.json")


def core(settings: Settings) -> Core:
    """The notices, and the assistant that answers from them; it is trained anew where the lexicon has changed."""
    shelf = shelf_of(settings)
    return Core(Assistant(Catalogue(shelf), trained(settings.index)), shelf)


@asynccontextmanager
async def opened(settings: Settings, parts: Core) -> "AsyncIterator[Service]":
    """The service with its database open and up to date."""
    from bot.keys import Ring
    from bot.service import Service
    from bot.storage.database import database_at

    database, ring = database_at(settings.database), Ring(with_secret(settings).secret, settings.public_url)
    await database.open()
    service = Service(database, parts.assistant, parts.shelf, ring)
    try:
        yield service
    finally:
        await service.close()
        await database.close()


def warm_up(parts: Core, now: datetime) -> None:
    """Answer and show a few questions, so that the first person does not wait while templates and word tables are made."""
    from bot.channels.web.assets import Assets
    from bot.channels.web.views import Views
    from bot.handlers.ask import decide
    from bot.handlers.words import EXAMPLES
    from bot.messages import Session, Turn
    from bot.service import Exchange

    turns = [Turn("warm-up", str(number), now, text) for number, text in enumerate(EXAMPLES.values())]
    exchanges = [Exchange(turn, decide(turn, Session(turn.person), parts.assistant).reply) for turn in turns]
    Views(parts.shelf, Assets(), pretended=None).conversation(exchanges, None, cleared=False)


def look_for_letters(folders: tuple[Path, ...] = ()) -> None:
    """Say in the log where there is no font for pictures, and how to get one: people are told in words what they would show.
    `folders` are those to look in, else the machine's."""
    import structlog

    from bot.documents.lettering import NoChineseFont, fonts

    try:
        fonts(folders) if folders else fonts()
    except NoChineseFont as missing:
        structlog.get_logger(__name__).warning(str(missing))


async def warmed_up(parts: Core, clock: Clock) -> None:
    """Warm up and settle once the page is there; who came with it was not to wait."""
    await asyncio.sleep(SOON)
    await asyncio.to_thread(warm_up, parts, clock.now())
    await asyncio.to_thread(look_for_letters)
    settled()


def settled() -> None:
    """After a start: collect garbage from now on, but never walk through what the start has made, which stays for good, and
    seldom through what is kept for a while: the facts of notices used lately."""
    gc.freeze()
    gc.set_threshold(SELDOM)
    gc.enable()


async def talk_on_telegram(service: "Service", settings: Settings, clock: Clock, webhook: "Webhook") -> None:
    """The conversation on Telegram, until cancelled. aiogram is imported beside the page, which is there meanwhile; what
    breaks here must not break the page."""
    import structlog

    gc.disable()  # an import makes what stays, and looking for garbage in it would hold up the page
    converse = await asyncio.to_thread(_telegram)
    settled()
    while True:
        try:
            return await converse(service, settings, clock.now, webhook)
        except Exception:
            structlog.get_logger(__name__).exception("Telegram has stopped, and is started again", after=AGAIN)
            await asyncio.sleep(AGAIN)


def _telegram() -> "Callable[[Service, Settings, Callable[[], datetime], Webhook], Awaitable[None]]":
    from bot.channels.telegram_inbound import converse

    return converse


def with_secret(settings: Settings) -> Settings:
    """The settings with a secret: the one set, else the one kept in `data_dir`, else a new one that is kept there."""
    return settings if settings.secret else settings.model_copy(update={"secret": _kept_secret(settings.data_dir / "secret")})


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(file, "w", encoding="ascii") as new:
        new.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii")


def _import_structlog() -> None:
    """Without rich, with which structlog would draw tracebacks that ours are not given as: 40 of the 55 ms that it takes."""
    if "rich" not in sys.modules:
        sys.modules["rich"] = None  # type: ignore[assignment]  # Python's way to say that there is none
        import structlog  # noqa: F401

        del sys.modules["rich"]


def log_to_stderr(level: str, human: bool) -> None:
    """Logs of ours and of the libraries, as lines for people or as JSON. They carry ids and kinds, never what was typed."""
    import logging

    _import_structlog()
    import structlog

    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    json, console = structlog.processors.JSONRenderer(ensure_ascii=False), structlog.dev.ConsoleRenderer
    shown: structlog.typing.Processor = console() if human else json
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown]
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # that the tables are up to date is no news
