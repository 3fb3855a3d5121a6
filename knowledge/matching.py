"""Question -> what it is about: subjects with scores, and the facts of a notice that answer it, best first.

Scores of subjects come from the topic index (0 is the border between yes and no). A fact's score is that of its best topic,
plus what its own words share with the question, plus what of its condition the asker has said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from knowledge import lexicon
from knowledge.conditions import Asked, Said, field_fits, fits
from knowledge.facts import Facts, pairs
from knowledge.question import Question, asking, service_years
from knowledge.topics import TopicIndex
from notices.schema import Attachment, Exclusion, Exemption, Fact, Material
from notices.vocabulary import lineage

SECOND = 0.25  # what a fact loses where the topic is not the one it is mainly about
SHARED = 0.9  # weight of the words that a fact shares with the question
MET = 0.3  # weight of each condition that the asker is known to meet
TELLING = 0.25  # and what more, where the condition is a rare one
EXCEPTED = 0.25  # and what an exception that the asker meets gains besides
PRESSING = 0.4  # what windows gain where the question asks whether something can still be done
ITEM = 0.25  # what a single item loses where the whole list is asked for
STORY = 0.3  # what the whole of a text loses where parts of it only tell a story
BESIDE_STORY = 0.15  # and at once, where there is a story at all
LONG_STORY = 25  # characters of story from which it loses all of that
SEGMENT = 0.12  # what a part of a text loses against the whole
HOPELESS = -0.75  # but only those that the wording does not rule out
PLAINLY = 0.3  # what a topic has that the asker's own words make plain
OF_ITS_OWN = 0.45  # from which score a short turn has a subject of its own
FEW = 9  # characters of a turn that has at least that
LEANT = 0.2  # and has at least, in a very short one
CARRIED = 0.45  # what the earlier subject gains in a short turn
WHEN = 0.2  # what windows gain where the question asks for a date
FOREMOST = 0.1  # by how much the window meant leads
SEEN, AGAIN = 0.5, 0.15  # what a fact loses that was shown just before; and where the turn clearly asks about its topic
PART = 0.35  # what a part of the text adds to the fact whose words it shares most
PART_SHARED = 0.25  # from which share of its words
APART = -0.3  # from which score a part is taken to ask for its topic
SHORTEST = 4  # characters of a part that is looked at alone
TOPICS = 8  # topics whose facts are looked at


@dataclass(frozen=True, slots=True)
class Scored:
    """A fact with its score and the topic that brought it in."""

    fact: Fact
    topic: str
    score: float
    wording: float = 0.0  # the part of it that comes from the question's words, and not from who asks


def subject_scores(question: Question, index: TopicIndex, lean: str | None = None) -> dict[str, float]:
    """How much a question speaks for each subject: as a whole, in the parts that ask, and by what the asker said. A short
    question may `lean` on the subject of the one before."""
    best = _whole_scores(question, index)
    parts = asking(question.asked)
    if len(question.asked) > 1:
        story = len(question.whole) - sum(map(len, parts))
        best -= BESIDE_STORY * (story > SHORTEST) + STORY * min(1.0, story / LONG_STORY)
        if len(parts) > 1:
            best = np.maximum(best, index.scores("".join(parts)))
        for part in parts[-5:]:
            if len(part) >= SHORTEST:
                best = np.maximum(best, index.linear(part) - SEGMENT)
    scores = dict(zip(index.subjects, best.tolist(), strict=True))
    if (gain := PRESSING * question.pressing + WHEN * question.when) and not _counts_days(question):
        scores |= {s: scores[s] + gain for s in _windows(index.subjects) if scores[s] > HOPELESS}
    if lean in scores and max(scores.values()) < OF_ITS_OWN:
        few = len(question.whole) <= FEW
        scores[lean] = max(scores[lean] + CARRIED, LEANT) if few else scores[lean] + CARRIED
    scores = with_kin(question, scores, lean)
    if (meant := _window_meant(question, lean)) in scores:
        scores[meant] = max(scores.values()) + FOREMOST
    return scores


@cache
def _windows(subjects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(subject for subject in subjects if subject.startswith("window."))


def asked_apart(question: Question, index: TopicIndex) -> tuple[str, ...]:
    """The topics of the parts that each ask something of their own, where their wording is clear."""
    parts = [p for p in asking(question.asked)[-4:] if len(p) >= SHORTEST]
    if len(parts) < 2:
        return ()
    tops = [(index.subjects[int(s.argmax())], float(s.max())) for s in map(index.linear, parts)]
    return tuple(dict.fromkeys(topic for topic, score in tops if score > APART and "." in topic))


def _whole_scores(question: Question, index: TopicIndex) -> NDArray[np.float32]:
    whole = index.scores(question.whole)
    if question.without_route != question.whole and not lexicon.cue("kinds").search(question.text):
        whole = 0.3 * whole + 0.7 * index.scores(question.without_route)
    return whole


def _counts_days(question: Question) -> bool:
    """Whether the question has days of publicity counted."""
    return bool(question.moments) and bool(lexicon.cue("publicity_days").search(question.text))


_EXCLUDED = {"government", "civil-like", "retired"}


def _held(question: Question, lean: str | None) -> frozenset[str]:
    """What the question holds of all that kin topics ask for."""
    plain: dict[str, bool] = {
        "series": bool(question.series),
        "job": bool(question.jobs),
        "county": any(len(lineage("places", p)) > 2 for p in (*question.places, *question.home)),
        "pressing": question.pressing,
        "returned": question.returned and bool(question.moments),
        "when": question.when,
        "after_fee": lean is not None and (lean.startswith("fee.") or lean == "window.payment"),
        "after_complaint": lean == "contact.complaint",
        "education_span": "education" in question.conditions
        and bool(question.moments or service_years(question))
        and bool(lexicon.cue("span").search(question.text)),
        "names_paper": lexicon.cue("names_paper").search(question.text) is not None
        and (question.pressing or bool(question.moments)),
        "names_defence": "答辩" in question.text and (question.pressing or bool(question.moments)),
        "pressing_plain": question.pressing and not lexicon.cue("named_window").search(question.text),
        "pressing_money": question.pressing and bool(lexicon.cue("money").search(question.text)),
        "private_first": "private" in question.conditions.get("employer", ())
        and "first-time" in question.conditions.get("standing", ()),
        "publicity_days": _counts_days(question) or (lean == "publicity.unit" and bool(question.moments)),
        "transferred": "transferred" in question.conditions.get("standing", ()),
        "excluded": bool(_EXCLUDED & set(question.conditions.get("employer", ())))
        or "punished" in question.conditions.get("standing", ()),
    }
    return frozenset((*(name for name, holds in plain.items() if holds), *question.conditions))


_WINDOW_OF = {"fee": "window.payment", "paper": "window.paper", "defence": "window.defence", "review": "window.review"}


def _window_meant(question: Question, lean: str | None) -> str | None:
    """Whose date is asked where none is named, after something that has one: 最后一天几号, after fees."""
    if lean is None or not (question.when or question.pressing):
        return None
    named = lexicon.cue("named_window").search(question.text) or lexicon.cue("names_apply").search(question.text)
    return None if named else lean if lean.startswith("window.") else _WINDOW_OF.get(lean.partition(".")[0])


def with_kin(question: Question, scores: dict[str, float], lean: str | None = None) -> dict[str, float]:
    """The scores, with topics that a question is about as well because of what the asker said."""
    held = _held(question, lean)
    for kin in lexicon.kin():
        if kin.means in scores and kin.said in held:
            lead = max((scores.get(t, -2.0) for t in kin.asked), default=PLAINLY)
            scores[kin.means] = max(scores[kin.means], lead + kin.gain)
    return scores


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


def _is_denied(asked: Asked, question: Question) -> bool:
    """Whether the asker says that they are not what a fact is for."""
    return any(set(values) <= set(question.denied.get(name, ())) for name, values in asked)


_RARE = ("series", "place", "standing")


def _telling(asked: Asked, conditions: Said) -> float:
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
    known = sorted((t for t in facts.topics if t in scores), key=lambda t: -scores[t])[:TOPICS]
    asker = _Asker(
        said(question), turned.said, question, pairs(question.whole), _leans(question), _of(turned.seen, facts), turned.loss
    )
    found: dict[str, Scored] = {}
    for topic in known:
        for fact in facts.of_topic(topic):
            one = _scored(fact, topic, scores[topic], facts, asker)
            if one is not None and (fact.id not in found or found[fact.id].score < one.score):
                found[fact.id] = one
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


def _scored(fact: Fact, topic: str, score: float, facts: Facts, asker: _Asker) -> Scored | None:
    """One fact's score under a topic; None where what was said contradicts it."""
    asked = facts.asked(fact)
    fitting, met = fits(asked, asker.said)
    if not fitting or _is_denied(asked, asker.question):
        return None
    counting = asker.said if asker.stressed is None else asker.stressed
    met = met if asker.stressed is None else fits(asked, counting)[1]
    score -= SECOND if fact.topics[0] != topic else 0.0
    score -= ITEM if topic.endswith(".list") and isinstance(fact.data, Material | Attachment) else 0.0
    score -= asker.loss if fact.id in asker.seen and not met else 0.0
    wording = score + SHARED * facts.shared(asker.words, fact) / max(1, len(asker.words))
    personal = MET * met + _telling(asked, counting)
    personal += EXCEPTED if met and isinstance(fact.data, Exclusion | Exemption) else 0.0
    personal += MET / 2 if asker.leans and "private" in fact.when.route else 0.0
    return Scored(fact, topic, wording + personal, wording)


def _with_parts(question: Question, facts: Facts, found: dict[str, Scored]) -> dict[str, Scored]:
    """The same facts, with what each part that asks adds to the one whose words it shares most."""
    parts = [p for p in asking(question.asked)[-4:] if len(p) >= SHORTEST]
    if len(parts) < 2:
        return found
    for words in map(pairs, parts):
        best = max(found, key=lambda i: (facts.shared(words, found[i].fact), found[i].score), default=None)
        if best is not None and facts.shared(words, found[best].fact) >= PART_SHARED * len(words):
            found[best] = replace(found[best], score=found[best].score + PART)
    return found
