"""What the notice leaves to other documents, and what else it says of who may apply and what they are freed of."""

from collections.abc import Iterator

from knowledge.checklist.applying import Applying, ruled
from knowledge.checklist.served import opened
from knowledge.checklist.units import topic_group
from knowledge.checklist.windows import exempting
from knowledge.rules import Verdict
from notices.schema import Caution, Elsewhere, Exemption, Fact, Service

_DECIDING = ("scope.years", "basis.conditions")


def conditions(case: Applying) -> Iterator[Verdict]:
    """The years by education, where they stand in a document and no certificate of a skilled worker replaces them."""
    if any(fact.when.education for fact, _ in case.of(Service)):
        return
    left = next(filter(None, (_closest(case, topic) for topic in _DECIDING)), None)
    about = (fact for fact in case.facts.of_topic("basis.conditions") if case.fit(fact) != "conflict")
    facts = [left[0]] if left else list(about)
    if not facts:
        return
    documents = left[1].documents if left else ()
    free, cautions = opened(case), tuple(c for topic in _DECIDING for c in case.personal(topic))
    told = {"documents": documents, "cautions": tuple(dict.fromkeys(cautions)), "freed": free}
    yield ruled("conditions" if left else "conditions-left", "open", facts, deciding=not free, **told)


def _closest(case: Applying, topic: str) -> tuple[Fact, Elsewhere] | None:
    """Where a topic is left to: of several the fact that is made most closely for somebody like them."""
    left = [(fact, data) for fact, data in case.fitting(Elsewhere) if fact.topics[0] == topic]
    return max(left, key=lambda one: (case.fit(one[0]) == "met", len(case.facts.asked(one[0]))), default=None)


def elsewhere(case: Applying) -> Iterator[Verdict]:
    """What else stands in other documents and does not decide whether one may apply, unless they are freed of it."""
    freed = {topic_group(fact) for fact, _ in case.of(Exemption) if case.fit(fact) == "met"}
    for fact, data in case.of(Elsewhere):
        topic = fact.topics[0]
        if topic not in _DECIDING and topic_group(fact) not in freed and case.fit(fact) == "met":
            yield ruled("elsewhere", "open", (fact,), deciding=False, topic=topic, documents=data.documents, at=data.at)


def exams(case: Applying) -> Iterator[Verdict]:
    """That specialities whose title comes by a national examination are left out."""
    if facts := case.about("scope.exam"):
        yield ruled("exam-instead", "yes", facts, deciding=False, cautions=tuple(case.cautions("scope.exam")))


def one_route(case: Applying) -> Iterator[Verdict]:
    """That only one route may be taken in one year."""
    facts: tuple[Fact, ...] = case.about("route.choice")
    if facts:
        yield ruled("one-route", "yes", facts, deciding=False)


def defence(case: Applying) -> Iterator[Verdict]:
    """That they are freed of the defence, with what is doubtful about the words that free them."""
    if facts := exempting(case):
        doubts = tuple(one for one in case.cautions(facts[0].topics[0]) if any(_quote_alike(one, fact) for fact in facts))
        yield ruled("defence-free", "yes", facts, deciding=False, cautions=doubts)


def _quote_alike(one: Caution, fact: Fact) -> bool:
    """Whether a caution is about words that a fact rests on."""
    return any(mine.quote in its.quote for mine in one.cite for its in fact.cite)
