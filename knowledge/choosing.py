"""Which notice a question is about: by what it names, by what was chosen before, else none or several."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge import lexicon
from knowledge.catalogue import Catalogue, Found, only_route_of
from knowledge.following import SHORT
from knowledge.inquiry import Inquiry
from knowledge.levels import levels_aimed
from knowledge.outcomes import Context, Unknown
from knowledge.question import Question
from knowledge.years import years_asked
from notices.contents import Card
from notices.schema import Contact, Fact
from notices.vocabulary import lineage

NARROW = 3  # series of a notice made for them
OFFERED = 8  # notices offered to who has named none
# Topics that ask what may be applied for, so that a level which is not offered is itself the answer.
LEVELLED = ("scope.levels", "scope.kinds", "skill.pathway", "skill.school", "scope.exam", "exam.economist")


class Chooser:
    """Finds the notices that a question may be about."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def cards(self, inquiry: Inquiry) -> Found | Unknown:
        """The notices that fit, or why none does, with those that come nearest."""
        question = self._with_year(inquiry)
        chosen = self._back_to(question, inquiry.context) or self._catalogue.cards.get(inquiry.context.notice or "")
        if chosen is not None and self._stays(question, chosen):
            cards = self._catalogue.just(chosen)
        else:
            question = _of_chosen(question, chosen)
            cards = self._named(question, chosen)
        if not cards or self._only_broader(cards, question):
            return self.nothing(question, inquiry.context)
        fitting = cards.offering(levels_aimed(question))
        if fitting and (own := self._own(cards, question)) is not None and own not in fitting:
            cards, fitting = self._catalogue.just(own), self._catalogue.none
        if not fitting and inquiry.topic not in LEVELLED:
            return self._no_level(cards, inquiry.context)
        return self._of_own_place(fitting or cards, question)

    def _own(self, cards: Found, question: Question) -> Card | None:
        """The county's own notice for many series, where none of the prefecture's is named by its series: 和静评工程师."""
        own = [one for one in cards[:OFFERED] if one.place in question.places and len(lineage("places", one.place)) > 2]
        named = {*question.series, *question.jobs}
        narrower = any(named & set(one.series) for one in cards[:OFFERED] if one not in own)
        return own[0] if len(own) == 1 and not narrower else None

    def _back_to(self, question: Question, context: Context) -> Card | None:
        """The notice spoken of before that a question returns to (还是说党校), though the one since then may fit as well."""
        if not lexicon.cue("back").search(question.text):
            return None
        found = self._catalogue.find(question) if question.names_notice() else None
        before = (self._catalogue.cards.get(name) for name in context.earlier if name != context.notice)
        return next((one for one in before if one is not None and (found is None or one in found)), None)

    def _only_broader(self, cards: Found, question: Question) -> bool:
        """Whether of the year asked for there are only notices for many series, while the one for just this series is of
        another year."""
        if not question.years or not question.series or any(len(c.series) <= NARROW for c in cards[:OFFERED]):
            return False
        others = self._catalogue.find(replace(question, years=()))
        return any(len(c.series) <= NARROW and c.year not in question.years for c in others[:OFFERED])

    def _of_own_place(self, cards: Found, question: Question) -> Found:
        """For an initial title the county's own notice, where it has one, rather than those of the prefecture around it."""
        if len(cards) < 2 or "initial" not in question.conditions.get("route", ()):
            return cards
        own = [c for c in cards[:OFFERED] if c.place in question.places and len(lineage("places", c.place)) > 2]
        return self._catalogue.just(own[0]) if len(own) == 1 else cards

    def first(self, context: Context) -> tuple[Card, ...]:
        """The newest notices, for who has not chosen one."""
        return () if context.notice else tuple(self._catalogue.find(Question(""))[:OFFERED])

    def contacts(self, one: Card) -> tuple[Fact, ...]:
        """Whom to ask about a notice."""
        facts = self._catalogue.of(one.id).of_topic("contact.enquiry")
        return tuple(sorted(facts, key=lambda f: not isinstance(f.data, Contact)))[:1]

    def is_named(self, inquiry: Inquiry, one: Card) -> bool:
        """Whether a notice that alone fits is really meant: chosen before, or the question names its series, its job, or its
        very place; not where the question names a wider place than the notice is for."""
        question = inquiry.question
        if inquiry.context.notice == one.id or not question.places:
            return True
        if not any(one.place in lineage("places", place) for place in question.places):
            return False
        return bool(question.series or {*one.series} & {*question.jobs} or one.place in question.places)

    def nothing(self, question: Question, context: Context) -> Unknown:
        """Why nothing fits, and what comes nearest: the same without the year, then without the place or the series."""
        if (lacking := self._lacking(question)) is not None:
            reason, one = lacking
            after = replace(context, notice=one.id)
            notice = self._catalogue.of(one.id).notice
            return Unknown(reason, after, near=(one,), notice=notice, contacts=self.contacts(one))
        routeless = {k: v for k, v in question.conditions.items() if k != "route"}
        for reason, wider in (
            ("year", replace(question, years=())),
            ("place", replace(question, years=(), places=())),
            ("place", replace(question, years=(), series=(), jobs=())),
            ("place", replace(question, years=(), conditions=routeless)),
        ):
            if wider != question and wider.names_notice() and (near := self._catalogue.find(wider)):
                return Unknown(reason, context, near=tuple(near[:3]))
        return Unknown("place", context)

    def _lacking(self, question: Question) -> tuple[str, Card] | None:
        """The one notice for the place and series asked about, where it only lacks the route, or for the place, where it
        only lacks the series."""
        if question.years:
            return None
        routeless = replace(question, conditions={k: v for k, v in question.conditions.items() if k != "route"})
        if routeless.conditions != question.conditions and question.places and len(found := self._catalogue.find(routeless)) == 1:
            return "route", found[0]
        seriesless = replace(question, series=(), jobs=())
        if seriesless.places and seriesless.conditions.get("route") and len(found := self._catalogue.find(seriesless)) == 1:
            if found[0].place in question.places:
                return "series", found[0]
        return None

    def _with_year(self, inquiry: Inquiry) -> Question:
        """The question with the year that it means a notice of."""
        question = inquiry.question
        fitting = self._catalogue.find(replace(question, years=())) if question.years_named else self._catalogue.none
        years = years_asked(question, inquiry.best, inquiry.now, fitting[0].year if fitting else None)
        return question if years == question.years else replace(question, years=years)

    def _no_level(self, cards: Found, context: Context) -> Unknown:
        facts = self._catalogue.of(cards[0].id)
        if len(cards) == 1:
            context = replace(context, notice=cards[0].id)
        return Unknown("level", context, near=tuple(cards[:OFFERED]), notice=facts.notice, contacts=self.contacts(cards[0]))

    def keeps(self, question: Question, context: Context) -> bool:
        """Whether a turn that names a route and nothing else of a notice is told of the one chosen before."""
        chosen = self._catalogue.cards.get(context.notice or "")
        return chosen is not None and only_route_of(question, chosen)

    def _stays(self, question: Question, chosen: Card) -> bool:
        """Whether a question is about the notice chosen before: it names nothing else by its name."""
        named = question if len(question.whole) <= SHORT else replace(question, jobs=())
        if not named.names_notice() and not named.years:
            return True
        if lexicon.cue("compares").search(question.text):
            return True  # 跟建筑的比，哪个贵: it speaks of another notice, and goes on with this one
        if chosen in (found := self._catalogue.find(named)):
            return not self._takes_back(question, chosen, found)
        elsewhere = named.series or named.jobs or named.years or named.conditions.get("route")
        at_work = lexicon.cue("works_at").search(question.text)
        if not elsewhere and at_work and all(chosen.place in lineage("places", p) for p in named.places):
            return True  # where in the notice's region the asker works
        return only_route_of(named, chosen)

    @staticmethod
    def _takes_back(question: Question, chosen: Card, found: Found) -> bool:
        """Whether a question takes back what was asked before and names the very place of another notice: 我说的是和静初定."""
        others = (one for one in found[:OFFERED] if one.place != chosen.place)
        return question.corrects and any(one.place in question.places for one in others)

    def _named(self, question: Question, chosen: Card | None) -> Found:
        """Notices by what the question names, and by the notice before it where it names only a part (那建筑的呢)."""
        found = self._catalogue.find(question) or self._whatever_job(question)
        if chosen is None or len(found) <= 1:
            return found
        return self._catalogue.find(_filled(question, chosen)) or found

    def _whatever_job(self, question: Question) -> Found:
        """The one notice that the rest of the question names, where only a word about the asker's work does not fit it."""
        if not question.jobs or question.series or not (question.places or question.conditions.get("route")):
            return self._catalogue.none
        found = self._catalogue.find(replace(question, jobs=()))
        return found if len(found) == 1 else self._catalogue.none


def _of_chosen(question: Question, chosen: Card | None) -> Question:
    """The question with the notice before it where it only names another year (去年的呢)."""
    if chosen is None or question.names_notice():
        return question
    return replace(question, places=(chosen.place,), series=chosen.series)


def _filled(question: Question, chosen: Card) -> Question:
    """The question with the place or the series of the notice before it, whichever it leaves open."""
    if question.places and not question.series:
        return replace(question, series=chosen.series, jobs=())
    return replace(question, places=question.places or (chosen.place,))


def offered(cards: Sequence[Card]) -> tuple[Card, ...]:
    """As many as can be shown as buttons."""
    return tuple(cards[:OFFERED])
