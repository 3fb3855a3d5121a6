"""The command line. Without a command it serves the web page.

What only one command needs is imported inside it: a single question must not wait for a web server to be imported."""

import asyncio
import gc
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from notices.packed import NotPacked, Packed
from notices.shelf import FaultyShelf, Published, each, paper_files, read, source

if TYPE_CHECKING:
    from bot.app import Clock
    from bot.settings import Settings
    from knowledge.answering import Assistant
    from notices.contents import Listing
    from notices.packing import Block

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="An assistant for applicants to title reviews.")
notice = typer.Typer(help="The published notices.", no_args_is_help=True)
app.add_typer(notice, name="notice")

NAMED = 50  # notices named to who asked for one that is not there
AsOf = Annotated[str | None, typer.Option(help="Pretend that it is this day (2024-08-20) or moment (2024-08-20T17:30).")]


def main() -> None:
    """Run a command; what an operator can mend is said in a few lines, without a traceback."""
    gc.disable()  # hardly anything that a start makes is garbage, and looking for it takes 50 to 90 ms; see `settled`
    try:
        app()
    except FaultyShelf as error:
        _give_up("The notices cannot be used as they are:", *map(str, error.faults))
    except NotPacked as error:
        _give_up("The packed notices cannot be used:", str(error))


def _give_up(*lines: str) -> NoReturn:
    print(*lines, sep="\n", file=sys.stderr)
    raise SystemExit(2)


def _settings(**given: Any) -> "Settings":
    """The settings, with what was given on the command line before what the environment says."""
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        _give_up("The settings cannot be used:", *(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()))


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    as_of: AsOf = None,
) -> None:
    """Serve the web page, unless a command follows."""
    if context.invoked_subcommand is not None:
        return
    import uvloop

    from bot.app import log_to_stderr, with_secret

    settings = with_secret(_settings(host=host, port=port, as_of=as_of))
    log_to_stderr(settings.log_level, human=sys.stderr.isatty())
    # To end it is to interrupt it: uvicorn raises what it was ended by again, which would kill us with everything still open.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with suppress(KeyboardInterrupt):
        uvloop.run(_serve(settings))


async def _serve(settings: "Settings") -> None:
    import uvicorn

    from bot.app import Clock, core, opened, talk_on_telegram, warmed_up
    from bot.channels.telegram.webhook import Webhook
    from bot.channels.web import create_app

    parts, clock = core(settings), Clock(settings.as_of)
    async with opened(settings, parts) as service:
        web = Webhook(create_app(service, settings, clock), settings.secret)
        config = uvicorn.Config(
            web,
            settings.host,
            settings.port,
            log_config=None,
            access_log=False,
            timeout_keep_alive=30,  # somebody who reads an answer and asks again need not connect again
            timeout_graceful_shutdown=2,  # pages hold a stream open: they are cut off when the server is stopped
        )
        print(f"http://{settings.host}:{settings.port}", flush=True)
        async with asyncio.TaskGroup() as tasks:
            telegram = talk_on_telegram(service, settings, clock, web) if settings.telegram_bot_token else None
            beside = [tasks.create_task(one) for one in (warmed_up(parts, clock), telegram) if one is not None]
            await uvicorn.Server(config).serve()
            for task in beside:
                task.cancel()


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question; none with --json.")] = "",
    notice_id: Annotated[str | None, typer.Option("--notice", help="The notice that it is about.")] = None,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer a batch: JSON Lines on standard input.")] = False,
) -> None:
    """Answer one question, or a batch of them, without a database."""
    from bot.app import Clock, core

    settings = _settings(as_of=as_of)
    parts, clock = core(settings), Clock(settings.as_of)
    if as_json:
        _batch(parts.assistant, clock)
        return
    if notice_id is not None:
        _expect(notice_id, parts.shelf)
    from bot.channels.batch import Request, converse
    from bot.channels.terminal import files
    from bot.texts import render

    reply = converse(Request([question], clock.now(), notice_id), parts.assistant)
    print(*filter(None, (render(reply), files(reply))), sep="\n")


def _expect(notice_id: str, shelf: "Listing") -> None:
    if notice_id not in shelf:
        there = [one.id for one in islice(shelf, NAMED)]
        _give_up(f"There is no notice {notice_id}. Of {len(shelf):,} these are the first:", *there)


def _batch(assistant: "Assistant", clock: "Clock") -> None:
    from bot.app import settled
    from bot.channels.batch import answered

    settled()
    for line in TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"):
        if line.strip():
            sys.stdout.buffer.write(f"{answered(line, assistant, clock.now())}\n".encode())
            sys.stdout.buffer.flush()


@app.command()
def chat(as_of: AsOf = None) -> None:
    """Talk in the terminal."""
    from bot.app import Clock, core, log_to_stderr, opened, settled
    from bot.channels.terminal import hello, talk

    settings = _settings(as_of=as_of)
    log_to_stderr("error", human=True)
    clock = Clock(settings.as_of)
    # A runner rather than asyncio.run: between two turns Ctrl-C ends the waiting for a line at once.
    with asyncio.Runner() as runner:
        context = opened(settings, core(settings))
        service = runner.run(context.__aenter__())
        settled()
        try:
            for words in talk(lambda t: runner.run(service.take(t)), clock.now, _typed(), hello(service.shelf, clock.as_of)):
                print(words)
        except KeyboardInterrupt:
            print()  # in the middle of a reply
        finally:
            runner.run(context.__aexit__(None, None, None))


def _typed() -> Iterator[str]:
    """What is typed, line by line, until Ctrl-D or Ctrl-C."""
    import readline  # noqa: F401  # makes input() edit whole Chinese characters

    with suppress(EOFError, KeyboardInterrupt):
        while True:
            yield input("> ")


@app.command("check")
def check_file(
    file: Annotated[Path, typer.Argument(help="A summary (.docx, .txt), or a scan (picture or PDF).")],
    name: Annotated[str, typer.Option(help="Your name, to be looked for.")] = "",
    employer: Annotated[str, typer.Option(help="Your employer, to be looked for.")] = "",
    notice_id: Annotated[str | None, typer.Option("--notice", help="The notice whose requirements are to be shown.")] = None,
    save: Annotated[Path | None, typer.Option(help="Folder for what is made of it: JPGs, pictures with marks.")] = None,
) -> None:
    """Check a summary or a scan, without a database."""
    from bot.app import Clock, core, log_to_stderr
    from bot.channels.checking import checked
    from bot.texts import render

    log_to_stderr("error", human=True)
    parts = core(_settings())
    if notice_id is not None:
        _expect(notice_id, parts.shelf)
    try:
        reply, made = asyncio.run(checked(file, (name, employer), notice_id, parts.assistant, Clock().now()))
        print(render(reply))
        for given, content in made:
            if save is not None:
                save.mkdir(parents=True, exist_ok=True)
                (save / given).write_bytes(content)
                print(save / given)
    except OSError as error:
        _give_up(f"{error.filename or file}: {error.strerror}")


@app.command()
def paper(
    notice_id: Annotated[str, typer.Argument(help="The notice's id, as `notice list` shows it.")],
    paper_id: Annotated[str, typer.Argument(help="The paper's id; none to list those of the notice.")] = "",
    field: Annotated[list[str] | None, typer.Option(help="What to fill in, by label: --field 姓名=王某某.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
) -> None:
    """Make a paper of a notice as a .docx, filled in or blank; without a paper's id, list them."""
    from bot.app import shelf_of
    from bot.channels.papers import Refused, made, named
    from notices.kits import Kits

    shelf = shelf_of(_settings())
    _expect(notice_id, shelf)
    kit = Kits(shelf).of(notice_id)
    if not paper_id:
        print(named(kit))
        return
    try:
        file, content, words = made(kit, paper_id, field or [])
    except Refused as error:
        _give_up(str(error))
    try:
        (out or Path(file)).write_bytes(content)
    except OSError as error:
        _give_up(f"{error.filename}: {error.strerror}")
    print(*filter(None, (str(out or file), words)), sep="\n")


@app.command()
def train() -> None:
    """Train the topic index ahead of the first start."""
    from knowledge.training import trained

    settings = _settings()
    index = trained(settings.index)
    print(f"{settings.index}: {len(index.phrasings)} phrasings of {len(index.subjects)} subjects")


@notice.command("check")
def check() -> None:
    """Check every notice against its source, and show what each holds."""
    found = [read(folder) for folder in sorted(p for p in _folder().iterdir() if p.is_dir())]
    faults = [fault for _, its_faults in found for fault in its_faults]
    for one, _ in found:
        if one is not None:
            print(*_summary(one), sep="\n")
    print(*faults, sep="\n", end="\n" if faults else "")
    raise SystemExit(1 if faults else 0)


def _folder() -> Path:
    """The folder that notices are checked in and packed from."""
    folder = _settings().notices_dir
    if not folder.is_dir():
        _give_up(f"{folder} is no folder of notices: ASSISTANT_NOTICES_DIR must name one here.")
    return folder


def _summary(one: Published) -> Iterator[str]:
    facts, cautions, clauses = len(one.notice.facts), len(one.notice.cautions), len(one.clauses)
    yield f"{one.notice.id}: {facts} facts, {cautions} cautions, {clauses} clauses"
    yield from (f"  no fact for {clause}: {why}" for clause, why in one.notice.no_fact.items())


@notice.command("pack")
def pack(file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Check every notice, and pack all into one file, which ASSISTANT_NOTICES_DIR may name: for shelves too large for memory."""
    from notices.packing import write

    gc.enable()  # there may be a hundred thousand of them
    folder = _folder()
    try:
        write(file, (_block(one, folder) for one in each(folder)))
    except OSError as error:
        _give_up(f"{file} cannot be written: {error}")
    print(f"{file}: {len(Packed(file)):,} notices, {file.stat().st_size / 1e6:,.1f} MB")


def _block(one: Published, folder: Path) -> "Block":
    from notices.packing import block

    of = one.notice.id
    return block(one.notice, source(folder, of), paper_files(folder / of))


@notice.command("text")
def text(notice_id: Annotated[str, typer.Argument(help="The notice's id, as `notice list` shows it.")]) -> None:
    """Print a notice as it was published."""
    from bot.app import shelf_of

    shelf = shelf_of(_settings())
    _expect(notice_id, shelf)
    sys.stdout.buffer.write(shelf.source(notice_id))


@notice.command("list")
def list_notices() -> None:
    """List the notices."""
    from bot.app import shelf_of

    for one in shelf_of(_settings()):
        print(f"{one.id}  {one.name}")


if __name__ == "__main__":
    main()
