"""What the notice itself says of a day that somebody heard was moved: the assistant knows only what was published."""

from collections.abc import Iterator

from knowledge import lexicon
from knowledge.deadlines import state
from knowledge.rules.case import Case, Verdict
from knowledge.rules.named import closing, meant


def announced(case: Case) -> Iterator[Verdict]:
    """The window as the notice has it, and that the notice says nothing of its being moved."""
    if not lexicon.cue("moved").search(case.text):
        return
    if "公示" in case.text or case.said("appraisal") or lexicon.cue("may").search(case.text):
        return  # whether it may be moved yet is another question
    found = meant(case) or case.window("apply")
    if found is not None and closing(found[1]):
        yield Verdict("as-published", {"seen": state(found[1], case.now)}, (found[0],))
