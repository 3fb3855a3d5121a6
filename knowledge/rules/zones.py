"""Xinjiang time beside Beijing time: what an hour of the one is in the other."""

from collections.abc import Iterator
from datetime import datetime

from knowledge import lexicon
from knowledge.clock import XINJIANG_BEHIND
from knowledge.deadlines import ends
from knowledge.rules.case import Case, Verdict
from knowledge.rules.named import meant


def zones(case: Case) -> Iterator[Verdict]:
    """The hour named, or that of the close, in both times."""
    text = case.text
    confirms = lexicon.cue("zones.confirms").search(text)
    if not lexicon.cue("zones.xinjiang").search(text) or not (confirms or lexicon.cue("zones.asks").search(text)):
        return
    window = meant(case)
    if window is None:
        return
    fact, its = window
    said = None if confirms else _said(case)
    if said is None and not isinstance(its.closes, datetime):
        yield Verdict("zone-unknown", {"window": its.window, "last": its.closes or its.opens}, (fact,))
        return
    beijing = said or ends(its.closes or case.now)
    data = {
        "beijing": beijing,
        "xinjiang": beijing - XINJIANG_BEHIND,
        "close": None if said else its.window,
        "is_said": "北京时间" in fact.text,
        "back": bool(lexicon.cue("zones.to_beijing").search(text)),
    }
    yield Verdict("zone", data, (fact,))


def _said(case: Case) -> datetime | None:
    """The hour that the text names, in Beijing time."""
    timed = [moment for moment in case.question.moments if moment.at is not None]
    return case.placed(timed[0]).on(case.now, case.year) if timed else None
