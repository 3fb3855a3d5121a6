"""How often each result of an appraisal came, by the years and times that a text gives with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_RESULT = re.compile(r"(?P<basic>基本(?:合格|称职))|(?P<failed>不(?:合格|称职))|优秀|良好|(?:合格|称职)(?!证|课|标准)")
_YEAR = r"(?:20)?[12]\d"
_AGO = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "上一年": 1, "今年": 0}
_APPLIES = re.compile(  # the year of the application: 原定2024年, 今年本该报
    r"(?:本该|原定|本来|原本|按理|该|轮到|打算|计划|准备)[^,，。\d]{0,4}20\d\d年?度?"
    rf"|(?<!\d)(?:{_YEAR}年?度?|今年|明年|去年)"
    r"(?:我|他|她|就|本来|本该|该|能|可以|要|想|打算|准备|计划|原定|应该?|再|还|才|可|参加)*[^,，。\d]{0,2}"
    r"(?:申?报|参?评(?!为|上|了|的|定|成|得|基|不|优|合|称)|申请|轮到)"
)
_NAMED = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})(?!年?度?(?:我|才|就|的时候)?(?:评[上为的了定]|取得|拿到?|聘|毕业|入职|参加工作|上班))"
    rf"(?=年|度|[、,，和跟与]|这?[两三四五]年|还有|的|各|都|连|考核|是|$)|(?P<ago>大前年|前年|去年|今年|上一?年)"
)
_RANGE = re.compile(rf"(?<!\d)({_YEAR})年?度?(?:到|至|-|~|—)({_YEAR})(?!\d)")
_JOINED = re.compile(r"年?度?(?:这?[两三四五]年|[、和跟与]|还有|的[两三四五2-5]年|的?(?:年度)?考核|[又是得了为都也连着续]*$)")
_OFTEN = re.compile(r"(?<![\d第])(\d)\s*(?:次|回|遍|度|个?年度?(?=[^,，。\d]{0,5}(?:都|均|全)))")
_RUNNING = re.compile(r"连(?:着|续)?(?:了)?(\d)年|(?<!\d)(\d)年(?:都|全|均|年|每年)")  # 连着三年
_YEARS_OF = re.compile(r"(?:^|[有里头中,，、和跟是其])(\d)个?年(?:考核|都|均|全|是|为|得了?|被?评为)*$")  # 其中两年基本合格
_EACH = re.compile(r"^[^,，。;；\d]{0,3}各[^,，。;；\d]{0,3}(\d)\s*[次回遍年]")
_COUNTED = re.compile(r"(?<![\d第年])(\d)个$")  # 2个不合格
_RATHER = re.compile(r"那(?:么|要是|如果|是)?(\d)[次回遍年]")  # 一次不合格推两年，那两次呢
_NEAR_BEFORE, _NEAR_AFTER = 12, 6  # characters around a result in which it is told how often


class _Told(NamedTuple):
    """A result with what stands between it and those beside it."""

    result: str  # "" where it puts nothing off
    before: str
    after: str


def occurrences(text: str, this_year: int, notice_year: int) -> Mapping[str, int] | None:
    """How often each result came, at least once; None where the text can be read in more than one way."""
    told = _told(_APPLIES.sub("，", text))
    own = [one for one in told if one.result]
    if not own:
        return {}
    if len(own) > 1 and (each := _EACH.search(told[-1].after)):
        return {one.result: int(each[1]) for one in own}
    if "分别" in told[0].before:
        return _one_each(told)
    times = [_times(one, named, _follows(told[0], _OFTEN)) for one, named in _with_years(told, this_year, notice_year)]
    if None in times:
        return None
    return {one.result: sum(n or 0 for o, n in zip(own, times, strict=True) if o.result == one.result) for one in own}


def _follows(first: _Told, sign: re.Pattern[str]) -> bool:
    """Whether years, or times, stand after the results that they belong to."""
    return not sign.search(first.before) and sign.search(first.after[:_NEAR_AFTER]) is not None


def _with_years(told: Sequence[_Told], this_year: int, notice_year: int) -> Iterator[tuple[_Told, set[int] | None]]:
    """The results that put something off, each with its years."""
    follow = _follows(told[0], _NAMED)
    for one in told:
        if one.result:
            yield one, _years(one.after if follow else one.before, this_year, notice_year)


def _told(text: str) -> list[_Told]:
    signs = list(_RESULT.finditer(text))
    edges = [0, *(sign.end() for sign in signs)]
    starts = [*(sign.start() for sign in signs[1:]), len(text)]
    return [
        _Told(sign.lastgroup or "", text[begin : sign.start()], text[sign.end() : end])
        for sign, begin, end in zip(signs, edges, starts, strict=False)
    ]


def _times(one: _Told, named: set[int] | None, follow: bool) -> int | None:
    """How often one result came: as it says, else once for each of its years."""
    if rather := _RATHER.search(one.after):
        return int(rather[1])
    near = one.after[:_NEAR_AFTER] if follow else one.before[-_NEAR_BEFORE:]
    if found := list(_OFTEN.finditer(near)):
        return int(found[-1][1]) * (len(named) if named and "各" in near else 1)
    if counted := _COUNTED.search(one.before):
        return int(counted[1])
    if running := _RUNNING.search(one.before[-_NEAR_BEFORE:]) or _YEARS_OF.search(one.before):
        return int(next(filter(None, running.groups())))
    if not named and (found := list(_OFTEN.finditer(re.split("[,，。;；]", one.after)[0][:_NEAR_AFTER]))):
        return int(found[0][1])
    return None if named is None else max(1, len(named))


def _years(text: str, this_year: int, notice_year: int) -> set[int] | None:
    """The years named; None for a span of which it does not say that they are all meant. The notice's own year is one of them
    only where it stands among others."""
    found = set[int]()
    for span in _RANGE.finditer(text):
        if not re.search("都|均|全|连|每年", text[span.end() :]):
            return None
        found |= set(range(_full(span[1]), _full(span[2]) + 1))
    for sign in _NAMED.finditer(text):
        year = _full(sign["year"]) if sign["year"] else this_year - _AGO[sign["ago"]]
        if year < notice_year or _JOINED.match(text, sign.end()):
            found.add(year)
    return found


def _full(year: str) -> int:
    return int(year) % 100 + 2000


def _one_each(told: Sequence[_Told]) -> Mapping[str, int] | None:
    """2021、2022年分别是基本合格和不合格: one year each, if there are as many years as results."""
    results = {one.result for one in told if one.result}
    return dict.fromkeys(results, 1) if len(_NAMED.findall(told[0].before)) == len(told) == len(results) else None
