"""What one notice says to a question: its facts, verdicts and cautions, and what of the question it leaves open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.aspects import Asked, asked_in, asks_besides
from knowledge.facts import Facts, pairs
from knowledge.inquiry import Inquiry
from knowledge.matching import Scored, fact_scores
from knowledge.outcomes import Part
from knowledge.rules import Case, Verdict, counted, verdicts
from knowledge.showing import cautions, concerns, is_unsure, leading, shown, silent, texts_of, when
from notices.schema import Caution, Fact
from notices.vocabulary import table

BESIDE_LENGTH = 110  # characters of a fact that can stand beside another notice's
NEAR = 2  # facts told beside what is left open
NEAREST = 6  # topics whose cautions may be about an aspect


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice says, and what it leaves open where that is all that is asked, with what it does say near it."""

    part: Part
    open: tuple[Caution, ...] = ()
    near: tuple[Fact, ...] = ()


def told(inquiry: Inquiry, facts: Facts, ranked: Sequence[Scored]) -> Told:
    """What a notice says to a question, its facts being ranked for it."""
    asked = asked_in(inquiry.question.text, ranked[0].topic)
    part = _part(inquiry, facts, ranked, asked)
    lacking = [one for one in asked if not one.is_given(part.facts)]
    found = tuple(dict.fromkeys(_caution(one, inquiry, facts, ranked) for one in lacking))
    if not lacking:
        caution = None if part.verdicts else _left_open(inquiry, facts, ranked)
        return Told(part, (caution,), part.facts[:NEAR]) if caution else Told(part)
    besides = not part.unsure and asks_besides(inquiry.question.text, asked)
    if len(lacking) == len(asked) and not _is_computed(part, lacking) and not besides:
        return Told(part, found[:2], () if is_unsure(inquiry, ranked) else tuple(_near(part, inquiry, facts, lacking)))
    return Told(replace(part, cautions=tuple(dict.fromkeys((*found, *part.cautions)))[:2]))


def _near(part: Part, inquiry: Inquiry, facts: Facts, lacking: Sequence[Asked]) -> Iterator[Fact]:
    """The facts to tell beside what is left open: those that share more with the question than the words it is asked in."""
    words = pairs(inquiry.question.whole) - frozenset[str]().union(*(pairs(one.words) for one in lacking))
    return (fact for fact in part.facts[:NEAR] if facts.shared(words, fact))


def reckoned(inquiry: Inquiry, facts: Facts) -> Part | None:
    """What can be counted for a question whose topic is not made out, with the facts that it rests on."""
    found = counted(Case(inquiry.question, facts, (), inquiry.now))
    if not found:
        return None
    rests = tuple(dict.fromkeys(fact for verdict in found for fact in verdict.facts))
    seen, year = when(facts, inquiry)
    return Part(facts.notice, rests, facts.topics, found, (), seen, False, year)


def _is_computed(part: Part, lacking: Sequence[Asked]) -> bool:
    """Whether a verdict answers more than how a window stands; for its hour not even whether a day lies in it is an answer."""
    beside = ("window-now", "window-at") if all(one.aspect.of_windows for one in lacking) else ("window-now",)
    return any(verdict.key not in beside for verdict in part.verdicts)


def _part(inquiry: Inquiry, facts: Facts, ranked: Sequence[Scored], asked: Sequence[Asked]) -> Part:
    chosen = leading(shown(inquiry, ranked), _givers(ranked, asked))
    topics = tuple(dict.fromkeys(s.topic for s in chosen))
    matched = tuple(s.fact for s in ranked if s.topic in topics)
    found = verdicts(Case(inquiry.question, facts, matched, inquiry.now), topics)
    told = tuple(s.fact for s in chosen)
    minded = cautions(facts, topics[:1], inquiry.question, texts_of(told))
    seen, year = when(facts, inquiry)
    return Part(facts.notice, told, facts.topics, found, minded, seen, not found and is_unsure(inquiry, ranked), year)


def _givers(ranked: Sequence[Scored], asked: Sequence[Asked]) -> Iterator[Scored]:
    """For each aspect asked the best fact of the leading topic that gives it."""
    for one in asked:
        giving = (s for s in ranked if s.topic == ranked[0].topic and one.is_given((s.fact,)))
        if (best := next(giving, None)) is not None:
            yield best


def _caution(one: Asked, inquiry: Inquiry, facts: Facts, ranked: Sequence[Scored]) -> Caution:
    """The notice's own caution that it leaves an aspect open, else the aspect's words."""
    nearest = sorted(inquiry.topics, key=lambda t: -inquiry.topics[t])[:NEAREST]
    topics = dict.fromkeys((*(s.topic for s in ranked[:3]), *nearest))
    known = (c for t in topics for c in facts.cautions_of(t) if concerns(facts, c, inquiry.question))
    return next((c for c in known if one.is_open_in(c.text)), None) or one.left_open(ranked[0].topic)


def _left_open(inquiry: Inquiry, facts: Facts, ranked: Sequence[Scored]) -> Caution | None:
    """A caution that the notice does not say just what is asked; the topic's own name says nothing of that."""
    topic = ranked[0].topic
    words = pairs(inquiry.question.whole)
    if ranked[0].fact.topics[0] == topic:
        words -= pairs(str(table("topics")[topic]["label"]))
    return silent(facts, ranked[:3], topic, words, inquiry.question)


def beside(inquiry: Inquiry, facts: Facts) -> Part | None:
    """One notice's best facts, short enough to stand beside another's; None where they are not."""
    ranked = fact_scores(inquiry.question, facts, inquiry.scores, inquiry.turned)
    if not ranked or len(ranked[0].fact.text) > BESIDE_LENGTH:
        return None
    chosen = [s.fact for s in shown(inquiry, ranked) if s.topic == ranked[0].topic][:2]
    if sum(map(len, texts_of(chosen))) > BESIDE_LENGTH:
        chosen = chosen[:1]
    if any(not one.is_given(chosen) for one in asked_in(inquiry.question.text, ranked[0].topic)):
        return None
    found: tuple[Verdict, ...] = verdicts(Case(inquiry.question, facts, tuple(chosen), inquiry.now), (ranked[0].topic,))
    if len(inquiry.question.places) > 1:  # who of those spoken of applies where is not said
        found = tuple(verdict for verdict in found if verdict.key != "fee-total")
    seen, year = when(facts, inquiry)
    return Part(facts.notice, tuple(chosen), facts.topics, found, (), seen, False, year)
