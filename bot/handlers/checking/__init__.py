"""What is said of a file that was looked at, or of a summary that was counted. A pure function of turn and session: what was
found comes with the turn."""

import re
from dataclasses import replace

from bot.findings import UNLOOKED, Findings
from bot.handlers.checking.points import points
from bot.handlers.checking.requirements import Requirements, requirements
from bot.handlers.replying import first, label
from bot.handlers.words import CHECK, MADE
from bot.messages import Choice, Decision, File, Reply, Session, Turn
from knowledge.answering import Assistant

PASTE = "check:summary"
_PASTES = re.compile(
    r"(?:请|麻烦)?(?:您|你)?(?:帮我|给我|我要|我想)?(?:检查|查|看看?|数)(?:一?下)?(?:我的)?(?:个人)?(?:工作)?总结[。！]?"
)
NEXT = ("mask.what", "mask.how", "scan.quality", "material.summary")


def pressed(turn: Turn, session: Session) -> Decision | None:
    """The summary is to be sent, for the button or for its words: the next long text is one. None for anything else."""
    typed = not turn.choice and turn.findings is None and pastes(turn.text)
    if turn.choice != PASTE and not typed:
        return None
    return Decision(Reply("chat", "check-paste"), replace(session, checking=True, version=session.version + 1))


def pastes(text: str) -> bool:
    """Whether a text says what the button for a summary says."""
    return _PASTES.fullmatch(text.strip()) is not None


def checked(turn: Turn, session: Session, assistant: Assistant) -> Decision | None:
    """What is said of what was found; None where nothing was looked at, or there is a question to answer."""
    findings = turn.findings
    if findings is None or findings.refusal == UNLOOKED:
        return None
    facts = assistant.facts(session.context.notice) if session.context.notice else None
    asked = requirements(facts, findings)
    if findings.refusal:
        reply = Reply("chat", "check-refused", {"found": findings}, first(assistant.topics(session.context)))
    else:
        reply = _reply(findings, asked)
    offered = dict.fromkeys((*(choice.id for choice in reply.choices), *session.offered))
    return Decision(reply, replace(session, offered=tuple(offered), version=session.version + 1))


def beside(decision: Decision, turn: Turn) -> Decision:
    """The answer to a question that came with a file, with a word that the file was not looked at. What is not a summary ends
    the waiting for one."""
    reply = decision.reply
    if turn.findings is not None and turn.findings.refusal == UNLOOKED:
        reply = replace(reply, warning=reply.warning or "check-unlooked")
    return replace(decision, reply=reply, session=replace(decision.session, checking=False))


def _reply(findings: Findings, asked: Requirements) -> Reply:
    data = {
        "found": findings,
        "notice": asked.notice,
        "lengths": asked.lengths,
        "contents": asked.contents,
        "masking": asked.masking,
        "cautions": asked.cautions,
        "points": points(findings, asked.format, asked.notice is not None),
        "gone": False,
    }
    again = (Choice(PASTE, CHECK),) if findings.form == "text" else ()
    topics = tuple(Choice(f"topic:{topic}", label(topic)) for topic in NEXT if topic in asked.topics)[:3]
    notices = (asked.notice.id,) if asked.notice else ()
    return Reply("chat", "check", data, (*again, *topics), notices, asked.quotes, files=_files(findings))


def _files(findings: Findings) -> tuple[File, ...]:
    several = findings.pages > 1
    return tuple(
        File(f"kept:{one.token}", f"{MADE[one.what]}{f'-{one.page}' if several else ''}.jpg", f"check-{one.what}")
        for one in findings.kept
    )
