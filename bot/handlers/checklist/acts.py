"""What the buttons of the checklist do, by the act in their id."""

from collections.abc import Callable, Mapping

from bot.handlers.checklist import asking, calendar, changing, listing, outcome, sharing
from bot.handlers.checklist.case import Case, Said
from bot.handlers.checklist.words import label
from knowledge.checklist.model import UNSURE

Act = Callable[[Case, str], Said | None]


def _bare(act: Callable[[Case], Said | None]) -> Act:
    """An act that is on nothing."""
    return lambda case, rest: act(case)


# What is done while the questions are answered ...
STEPS: Mapping[str, Act] = {
    "is": asking.chosen,
    "with": asking.toggled,
    "enough": asking.enough,
    "back": _bare(asking.back),
    "go": _bare(asking.go_on),
    "pause": _bare(asking.pause),
    "change": changing.change,
    "edit": changing.edit,
    "again": _bare(changing.again),
    "anew": _bare(changing.anew),
    "keep": _bare(asking.go_on),
}
# ... and with what comes of them, once all are.
VIEWS: Mapping[str, Act] = {
    "result": _bare(outcome.result),
    "rules": outcome.rules,
    "items": listing.items,
    "item": listing.card,
    "done": listing.tick,
    "undone": listing.untick,
    "trouble": listing.trouble,
    "nonote": listing.no_note,
    "picture": _bare(listing.picture),
    "dates": calendar.dates,
    "timeline": _bare(calendar.timeline),
    "calendar": _bare(calendar.calendar),
    "sheet": _bare(calendar.sheet),
    "page": _bare(sharing.page),
    "share": _bare(sharing.share),
    "feed": _bare(sharing.feed),
    "unfeed": _bare(sharing.unfeed),
}


def act_on(case: Case, act: str, rest: str = "") -> Said | None:
    """Do what a button says; None where it means nothing any more. Before all questions are answered there is nothing to
    view: the next one is asked."""
    if act in VIEWS and not case.visit.through:
        return asking.ask(case)
    known = STEPS.get(act) or VIEWS.get(act)
    return known(case, rest) if known else None


def says(case: Case | None, choice: str) -> str:
    """The words on a button, for channels that show what was pressed."""
    act, _, rest = choice.removeprefix("list:").partition(":")
    if case is not None and act in ("is", "with", "edit"):
        return _answer(case, rest)
    if case is not None and act == "item" and case.visit.through:
        item = case.item(rest)
        return item.name if item else ""
    return label("open") if act == "for" else label(act)


def _answer(case: Case, rest: str) -> str:
    name, _, value = rest.partition(":")
    question = case.question(name)
    if question is None:
        return ""
    labels = {o.value: o.label for o in question.options} | {UNSURE: label("unsure"), "": question.ask}
    return labels.get(value, "")
