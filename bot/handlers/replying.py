"""From an outcome of the assistant to a reply with its buttons, without wording: that is the templates'."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from bot.handlers.budget import LONGEST, Draft, fitted, fitting
from bot.handlers.words import CHECK, CHECK_SCAN, ORIGINAL
from bot.messages import Choice, File, Quote, Reply
from knowledge.lexicon import subjects
from knowledge.outcomes import Answered, Choose, Original, Outcome, Part, Unknown
from notices.clauses import plain
from notices.contents import Card
from notices.schema import Caution, Fact
from notices.vocabulary import table

LISTED = 8  # buttons of notices
SOURCE = "chat.source"
SUGGESTED = 4  # buttons of next questions
WORDS = 420  # characters of quotes in one reply
COMPARED = 64  # quotes whose words are kept for a moment
FRAME = 170  # characters of a reply that knows no answer, besides what it shows of the notice
# What people ask next, by what they asked: the head of a topic's id -> topics.
NEXT = {
    "window": ("material.list", "fee.amount", "window.paper", "contact.enquiry"),
    "fee": ("window.payment", "fee.how", "window.apply", "contact.enquiry"),
    "material": ("scan.quality", "mask.what", "ce.years", "window.apply"),
    "ce": ("ce.hours", "ce.source", "ce.exempt", "window.apply"),
    "return": ("return.times", "return.deadline", "window.apply", "contact.enquiry"),
    "scope": ("window.apply", "material.list", "fee.amount", "basis.conditions"),
    "paper": ("window.paper", "paper.where", "paper.form", "opinion.sentence"),
    "publicity": ("material.recommendation", "publicity.upload", "window.apply", "attachments.list"),
    "defence": ("defence.exempt", "window.defence", "result.where", "contact.enquiry"),
}
FIRST = (
    "window.apply",
    "material.list",
    "fee.amount",
    "scope.who",
    "return.deadline",
    "contact.enquiry",
    "ce.years",
    "paper.where",
)
FIRSTS = 6  # buttons of first questions


def reply_to(outcome: Outcome) -> Reply:
    """The reply to an outcome, without wording: that is the templates'."""
    if isinstance(outcome, Answered):
        return _answer(outcome)
    if isinstance(outcome, Choose):
        return _choose(outcome)
    if isinstance(outcome, Unknown):
        return _unknown(outcome)
    if isinstance(outcome, Original):
        return _original_of(outcome)
    subject = subjects().get(outcome.subject)
    data = {"subject": outcome.subject, "reply": subject.reply if subject else ""}
    return Reply("chat", "chat", data, first(outcome.topics) or _cards(outcome.cards))


def _answer(outcome: Answered) -> Reply:
    drafts = fitted([Draft(p, quotes(p, WORDS // len(outcome.parts))) for p in outcome.parts])
    parts = [_part(d) for d in drafts]
    citations = tuple(q for d in drafts for q in d.quotes)
    choices = _notices_of(outcome.parts) if len(parts) > 1 else (*_source(outcome), *_check(outcome), *_next(outcome))
    return Reply(
        "answer",
        "answer",
        {"parts": parts, "topic": outcome.topic, "label": label(outcome.topic)},
        choices,
        tuple(p.notice.id for p in outcome.parts),
        citations,
        ratable=True,
    )


def _part(draft: Draft) -> dict[str, object]:
    part = draft.part
    return {
        "notice": part.notice,
        "facts": part.facts,
        "verdicts": part.verdicts,
        "cautions": part.cautions,
        "season": part.season,
        "asked_year": part.asked_year,
        "unsure": part.unsure,
        "quotes": draft.quotes,
    }


def quotes(part: Part, most: int) -> tuple[Quote, ...]:
    """The citations of a part, none within another, the first always, further ones while they are not too long together."""
    facts = {f.id: f for f in (*part.facts[:1], *(f for v in part.verdicts for f in v.facts), *part.facts)}
    notice = part.notice
    given = [Quote(notice.id, notice.name, c.clause, c.quote) for f in facts.values() for c in f.cite]
    found: list[Quote] = []
    length = 0
    for quote in dict.fromkeys(q for q in given if not _is_within_another(q, given)):
        length += len(quote.quote)
        if not found or length <= most:
            found.append(quote)
    return tuple(found)


_plain = lru_cache(COMPARED)(plain)  # a quote is compared with each other one of its clause


def _is_within_another(quote: Quote, given: Iterable[Quote]) -> bool:
    """Whether the words stand in a longer quote of the same clause."""
    longer = (q for q in given if q.clause == quote.clause and len(q.quote) > len(quote.quote))
    return any(_plain(quote.quote) in _plain(q.quote) for q in longer)


def _notices_of(parts: Iterable[Part]) -> tuple[Choice, ...]:
    return tuple(Choice(f"notice:{p.notice.id}", p.notice.name) for p in parts)


def _cards(cards: Sequence[Card]) -> tuple[Choice, ...]:
    return tuple(Choice(f"notice:{c.id}", c.name) for c in cards[:LISTED])


def label(topic: str) -> str:
    """What a topic is called in Chinese."""
    return str(table("topics")[topic]["label"])


def _topics(topics: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(f"topic:{t}", label(t)) for t in topics)


def first(said: Collection[str]) -> tuple[Choice, ...]:
    """The usual first questions that the chosen notice answers."""
    return _topics([topic for topic in FIRST if topic in said][:FIRSTS])


def _original(notice_id: str) -> Choice:
    return Choice(f"original:{notice_id}", ORIGINAL)


def _source(outcome: Answered) -> tuple[Choice, ...]:
    """The notice itself, for who asks where an answer comes from."""
    return (_original(outcome.parts[0].notice.id),) if outcome.about == SOURCE else ()


def _check(outcome: Answered) -> tuple[Choice, ...]:
    """To have a summary or a scan looked at, where they were asked about."""
    if outcome.topic == "material.summary":
        return (Choice("check:summary", CHECK),)
    return (Choice("word:check", CHECK_SCAN),) if outcome.topic in ("scan.quality", "mask.what", "mask.how") else ()


def _next(outcome: Answered) -> tuple[Choice, ...]:
    """The likely next questions that the notice answers."""
    said = outcome.parts[0].topics
    wanted = (*NEXT.get(outcome.topic.split(".")[0], ()), *FIRST)
    found = [t for t in dict.fromkeys(wanted) if t in said and t != outcome.topic]
    return _topics(found[:SUGGESTED])


def _choose(outcome: Choose) -> Reply:
    if outcome.topic is None and len(outcome.cards) <= 1:
        card = next(iter(outcome.cards), None)
        choices = (*first(outcome.topics), _original(card.id)) if card else ()
        return Reply("choose", "ask-what", {"card": card}, choices, (card.id,) if card else ())
    return listed(outcome.cards, label(outcome.topic) if outcome.topic else "")


def listed(cards: Sequence[Card], label: str) -> Reply:
    """The question which notice is meant, of some that fit; `label` is what was asked of them."""
    data = {"cards": tuple(cards[:LISTED]), "more": max(0, len(cards) - LISTED), "label": label}
    return Reply("choose", "choose", data, _cards(cards), tuple(c.id for c in cards[:50]))


def _original_of(outcome: Original) -> Reply:
    notice = outcome.notice
    file = File(f"source:{notice.id}", f"{notice.name}.txt", "original")
    data = {"notice": notice}
    return Reply("chat", "original", data, first(outcome.topics)[:SUGGESTED], (notice.id,), files=(file,))


def _unknown(outcome: Unknown) -> Reply:
    topic = outcome.topic
    reply = subjects()[topic].reply if topic and topic.startswith("outside.") else ""
    if outcome.reason == "human" and not outcome.notice:
        return Reply(
            "choose",
            "human",
            {"cards": outcome.near[:LISTED], "contacts": ()},
            _cards(outcome.near),
            tuple(c.id for c in outcome.near),
        )
    near = tuple(outcome.near[:LISTED])
    room = LONGEST - FRAME - sum(len(c.name) + 1 for c in near)
    cautions, facts, contacts = fitting(room, outcome.cautions, outcome.facts, outcome.contacts)
    data = {
        "reason": outcome.reason,
        "reply": reply,
        "label": label(topic) if topic and not reply and not topic.startswith("outside.") else "",
        "near": near,
        "notice": outcome.notice,
        "contacts": contacts,
        "cautions": cautions,
        "facts": facts,
    }
    choices = _cards(outcome.near) if outcome.near else first(outcome.topics)
    shown: tuple[Fact | Caution, ...] = (*cautions, *facts, *contacts)
    citations = tuple(
        Quote(outcome.notice.id, outcome.notice.name, c.clause, c.quote) for f in shown for c in f.cite if outcome.notice
    )
    return Reply("unknown", "unknown", data, choices, (outcome.notice.id,) if outcome.notice else (), citations)
