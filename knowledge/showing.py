"""What of a notice is shown: the facts that fit on a phone, none of them twice, what they want minded, and the season."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from knowledge.aspects import LEFT_OPEN
from knowledge.conditions import fits
from knowledge.deadlines import WindowState, state
from knowledge.facts import Facts, pairs
from knowledge.inquiry import Inquiry
from knowledge.matching import Scored, said
from knowledge.question import Question, this_year
from notices.schema import Caution, Condition, Fact, Fee, Material, Window

UNSURE = -0.35  # a topic below this is only guessed
PLAIN = 0.3  # a topic above this is meant, whatever leads
BESIDE = 0.45  # how far a second topic may lie behind the first and still be answered with it
FAINTEST = -0.45  # but not below this
NEAR = 0.55  # how far a fact may lie behind the best one and still be shown
REPEATED = 0.7  # share of a text's words that may stand before it
FACTS = 4  # facts shown of one notice
LENGTH = 300  # characters of facts' texts shown of one notice


def is_unsure(inquiry: Inquiry, ranked: Sequence[Scored]) -> bool:
    """Whether even the best fact is about a topic that the wording hardly speaks for."""
    return inquiry.topics[ranked[0].topic] < UNSURE


def shown(inquiry: Inquiry, ranked: Sequence[Scored]) -> list[Scored]:
    """The facts to show: the best, those of its topic not far behind, and the best of topics that are asked as well."""
    lead = ranked[0]
    if is_unsure(inquiry, ranked):
        return _within([s for s in ranked[:FACTS] if lead.score - s.score <= NEAR])
    least = min(max(inquiry.topics[lead.topic] - BESIDE, FAINTEST), PLAIN)
    strong = {t for t, v in inquiry.topics.items() if v > least} | {lead.topic, *_apart(inquiry, ranked)}
    # in the order of their facts, since topics may be as likely as each other
    beside = dict.fromkeys(s.topic for s in ranked if s.topic in strong and s.topic != lead.topic)
    near = [s for s in ranked if s.topic == lead.topic and lead.score - s.score <= NEAR and not _only_wider(s, lead)]
    chosen = near[: 2 if beside else FACTS]
    for topic in sorted(beside, key=lambda t: -inquiry.topics[t])[:2]:
        chosen += _widest_first([s for s in ranked if s.topic == topic])[: 2 if len(beside) == 1 else 1]
    return _within(chosen)


def _widest_first(ranked: list[Scored]) -> list[Scored]:
    """Facts of a topic that is asked of beside another, led by the one that gives all of it where none is made for the asker."""
    if not ranked or ranked[0].score > ranked[0].wording:
        return ranked
    wide = (s for s in ranked if s.fact.when == Condition() and not isinstance(s.fact.data, Material))
    best = next(wide, ranked[0])
    return [best, *(s for s in ranked if s is not best)] if ranked[0].score - best.score <= NEAR else ranked


def _apart(inquiry: Inquiry, ranked: Sequence[Scored]) -> Iterator[str]:
    """Of each part that asks by itself the likeliest topic that the notice speaks of."""
    known = {one.topic for one in ranked}
    yield from (topic for part in inquiry.apart if (topic := next((t for t in part if t in known), "")))


def leading(chosen: Sequence[Scored], first: Iterable[Scored]) -> list[Scored]:
    """The facts chosen, led by those that give what is asked of them where none chosen does."""
    return _within([*dict.fromkeys((*first, *chosen))])


def _only_wider(one: Scored, lead: Scored) -> bool:
    """Whether a fact lists all fees where the one for just this asker leads."""
    own = isinstance(lead.fact.data, Fee) and lead.score > lead.wording
    return own and one is not lead and (one.fact.when == Condition() or one.score <= one.wording)


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
    words, before = pairs(text), frozenset[str]().union(*map(pairs, said_before))
    return len(words & before) > REPEATED * len(words)


def cautions(facts: Facts, topics: Sequence[str], question: Question, texts: Sequence[str]) -> tuple[Caution, ...]:
    """What the answer's topics want minded, for this asker, and not said by its facts already."""
    found = dict.fromkeys(c for t in topics for c in facts.cautions_of(t))
    kept = [c for c in found if concerns(facts, c, question) and not _says_again(c.text, texts)]
    return tuple(kept[:2])


PERSONAL = {"employer", "education", "certificate", "title_from", "standing", "appraisal"}  # fields that say who somebody is


def concerns(facts: Facts, caution: Caution, question: Question) -> bool:
    """Whether a caution is for this asker: one for certain persons only where they said they are such."""
    asked = facts.asked(caution)
    fitting, met = fits(asked, said(question))
    return fitting and (met > 0 or not any(name in PERSONAL for name, _ in asked))


def when(facts: Facts, inquiry: Inquiry) -> tuple[WindowState | None, int | None]:
    """How the season stands, and the year that it is where the question means it and the notice is of another."""
    other = this_year(inquiry.question) and inquiry.now.year != facts.notice.year
    return season(facts, inquiry.now), inquiry.now.year if other else None


def season(facts: Facts, now: datetime) -> WindowState | None:
    """The state of a notice's application window."""
    windows = (fact.data for fact in facts.of_kind(Window) if isinstance(fact.data, Window))
    return next((state(window, now) for window in windows if window.window == "apply"), None)


def silent(facts: Facts, ranked: Sequence[Scored], topic: str, words: frozenset[str], question: Question) -> Caution | None:
    """A caution that the notice leaves open just what is asked, where its words fit the question better than any fact's."""
    if ranked[0].fact.when != Condition():
        return None  # a fact made for somebody like the asker says it
    best = max(facts.shared(words, s.fact) for s in ranked)
    found = (
        (facts.shared_by(words, c), c)
        for c in facts.cautions_of(topic)
        if LEFT_OPEN.search(c.text) and concerns(facts, c, question)
    )
    share, caution = max(found, key=lambda f: f[0], default=(0, None))
    beside_the_point = ranked[0].fact.topics[0] != topic
    enough = max(2, best // 2) if beside_the_point else max(2 * best, len(words) // 3, 3)
    return caution if share >= enough else None


def texts_of(facts: Sequence[Fact]) -> list[str]:
    """The words that facts are told in."""
    return [fact.text for fact in facts]
