"""A conversation in the terminal: buttons are numbered, and typing a number presses one."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from uuid import uuid4

from bot.messages import Choice, Reply, Turn
from bot.texts import render
from notices.contents import Named

PERSON = "terminal"
LISTED = 9  # notices offered at the beginning

Take = Callable[[Turn], Reply]


def talk(take: Take, now: Callable[[], datetime], lines: Iterable[str], hello: Reply) -> Iterator[str]:
    """What is said, in pieces: to begin with, to each line, and at the end. `take` gives the reply to a turn."""
    yield _shown(hello)
    buttons = [c.id for c in hello.choices]
    for line in lines:
        turn = _turn(line, buttons, now())
        reply = take(turn)
        yield _shown(reply)
        buttons = _buttons(reply, turn.external_id)
    yield render(Reply("chat", "terminal-bye"))


def hello(notices: Iterable[Named], as_of: datetime | None) -> Reply:
    """The first words, with the notices to choose from."""
    choices = tuple(Choice(f"notice:{n.id}", n.name) for n in islice(notices, LISTED))
    return Reply("chat", "terminal-hello", {"as_of": as_of}, choices)


def _turn(line: str, buttons: list[str], moment: datetime) -> Turn:
    """A number within the buttons presses one; every other line is a question."""
    typed, turn_id = line.strip(), uuid4().hex
    if typed.isdecimal() and 1 <= int(typed) <= len(buttons):
        return Turn(PERSON, turn_id, moment, choice=buttons[int(typed) - 1])
    return Turn(PERSON, turn_id, moment, text=line)


def _buttons(reply: Reply, answer: str) -> list[str]:
    rating = [f"rate:up:{answer}", f"rate:down:{answer}"] if reply.ratable else []
    return [c.id for c in reply.choices] + rating


def _shown(reply: Reply) -> str:
    buttons = render(Reply("chat", "terminal-buttons", {"buttons": reply.choices, "ratable": reply.ratable}))
    return "".join(f"{piece}\n" for piece in (render(reply), files(reply), buttons) if piece)


def files(reply: Reply) -> str:
    """How the files that go with a reply are read on a terminal."""
    return render(Reply("chat", "terminal-files", {"files": reply.files}))
