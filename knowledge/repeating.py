"""Turns about the answer before: its source (依据呢), the same again, what more there is (还有呢)."""

from collections.abc import Collection, Iterator

from knowledge.catalogue import Catalogue
from knowledge.facts import Facts
from knowledge.outcomes import MORE, Answered, Chat, Context, Part
from notices.schema import Fact

AGAIN = ("chat.source", "chat.sure", "chat.again")
FACTS = 4  # facts that are told more at a time


def repeated(subject: str, context: Context, catalogue: Catalogue) -> Answered | Chat | None:
    """What such a turn is answered with; None where it is no such turn, or nothing was answered before."""
    notice, topic = context.notice, context.subject
    if subject not in (*AGAIN, MORE) or notice not in catalogue.cards or topic is None or not context.shown:
        return None
    facts = catalogue.of(notice)
    seen = {fact for known, _, fact in (name.partition(" ") for name in context.shown) if known == notice}
    if subject == MORE:
        told = tuple(fact for fact in _near(facts, topic, seen) if fact.id not in seen)[:FACTS]
        more = Answered((Part(facts.notice, told, facts.topics),), topic, context, about=MORE)
        return more if told else Chat("chat.no_more", context)
    told = tuple(fact for fact in _all(facts, topic) if fact.id in seen)
    return Answered((Part(facts.notice, told, facts.topics),), topic, context, subject) if told else None


def _near(facts: Facts, topic: str, seen: Collection[str]) -> Iterator[Fact]:
    """The facts about a topic, then those about the other topics of what was shown."""
    others = (t for fact in facts.of_topic(topic) if fact.id in seen for t in fact.topics)
    yield from {fact.id: fact for t in dict.fromkeys((topic, *others)) for fact in facts.of_topic(t)}.values()


def _all(facts: Facts, first: str) -> Iterator[Fact]:
    """All facts of a notice, those about a topic first."""
    yield from {fact.id: fact for topic in (first, *facts.topics) for fact in facts.of_topic(topic)}.values()
