"""The questions of a checklist: asked one at a time, answered by a button or in words, changed later."""

from collections.abc import Iterator
from dataclasses import replace

from bot.handlers.checklist.case import Case, Said, said
from bot.handlers.checklist.outcome import outcome
from bot.handlers.checklist.words import button, label, marked
from bot.messages import Choice
from knowledge.checklist.model import UNSURE, Question, Refusal
from knowledge.checklist.options import stands_for

NONE = "none"  # the option of several that stands for none of them


def ask(case: Case, name: str = "", *, told: str = "", count: int = 0, refusal: Refusal | None = None) -> Said:
    """The question of a name, else the next one; what comes of all answers where none is left. `refusal` is why a typed
    answer was not taken; `told` what is said before: began, renewed (the notice has changed) or changed (an answer has), with
    the `count` of answers that dropped out, pick (nothing was), first (there is none before)."""
    question = (case.question(name) if name else None) or case.visit.next
    if question is None:
        return outcome(case.waiting(), told, count)
    picked = case.folder.picked if case.folder.asking == question.name else _given(case, question)
    case = case.waiting(question.name, picked=picked)
    data = {"question": question, "refusal": refusal, "told": told, "count": count, **_place(case, question)}
    return said(case, "list-ask", data, tuple(_choices(case, question)))


def _given(case: Case, question: Question) -> tuple[str, ...]:
    """The options that were chosen before."""
    return tuple(filter(None, case.visit.answers.get(question.name, "").split(",")))


def _place(case: Case, question: Question) -> dict[str, int]:
    """Which question it is, and about how many come after it; -1 where all are answered, and this one is changed."""
    names = [q.name for q in case.visit.questions]
    before = [n for n in names[: names.index(question.name)] if n in case.visit.answers]
    left = [n for n in names if n not in case.visit.answers and n != question.name]
    return {"number": len(before) + 1, "left": -1 if case.visit.through else len(left)}


def _choices(case: Case, question: Question) -> Iterator[Choice]:
    act = "with" if question.form == "many" else "is"
    for option in question.options:
        chosen = any(stands_for(option, value) for value in case.folder.picked)
        sign = "picked" if chosen else "free" if act == "with" else ""
        yield button(act, f"{question.name}:{option.value}", marked(sign, option.label))
    if act == "with":
        yield button("enough", question.name)
    if question.may_be_unsure:
        yield button("is", f"{question.name}:{UNSURE}", label("unsure"))
    if _before(case, question.name) is not None:
        yield button("back")
    if len(case.visit.answers) > 1:
        yield button("change")
    yield button("pause")


def _before(case: Case, name: str) -> str | None:
    """The question answered before that of a name."""
    names = [q.name for q in case.visit.questions]
    earlier = names[: names.index(name)] if name in names else names
    return next((n for n in reversed(earlier) if n in case.visit.answers), None)


# ---- answers


def fits(question: Question, value: str) -> bool:
    """Whether a value is one that a button of the question may give."""
    if value == UNSURE:
        return question.may_be_unsure
    return question.form == "one" and value in {o.value for o in question.options}


def chosen(case: Case, rest: str) -> Said | None:
    """A button of an answer. One of an older message counts while its question is open; pressed twice, it counts once."""
    name, _, value = rest.partition(":")
    question = case.question(name)
    if question is None or not fits(question, value):
        return None
    if name in (case.folder.asking, case.visit.next and case.visit.next.name):
        return answer(case, name, value)
    return ask(case, case.folder.asking) if case.visit.answers.get(name) == value else None


def answer(case: Case, name: str, value: str) -> Said:
    """Take an answer and ask what comes next. Answers that fit no more count no more, which is told; they are kept until all
    is answered, in case this one is taken back."""
    after = case.answered(name, value)
    gone = sum(n not in after.visit.answers for n in case.visit.answers)
    after = pruned(after) if after.visit.through else after
    changed = case.visit.answers.get(name, value) != value
    return ask(after.waiting(), told="changed" if changed or gone else "", count=gone)


def pruned(case: Case) -> Case:
    """The case with those answers alone that still count."""
    if set(case.progress.answers) == set(case.visit.answers):
        return case
    return case.having(replace(case.progress, answers=dict(case.visit.answers)))


def toggled(case: Case, rest: str) -> Said | None:
    """An option of several, ticked or not any more."""
    name, _, value = rest.partition(":")
    question = case.question(name)
    if question is None or question.form != "many" or value not in {o.value for o in question.options}:
        return None
    if name not in (case.folder.asking, case.visit.next and case.visit.next.name):
        return None
    picked = case.folder.picked if case.folder.asking == name else _given(case, question)
    return ask(case.waiting(name, picked=_with(question, picked, value)), name)


def _with(question: Question, picked: tuple[str, ...], value: str) -> tuple[str, ...]:
    """The options after one more was tapped: it is ticked, or not any more. None of them and some of them cannot be both."""
    if value in picked:
        return tuple(v for v in picked if v != value)
    rest = () if value == NONE else tuple(v for v in picked if v not in (NONE, UNSURE))
    return tuple(o.value for o in question.options if o.value in (*rest, value))


def enough(case: Case, name: str) -> Said | None:
    """All options are ticked that apply."""
    question = case.question(name or case.folder.asking)
    if question is None or question.form != "many" or question.name != case.folder.asking:
        return None
    if not case.folder.picked:
        return ask(case, question.name, told="pick")
    return answer(case, question.name, ",".join(case.folder.picked))


# ---- going back and changing


def back(case: Case) -> Said | None:
    """The question before the one that is asked; the first again where there is none."""
    current = case.folder.asking or (case.visit.next.name if case.visit.next else "")
    before = _before(case, current)
    return ask(case.waiting(), before or current, told="" if before else "first")


def go_on(case: Case) -> Said | None:
    """Back to the question that waits."""
    return ask(case, case.folder.asking)


def pause(case: Case) -> Said | None:
    """Leave the questions; everything is kept."""
    count = len(case.visit.answers)
    return said(case.waiting(), "list-paused", {"count": count}, (button("go"), *((button("change"),) if count else ())))
