"""What comes of the answers: whether one may apply, with the reasons, and the way on from there."""

from bot.handlers.checklist.case import Case, Said, said
from bot.handlers.checklist.words import button, label
from bot.handlers.replying import quotes
from bot.messages import Choice, Quote
from knowledge.checklist.model import UNSURE
from knowledge.outcomes import Part
from knowledge.rules import Verdict
from notices.schema import Caution

QUOTED = 240  # characters of quotes under a reply
FIRST = 3  # reasons that are told with the outcome
RULES = 3  # reasons on one page of how it was found
WAYS = ("items", "dates", "rules", "change")
OUT = ("sheet", "page", "share")  # ways out of the chat


def outcome(case: Case, told: str = "", count: int = 0) -> Said:
    """The outcome, deciding reasons first. `told` says why so many answers have dropped out (see `ask`)."""
    found = case.checklist.eligibility
    reasons = tuple(r for r in found.reasons if _decides(r, found.ruling))[:FIRST] or found.reasons[:1]
    data = {
        "checklist": case.checklist,
        "ruling": found.ruling,
        "reasons": reasons,
        "more": len(found.reasons) - len(reasons),
        "cautions": [c for c in found.cautions if found.ruling != "no" and not _is_told(c, reasons)][:1],
        "quotes": cited(case, reasons),
        "documents": tuple(dict.fromkeys(d for r in reasons for d in r.data.get("documents", ()))),
        "told": told,
        "count": count,
        "unsure": len(unsure(case)),
    }
    return said(case.waiting(), "list-outcome", data, (*_answers(case), *_ways(case)))


def _ways(case: Case) -> tuple[Choice, ...]:
    papers = Choice(f"papers:{case.notice.id}", label("papers"))
    return (*(button(way) for way in WAYS), papers, *(button(way) for way in OUT))


def _decides(reason: Verdict, ruling: str) -> bool:
    """Whether a reason is one of those that the ruling comes of."""
    return bool(reason.data.get("deciding")) and reason.data.get("ruling") == ruling


def _is_told(caution: Caution, reasons: tuple[Verdict, ...]) -> bool:
    return any(caution in reason.data.get("cautions", ()) for reason in reasons)


def unsure(case: Case) -> tuple[str, ...]:
    """The questions that were answered with not knowing."""
    return tuple(name for name, value in case.visit.answers.items() if value == UNSURE)


def _answers(case: Case) -> tuple[Choice, ...]:
    """To answer after all what was not known, where nothing could be said for want of it."""
    found = case.checklist.eligibility
    wanting = {name for reason in found.reasons if _decides(reason, "open") for name in reason.data.get("hangs_on", ())}
    open_ones = [name for name in unsure(case) if name in wanting] if found.ruling == "open" else []
    return tuple(button("edit", name, label("answer")) for name in open_ones[:1])


def cited(case: Case, reasons: tuple[Verdict, ...]) -> tuple[Quote, ...]:
    """The words of the clauses that reasons rest on."""
    facts = tuple(fact for reason in reasons for fact in reason.facts)
    return quotes(Part(case.notice, facts[:1], verdicts=reasons), QUOTED)


def result(case: Case) -> Said:
    """The outcome."""
    return outcome(case)


def rules(case: Case, rest: str) -> Said:
    """How it was found: all reasons with their steps and clauses, a page of them."""
    reasons = case.checklist.eligibility.reasons
    page, pages = paged(rest, len(reasons), RULES)
    shown = reasons[page * RULES : (page + 1) * RULES]
    data = {"reasons": shown, "quotes": cited(case, shown), "page": page, "pages": pages, "first": page * RULES}
    return said(case.waiting(), "list-rules", data, (*turning("rules", page, pages), button("result")))


def paged(rest: str, lines: int, each: int, default: int = 0) -> tuple[int, int]:
    """The page that a button names, or the `default` one, of those that so many lines make; and how many these are."""
    pages = max(1, -(-lines // each))
    return min(int(rest) if rest.isdecimal() else default, pages - 1), pages


def turning(act: str, page: int, pages: int) -> tuple[Choice, ...]:
    """The buttons to the pages before and after one."""
    less = (button(act, str(page - 1), label("less")),) if page else ()
    more = (button(act, str(page + 1), label("more")),) if page + 1 < pages else ()
    return less + more
