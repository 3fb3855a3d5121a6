"""Question + context + now -> Answered | Choose | Unknown | Chat, each with the clauses it rests on. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from knowledge import lexicon
from knowledge.catalogue import Catalogue, Found
from knowledge.choosing import Chooser, offered
from knowledge.facts import Facts, pairs
from knowledge.inquiry import TOLD, Inquiry, inquire, read
from knowledge.matching import Scored, fact_scores, subject_scores
from knowledge.outcomes import Answered, Chat, Choose, Context, Outcome, Part, Unknown
from knowledge.question import Question, merged, understand
from knowledge.repeating import repeated
from knowledge.rules import Case, verdicts
from knowledge.showing import cautions, is_unsure, shown, silent, texts_of, when
from knowledge.text import MASKED, has_words, is_foreign, is_media, normal
from knowledge.topics import TopicIndex
from notices.contents import Card
from notices.schema import Caution
from notices.vocabulary import table

HUMAN = "chat.human"
LOOKUP = "chat.id_number"
UNDERHAND = (LOOKUP, "chat.injection", "chat.abuse")  # small talk that wraps itself in the words of notices
CLEAR = -0.72  # a best subject below this is not understood
NAMELESS = -0.5  # the same where nothing says which notice is meant
PLACED = -0.4  # the same where only a place is named: buses go there, too
DIM = -0.88  # the same where it is known which notice is meant
CHATTY = -0.5  # a best subject of small talk below this is none
SHORTEST = 2  # characters of a question that says hardly anything (职称)
EXACT = 0.9  # the score from which even that is a question
OUTSIDE = 0.12  # by how much a subject that no notice answers must lead where no notice is named
OUTSIDE_NEAR = -0.08  # by how much it must lead the facts of a notice that is named
UNSAID_TOPIC = 0.3  # by how much a topic must lead those that the notice speaks of, to be told that it does not say it
UNSAID_FACT = -0.25  # and by how much its best fact
SIDE_BY_SIDE = 3  # notices that are answered beside each other rather than asked about
SURE = -0.2  # the score of a topic from which they are
BESIDE_LENGTH = 110  # characters of a fact that can stand beside another notice's


class Assistant:
    """Answers questions from a catalogue of notices."""

    def __init__(self, catalogue: Catalogue, index: TopicIndex) -> None:
        self._catalogue = catalogue
        self._index = index
        self._chooser = Chooser(catalogue)

    def answer(self, text: str, context: Context, now: datetime) -> Outcome:
        """The outcome of one turn; never raises for anything that a person can type."""
        if (chat := _plainly_chat(text)) is not None:
            return Chat(chat, context, self._chooser.first(context))
        question = read(text, context, self._index)
        inquiry = inquire(question, question.text, context, now, self._index)
        if inquiry is None:
            return self._told(question, text, context)
        return self._decide(inquiry)

    def pick(self, notice_id: str, context: Context, now: datetime) -> Outcome:
        """A notice was chosen from those offered: answer the question that waited for it, if one did."""
        chosen = replace(context, notice=notice_id, asked=None)
        if context.asked is None or context.question is None:
            return Choose((self._catalogue.cards[notice_id],), None, chosen)
        question = understand(context.asked, self._index.sounds)
        scores = subject_scores(question, self._index)
        return self._decide(Inquiry(_nameless(merged(question, context.question)), scores, chosen, now, context.asked))

    def about(self, topic: str, context: Context, now: datetime) -> Outcome:
        """A topic was tapped: what the chosen notice says of it."""
        question = replace(_nameless(context.question or Question("")), text="", asked=(), moments=(), counts=())
        scores = dict.fromkeys(self._index.subjects, -2.0) | {topic: 1.0}
        return self._decide(Inquiry(question, scores, context, now, ""))

    # ---- which outcome

    def _told(self, question: Question, text: str, context: Context) -> Outcome:
        """A notice was named, or something told of the asker, and nothing asked."""
        full = question if context.question is None else merged(question, context.question)
        after = replace(context, question=full, told=f"{context.told}，{text}".strip("，")[-TOLD:])
        if not question.names_notice():
            cards: Sequence[Card] = (self._catalogue.cards[context.notice],) if context.notice else ()
            return Choose(cards, None, after)
        found = self._catalogue.find(question)
        if not found:
            return self._chooser.nothing(question, after)
        return Choose(found, None, replace(after, notice=found[0].id if len(found) == 1 else None))

    def _decide(self, inquiry: Inquiry) -> Outcome:
        if inquiry.best == LOOKUP and not lexicon.cue("lookup").search(inquiry.question.text):
            inquiry = replace(inquiry, scores={**inquiry.scores, LOOKUP: CHATTY})  # 要写身份证号吗 asks about a form
        best = inquiry.best
        if best.startswith("chat.") and inquiry.scores[best] > CHATTY and not _asks_more(inquiry):
            return self._chat(best, inquiry.context)
        return self._asked(inquiry, best)

    def _asked(self, inquiry: Inquiry, best: str) -> Outcome:
        if _says_hardly_anything(inquiry):
            after = replace(inquiry.context, subject=inquiry.topic, thread=inquiry.thread)
            return Choose(self._chooser.first(inquiry.context), None, after)
        cards = self._chooser.cards(inquiry)
        if isinstance(cards, Unknown):
            return Unknown("outside", inquiry.context, best) if best.startswith("outside.") else cards
        return self._among(inquiry, best, cards)

    def _among(self, inquiry: Inquiry, best: str, cards: Found) -> Outcome:
        """What the notices that fit say, if the question is understood."""
        if inquiry.scores[best] < _threshold(inquiry, cards):
            return Unknown("unclear", inquiry.context)
        if len(cards) == 1 and self._chooser.is_named(inquiry, cards[0]):
            return self._from_one(inquiry, cards[0])
        if best.startswith("outside.") and inquiry.scores[best] > inquiry.scores[inquiry.topic] + OUTSIDE:
            return Unknown("outside", inquiry.context, best)
        return self._from_several(inquiry, cards)

    def _chat(self, subject: str, context: Context) -> Outcome:
        if (again := repeated(subject, context, self._catalogue)) is not None:
            return again
        if subject != HUMAN:
            return Chat(subject, context, self._chooser.first(context))
        one = self._catalogue.cards.get(context.notice or "")
        if one is None:
            asking = replace(context, subject="contact.enquiry", asked="咨询电话", question=Question("咨询电话"))
            return Unknown("human", asking, near=self._chooser.first(context))
        return Unknown("human", context, notice=self._catalogue.of(one.id).notice, contacts=self._chooser.contacts(one))

    def _from_one(self, inquiry: Inquiry, one: Card) -> Outcome:
        facts = self._catalogue.of(one.id)
        ranked = fact_scores(inquiry.question, facts, inquiry.scores, inquiry.turned)
        best, topic = inquiry.best, inquiry.topic
        context = replace(inquiry.context, notice=one.id, question=inquiry.question, asked=None, told="", thread=inquiry.thread)
        if best.startswith("outside.") and (not ranked or inquiry.scores[best] > ranked[0].wording - OUTSIDE_NEAR):
            return Unknown("outside", context, best, notice=facts.notice, contacts=self._chooser.contacts(one))
        if not ranked or (topic not in facts.topics and _is_unsaid(inquiry, facts, topic, ranked[0])):
            return self._unsaid(facts, replace(context, subject=topic), topic, one)
        lead = topic if topic in facts.topics else ranked[0].topic
        context = replace(context, subject=lead)
        part = self._part(inquiry, facts, ranked)
        if not part.verdicts and (caution := self._left_open(inquiry, facts, ranked)) is not None:
            contacts = self._chooser.contacts(one)
            told = part.facts[:2]
            return Unknown("open", context, lead, notice=facts.notice, contacts=contacts, cautions=(caution,), facts=told)
        return Answered((part,), lead, context)

    @staticmethod
    def _left_open(inquiry: Inquiry, facts: Facts, ranked: Sequence[Scored]) -> Caution | None:
        """A caution that the notice does not say just what is asked; the topic's own name says nothing of that."""
        topic = ranked[0].topic
        words = pairs(inquiry.question.whole)
        if ranked[0].fact.topics[0] == topic:
            words -= pairs(str(table("topics")[topic]["label"]))
        asks_hour = bool(lexicon.cue("hour").search(inquiry.question.text))
        return silent(facts, ranked[:3], topic, words, asks_hour)

    def _unsaid(self, facts: Facts, context: Context, topic: str, one: Card) -> Unknown:
        open_points = facts.cautions_of(topic)[:1]
        return Unknown("unsaid", context, topic, notice=facts.notice, contacts=self._chooser.contacts(one), cautions=open_points)

    @staticmethod
    def _part(inquiry: Inquiry, facts: Facts, ranked: Sequence[Scored]) -> Part:
        chosen = shown(inquiry, ranked)
        topics = tuple(dict.fromkeys(s.topic for s in chosen))
        matched = tuple(s.fact for s in ranked if s.topic in topics)
        found = verdicts(Case(inquiry.question, facts, matched, inquiry.now), topics)
        told = tuple(s.fact for s in chosen)
        minded = cautions(facts, topics[:1], inquiry.question, texts_of(told))
        seen, year = when(facts, inquiry)
        return Part(facts.notice, told, facts.topics, found, minded, seen, not found and is_unsure(inquiry, ranked), year)

    def _from_several(self, inquiry: Inquiry, cards: Found) -> Outcome:
        """Side by side where few notices say it shortly, else ask which is meant."""
        topic = inquiry.topic
        saying = cards.saying(topic)
        context = replace(
            inquiry.context, notice=None, subject=topic, question=inquiry.question, asked=inquiry.asked, thread=inquiry.thread
        )
        if not saying:
            return Unknown("unsaid", replace(context, asked=None), topic, near=offered(cards))
        if len(saying) == 1 and self._chooser.is_named(inquiry, saying[0]):
            return self._from_one(inquiry, saying[0])
        few = 1 < len(saying) <= SIDE_BY_SIDE and inquiry.scores[topic] > SURE
        if few and all(self._chooser.is_named(inquiry, one) for one in saying):
            beside = [self._beside(inquiry, one) for one in saying]
            if all(p is not None for p in beside):
                return Answered(tuple(p for p in beside if p is not None), topic, context)
        return Choose(saying, topic, context)

    def _beside(self, inquiry: Inquiry, one: Card) -> Part | None:
        """One notice's best facts, short enough to stand beside another's; None where they are not."""
        facts = self._catalogue.of(one.id)
        ranked = fact_scores(inquiry.question, facts, inquiry.scores, inquiry.turned)
        if not ranked or len(ranked[0].fact.text) > BESIDE_LENGTH:
            return None
        chosen = [s.fact for s in shown(inquiry, ranked) if s.topic == ranked[0].topic][:2]
        if sum(map(len, texts_of(chosen))) > BESIDE_LENGTH:
            chosen = chosen[:1]
        found = verdicts(Case(inquiry.question, facts, tuple(chosen), inquiry.now), (ranked[0].topic,))
        seen, year = when(facts, inquiry)
        return Part(facts.notice, tuple(chosen), facts.topics, found, (), seen, False, year)


def _says_hardly_anything(inquiry: Inquiry) -> bool:
    """Whether a question is a word or two that name no notice, none being chosen: 交费."""
    question = inquiry.question
    if inquiry.context.notice or question.places or question.series:
        return False
    return len(question.whole) <= SHORTEST and inquiry.scores[inquiry.best] < EXACT


def _threshold(inquiry: Inquiry, cards: Found) -> float:
    """The score from which a question is understood: the less it says of which notice is meant, the higher."""
    question = inquiry.question
    if not (question.names_notice() or inquiry.context.notice):
        return NAMELESS
    if question.places and not (question.series or question.jobs or question.conditions or inquiry.context.notice):
        return PLACED
    return DIM if len(cards) == 1 else CLEAR


def _plainly_chat(text: str) -> str | None:
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


def _nameless(question: Question) -> Question:
    """The question without what names a notice, for when it is known which one is meant."""
    return replace(question, home=(*question.places, *question.home), places=(), series=(), jobs=(), years=())


def _asks_more(inquiry: Inquiry) -> bool:
    """Whether a turn that sounds like small talk also asks for something."""
    best, score = max(inquiry.topics.values()), inquiry.scores[inquiry.best]
    if inquiry.best in UNDERHAND:
        return best > max(-0.1, score)
    return best > max(-0.1, score - 0.4) or (inquiry.question.names_notice() and best > score - 0.35)


def _is_unsaid(inquiry: Inquiry, facts: Facts, topic: str, first: Scored) -> bool:
    """Whether a topic that the notice is silent on is so clearly meant that its nearest facts would miss the point."""
    said_best = max((inquiry.topics[t] for t in facts.topics if t in inquiry.topics), default=-2.0)
    return inquiry.topics[topic] - said_best > UNSAID_TOPIC and inquiry.topics[topic] - first.score > UNSAID_FACT
