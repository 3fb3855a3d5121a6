"""Question + context + now -> Answered | Choose | Unknown | Chat, each with the clauses it rests on. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from knowledge import lexicon
from knowledge.catalogue import Catalogue, Facts, Found, pairs
from knowledge.conditions import fits
from knowledge.deadlines import State, WindowState, state
from knowledge.matching import Scored, asked_apart, fact_scores, said, subject_scores
from knowledge.question import Question, from_elsewhere, merged, next_year, this_year, understand
from knowledge.rules import Case, Verdict, verdicts
from knowledge.text import has_words, is_media
from knowledge.topics import TopicIndex
from knowledge.words import find
from notices.contents import Card
from notices.schema import Caution, Condition, Fact, Heading, Window

HUMAN = "chat.human"
CLEAR = -0.72  # a best subject below this is not understood
PLAIN = 0.3  # a topic above this is meant, whatever leads
DIM = -0.88  # the same where it is known which notice is meant
BESIDE = 0.45  # how far a second topic may lie behind the first and still be answered with it
OUTSIDE = 0.12  # by how much a subject that no notice answers must lead
OUTSIDE_NEAR = 0.0  # how far it may lie behind a fact of a notice that was named, with its words, and still be meant
UNSAID_TOPIC = 0.3  # by how much a topic must lead those that the notice speaks of, to be told that it does not say it
UNSAID_FACT = -0.25  # and by how much its best fact
NEAR = 0.55  # how far a fact may lie behind the best one and still be shown
REPEATED = 0.7  # share of a text's words that may stand before it
OFFERED = 8  # notices offered to who has named none
FACTS = 4  # facts shown of one notice
LENGTH = 300  # characters of facts' texts shown of one notice
CARRIED = 0.55  # what the earlier subject gains in a short turn
LONGEST_CARRIED = 24  # characters of a turn that can consist of names and conditions alone
SHORT = 10  # characters of a turn that may lean on the one before
YEARLESS = ("ce.", "appraisal.", "skill.", "scope.years", "seniority.", "material.", "penalty.", "exam.")  # a year is not the notice's
SIDE_BY_SIDE = 3  # notices that are answered beside each other rather than asked about


@dataclass(frozen=True, slots=True)
class Context:
    """What is known from a person's earlier turns. `question` holds what they said of themselves and of what they want."""

    notice: str | None = None
    subject: str | None = None
    question: Question | None = None
    asked: str | None = None  # the text of an unanswered question, while the assistant waits to hear which notice


@dataclass(frozen=True, slots=True)
class Part:
    """What one notice says: verdicts of its rules first, then facts, then cautions, and how its season stands."""

    notice: Heading
    facts: tuple[Fact, ...]
    said: Collection[str]  # topics that the notice speaks of
    verdicts: tuple[Verdict, ...] = ()
    cautions: tuple[Caution, ...] = ()
    season: WindowState | None = None
    asked_year: int | None = None  # the year that it is, where the question means it and the notice is of another


@dataclass(frozen=True, slots=True)
class Answered:
    """Facts of one notice, or of a few side by side."""

    parts: tuple[Part, ...]
    topic: str
    context: Context


@dataclass(frozen=True, slots=True)
class Choose:
    """Several notices fit (`cards`), or one does and the question is open (`topic` is None)."""

    cards: Sequence[Card]
    topic: str | None
    context: Context


@dataclass(frozen=True, slots=True)
class Unknown:
    """No notice says it. `reason` is one of outside, unsaid, place, level, year, unclear."""

    reason: str
    context: Context
    topic: str | None = None
    near: tuple[Card, ...] = ()
    notice: Heading | None = None
    contacts: tuple[Fact, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """Not a question about notices: a greeting, thanks, abuse, a picture ..."""

    subject: str
    context: Context
    cards: tuple[Card, ...] = ()  # notices to begin with, where none is chosen


Outcome = Answered | Choose | Unknown | Chat


@dataclass(frozen=True)
class _Turn:
    """One question on its way to an outcome."""

    question: Question
    scores: Mapping[str, float]
    context: Context
    now: datetime
    asked: str  # the text that asks; an earlier one where this turn only says which notice is meant
    apart: tuple[str, ...] = ()  # topics that parts of the text ask for on their own

    @cached_property
    def topics(self) -> dict[str, float]:
        """The scores of what notices speak of."""
        return {s: v for s, v in self.scores.items() if not s.startswith(("outside.", "chat."))}

    @cached_property
    def topic(self) -> str:
        """The best of those."""
        return max(self.topics, key=self.topics.__getitem__)

    @cached_property
    def best(self) -> str:
        """The best subject of all."""
        return max(self.scores, key=self.scores.__getitem__)


class Assistant:
    """Answers questions from a catalogue of notices."""

    def __init__(self, catalogue: Catalogue, index: TopicIndex) -> None:
        self._catalogue = catalogue
        self._index = index

    def answer(self, text: str, context: Context, now: datetime) -> Outcome:
        """The outcome of one turn; never raises for anything that a person can type."""
        if is_media(text) or not text.strip():
            return Chat("chat.picture" if text.strip() else "chat.ok", context)
        question = understand(text, self._index.sounds)
        if context.notice is not None:
            question = from_elsewhere(question)
        if "身份证号〉" in question.text:
            return Chat("chat.id_number", context)
        turn = self._turn(question, context, now)
        if not question.names_notice() and not question.conditions and not has_words(question.text):
            return Chat("chat.gibberish", context)
        if turn is None:
            return self._only_names(question, context)
        return self._decide(turn)

    def pick(self, notice_id: str, context: Context, now: datetime) -> Outcome:
        """A notice was chosen from those offered: answer the question that waited for it, if one did."""
        chosen = replace(context, notice=notice_id, asked=None)
        if context.asked is None or context.question is None:
            return Choose((self._catalogue.cards[notice_id],), None, chosen)
        question = understand(context.asked, self._index.sounds)
        scores = subject_scores(question, self._index)
        bare = replace(merged(question, context.question), places=(), series=(), jobs=(), years=())
        return self._decide(_Turn(bare, scores, chosen, now, context.asked))

    def about(self, topic: str, context: Context, now: datetime) -> Outcome:
        """A topic was tapped: what the chosen notice says of it."""
        question = replace(context.question or Question(""), asked=(), places=(), series=(), jobs=(), years=(), moments=(), counts=())
        scores = dict.fromkeys(self._index.subjects, -2.0) | {topic: 1.0}
        return self._decide(_Turn(question, scores, context, now, ""))

    # ---- what the turn is about

    def _turn(self, question: Question, context: Context, now: datetime) -> _Turn | None:
        """The question with its scores, carried on from the turns before; None where it only names a notice."""
        carried = _carries_on(question)
        if carried and context.asked is not None and context.question is not None:
            earlier = understand(context.asked, self._index.sounds)
            scores = subject_scores(earlier, self._index)
            full = replace(merged(question, context.question), asked=earlier.asked, moments=question.moments or earlier.moments)
            return _Turn(full, scores, context, now, context.asked)
        if carried and context.subject is None:
            return None
        apart: tuple[str, ...] = ()
        if carried:
            scores = dict.fromkeys(self._index.subjects, -2.0) | {str(context.subject): 1.0}
        else:
            scores, apart = subject_scores(question, self._index), asked_apart(question, self._index)
            if context.subject in scores and len(question.whole) <= SHORT:
                scores[str(context.subject)] += CARRIED
        known = context.question
        return _Turn(question if known is None else _remembering(question, known, carried), scores, context, now, question.text, apart)

    def _only_names(self, question: Question, context: Context) -> Outcome:
        """A notice was named, or something of the asker, and nothing asked."""
        full = question if context.question is None else merged(question, context.question)
        if not question.names_notice():
            cards: tuple[Card, ...] = (self._catalogue.cards[context.notice],) if context.notice else ()
            return Choose(cards, None, replace(context, question=full))
        found = self._catalogue.find(question)
        if not found:
            return self._no_notice(question, context, None)
        return Choose(found, None, replace(context, notice=found[0].id if len(found) == 1 else None, question=full))

    # ---- which outcome

    def _decide(self, turn: _Turn) -> Outcome:
        best, score = turn.best, turn.scores[turn.best]
        if best.startswith("chat.") and score > -0.5 and not _asks_more(turn, score):
            return self._human(turn.context) if best == HUMAN else Chat(best, turn.context, self._first_cards(turn.context))
        cards = self._cards(turn)
        if isinstance(cards, Unknown):
            return cards if not best.startswith("outside.") else Unknown("outside", turn.context, best)
        topic = turn.topic
        if score < (DIM if len(cards) == 1 else CLEAR):
            return Unknown("unclear", turn.context)
        if len(cards) == 1 and self._is_named(turn, cards[0]):
            return self._from_one(turn, cards[0], best)
        if best.startswith("outside.") and turn.scores[best] > turn.scores[topic] + OUTSIDE:
            return Unknown("outside", turn.context, best)
        return self._from_several(turn, cards, topic)

    def _first_cards(self, context: Context) -> tuple[Card, ...]:
        """The newest notices, for who has not chosen one."""
        return () if context.notice else tuple(self._catalogue.find(Question(""))[:OFFERED])

    def _human(self, context: Context) -> Unknown:
        """Somebody asks for a person: the telephone of their notice, or which notice it is about."""
        one = self._catalogue.cards.get(context.notice or "")
        if one is None:
            asking = replace(context, subject="contact.enquiry", asked="咨询电话", question=Question("咨询电话"))
            return Unknown("human", asking, near=self._first_cards(context))
        return Unknown("human", context, notice=self._catalogue.of(one.id).notice, contacts=self._contacts(one))

    def _cards(self, turn: _Turn) -> Found | Unknown:
        """The notices that the question may be about."""
        question, context = turn.question, turn.context
        best = turn.best
        if question.years and best.startswith(YEARLESS):
            question = replace(question, years=())
        if next_year(question) and not question.years and best.startswith("window."):
            question = replace(question, years=(turn.now.year + 1,))
        chosen = self._catalogue.cards.get(context.notice or "")
        if chosen is not None and self._stays(question, chosen):
            cards = self._catalogue.just(chosen)
        else:
            cards = self._named(question, context, chosen)
        if not cards:
            return self._no_notice(question, context, chosen)
        fitting = cards.offering(question.conditions.get("level", ()))
        if not fitting and not _about_levels(turn):
            return Unknown("level", context, near=tuple(cards[:OFFERED]), notice=self._catalogue.of(cards[0].id).notice, contacts=self._contacts(cards[0]))
        return fitting or cards

    def _is_named(self, turn: _Turn, one: Card) -> bool:
        """Whether a notice that alone fits is really meant: chosen, or named by its series, its own place or its route."""
        question = turn.question
        return bool(turn.context.notice == one.id or question.series or question.jobs or one.place in question.places or not question.places)

    def _stays(self, question: Question, chosen: Card) -> bool:
        """Whether a question is about the notice chosen before: it names nothing else by its name."""
        named = replace(question, jobs=())
        if not named.names_notice() and not named.years:
            return True
        return chosen in self._catalogue.find(named) or (not named.places and not named.series and not named.years and self._routes_fit(named, chosen))

    @staticmethod
    def _routes_fit(question: Question, chosen: Card) -> bool:
        return bool(set(question.conditions.get("route", ())) & set(chosen.routes))

    def _named(self, question: Question, context: Context, chosen: Card | None) -> Found:
        """Notices by what the question names, and by the notice before it where it names only a part (那建筑的呢)."""
        found = self._catalogue.find(question) or self._whatever_job(question)
        if chosen is None or len(found) <= 1:
            return found
        place = question.places or (chosen.place,)
        both = self._catalogue.find(replace(question, places=place, series=question.series or (() if question.places and question.jobs else ())))
        same_series = self._catalogue.find(replace(question, series=question.series or chosen.series)) if not question.series else both
        narrowed = same_series if question.places and not question.series else both
        return narrowed or found

    def _whatever_job(self, question: Question) -> Found:
        """The one notice that the rest of the question names, where only a word about the asker's work does not fit it."""
        if not question.jobs or question.series or not (question.places or question.conditions.get("route")):
            return self._catalogue.none
        found = self._catalogue.find(replace(question, jobs=()))
        return found if len(found) == 1 else self._catalogue.none

    def _no_notice(self, question: Question, context: Context, chosen: Card | None) -> Unknown:
        """Why nothing fits, and what comes nearest: the same without the year, then without the place or the series."""
        for reason, wider in (
            ("year", replace(question, years=())),
            ("place", replace(question, years=(), places=())),
            ("place", replace(question, years=(), series=(), jobs=())),
            ("place", replace(question, years=(), conditions={k: v for k, v in question.conditions.items() if k != "route"})),
        ):
            if wider != question and wider.names_notice() and (near := self._catalogue.find(wider)):
                return Unknown(reason, context, near=tuple(near[:3]))
        return Unknown("place", context)

    def _contacts(self, one: Card) -> tuple[Fact, ...]:
        return self._catalogue.of(one.id).of_topic("contact.enquiry")[:1]

    # ---- answers

    def _from_one(self, turn: _Turn, one: Card, best: str) -> Outcome:
        facts = self._catalogue.of(one.id)
        context = replace(turn.context, notice=one.id, question=turn.question, asked=None)
        ranked = fact_scores(turn.question, facts, turn.scores)
        topic = turn.topic
        if best.startswith("outside.") and (not ranked or turn.scores[best] > ranked[0].score - OUTSIDE_NEAR):
            return Unknown("outside", context, best, notice=facts.notice, contacts=self._contacts(one))
        if not ranked or (topic not in facts.topics and self._is_unsaid(turn, facts, topic, ranked[0])):
            return self._unsaid(facts, replace(context, subject=topic), topic, one)
        part = self._part(turn, facts, ranked)
        return Answered((part,), ranked[0].topic, replace(context, subject=ranked[0].topic))

    @staticmethod
    def _is_unsaid(turn: _Turn, facts: Facts, topic: str, first: Scored) -> bool:
        """Whether a topic that the notice is silent on is so clearly meant that its nearest facts would miss the point."""
        said_best = max((turn.topics[t] for t in facts.topics if t in turn.topics), default=-2.0)
        return turn.topics[topic] - said_best > UNSAID_TOPIC and turn.topics[topic] - first.score > UNSAID_FACT

    def _unsaid(self, facts: Facts, context: Context, topic: str, one: Card) -> Unknown:
        return Unknown(
            "unsaid", context, topic, notice=facts.notice, contacts=self._contacts(one), cautions=facts.cautions_of(topic)[:1],
        )

    def _part(self, turn: _Turn, facts: Facts, ranked: Sequence[Scored]) -> Part:
        shown = _shown(turn, ranked)
        topics = tuple(dict.fromkeys(s.topic for s in shown))
        matched = tuple(s.fact for s in ranked if s.topic in topics)
        found = verdicts(Case(turn.question, facts, matched, turn.now), topics)
        texts = tuple(s.fact for s in shown)
        return Part(facts.notice, texts, facts.topics, found, _cautions(facts, topics[:1], turn.question, texts), *_when(facts, turn))

    def _from_several(self, turn: _Turn, cards: Found, topic: str) -> Outcome:
        """Side by side where few notices say it shortly, else ask which is meant."""
        saying = cards.saying(topic)
        context = replace(turn.context, notice=None, subject=topic, question=turn.question, asked=turn.asked)
        if not saying:
            return Unknown("unsaid", replace(context, asked=None), topic, near=tuple(cards[:5]))
        if len(saying) == 1 and self._is_named(turn, saying[0]):
            return self._from_one(turn, saying[0], topic)
        if 1 < len(saying) <= SIDE_BY_SIDE and turn.scores[topic] > -0.5:
            beside = [self._beside(turn, c) for c in saying]
            if all(p is not None for p in beside):
                return Answered(tuple(p for p in beside if p is not None), topic, context)
        return Choose(saying, topic, context)

    def _beside(self, turn: _Turn, one: Card) -> Part | None:
        """One notice's best facts, short enough to stand beside another's; None where they are not."""
        facts = self._catalogue.of(one.id)
        ranked = fact_scores(turn.question, facts, turn.scores)
        if not ranked:
            return None
        shown = [s for s in _shown(turn, ranked) if s.topic == ranked[0].topic][:2]
        if sum(len(s.fact.text) for s in shown) > 110:
            shown = shown[:1]
        if len(shown[0].fact.text) > 110:
            return None
        matched = tuple(s.fact for s in shown)
        found = verdicts(Case(turn.question, facts, matched, turn.now), (ranked[0].topic,))
        return Part(facts.notice, matched, facts.topics, found, (), *_when(facts, turn))


def _when(facts: Facts, turn: _Turn) -> tuple[WindowState | None, int | None]:
    """How the season stands, and the year that it is where the question means it and the notice is of another."""
    year = turn.now.year if this_year(turn.question) and turn.now.year != facts.notice.year else None
    return season(facts, turn.now), year


def season(facts: Facts, now: datetime) -> WindowState | None:
    """The state of a notice's application window."""
    for fact in facts.of_kind(Window):
        if isinstance(fact.data, Window) and fact.data.window == "apply":
            return state(fact.data, now)
    return None


def _shown(turn: _Turn, ranked: Sequence[Scored]) -> list[Scored]:
    """The facts to show: the best, those of its topic not far behind, and the best of topics that are asked as well."""
    lead = ranked[0]
    least = max(turn.topics[lead.topic] - BESIDE, -0.45)
    strong = {t for t, v in turn.topics.items() if v > min(least, PLAIN)} | {lead.topic, *turn.apart}
    beside = {s.topic for s in ranked if s.topic in strong} - {lead.topic}
    chosen = [s for s in ranked if s.topic == lead.topic and lead.score - s.score <= NEAR][: 2 if beside else FACTS]
    for topic in sorted(beside, key=lambda t: -turn.topics[t])[:2]:
        chosen += [s for s in ranked if s.topic == topic and s not in chosen][: 2 if len(beside) == 1 else 1]
    return _within(chosen)


def _within(chosen: Sequence[Scored]) -> list[Scored]:
    """As many as a phone shows well, the first always, none that only says again what stands there."""
    kept: list[Scored] = []
    length = 0
    for one in chosen:
        same = [k.fact.text for k in kept if one.fact.when == Condition() or k.fact.when == one.fact.when]
        if same and _says_again(one.fact.text, same):
            continue
        length += len(one.fact.text)
        if kept and (length > LENGTH or len(kept) >= FACTS):
            break
        kept.append(one)
    return kept


def _says_again(text: str, said_before: Sequence[str]) -> bool:
    """Whether most of a text's words stand in those before it."""
    words, before = pairs(text), frozenset(p for t in said_before for p in pairs(t))
    return len(words & before) > REPEATED * len(words)


def _cautions(facts: Facts, topics: Sequence[str], question: Question, shown: Sequence[Fact]) -> tuple[Caution, ...]:
    """What the answer's topics want minded, for this asker, and not said by its facts already."""
    conditions, texts = said(question), [f.text for f in shown]
    found = dict.fromkeys(c for t in topics for c in facts.cautions_of(t))
    kept = [c for c in found if fits(facts.asked(c), conditions)[0] and not _says_again(c.text, texts)]
    return tuple(kept[:2])


def _about_levels(turn: _Turn) -> bool:
    """Whether the question is what may be applied for, so that a level that is not offered is itself the answer."""
    return turn.topic in ("scope.levels", "scope.kinds", "skill.pathway", "skill.school", "scope.exam", "exam.economist", "scope.years")


def _asks_more(turn: _Turn, score: float) -> bool:
    """Whether a turn that sounds like small talk also asks for something."""
    best = max(turn.topics.values())
    return best > max(-0.1, score - 0.4) or (turn.question.names_notice() and best > score - 0.35)


def _carries_on(question: Question) -> bool:
    """Whether a turn only carries an earlier question on: names and conditions, and no words of its own."""
    if len(question.whole) > LONGEST_CARRIED:
        return False
    rest = re.sub("[①②③]", "", question.whole)
    for word in find(rest):
        if word.meanings[0].field != lexicon.NOTHING:
            rest = rest.replace(word.word, "")
    for follow in lexicon.followups():
        rest = rest.replace(follow, "")
    return not rest and (question.names_notice() or bool(question.conditions) or bool(question.years))


def _remembering(question: Question, known: Question, carried: bool) -> Question:
    """The question with what the person said before of themselves; what they asked about only where the turn carries on."""
    lasting = {k: v for k, v in known.conditions.items() if carried or k not in ("standing", "appraisal")}
    conditions = {**lasting, **question.conditions}
    moments = question.moments or (known.moments if carried else ())
    return replace(question, conditions=conditions, moments=moments, years_named=question.years_named or (known.years_named if carried else ()))
