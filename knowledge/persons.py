"""What of a text tells of persons: numbers, levels, routes, in the clauses that its punctuation makes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from knowledge import lexicon
from knowledge.words import Found

_FEW = {"俩": 2, "仨": 3} | {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_THING = (
    "月|工作|小时|学时|课时|年(?!轻)|级(?!别)|学(?!员)|课|钟|附件|证|公?章|项|系列|专业|表|字|文件|材料|问题|单位|日|天|星期|"
    "礼拜|周|份|点|公需|承诺|档案(?!员)|公示|网|电话|评审表|呈报|推荐|继续"
)
_ORGANISATION = (
    "[^,，。\\d报评中初高]{0,5}(?:单位|公司|企业|部门|科室|项目部|班组|[所站局厂校院馆镇乡村队])"
    "(?!的?(?:同事|人|职工|员工|老师|技术))"
)
_DOCUMENT = "[^,，。\\d报评有持拿考]{0,6}(?:证|专利|论文|课题|著作|奖状|奖项|成果)(?![^,，。]{0,2}的)"  # 3个本科证
_LEVEL_NEXT = "(?=(?:正|副)?高级?(?!工(?!程)|技)|中级|初级|助理|助工|员级|工程师|馆员|讲师)"
_NUMBER = re.compile(
    rf"(?<![\d.第每])(?<!\d[-~—到至、])(?P<n>\d{{1,3}})(?![\d.])\s*(?:(?:个人|名|位|口人|人)(?!{_THING}|民)|个(?!人(?:公需|专业|每|各)|{_THING}|{_ORGANISATION}|{_DOCUMENT})|{_LEVEL_NEXT})"
    rf"|(?P<few>[俩仨])(?:个?人|口子)?|(?P<cn>[一两二三四五六七八九十]){_LEVEL_NEXT}"
)
_BARE = re.compile(r"[:：是为]?(?P<n>\d{1,2})(?=[、,，;；。:：?？!！\s和]|$)")  # 中级4、初级6
PRICES = 100  # from which on a number right before or after a level is what one person pays: 中级380初级220
_PRICED = re.compile(r"1个?人(?:要|得|交|收|是)*(?:\d{2}|多少)")  # 一个人380 is a price
_BREAK = re.compile(
    r"[,，。、;；:：?？!！\s]+|(?<=[级定予])(?:的|评审)?(?:和|跟|加上?|还有|以及)|(?:再加|另外|还有)"
    r"|(?<=级)(?=[我他她][^,，。]{0,5}[报评][^,，。]{0,4}级)"  # 我评高级我爸妈都评中级
)
_ADDED = re.compile("再加|再来|又来|另加|加上")
_JOIN = re.compile("和|跟|、|以及")
_ROUTE = re.compile(
    r"(?P<review>评审(?!费|表|会|委|条件|材料|资格|系统|申报表))|(?P<grant>授予)|(?P<initial>初次确定|初次定|初认定|初定)"
)


def names_route(text: str) -> bool:
    """Whether a text names a way of getting a title."""
    return _ROUTE.search(text) is not None


def by_review(text: str) -> bool:
    """Whether review is the only way that a text names."""
    return {match.lastgroup for match in _ROUTE.finditer(text)} == {"review"}


def number(text: str) -> int:
    """A number in digits or as one Chinese numeral."""
    return _FEW[text] if text in _FEW else int(text)


class Sign(NamedTuple):
    """A number of persons, one person, a level or a route at a place of the text."""

    kind: Literal["number", "self", "level", "route"]
    start: int
    end: int
    value: str


class Clause(NamedTuple):
    """A piece of the text between breaks."""

    text: str
    start: int
    joined: bool  # to the one before by 和
    added: bool  # to those before: 再加
    signs: tuple[Sign, ...]

    def of(self, kind: str) -> list[Sign]:
        """The signs of a kind, in order."""
        return [sign for sign in self.signs if sign.kind == kind]

    def before(self, sign: Sign) -> str:
        """What stands before a sign."""
        return self.text[: sign.start - self.start]

    def after(self, sign: Sign) -> str:
        """What stands between a sign and the next one."""
        following = [s.start for s in self.signs if s.start >= sign.end]
        return self.text[sign.end - self.start : min(following, default=self.start + len(self.text)) - self.start]


@cache
def _row() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One person, and several in a row of whom something is said: 我跟小李, 张三李四, 她姐和她姐夫."""
    named, kin = (lexicon.cue(name).pattern for name in ("counts.named", "counts.kin"))
    alone = "[我他她](?![们的单学公校厂局院馆县市所这俩仨])"
    one = f"(?:(?:[我他她]的?)?(?:{kin})(?:{named})?|(?:{named})(?:主任|[科处局站所]长)?|{alone})"
    return re.compile(one), re.compile(rf"(?:{one}(?:和|跟|与|同(?!事|学)|、|还有|加上?)|(?:{named})(?={named}))+{one}")


def one_person() -> re.Pattern[str]:
    """Words that tell of one person: 小李, 我同事, 我."""
    return _row()[0]


def _together(text: str) -> list[tuple[tuple[int, int], str]]:
    """Where persons are told of together, and how many they are, the asker included."""
    one, row = _row()
    acting = (m for m in row.finditer(text) if lexicon.cue("counts.acts").match(text, m.end()))
    rows = [(m.span(), str(len(one.findall(m.group())))) for m in acting]
    others = [(m.span(), str(int(m["others"] or 1) + 1)) for m in lexicon.cue("counts.with_others").finditer(text)]
    return rows + [found for found in others if not any(a < found[0][1] and found[0][0] < b for (a, b), _ in rows)]


def _signs(text: str, found: Sequence[Found]) -> Iterator[Sign]:
    """What of a text tells of persons, in any order."""
    together = _together(text)
    yield from (Sign("number", *span, value) for span, value in together)
    for match in _NUMBER.finditer(text):
        priced = _PRICED.match(text, match.start()) or (match.end("n") == match.end() and int(match["n"]) >= PRICES)
        if not priced and not any(a <= match.start() < b for (a, b), _ in together):
            yield Sign("number", *match.span(), match["n"] or str(number(match["few"] or match["cn"])))
    for one in (m for name in ("counts.one", "counts.named") for m in lexicon.cue(name).finditer(text)):
        if lexicon.cue("counts.acts").match(text, one.end()) and not any(a <= one.start() < b for (a, b), _ in together):
            yield Sign("self", *one.span(), "1")
    yield from (Sign("route", *m.span(), str(m.lastgroup)) for m in _ROUTE.finditer(text))
    for word in found:
        for level in [m.value for m in word.meanings if m.field == "level"]:
            yield Sign("level", word.start, word.end, level)
            if bare := _BARE.match(text, word.end):
                yield Sign("number", *bare.span(), bare["n"])


def _link(words: str) -> tuple[bool, bool]:
    """Whether a clause, given with the break before it, is joined to the one before, and whether it adds to all before."""
    link = _BREAK.match(words)
    return bool(link and _JOIN.search(link.group())), _ADDED.match(words.lstrip(" ,，。;；")) is not None


def clauses(text: str, found: Sequence[Found]) -> list[Clause]:
    """The clauses of a text; `found` are the words of the lexicon in it."""
    signs = sorted(_signs(text, found), key=lambda sign: sign.start)
    whole = [range(sign.start + 1, sign.end) for sign in signs if sign.kind == "number"]
    breaks = [m.span() for m in _BREAK.finditer(text) if not any(m.start() in one for one in whole)]  # 张三、李四
    edges = [(0, 0), *breaks, (len(text), len(text))]
    return [
        Clause(text[start:end], start, *_link(text[before:end]), tuple(s for s in signs if start <= s.start < end))
        for (before, start), (end, _) in pairwise(edges)
    ]
