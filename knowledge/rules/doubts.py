"""A fee that somebody has heard of, beside the one that the notice names: 中级580？"""

import re
from collections.abc import Iterator

from knowledge import lexicon
from knowledge.counts import Group
from knowledge.rules.case import Case, Verdict
from knowledge.rules.prices import price, speaks_of_fees
from notices.schema import Fee

_HEARD = re.compile(
    r"(?<![\d.年月第])(\d{2,4})(?:块钱?|元|圆)?(?:钱|的)?(?=[?？]|[,，]?(?:对|是不是|是吧|是吗|吗|没错|有没有错|真的|吧|不)|$)"
)


def fee_heard(case: Case) -> Iterator[Verdict]:
    """Whether the one fee that the text asks to confirm is that of its level and route."""
    heard = {int(m[1]) for m in _HEARD.finditer(case.text)}
    levels = tuple(case.said("level"))
    if len(heard) != 1 or len(levels) != 1 or case.question.counts or not speaks_of_fees(case):
        return
    if not lexicon.cue("fees.doubts").search(case.text):
        return
    fact = price(case, Group(1, levels[0], ""))
    if fact is not None and isinstance(fact.data, Fee):
        said = heard.pop()
        data = {"said": said, "yuan": fact.data.yuan, "level": levels[0], "routes": fact.when.route}
        yield Verdict("fee-heard", data, (fact,))
