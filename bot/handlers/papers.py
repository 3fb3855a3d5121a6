"""The papers of a notice: which there are, one of them blank, the pattern that one is filled in by, and what came of a message
that filled one in. What they show is public and they change nothing, so these buttons are good at any time."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.handlers.checklist.words import button
from bot.handlers.offered import ratings
from bot.handlers.words import PAPERS
from bot.messages import Choice, Decision, File, Quote, Reply, Session, Turn
from notices.kits import Kit, Kits
from notices.papers import Paper
from notices.schema import Fact

KINDS = ("papers", "paper", "blank", "fill", "filled")
LISTED = 8  # buttons


def concerns(choice: str) -> bool:
    """Whether a pressed button is one of these."""
    return choice.partition(":")[0] in KINDS


def decide(turn: Turn, session: Session, kits: Kits) -> Decision:
    """The reply to such a button, or to a message in place of which `filled:…` stands."""
    reply = _reply(turn, kits)
    if session.folder.notice and reply.template != "stale":
        reply = replace(reply, choices=(*reply.choices, button("open")))  # the way back to the own checklist
    offered = [choice.id for choice in reply.choices]
    if reply.template in ("paper-fill", "paper-faulty"):
        offered.append(f"filled:{reply.data['path']}")  # the next message may fill it in
    context = replace(session.context, notice=reply.notices[0]) if reply.notices else session.context
    after = replace(session, context=context, offered=(*offered, *ratings(session.offered)), version=session.version + 1)
    return Decision(reply, after)


def _reply(turn: Turn, kits: Kits) -> Reply:
    kind, _, value = turn.choice.partition(":")
    if kind == "papers":
        return listed(kits.of(value)) if value in kits else Reply("chat", "stale")
    path, _, token = value.partition(":")
    found = kits.paper(path)
    if found is None:
        return Reply("chat", "stale")
    if kind == "filled":
        return _filled(*found, token, turn.text)
    return _SHOWN[kind](*found)


def listed(kit: Kit) -> Reply:
    """All papers of a notice, those that it only names, and the sentences to be written by hand."""
    choices = tuple(Choice(f"paper:{kit.path(p)}", p.name) for p in kit.papers.values())[:LISTED]
    facts = (*(m.fact for m in kit.missing), *(f for m in kit.missing for f in m.where), *kit.copy)
    return Reply("chat", "paper-list", {"kit": kit}, choices, (kit.notice.id,), _quotes(kit, facts))


def _one(kit: Kit, paper: Paper) -> Reply:
    keys = ("blank", "fill") if paper.is_filled else ("blank",)
    return _about("paper", kit, paper, choices=_choices(kit, paper, *keys))


def _blank(kit: Kit, paper: Paper) -> Reply:
    file = File(f"paper:{kit.path(paper)}", paper.file_name, "paper-blank")
    keys = ("fill", "papers") if paper.is_filled else ("papers",)
    return replace(_about("paper-blank", kit, paper, choices=_choices(kit, paper, *keys)), files=(file,))


def _fill(kit: Kit, paper: Paper) -> Reply:
    return _about("paper-fill" if paper.is_filled else "paper", kit, paper, choices=_choices(kit, paper, "blank", "papers"))


_SHOWN = {"paper": _one, "blank": _blank, "fill": _fill}


def _filled(kit: Kit, paper: Paper, token: str, said: str) -> Reply:
    try:
        told: Mapping[str, Any] = json.loads(said)
        data = {"faults": told["faults"], "remarks": told["remarks"], "missing": told["missing"]}
    except (ValueError, KeyError, TypeError):
        return Reply("chat", "stale")  # a button that nobody was shown
    if not token:
        return _about("paper-faulty", kit, paper, data, _choices(kit, paper, "blank", "papers"))
    file = File(f"kept:{token}", paper.file_name, "paper-filled")
    reply = _about("paper-filled", kit, paper, {**data, "token": token}, _choices(kit, paper, "fill", "papers"))
    return replace(reply, files=(file,))


def _about(
    template: str, kit: Kit, paper: Paper, more: Mapping[str, Any] | None = None, choices: tuple[Choice, ...] = ()
) -> Reply:
    data = {"kit": kit, "paper": paper, "path": kit.path(paper), **(more or {})}
    return Reply("chat", template, data, choices, (kit.notice.id,), _quotes(kit, kit.told[paper.id]))


def _choices(kit: Kit, paper: Paper, *kinds: str) -> tuple[Choice, ...]:
    of = {"papers": kit.notice.id}
    return tuple(Choice(f"{kind}:{of.get(kind, kit.path(paper))}", PAPERS[kind]) for kind in kinds)


def _quotes(kit: Kit, facts: tuple[Fact, ...]) -> tuple[Quote, ...]:
    cited = dict.fromkeys(Quote(kit.notice.id, kit.notice.name, c.clause, c.quote) for f in facts for c in f.cite)
    return tuple(cited)
