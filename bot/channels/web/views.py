"""From exchanges to HTML. All wording is in bot/templates."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from itertools import islice

from markupsafe import Markup

from bot.channels.web.assets import Assets
from bot.channels.web.files import LAPSED
from bot.channels.web.published import set_out
from bot.documents.makers import described
from bot.handlers.replying import label
from bot.handlers.words import CHECK, CHECK_SCAN, EXAMPLES, ORIGINAL, PAPERS
from bot.messages import Reply, Turn
from bot.service import Exchange
from bot.texts import page, render, render_html
from knowledge.text import mask_identity
from notices.contents import Listing, Named
from notices.kits import Kit
from notices.vocabulary import table

SOURCE = "source"  # the notice itself, which has a page of its own
PICTURES = (".png", ".jpg", ".jpeg")
GREETED, LISTED = 8, 50  # notices offered in the greeting, and on the page of notices
SORRY = {
    HTTPStatus.BAD_REQUEST: "发来的内容没能读出来，没有处理。请返回再发一次；文字很长的话，存成 .txt 文件发。",
    HTTPStatus.FORBIDDEN: "这个请求不是从本页发出的，没有处理。",
    HTTPStatus.NOT_FOUND: "没有这个页面。",
    HTTPStatus.GONE: "这个地址已经停用了。要新的，请在清单里点“日历订阅”。",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "内容太长，没发出去。请留下最要紧的几句再发。",
}
SORRY_ABOUT = {
    (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "/check"): "文件超过20 MB，没发出去。扫描件存成 JPG 一般不到2 MB；PDF 请一页一页发。",
    (HTTPStatus.NOT_FOUND, LAPSED): "这份文件只留半小时，已经没有了。还要的话，请再做一次：扫描件再发一次，表再填一次。",
}
FAILED = "出了点问题，没能处理。请过一会儿再试。"


def rated(turn: Turn) -> str:
    """The id of the answer that a turn rates, or nothing."""
    kind, _, verdict = turn.choice.partition(":")
    return verdict.partition(":")[2] if kind == "rate" else ""


def words_of(kind: str) -> str:
    """What stands for a choice whose words no reply knows."""
    return render(Reply("chat", "pressed", {"kind": kind}))


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as the page shows it: a picture with the words for who cannot see it, or a link."""

    number: int
    name: str
    alt: str
    is_picture: bool


def shown(reply: Reply, number: int) -> Shown:
    """A file that goes with a reply. What somebody gets back of their own is to be loaded, not to be looked at."""
    file = reply.files[number]
    alt = " ".join((described(reply, file) or render(replace(reply, template=file.caption, warning=""))).split())
    is_picture = file.name.lower().endswith(PICTURES) and file.caption != "check-jpg"
    return Shown(number, file.name, alt, is_picture)


class Views:
    """Renders pages and pieces of them for one shelf."""

    def __init__(self, shelf: Listing, assets: Assets, pretended: Callable[[], datetime] | None) -> None:
        """`pretended` tells the present moment where the clock is set to another day than today."""
        self._shelf = shelf
        self._first = list(islice(shelf, LISTED))
        self._assets = assets
        self._pretended = pretended

    def _page(self, name: str, data: Mapping[str, object], listed: int = LISTED) -> str:
        common: dict[str, object] = {
            "asset": self._assets.url,
            "pretend": self._pretended() if self._pretended else None,
            "notices": self._first[:listed],
            "more": max(0, len(self._shelf) - listed),
            "next_id": secrets.token_urlsafe(16),
        }
        return page(name, {**common, **data})

    def conversation(self, exchanges: Sequence[Exchange], about: str | None, cleared: bool) -> str:
        """The chat page with what was said so far."""
        ratings = {rated(e.turn): self._rating(e) for e in exchanges if rated(e.turn)}
        shown = [self._exchange(e, ratings.get(e.turn.external_id, "")) for e in exchanges if not rated(e.turn)]
        newest = exchanges[-1].turn.external_id if exchanges else ""
        data = {
            "exchanges": [Markup(s) for s in shown],
            "newest": newest,
            "about": self._name(about),
            "examples": EXAMPLES.values(),
            "cleared": cleared,
        }
        return self._page("page", data, GREETED)

    def piece(self, exchange: Exchange) -> str:
        """One exchange, or the thanks that take the place of an answer's rating buttons."""
        return self._rating(exchange) if rated(exchange.turn) else self._exchange(exchange, "")

    def sheet(self, name: str, data: Mapping[str, object] | None = None) -> str:
        """One of the pages beside the conversation: notices, about, forget, resume."""
        return self._page(name, data or {})

    def listed(self, data: Mapping[str, object]) -> str:
        """The checklist of a person."""
        return self._page("list-page", data)

    def original(self, notice: Named, text: str) -> str:
        """A notice as it was published."""
        return self._page("notice", {"notice": notice, "text": set_out(text)})

    def papers(self, kit: Kit, reply: Reply) -> str:
        """The papers of a notice, with what is said of them in the chat."""
        return self._page("paper-sheet", {"kit": kit, "body": Markup(render_html(reply))})

    def paper(self, data: Mapping[str, object]) -> str:
        """The form of a paper."""
        return self._page("paper-form", data)

    def sorry(self, status: int, about: str = "") -> str:
        """What went wrong, in words for people; `about` is the path of the page, or what the error itself tells."""
        message = SORRY_ABOUT.get((HTTPStatus(status), about)) or SORRY.get(HTTPStatus(status), FAILED)
        return self._page("sorry", {"message": message})

    def _exchange(self, exchange: Exchange, rating: str) -> str:
        turn, reply = exchange.turn, exchange.reply
        return page(
            "exchange",
            {
                "turn": turn,
                "reply": reply,
                "said": self._said(turn, reply),
                "body": Markup(render_html(reply)),
                "files": [shown(reply, number) for number, file in enumerate(reply.files) if file.kind != SOURCE],
                "rating": Markup(rating),
                "about": self._about(reply),
            },
        )

    def _rating(self, exchange: Exchange) -> str:
        return page("rating", {"answer": rated(exchange.turn), "body": Markup(render_html(exchange.reply))})

    def _about(self, reply: Reply) -> str:
        """The notice that the conversation is about after a reply, where it is about one."""
        return self._name(reply.notices[0]) if len(reply.notices) == 1 else ""

    def _name(self, notice: str | None) -> str:
        return self._shelf[notice].name if notice in self._shelf and notice else ""

    def _said(self, turn: Turn, reply: Reply) -> str:
        """What a person typed, or the words on the button that they pressed."""
        if turn.findings is not None and not turn.text:
            return render(Reply("chat", "check-said", {"found": turn.findings}))
        return self._chosen(turn, reply) if turn.choice else mask_identity(turn.text)

    def _chosen(self, turn: Turn, reply: Reply) -> str:
        """The words on a pressed button; the choice itself where nobody knows them."""
        kind, _, value = turn.choice.partition(":")
        known = {"original": ORIGINAL, "notice": self._name(value), "check": CHECK, **PAPERS}
        known |= {"word": CHECK_SCAN} if value == "check" else {}
        topic = label(value) if kind == "topic" and value in table("topics") else ""
        return str(reply.data.get("pressed") or topic or known.get(kind) or words_of(kind) or turn.choice)
