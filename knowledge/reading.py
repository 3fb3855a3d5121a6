"""A turn -> its question, read with what the turns before told."""

from dataclasses import replace

from knowledge import lexicon
from knowledge.counts import UNCLEAR
from knowledge.outcomes import Context
from knowledge.question import Question, asks, understand, without_origins
from knowledge.topics import TopicIndex

FEWEST = 3  # characters of a turn that asks nothing but of a day
LONGEST = 120  # characters of turns that are read together for the persons that they count


def read(text: str, context: Context, index: TopicIndex) -> Question:
    """The question of a turn, with what was told before anything was asked."""
    question = understand(text, index.sounds)
    if context.notice is not None:
        question = without_origins(question, known=True)
    if context.question is not None and (whole := _with_before(question, text, context, context.question, index)) is not None:
        return whole
    if not context.told:
        return question
    whole = understand(f"{context.told}，{text}", index.sounds)
    return replace(
        whole,
        asked=question.asked,
        places=question.places or whole.places,
        series=question.series or whole.series,
        jobs=question.jobs or whole.jobs,
        conditions={**whole.conditions, **question.conditions},
        home=whole.places,
    )


def _with_before(question: Question, text: str, context: Context, known: Question, index: TopicIndex) -> Question | None:
    """The turn read together with the one before, where it only adds a moment or a number to that."""
    if _asks_of_return(question, context):
        both = understand(_joined(known, text), index.sounds)
        return replace(question, text=both.text, moments=both.moments, returned=True)
    if _asks_of_more(question, context):
        both = understand(_joined(known, text) + _same_result(question, known), index.sounds)
        return replace(both, asked=question.asked)
    if _counts_on(question, context):
        return _counting(question, known, index)
    if _asks_of_day(question, context):
        asked, month = understand(f"{text}，是星期几", index.sounds), known.moments[-1].month
        return replace(asked, moments=tuple(replace(m, month=m.month or month) if m.day else m for m in asked.moments))
    return None


def _joined(known: Question, text: str) -> str:
    return f"{known.text}，那{text.removeprefix('那')}"


def _counting(question: Question, known: Question, index: TopicIndex) -> Question:
    """The turn with the persons of the one before; where they cannot be counted surely, without what names only some of them."""
    both = understand(f"{known.text}，{question.text}", index.sounds)
    unclear = UNCLEAR in (known.counts, both.counts) or lexicon.cue("counts.takes_back").search(question.text)
    if unclear or len(both.text) > LONGEST:
        some = {name: values for name, values in question.conditions.items() if name not in ("level", "route")}
        return replace(question, conditions=some, counts=UNCLEAR)
    return replace(question, text=both.text, conditions=both.conditions, counts=both.counts, levels_meant=both.levels_meant)


def _asks_of_return(question: Question, context: Context) -> bool:
    """Whether a turn names a moment for an application whose return the turn before told of."""
    known = context.question
    if context.subject != "return.deadline" or known is None or not (known.returned and known.moments):
        return False
    return bool(question.moments) and not question.returned and not (question.places or question.series)


def _asks_of_more(question: Question, context: Context) -> bool:
    """Whether a turn only says how often an appraisal came that the turn before told of, or of another year that had one, or
    asks what follows for a year: 那两次呢, 前年也是基本合格, 今年还能报不."""
    known = context.question
    if context.subject != "appraisal.postpone" or known is None or "appraisal" not in known.conditions:
        return False
    if lexicon.cue("times_more.still").search(question.text) and lexicon.cue("calls.appraisals").search(known.text):
        return True
    if lexicon.cue("times_more.year").search(question.text):
        return "appraisal" in question.conditions or _same_result(question, known) != ""
    return "appraisal" not in question.conditions and lexicon.cue("times_more").search(question.text) is not None


def _same_result(question: Question, known: Question) -> str:
    """The result told before, where a turn only says that another year had the same: 前年也是."""
    told = lexicon.cue("calls.appraisals").search(known.text)
    same = lexicon.cue("times_more.same").search(question.text)
    return told.group() if told and same and len(known.conditions["appraisal"]) == 1 else ""


def _counts_on(question: Question, context: Context) -> bool:
    """Whether a turn goes on counting the persons of whom the one before told, for what they pay: 其中一个改成初级."""
    known = context.question
    if known is None or not (known.counts or known.conditions.get("level")) or question.places or question.series:
        return False
    if not lexicon.cue("counts.goes_on").search(question.text):
        return False
    if context.subject == "fee.amount":
        return not asks(question) or bool(lexicon.cue("fees.sum_asked").search(question.text))
    return bool(known.counts) and (not asks(question) or bool(lexicon.cue("fees.total").search(question.text)))


def _asks_of_day(question: Question, context: Context) -> bool:
    """Whether a turn only names another day, after a question for the weekday of one: 那9月15号呢."""
    known = context.question
    if known is None or len(question.whole) > FEWEST or not any(moment.names_day for moment in question.moments):
        return False
    return not question.pressing and bool(known.moments) and bool(lexicon.cue("weekdays.asks").search(known.text))
