"""How clear a question must be: small talk that needs no reading, questions that are not understood, topics that a notice
is silent on."""

from functools import lru_cache

from knowledge import lexicon
from knowledge.catalogue import Found
from knowledge.facts import Facts
from knowledge.inquiry import Inquiry
from knowledge.matching import Scored
from knowledge.text import MASKED, READ, has_words, is_foreign, is_media, mask_identity, normal

LOOKUP = "chat.id_number"
UNDERHAND = (LOOKUP, "chat.injection", "chat.abuse")  # small talk that wraps itself in the words of notices
CLEAR = -0.72  # a best subject below this is not understood
NAMELESS = -0.5  # the same where nothing says which notice is meant
PLACED = -0.4  # the same where only a place is named: buses go there, too
DIM = -0.88  # the same where it is known which notice is meant
UNSAID_TOPIC = 0.3  # by how much a topic must lead those that the notice speaks of, to be told that it does not say it
UNSAID_FACT = -0.25  # and by how much its best fact


def threshold(inquiry: Inquiry, cards: Found) -> float:
    """The score from which a question is understood: the less it says of which notice is meant, the higher."""
    question = inquiry.question
    if not (question.names_notice() or inquiry.context.notice):
        return NAMELESS
    if question.places and not (question.series or question.jobs or question.conditions or inquiry.context.notice):
        return PLACED
    return DIM if len(cards) == 1 else CLEAR


def beside_identity(text: str) -> str:
    """What a text asks beside an identity number; all of it where there is none, where nothing else is there, or where it wants
    to know how a person's own case stands."""
    masked = mask_identity(text)
    asked = lexicon.cue("identity").sub("，", masked).strip("，")
    return asked if asked != masked and has_words(asked) and not lexicon.cue("own_case").search(asked) else text


@lru_cache(READ)
def plainly_chat(text: str) -> str | None:
    """What a text is that needs no reading: a picture, signs, or orders to a machine."""
    if is_media(text):
        return "chat.picture"
    if MASKED in normal(text):
        return "chat.id_number"
    if is_foreign(text):
        return "chat.latin"
    if not has_words(text):
        return "chat.gibberish"
    return "chat.injection" if lexicon.orders_machine(text) else None


def asks_more(inquiry: Inquiry) -> bool:
    """Whether a turn that sounds like small talk also asks for something."""
    own = inquiry.own or inquiry.scores
    best, score = max(own[topic] for topic in inquiry.topics), inquiry.scores[inquiry.best]
    if inquiry.best in UNDERHAND:
        return best > max(-0.1, score)
    return best > max(-0.1, score - 0.4) or (inquiry.question.names_notice() and best > score - 0.35)


def is_unsaid(inquiry: Inquiry, facts: Facts, topic: str, first: Scored) -> bool:
    """Whether a topic that the notice is silent on is so clearly meant that its nearest facts would miss the point."""
    said_best = max((inquiry.topics[t] for t in facts.topics if t in inquiry.topics), default=-2.0)
    return inquiry.topics[topic] - said_best > UNSAID_TOPIC and inquiry.topics[topic] - first.score > UNSAID_FACT
