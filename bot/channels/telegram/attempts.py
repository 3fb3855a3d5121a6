"""What is tried for one part of a reply, in this order, until Telegram takes it."""

from collections.abc import Iterator
from dataclasses import replace

from bot.channels.telegram.outgoing import Action, Body, Edit, Send
from bot.channels.telegram.splitting import shown, split
from bot.messages import Address, Reply
from bot.texts import render


def attempts(to: Address, body: Body, target: int | None, first: bool) -> Iterator[Action]:
    """The message `target` changed into it, where there is one, or a new one, as the reply to what was asked where it is the
    `first`; then what is simpler. A message of words cannot be changed into a file, so that a file is always a new one."""
    if target is not None and body.file is None:
        yield Edit(to.chat, target, body)
    yield Send(to.chat, body, to.asked if first else None)
    yield from (Send(to.chat, simpler) for simpler in _simpler(body))


def _simpler(body: Body) -> Iterator[Body]:
    """The body without its markup; a picture that Telegram does not take for one as a document, and a word in place of a file
    that it does not take at all. A rich message has another form, which comes in parts."""
    if body.file is not None:
        if body.file.is_picture:
            yield replace(body, file=replace(body.file, is_picture=False))
        yield Body(render(Reply("chat", "unsent")), body.buttons, plain=True)
    elif not body.rich:
        yield replace(body, text=split(shown(body.text))[0], plain=True)
