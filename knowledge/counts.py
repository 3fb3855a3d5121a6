"""How many persons a text speaks of, of which level and by which route: 2个中级, 初级评审1个, 5个初级里2个改报中级."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from knowledge import lexicon
from knowledge.persons import Clause, Sign, clauses
from knowledge.words import Found

_SHARE = re.compile(r"分之|[\d一二三四五六七八九]成(?=报|是|走|中|初|高)|[％%]")  # 三分之一 is left to people


class Group(NamedTuple):
    """Persons of one level by one route; "" where the text does not say."""

    number: int
    level: str
    route: str


UNCLEAR = (Group(0, "", ""),)  # what a text says of persons does not add up, or not in one way only


def size(groups: Iterable[Group]) -> int:
    """All persons together."""
    return sum(group.number for group in groups)


def _matched(numbers: Sequence[Sign], words: Sequence[Sign]) -> dict[Sign, str]:
    """The word that belongs to each number: all before or all after them, as more have one, or as the text begins."""
    edges = [-1, *(n.start for n in numbers), 10**9]
    after = {n: w.value for n, end in zip(numbers, edges[2:], strict=True) for w in reversed(words) if n.end <= w.start < end}
    before = {n: w.value for n, start in zip(numbers, edges, strict=False) for w in words if start < w.start < n.start}
    first = bool(words) and numbers[0].start < words[0].start
    return after if (len(after), first) > (len(before), not first) else before


def _merged(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups, those of the same level and route as one, without empty ones."""
    sums: dict[tuple[str, str], int] = {}
    for group in groups:
        sums[group[1:]] = sums.get(group[1:], 0) + group.number
    return tuple(Group(number, level, route) for (level, route), number in sums.items() if number)


def _up_to_next(clause: Clause, number: Sign, numbers: Sequence[Sign]) -> str:
    """What stands between a number and the next one of its clause: 1个中级的说不报了."""
    end = min((other.start for other in numbers if other.start >= number.end), default=clause.start + len(clause.text))
    return clause.text[number.end - clause.start : end - clause.start]


class _Reading:
    """Reads clause by clause."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.all: list[int] = []  # numbers without a level or a route of their own
        self.waiting: list[str] = []  # levels whose number may follow
        self.route = ""  # by which those that follow go: 评审：中级2人
        self.rest = ""  # the level of those who remain
        self.single: list[Group] = []  # 我报中级, 她报初级
        self.clear = True

    def read(self, clause: Clause) -> None:
        levels = [sign.value for sign in clause.of("level")]
        numbers = clause.of("number") or (clause.of("self") if levels else [])
        if not numbers:
            self._without_number(clause, levels)
        elif lexicon.cue("counts.each").search(clause.text) and len({*self.waiting, *levels}) > 1:
            self.groups += [Group(int(numbers[-1].value), level, "") for level in dict.fromkeys((*self.waiting, *levels))]
            self.waiting = []
        else:
            self._counted(clause, numbers)

    def _without_number(self, clause: Clause, levels: list[str]) -> None:
        if (self.groups or self.all) and lexicon.cue("counts.comes_or_goes").search(clause.text):
            self.clear = False  # one more, or one less, of whom the text does not say enough
        if levels and self.groups and lexicon.cue("counts.one_is").match(clause.text):
            self.clear = self.clear and size(self.groups) == 2
            self._take(1, Group(1, levels.pop(), ""))
        elif levels and lexicon.cue("counts.rest").search(clause.text):
            self.rest = levels[0]
        elif levels and self.groups and clause.joined:
            self.clear = self.clear and lexicon.cue("counts.each").search(clause.text) is not None
        elif not levels and (routes := clause.of("route")):
            self.route = routes[-1].value
        self.waiting += levels

    def _counted(self, clause: Clause, numbers: list[Sign]) -> None:
        if clause.added and len(self.all) == 1:
            self._close(self.all[0])
        words, rest = clause.of("level"), lexicon.cue("counts.rest").search(clause.text)
        if rest is None and self._moved(clause, numbers, words):
            return
        if rest is not None:
            later = [w for w in words if w.start >= clause.start + rest.end()]
            self.rest, words = next((w.value for w in later), ""), [w for w in words if w not in later]
        levels, ways = _matched(numbers, words), clause.of("route")
        ahead = len(ways) == 1 and ways[0].start < numbers[0].start and len(levels) == len(numbers)
        routes = dict.fromkeys(numbers, ways[0].value) if ahead else _matched(numbers, ways)  # 初定3个中级2个初级
        if self._holds_some(clause, numbers, levels):
            levels, numbers = {numbers[1]: levels[numbers[0]]}, numbers[1:]
        for number in numbers:
            route = routes.get(number) or (self.route if number in levels else "")
            group = Group(int(number.value), levels.get(number, ""), route)
            if number.kind == "number":
                self._add(group, clause.before(number), clause.after(number), _up_to_next(clause, number, numbers))
            elif group.level:
                self.single.append(group)

    def _close(self, whole: int) -> None:
        """All before are told of, and others come: 中级多少钱，我同事高级，我俩一共，再加1个初级."""
        held = [*self.groups, *self.single]
        alone = [Group(1, level, "") for level in dict.fromkeys(self.waiting) if level not in {g.level for g in held}]
        if size(held) + len(alone) == whole:
            self.groups, self.single, self.all, self.waiting = [*held, *alone], [], [], []

    def _moved(self, clause: Clause, numbers: list[Sign], levels: list[Sign]) -> bool:
        """Whether some of one level move to another: 后来2个高级的条件不够改报中级."""
        if not (len(numbers) == 1 and len(levels) == 2 and numbers[0].end <= levels[0].start):
            return False
        between = clause.text[levels[0].end - clause.start : levels[1].start - clause.start]
        held = [g for g in self.groups if g.level == levels[0].value and g.number >= int(numbers[0].value)]
        if not held or not lexicon.cue("counts.moves").search(between):
            return False
        self.groups[self.groups.index(held[-1])] = held[-1]._replace(number=held[-1].number - int(numbers[0].value))
        self.groups.append(Group(int(numbers[0].value), levels[1].value, held[-1].route))
        self.all = []
        return True

    def _holds_some(self, clause: Clause, numbers: list[Sign], levels: Mapping[Sign, str]) -> bool:
        """Whether a group is only told once more, for some of it: 3个初级里2个是初定."""
        again = Group(int(numbers[0].value), levels.get(numbers[0], ""), "")
        inner = len(numbers) == 2 and lexicon.cue("counts.within").search(clause.before(numbers[1]))
        return bool(inner) and again[:2] in {group[:2] for group in self.groups}

    def _add(self, group: Group, before: str, after: str, tail: str) -> None:
        """Count a group; `before` and `after` stand beside its number, `tail` reaches to the next number."""
        if lexicon.cue("counts.moves").search(after):
            self._take(group.number, group)
        elif group.route and lexicon.cue("counts.within").search(before) and (held := self._holding(group)):
            self.clear = self.clear and len(held) == 1
            self._take(group.number, group._replace(level=held[-1].level))
        elif lexicon.cue("counts.leaves").search(tail):
            self._leave(group)
        elif group.level or group.route:
            self.groups.append(group)
        else:
            self.all.append(group.number)

    def _holding(self, part: Group) -> list[Group]:
        """The groups that some of another route may be part of."""
        return [g for g in self.groups if g.level and part.level in ("", g.level) and g.number >= part.number]

    def _leave(self, some: Group) -> None:
        """Some leave: those of the level that is said, else of the only group that has so many."""
        held = [g for g in self.groups if g.number >= some.number and some.level in ("", g.level)]
        if len(held) != 1:
            self.clear = False
            return
        self.groups[self.groups.index(held[0])] = held[0]._replace(number=held[0].number - some.number)
        self.all = []

    def _take(self, number: int, to: Group) -> None:
        """So many of the last group that has them move to another."""
        held = [g for g in self.groups if g.number >= number and (g.level, g.route) != to[1:]]
        if to.route and to.level in {g.level for g in held}:
            held = [g for g in held if g.level == to.level]
        if not held:
            self.clear = False
            return
        base = held[-1]
        self.groups[self.groups.index(base)] = base._replace(number=base.number - number)
        self.groups.append(Group(number, to.level or base.level, to.route or base.route))
        self.all = []  # what was said of all before holds no longer

    def done(self, levels: Sequence[str]) -> tuple[Group, ...]:
        """What the clauses come to; `levels` are all that the text names."""
        if len({*self.all}) > 1 and self.all[0] == 1:
            del self.all[0]  # 一个人要3份，4个人共几份: what holds for each
        if not self.all or self.rest or size((*self.groups, *self.single)) in self.all:
            self.groups += self.single
        self._set_apart_all()
        if self.rest and len(self.all) == 1:
            self.groups.append(Group(self.all[0] - size(self.groups), self.rest, ""))
        if not self.groups and self.all:
            self._of_all(levels)
        if len(levels) == 1:
            self.groups = [g._replace(level=g.level or levels[0]) for g in self.groups]
        adds_up = all(n == size(self.groups) for n in self.all) and all(g.number >= 0 for g in self.groups)
        return _merged(self.groups) if adds_up and self.clear else UNCLEAR

    def _set_apart_all(self) -> None:
        """5个人报评审，其中2个中级，其余初级: the number that holds all others, whose route is theirs."""
        held = [g for g in self.groups if not g.level]
        others = [g for g in self.groups if g.level]
        if len(held) == 1 and others and (self.rest or held[0].number == size(others)):
            self.all.append(held[0].number)
            self.groups = [g._replace(route=g.route or held[0].route) for g in others]

    def _of_all(self, levels: Sequence[str]) -> None:
        """The groups where numbers stand apart from levels: 我俩报中级和初级."""
        whole = self.all[0]
        apart = len(levels) == whole > 1
        self.groups = [Group(1, level, "") for level in levels] if apart else [Group(whole, "", "")]


def groups(text: str, found: Sequence[Found]) -> tuple[Group, ...]:
    """The persons that a text speaks of; `found` are the words of the lexicon in it."""
    read, reading = clauses(text, found), _Reading()
    levels = tuple(dict.fromkeys(sign.value for clause in read for sign in clause.of("level")))
    if levels and _SHARE.search(text):
        return UNCLEAR
    if len(levels) > 1 and lexicon.cue("counts.alone").search(text):
        return tuple(Group(1, level, "") for level in levels)  # 我一个人报中级和初级两个
    if len(levels) == 2 and lexicon.cue("counts.versus").search(text):
        whole = {int(sign.value) for clause in read for sign in clause.of("number")}
        return (Group(whole.pop(), "", ""),) if len(whole) == 1 else UNCLEAR
    if len(levels) == 2 and lexicon.cue("counts.halves").search(text):
        return _halves([sign for clause in read for sign in clause.of("number")], levels)
    for clause in read:
        reading.read(clause)
    return reading.done(levels)


def _halves(numbers: Sequence[Sign], levels: Sequence[str]) -> tuple[Group, ...]:
    """6个人一半中级一半初级; an odd number has no halves."""
    whole = {int(number.value) for number in numbers}
    if len(whole) != 1 or (persons := whole.pop()) % 2:
        return UNCLEAR
    return tuple(Group(persons // 2, level, "") for level in levels)
