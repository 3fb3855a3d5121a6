"""Question -> what it is about: subjects with scores, and the facts of a notice that answer it, best first.

Scores of subjects come from the topic index (0 is the border between yes and no). A fact's score is that of its best topic,
plus what its own words share with the question, plus what of its condition the asker has said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.catalogue import Facts, pairs
from knowledge.conditions import Said, fits
from knowledge.question import Question
from knowledge.topics import TopicIndex
from notices.schema import Fact

SECOND = 0.25  # what a fact loses where the topic is not the one it is mainly about
SHARED = 0.9  # weight of the words that a fact shares with the question
MET = 0.3  # weight of each condition that the asker is known to meet
SEGMENT = 0.15  # what a part of a text loses against the whole
SHORTEST = 4  # characters of a part that is looked at alone
TOPICS = 8  # topics whose facts are looked at


@dataclass(frozen=True, slots=True)
class Scored:
    """A fact with its score and the topic that brought it in."""

    fact: Fact
    topic: str
    score: float


def subject_scores(question: Question, index: TopicIndex) -> dict[str, float]:
    """How much a question speaks for each subject: as a whole, or in one of its parts."""
    best = index.scores(question.whole)
    if len(question.asked) > 1:
        for part in question.asked[-6:]:
            if len(part) >= SHORTEST:
                best = np.maximum(best, index.scores(part) - SEGMENT)
    return dict(zip(index.subjects, best.tolist(), strict=True))


def said(question: Question, notice_routes: Sequence[str] = ()) -> Said:
    """What the asker said, in the fields of a condition; who works in a private firm leans to its own route."""
    found = dict(question.conditions)
    if question.places:
        found["place"] = question.places
    if question.series or question.jobs:
        found["series"] = question.series or question.jobs
    return found


def shared(question: Question, facts: Facts, fact: Fact) -> float:
    """The share of the question's pairs of characters that the fact's words hold, 0 to 1."""
    asked = pairs(question.whole)
    return len(asked & facts.words[fact.id]) / len(asked) if asked else 0.0


def _leaning(fact: Fact, question: Question) -> float:
    """What speaks for a fact of the private route where the asker works in a private firm without naming a route."""
    employers = question.conditions.get("employer", ())
    private = {"private", "freelance", "posted"} & set(employers)
    return MET / 2 if private and "private" in fact.when.route and not question.conditions.get("route") else 0.0


def fact_scores(question: Question, facts: Facts, scores: Mapping[str, float]) -> list[Scored]:
    """The facts of a notice that the question may be about and that nothing said contradicts, best first."""
    known = sorted((t for t in facts.by_topic if t in scores), key=lambda t: -scores[t])[:TOPICS]
    conditions = said(question)
    found: dict[str, Scored] = {}
    for topic in known:
        for fact in facts.by_topic[topic]:
            fitting, met = fits(fact.when, conditions)
            if not fitting:
                continue
            score = scores[topic] - (SECOND if fact.topics[0] != topic else 0.0)
            score += SHARED * shared(question, facts, fact) + MET * met + _leaning(fact, question)
            if fact.id not in found or found[fact.id].score < score:
                found[fact.id] = Scored(fact, topic, score)
    return sorted(found.values(), key=lambda s: -s.score)
