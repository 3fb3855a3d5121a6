"""Answers looked at and changed, one by one or all anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.handlers.checklist.asking import ask
from bot.handlers.checklist.case import Case, Said, said
from bot.handlers.checklist.words import button, label, on_button
from knowledge.checklist.model import UNSURE, Question
from knowledge.checklist.options import stands_for

ANSWERS = 8  # of them on one page


def change(case: Case, rest: str) -> Said | None:
    """All answers, to choose one to change."""
    first = int(rest) * ANSWERS if rest.isdecimal() else 0
    known = [(n, q, words(case, q)) for n, q in enumerate(_answered(case), 1)]
    page = known[first : first + ANSWERS]
    choices = [button("edit", q.name, f"{n} {says}") for n, q, says in page]
    choices += [button("change", str(first // ANSWERS + 1), label("more"))] if first + ANSWERS < len(known) else []
    choices += [button("change", str(first // ANSWERS - 1), label("less"))] if first else []
    on = button("result" if case.visit.through else "go")
    return said(case.waiting(), "list-answers", {"answers": page}, (*choices, on, button("again"), button("which")))


def _answered(case: Case) -> Iterator[Question]:
    return (q for q in case.visit.questions if q.name in case.visit.answers)


def words(case: Case, question: Question) -> str:
    """What was answered, as a button says it."""
    value = case.visit.answers[question.name]
    if value == UNSURE:
        return label("unsure")
    if question.form == "day":
        return on_button(date.fromisoformat(value))
    if not question.options:
        return value
    labels = (o.label for o in question.options if any(stands_for(o, v) for v in value.split(",")))
    return "、".join(labels)


def edit(case: Case, name: str) -> Said | None:
    """Ask one question again."""
    return ask(case.waiting(), name) if case.question(name) else None


def again(case: Case) -> Said | None:
    """Whether really to begin anew; where nothing is lost by that, just do."""
    if not case.visit.answers:
        return anew(case)
    return said(case.waiting(), "list-again", {"count": len(case.visit.answers)}, (button("anew"), button("keep")))


def anew(case: Case) -> Said | None:
    """Begin anew: the answers go, the ticks stay with their items."""
    return ask(case.having(replace(case.progress, answers={})).waiting(), told="began")
