"""Questions without a database: one at a time, or a batch of them as JSON Lines (`run_bot.py ask`)."""

import json
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.handlers.ask import decide
from bot.messages import Reply, Session, Turn
from bot.storage.cleaning import cleaned
from bot.texts import render
from knowledge.answering import Assistant
from knowledge.deadlines import beijing
from knowledge.outcomes import Context

UNREADABLE, FAILED = Reply("unknown", "unreadable"), Reply("unknown", "failed")


class Unreadable(ValueError):
    """A line that is no request."""


@dataclass(frozen=True, slots=True)
class Request:
    """One conversation of a new person, perhaps with a notice chosen beforehand."""

    turns: Sequence[str]
    now: datetime
    notice: str | None = None


def converse(request: Request, assistant: Assistant) -> Reply:
    """The reply to the last turn of a conversation."""
    session = Session("batch", Context(notice=request.notice))
    reply = UNREADABLE
    for number, text in enumerate(request.turns):
        decision = decide(cleaned(Turn("batch", str(number), request.now, text)), session, assistant)
        session, reply = decision.session, decision.reply
    return reply


def answered(line: str, assistant: Assistant, now: datetime) -> str:
    """The reply to a line of a batch, as a line; `now` is for requests that bring no moment of their own."""
    document: Any = None
    try:
        document = json.loads(line)
        request = _request(document, now)
    except (ValueError, OverflowError, RecursionError):
        return _line(document, UNREADABLE)
    return _line(document, _guarded(request, assistant))


def _guarded(request: Request, assistant: Assistant) -> Reply:
    """One question that breaks the assistant must not take the rest of the batch with it; the fault goes to the operator."""
    try:
        return converse(request, assistant)
    except Exception:
        traceback.print_exc()
        return FAILED


def _request(document: Any, now: datetime) -> Request:
    match document:
        case {"turns": [*turns]} if turns and all(isinstance(t, str) for t in turns):
            return Request(turns, _moment(document.get("now"), now), _text(document.get("notice")))
    raise Unreadable


def _moment(value: Any, now: datetime) -> datetime:
    text = _text(value)
    return beijing(datetime.fromisoformat(text)) if text else now


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise Unreadable


def _line(request: Any, reply: Reply) -> str:
    request_id = request.get("id") if isinstance(request, dict) else None
    citations = [{"notice": c.notice, "clause": c.clause, "quote": c.quote} for c in reply.citations]
    document = {
        "id": request_id,
        "kind": reply.kind,
        "text": render(reply),
        "notices": list(reply.notices),
        "citations": citations,
    }
    # A lone surrogate in an id cannot be printed as it is: it stays the escape that it came as.
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
