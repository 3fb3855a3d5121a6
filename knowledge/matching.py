"""Question and scores of subjects -> the facts of a notice that answer it, best first.

A fact's score is that of its best topic, plus what its own words share with the question, plus what of its condition the
asker has said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.conditions import Said, field_fits, fits
from knowledge.facts import Facts, pairs
from knowledge.question import Question
from knowledge.wording import asking
from notices.contents import Asks, Outline
from notices.schema import Attachment, Exclusion, Exemption, Fact, Material

SECOND = 0.25  # what a fact loses where the topic is not the one it is mainly about
SHARED = 0.9  # weight of the words that a fact shares with the question
MET = 0.3  # weight of each condition that the asker is known to meet
TELLING = 0.25  # and what more, where the condition is a rare one
EXCEPTED = 0.25  # and what an exception that the asker meets gains besides
ITEM = 0.25  # what a single item loses where the whole list is asked for
SEEN, AGAIN = 0.5, 0.15  # what a fact loses that was shown just before; and where the turn clearly asks about its topic
PART = 0.35  # what a part of the text adds to the fact whose words it shares most
PART_SHARED = 0.25  # from which share of its words
SHORTEST = 4  # characters of a part that is looked at alone
TOPICS = 8  # topics whose facts are looked at
_ITEMS = (Material.__name__, Attachment.__name__)
_EXCEPTIONS = (Exclusion.__name__, Exemption.__name__)


class Scored(NamedTuple):
    """A fact of a notice with its score and the topic that brought it in."""

    facts: Facts
    number: int
    topic: str
    score: float
    wording: float = 0.0  # the part of it that comes from the question's words, and not from who asks

    @property
    def fact(self) -> Fact:
        """The fact itself, made when it is looked at."""
        return self.facts.fact(self.number)


def said(question: Question) -> Said:
    """What the asker said, in the fields of a condition."""
    found = dict(question.conditions)
    if question.places or question.home:
        found["place"] = (*question.places, *question.home)
    if question.series or question.jobs:
        found["series"] = question.series or question.jobs
    return found


def _leans(question: Question) -> bool:
    """Whether the asker works in a private firm without naming a route, which speaks for facts of the private route."""
    employers = question.conditions.get("employer", ())
    return not {"private", "freelance", "posted"}.isdisjoint(employers) and not question.conditions.get("route")


def _is_denied(asked: Asks, question: Question) -> bool:
    """Whether the asker says that they are not what a fact is for."""
    return any(set(values) <= set(question.denied.get(name, ())) for name, values in asked)


_RARE = ("series", "place", "standing")


def _telling(asked: Asks, conditions: Said) -> float:
    """What more it counts that a fact is about just the asker's series, county or standing: few facts are."""
    return sum(TELLING for name, values in asked if name in _RARE and field_fits(name, values, conditions.get(name, ())) == "met")


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn that goes on from an answer leaves behind (facts seen, each as the notice's id, a space and its own), and what
    it says of the asker itself: that is what it wants the answer for."""

    seen: tuple[str, ...] = ()
    said: Said | None = None
    loss: float = SEEN  # what a fact seen loses that does not meet what is said now


def fact_scores(question: Question, facts: Facts, scores: Mapping[str, float], turned: Turned = Turned()) -> list[Scored]:
    """The facts of a notice that the question may be about and that nothing said contradicts, best first."""
    known = sorted([t for t in facts.topics if t in scores], key=scores.__getitem__, reverse=True)[:TOPICS]
    asker = _Asker(
        said(question), turned.said, question, pairs(question.whole), _leans(question), _of(turned.seen, facts), turned.loss
    )
    found: dict[int, Scored] = {}
    for topic in known:
        for number in facts.numbers(topic):
            one = _scored(number, topic, scores[topic], facts, asker)
            if one is not None and (number not in found or found[number].score < one.score):
                found[number] = one
    return sorted(_with_parts(question, facts, found).values(), key=lambda s: -s.score)


def _of(seen: Collection[str], facts: Facts) -> frozenset[str]:
    """The ids of facts seen that are of this notice."""
    return frozenset(fact for notice, _, fact in (name.partition(" ") for name in seen) if notice == facts.notice.id)


@dataclass(frozen=True, slots=True)
class _Asker:
    """What is the same for all facts: the conditions said, those that count for more, the words asked, whether the asker leans
    to the private route, and the facts that the turn before was answered with."""

    said: Said
    stressed: Said | None
    question: Question
    words: frozenset[str]
    leans: bool
    seen: frozenset[str]
    loss: float


def _scored(number: int, topic: str, score: float, facts: Facts, asker: _Asker) -> Scored | None:
    """One fact's score under a topic; None where what was said contradicts it."""
    one = facts.outline(number)
    met, personal = 0.0, 0.0
    if one.asks:
        fitting, met = fits(one.asks, asker.said)
        if not fitting or _is_denied(one.asks, asker.question):
            return None
        counting = asker.said if asker.stressed is None else asker.stressed
        met = met if asker.stressed is None else fits(one.asks, counting)[1]
        personal = _personal(one, met, counting, asker)
    score -= SECOND if one.topic != topic else 0.0
    score -= ITEM if topic.endswith(".list") and one.kind in _ITEMS else 0.0
    score -= asker.loss if one.id in asker.seen and not met else 0.0
    wording = score + SHARED * one.shared(asker.words) / max(1, len(asker.words))
    return Scored(facts, number, topic, wording + personal, wording)


def _personal(one: Outline, met: float, counting: Said, asker: _Asker) -> float:
    """What a fact gains by its condition."""
    personal = MET * met + _telling(one.asks, counting)
    personal += EXCEPTED if met and one.kind in _EXCEPTIONS else 0.0
    return personal + (MET / 2 if asker.leans and "private" in dict(one.asks).get("route", ()) else 0.0)


def _with_parts(question: Question, facts: Facts, found: dict[int, Scored]) -> dict[int, Scored]:
    """The same facts, with what each part that asks adds to the one whose words it shares most."""
    parts = [p for p in asking(question.asked)[-4:] if len(p) >= SHORTEST]
    if len(parts) < 2:
        return found
    for words in map(pairs, parts):
        best = max(found, key=lambda i: (facts.outline(i).shared(words), found[i].score), default=None)
        if best is not None and facts.outline(best).shared(words) >= PART_SHARED * len(words):
            one = found[best]
            found[best] = one._replace(score=one.score + PART, wording=one.wording + PART)
    return found
