"""A turn -> its question, read with what the turns before told."""

from dataclasses import replace

from knowledge.following import asks_of_day, asks_of_more, asks_of_return, same_result
from knowledge.outcomes import Context
from knowledge.question import Question, understand, without_origins
from knowledge.topics import TopicIndex


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
    if asks_of_return(question, context) or asks_of_more(question, context):
        more = "" if asks_of_return(question, context) else same_result(question, known)
        both = understand(f"{known.text}，那{text.removeprefix('那')}{more}", index.sounds)
        if not question.moments:
            return replace(both, asked=question.asked)
        return replace(question, text=both.text, moments=both.moments, returned=True)
    if asks_of_day(question, context):
        asked, month = understand(f"{text}，是星期几", index.sounds), known.moments[-1].month
        return replace(asked, moments=tuple(replace(m, month=m.month or month) if m.day else m for m in asked.moments))
    return None
