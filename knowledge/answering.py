"""Question + context + now -> Answered | Choose | Unknown | Chat, each with the clauses it rests on. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from knowledge import lexicon
from knowledge.catalogue import Catalogue, Found
from knowledge.choosing import Chooser, offered
from knowledge.clarity import LOOKUP, asks_more, beside_identity, is_unsaid, plainly_chat, threshold
from knowledge.deadlines import BEIJING
from knowledge.facts import Facts
from knowledge.inquiry import TOLD, Inquiry, inquire
from knowledge.matching import Scored, fact_scores
from knowledge.outcomes import Answered, Chat, Choose, Context, Original, Outcome, Unknown
from knowledge.question import Question, merged, understand
from knowledge.reading import read
from knowledge.repeating import repeated
from knowledge.schedule import asks_dates, schedule
from knowledge.showing import is_unsure
from knowledge.subjects import subject_scores
from knowledge.telling import beside, reckoned, told
from knowledge.text import READ
from knowledge.topics import TopicIndex
from notices.contents import Card

HUMAN, ORIGINAL = "chat.human", "chat.original"
SCHEDULE = "window.apply"  # what is spoken of after all dates
PLAIN = 2.0  # the score of what a turn says in so many words
CHATTY = -0.5  # a best subject of small talk below this is none
NEW, NEVER = Context(), datetime.min.replace(tzinfo=BEIJING)
SHORTEST = 2  # characters of a question that says hardly anything (职称)
EXACT = 0.9  # the score from which even that is a question
OUTSIDE = 0.12  # by how much a subject that no notice answers must lead where no notice is named
OUTSIDE_NEAR = -0.08  # by how much it must lead the facts of a notice that is named
SIDE_BY_SIDE = 3  # notices that are answered beside each other rather than asked about
SURE = -0.2  # the score of a topic from which they are


@lru_cache(READ)
def opening(text: str, index: TopicIndex) -> tuple[Question, Inquiry | None]:
    """A conversation's first turn, read and scored: as others have begun with the same words, it is kept. Its moment is none."""
    question = read(text, NEW, index)
    return question, inquire(question, question.text, NEW, NEVER, index)


class Assistant:
    """Answers questions from a catalogue of notices."""

    def __init__(self, catalogue: Catalogue, index: TopicIndex) -> None:
        self._catalogue = catalogue
        self._index = index
        self._chooser = Chooser(catalogue)

    def answer(self, text: str, context: Context, now: datetime) -> Outcome:
        """The outcome of one turn; never raises for anything that a person can type."""
        asked = beside_identity(text)
        outcome = self._answer(asked, context, now)
        if asked != text and (isinstance(outcome, Chat) or (isinstance(outcome, Unknown) and outcome.reason == "unclear")):
            outcome = Chat(LOOKUP, context, self._chooser.first(context))
        return self._with_topics(outcome)

    def newest(self) -> Sequence[Card]:
        """All notices that are the newest of their kind, for who wants to choose one."""
        return self._catalogue.find(Question(""))

    def facts(self, notice_id: str) -> Facts | None:
        """What a notice says; None where there is no such notice."""
        return self._catalogue.of(notice_id) if notice_id in self._catalogue.cards else None

    def pick(self, notice_id: str, context: Context, now: datetime) -> Outcome:
        """A notice was chosen from those offered: answer the question that waited for it, if one did."""
        chosen = replace(context, notice=notice_id, asked=None)
        if context.asked is None or context.question is None:
            return self._with_topics(Choose((self._catalogue.cards[notice_id],), None, chosen))
        question = understand(context.asked, self._index.sounds)
        scores = subject_scores(question, self._index)
        return self._with_topics(
            self._decide(Inquiry(_nameless(merged(question, context.question)), scores, chosen, now, context.asked))
        )

    def about(self, topic: str, context: Context, now: datetime) -> Outcome:
        """A topic was tapped: what the chosen notice says of it."""
        question = replace(_nameless(context.question or Question("")), text="", asked=(), moments=(), counts=())
        scores = dict.fromkeys(self._index.subjects, -2.0) | {topic: 1.0}
        return self._with_topics(self._decide(Inquiry(question, scores, context, now, "")))

    def original(self, notice_id: str, context: Context) -> Outcome:
        """The notice itself was asked for by a button."""
        chosen = replace(context, notice=notice_id, asked=None)
        return self._with_topics(Original(self._catalogue.of(notice_id).notice, chosen))

    def topics(self, context: Context) -> Collection[str]:
        """What the chosen notice speaks of, and so may be asked next; nothing where none is chosen."""
        return self._catalogue.of(context.notice).topics if context.notice in self._catalogue.cards else ()

    # ---- which outcome

    def _with_topics(self, outcome: Outcome) -> Outcome:
        return outcome if isinstance(outcome, Answered) else replace(outcome, topics=self.topics(outcome.context))

    def _answer(self, text: str, context: Context, now: datetime) -> Outcome:
        if (chat := plainly_chat(text)) is not None:
            return Chat(chat, context, self._chooser.first(context))
        if context == NEW:
            question, inquiry = opening(text, self._index)
            inquiry = inquiry and replace(inquiry, now=now)
        else:
            question = read(text, context, self._index)
            inquiry = inquire(question, question.text, context, now, self._index)
        return self._told(question, text, context) if inquiry is None else self._decide(inquiry)

    def _told(self, question: Question, text: str, context: Context) -> Outcome:
        """A notice was named, or something told of the asker, and nothing asked."""
        full = question if context.question is None else merged(question, context.question)
        after = replace(context, question=full, told=f"{context.told}，{text}".strip("，")[-TOLD:])
        if not question.names_notice() or self._chooser.keeps(question, context):
            cards: Sequence[Card] = (self._catalogue.cards[context.notice],) if context.notice else ()
            return Choose(cards, None, after)
        found = self._catalogue.find(question)
        if not found:
            return self._chooser.nothing(question, after)
        return Choose(found, None, replace(after, notice=found[0].id if len(found) == 1 else None))

    def _decide(self, inquiry: Inquiry) -> Outcome:
        if inquiry.best == LOOKUP and not lexicon.cue("lookup").search(inquiry.question.text):
            inquiry = replace(inquiry, scores={**inquiry.scores, LOOKUP: CHATTY})  # 要写身份证号吗 asks about a form
        if asks_dates(inquiry.question):
            inquiry = replace(inquiry, scores={**inquiry.scores, SCHEDULE: PLAIN})
        best = inquiry.best
        if best.startswith("chat.") and inquiry.scores[best] > CHATTY and not asks_more(inquiry):
            return self._original(inquiry) if best == ORIGINAL else self._chat(best, inquiry.context)
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
        one = cards[0] if len(cards) == 1 and self._chooser.is_named(inquiry, cards[0]) else None
        if inquiry.scores[best] < threshold(inquiry, cards):
            return self._reckoned(inquiry, one) or Unknown("unclear", inquiry.context)
        if one is not None:
            return self._from_one(inquiry, one)
        if best.startswith("outside.") and inquiry.scores[best] > inquiry.scores[inquiry.topic] + OUTSIDE:
            return Unknown("outside", inquiry.context, best)
        return self._from_several(inquiry, cards)

    def _original(self, inquiry: Inquiry) -> Outcome:
        """The notice itself, or which one is meant."""
        cards = self._chooser.cards(inquiry)
        if isinstance(cards, Unknown):
            return cards
        if len(cards) == 1:
            return self.original(cards[0].id, inquiry.context)
        asking = replace(inquiry.context, notice=None, subject=None, question=inquiry.question, asked=inquiry.asked)
        return Choose(cards, None, asking)

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
        context = _answered(inquiry, one)
        silence = self._silence(inquiry, ranked, context, one)
        if (silence or is_unsure(inquiry, ranked)) and (instead := self._reckoned(inquiry, one) or silence):
            return instead
        lead = inquiry.topic if inquiry.topic in facts.topics else ranked[0].topic
        context = replace(context, subject=lead)
        if (dates := schedule(inquiry, facts)) is not None:
            return Answered((dates,), SCHEDULE, replace(context, subject=SCHEDULE))
        found = told(inquiry, facts, ranked)
        if found.open:
            contacts = self._chooser.contacts(one)
            return Unknown("open", context, lead, (), facts.notice, contacts, found.open, found.near)
        return Answered((found.part,), lead, context)

    def _silence(self, inquiry: Inquiry, ranked: Sequence[Scored], context: Context, one: Card) -> Unknown | None:
        """That what is asked lies outside the notice, or that it does not say it; None where it does."""
        facts, best, topic = self._catalogue.of(one.id), inquiry.best, inquiry.topic
        contacts = self._chooser.contacts(one)
        if best.startswith("outside.") and (not ranked or inquiry.scores[best] > ranked[0].wording - OUTSIDE_NEAR):
            return Unknown("outside", context, best, notice=facts.notice, contacts=contacts)
        if not ranked or (topic not in facts.topics and is_unsaid(inquiry, facts, topic, ranked[0])):
            after, open_points = replace(context, subject=topic), facts.cautions_of(topic)[:1]
            return Unknown("unsaid", after, topic, notice=facts.notice, contacts=contacts, cautions=open_points)
        return None

    def _reckoned(self, inquiry: Inquiry, one: Card | None) -> Answered | None:
        """What the question's own numbers come to, where the notice is known but not what is asked of it."""
        if one is None or (part := reckoned(inquiry, self._catalogue.of(one.id))) is None:
            return None
        topic = part.facts[0].topics[0]
        return Answered((part,), topic, replace(_answered(inquiry, one), subject=topic))

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
            parts = [beside(inquiry, self._catalogue.of(one.id)) for one in saying]
            if all(p is not None for p in parts):
                return Answered(tuple(p for p in parts if p is not None), topic, context)
        return Choose(saying, topic, context)


def _answered(inquiry: Inquiry, one: Card) -> Context:
    """What is known after a question that was put to one notice."""
    return replace(inquiry.context, notice=one.id, question=inquiry.question, asked=None, told="", thread=inquiry.thread)


def _says_hardly_anything(inquiry: Inquiry) -> bool:
    """Whether a question is a word or two that name no notice, none being chosen: 交费."""
    question = inquiry.question
    if inquiry.context.notice or question.places or question.series:
        return False
    return len(question.whole) <= SHORTEST and inquiry.scores[inquiry.best] < EXACT


def _nameless(question: Question) -> Question:
    """The question without what names a notice, for when it is known which one is meant."""
    return replace(question, home=(*question.places, *question.home), places=(), series=(), jobs=(), years=())
