"""How much one reply may say: a screen or two of a phone. What goes first where it is too much is decided here; lengths are
those of the plain text, white space not counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.messages import Quote
from knowledge.outcomes import Part
from knowledge.rules import Verdict
from notices.schema import Caution, Fact

LONGEST = 690  # ten below what a reply may have
SEASON, OTHER_YEAR, UNSURE = 40, 70, 20  # the sentences about these
AROUND = 12  # 可以问通知上的联系人： and the like
# Verdicts are worded in the templates, so their lengths are bounds that were measured: a sentence and what stands in lists.
SENTENCE, MEMBER = 80, 15
SENTENCES = {"publicity-back": 115, "publicity-on": 115, "correction": 140, "skill": 170, "service": 120, "window-now": 50}


@dataclass(frozen=True)
class Draft:
    """What is to be said of one notice, with the quotes shown for it."""

    part: Part
    quotes: tuple[Quote, ...]

    @cached_property
    def length(self) -> int:
        """How many characters it takes at most."""
        part = self.part
        names = len(part.notice.name) + 10
        around = SEASON * (part.season is not None) + OTHER_YEAR * (part.asked_year is not None) + UNSURE * part.unsure
        facts = sum(_said(fact.text) + 1 for fact in part.facts)
        cautions = sum(_said(caution.text) + 3 for caution in part.cautions)
        quotes = sum(_said(quote.quote) + len(quote.clause) + 2 for quote in self.quotes)
        return names + around + facts + cautions + quotes + sum(map(_sentence, part.verdicts))


def fitted(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts within the budget. First further quotes go, then second cautions, then further facts; never a verdict, nor
    the first fact and its quote."""
    while sum(draft.length for draft in drafts) > LONGEST:
        shorter = _shortened(drafts)
        if shorter is None:
            break
        drafts = shorter
    return drafts


def _shortened(drafts: Sequence[Draft]) -> Sequence[Draft] | None:
    """The drafts less the next thing to go, out of the longest of them that has it."""
    for cut in (_less_a_quote, _less_a_caution, _less_a_fact):
        for number in sorted(range(len(drafts)), key=lambda n: -drafts[n].length):
            if (shorter := cut(drafts[number])) is not None:
                return [*drafts[:number], shorter, *drafts[number + 1 :]]
    return None


def _less_a_quote(draft: Draft) -> Draft | None:
    return replace(draft, quotes=draft.quotes[:-1]) if len(draft.quotes) > 1 else None


def _less_a_caution(draft: Draft) -> Draft | None:
    part = draft.part
    return replace(draft, part=replace(part, cautions=part.cautions[:-1])) if len(part.cautions) > 1 else None


def _less_a_fact(draft: Draft) -> Draft | None:
    part = draft.part
    return replace(draft, part=replace(part, facts=part.facts[:-1])) if len(part.facts) > 1 else None


def _said(text: str) -> int:
    return sum(map(len, text.split()))


def _sentence(verdict: Verdict) -> int:
    """A bound for the words of a verdict."""
    lists = (value for value in verdict.data.values() if isinstance(value, (list, tuple)))
    return SENTENCES.get(verdict.key, SENTENCE) + MEMBER * sum(map(len, lists))


def fitting(room: int, *kinds: Sequence[Fact | Caution]) -> list[Sequence[Fact | Caution]]:
    """As much of each kind as has room together: the last of the first kind goes first, the first of each never."""
    kept = list(kinds)
    while sum(_said(one.text) + AROUND for kind in kept for one in kind) > room:
        number = next((n for n, kind in enumerate(kept) if len(kind) > 1), None)
        if number is None:
            break
        kept[number] = kept[number][:-1]
    return kept
