"""How long somebody has worked, as a text gives it in years and months: 干了两年半, 先8个月再7个月, but no years of study or of
a contract."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

YEAR = 12  # months
_LITTLE = 1.2  # months: 3年多 is more than 3 years and 快3年 less, by how much is not said
_NOT_ASKED = r"(?:(?<![满够])|(?<=[刚才已]满)|(?<=[已经都]经满)|(?<=[正刚]好满))"  # 满3年 is what is asked for, 刚满3年 is not
_LENGTH = re.compile(
    r"(?<![\d.近第])(?:"
    rf"(?:{_NOT_ASKED}|(?=[1-9]\s*年(?:零|又|加)?(?:半|\d{{1,2}}个月)))"
    r"(?P<years>[1-9]|[1-3]\d)(?P<part>\.\d)?\s*年(?![底末初度级毕参入进上月代])"
    r"(?:(?:零|又|加)?(?:(?P<half>半)|(?P<more>多|出头)|(?P<beside>\d{1,2})个月))?"
    rf"|{_NOT_ASKED}"
    r"(?P<months>\d{1,3})个(?P<halves>半)?多?月(?![内前后底末份以])"
    r"|(?P<half_year>半)年(?![内前后以度]))"
)
_WORK = r"(?P<work>干|工作|上班|从事|入职|来|岗|[在去到换当做](?!职|校|学))"
_OTHER = (
    "(?P<other>毕业|学制|合同|签|社保|参保|保险|当兵|入伍|服役|部队|念|读|学了|上学|培训|驻村"
    "|继教|继续教育|公需|专业课|学时|课时|证书)"
)
_BEFORE = re.compile(f"{_OTHER}|{_WORK}")
_AFTER = re.compile(
    r"^了?的?(?:(?P<other>制|学制|毕业|合同|社保|兵|书|大专|中专|本科|大学|学习)|(?P<work>工龄|工作经|专业技术|技术工作|班|[转搞做干是](?:了|的)?(?:技术|专业)))"
)
_UNSKILLED = re.compile(
    "保安|门卫|收银|超市|餐馆|饭店|服务员|司机|开车|跑车|保洁|打杂|杂工|销售|外卖|快递|种地|务农|家政|摆摊|做生意|流水线|普工|搬砖|"
    "非专业|[不没]是?(?:专业|技术|本专业|对口)|无关|没关系|不相关|不沾边|不对口|闲着|待业|在家"
)
_UNCLEAR = re.compile(
    "实习|见习|试用|学徒|兼职|临时|行政|后勤|文员|打工|管理岗|外地|外县|外省|(?:别|其他)的?[县州地]|邻县|内地|疆外|口里|老家"
)
_WHOLE = re.compile(r"(?:一共|总共|加起来|合起来|合计|累计|拢共|前后|[其当]中|里头|实际|真正|算下来)[^,，。;；]{0,8}$")
_THEN = re.compile("又|再|后来|然后|接着|之后|完了|另外|加上?|换|转|跳|调")
_LISTED = re.compile(r"[、和跟加,，\s]*")
_PLACED = re.compile("先|[在去到]|[甲乙丙]|原来|以前|之前|前面")
_PART = re.compile("[其当]中|里[头面]|[前头]|有$")
_NEARLY = re.compile(r"(?:快|不到|不满|不足|将近|接近|差一?点)(?:有|满|到|够)?了?$")
_NEARLY_AFTER = re.compile(r"^的?(?:不到|不满|不足|没到|差一?点|[还就]?[差欠缺](?:一点|几天|\d{1,2}天))")
_ABOUT = re.compile(r"(?:大概|大约|差不多|约|估计)(?:有|是|干|工作)?了?$")
_ABOUT_AFTER = re.compile(r"^的?(?:左右|上下|差不多|吧)")
_ASKED_FOR = re.compile(r"(?:要求?|规定|需要?|须|必须|[还就]?[差欠缺剩]|再过|还有|还要|再干|再等|(?<![取获])得)$")
_SHORT_OF = re.compile(  # 差1个月3年, 再过两个月满2年
    r"(?:[差欠缺]|再过|再有)(?P<months>\d{1,2})个月(?:就|才|到|足|满|够|不|是|有|能)*(?P<years>[1-9])年"
    r"|(?P<first>[1-9])年(?:还|就|只|才|也)*[差欠缺](?P<less>\d{1,2})个月"
)


class Served(NamedTuple):
    """Years of work: those that surely count, and those that do with what is not clear; `parts` where they were added up."""

    least: float
    most: float
    parts: tuple[float, ...] = ()


class _Spell(NamedTuple):
    """Months with what they are of: "work", "unclear", "other", "part" of work that does not count, or "" where the text does
    not say; `spread` is what they may be
    more or less, `whole` whether they are told of all the others, `follows` whether they follow on those before, `placed`
    whether they have a place of their own."""

    months: float
    kind: str
    spread: float
    whole: bool
    follows: bool
    placed: bool


def names_other_work(text: str) -> bool:
    """Whether the text tells of work that does not count, or may not."""
    return any(sign.search(text) for sign in (_UNSKILLED, _UNCLEAR))


def names_years(text: str) -> bool:
    """Whether the text gives a number of years or months, of whatever."""
    return _LENGTH.search(text) is not None


def served(text: str) -> Served | None:
    """The work that the text tells of: 3年多 -> 3.1, 两年半 -> 2.5, 8个月 and 7个月 -> 1.25. None where it tells of none, or in
    more than one way."""
    if short := _SHORT_OF.search(text):
        years = (int(short["years"] or short["first"]) * YEAR - int(short["months"] or short["less"])) / YEAR
        return Served(years, years)
    spells = list(_spells(text))
    if wholes := [s for s in spells if s.whole and s.kind not in ("other", "part")]:
        return _together(wholes[-1:], [])
    work = [s for s in spells if s.kind == "work"]
    unclear = [s for s in spells if s.kind == "unclear"]
    bare = [s for s in spells if not s.kind]
    if not work:
        work, bare = (bare, []) if len(bare) == 1 else ([], bare)
    if not work and (bare or not unclear):
        return None
    told = _together(work, [*unclear, *bare])
    less = sum(s.months for s in spells if s.kind == "part") / YEAR
    return told._replace(least=max(0.0, told.least - less)) if less else told


def _together(work: Sequence[_Spell], unclear: Sequence[_Spell]) -> Served:
    """All of them added up, where they follow one on another; else no more than the least is sure."""
    months, spread = sum(s.months for s in work), sum(s.spread for s in work)
    if sum(2 * s.months == months for s in work) == 1 < len(work) - 1:
        return Served(months / 2 / YEAR, months / 2 / YEAR)  # 工作5年，甲厂3年乙厂2年
    if len(work) > 1 and not _in_a_row(work):
        return Served(min(s.months for s in work) / YEAR, months / YEAR)
    more = sum(s.months + s.spread for s in unclear)
    parts = tuple(s.months / YEAR for s in (*work, *unclear))
    return Served((months - spread) / YEAR, (months + spread + more) / YEAR, parts if len(parts) > 1 else ())


def _in_a_row(work: Sequence[_Spell]) -> bool:
    return all(s.follows for s in work[1:]) or all(s.placed or s.follows for s in work)


def _spells(text: str) -> Iterator[_Spell]:
    end, last = 0, ""
    for found in _LENGTH.finditer(text):
        listed = bool(end) and _LISTED.fullmatch(text[end : found.start()]) is not None  # 7个月、9个月
        before = re.split(r"[,，。;；、\s]", text[end : found.start()])[-1]
        after = _LENGTH.split(re.split(r"[,，。;；、\s]", text[found.end() :])[0])[0]
        end = found.end()
        if _ASKED_FOR.search(before):
            continue
        nearly = _NEARLY.search(before) or _NEARLY_AFTER.search(after)
        about = _ABOUT.search(before) or _ABOUT_AFTER.search(after)
        spread = _LITTLE if about else 0.0
        months = _length(found) - (_LITTLE if nearly else 0)
        last = _kind(before, after) or (last if listed else "")
        follows, placed = listed or bool(_THEN.search(before)), bool(_PLACED.search(before))
        yield _Spell(months, last, spread, _WHOLE.search(before) is not None, follows, placed)


def _length(found: re.Match[str]) -> float:
    if found["half_year"]:
        return YEAR / 2
    if found["months"]:
        return int(found["months"]) + (0.5 if found["halves"] else 0)
    beside = YEAR / 2 if found["half"] else _LITTLE if found["more"] else int(found["beside"] or 0)
    return (int(found["years"]) + float(found["part"] or 0)) * YEAR + beside


def _kind(before: str, after: str) -> str:
    """What months are of: by the words right after them, else by the last word before them in their clause."""
    own = before + re.split("[在去到又再换后]", after)[0]
    if _UNSKILLED.search(own):
        return "part" if _PART.search(before) else "other"
    sign = _AFTER.search(after) or next(reversed(list(_BEFORE.finditer(before))), None)
    kind = (sign.lastgroup or "") if sign else ""
    return "unclear" if kind != "other" and _UNCLEAR.search(own) else kind
