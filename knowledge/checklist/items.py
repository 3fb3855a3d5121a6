"""What somebody has to get ready, each thing with the fact that asks for it, in the notice's order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from knowledge.checklist import naming
from knowledge.checklist.fitting import fit, hanging
from knowledge.checklist.minding import Minding
from knowledge.checklist.model import Group, Item, Profile
from knowledge.checklist.units import excluded, topic_group
from knowledge.conditions import Fit
from knowledge.facts import Facts
from notices.schema import EducationYears, Exemption, Fact, Material

EDUCATION = "ce"
_BOTH = ("general", "professional")
_GROUPS: tuple[Group, ...] = ("online", "education", "paper")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A fact that asks for something, how it fits, and the questions that leave it open."""

    fact: Fact
    fit: Fit
    hangs_on: tuple[str, ...] = ()


def items(facts: Facts, profile: Profile) -> tuple[Item, ...]:
    """What to get ready: online, for continuing education, on paper. Nothing for who may not apply. What an answer left open
    is there with the questions that it hangs on."""
    if excluded(facts, profile):
        return ()
    asking = tuple(_asking(facts, profile))
    asked, parts = _apart(_remaining(asking), {one.fact.id for one in asking})
    minding, format_ = Minding(facts, profile), facts.upload_format
    made = _merged(item for one in asked for item in _made(one, parts, format_))
    return tuple(
        replace(item, mind=minding.of(item.fact, item.group)) for group in _GROUPS for item in made if item.group == group
    )


def _asking(facts: Facts, profile: Profile) -> Iterator[_Asked]:
    """The facts that ask this person for something, or free them of it."""
    for fact in facts.every():
        wanted = isinstance(fact.data, Material | EducationYears) or _frees(fact)
        if wanted and (found := fit(facts.asked(fact), profile)) != "conflict":
            yield _Asked(fact, found, hanging(profile, facts.asked(fact)))


def _frees(fact: Fact) -> bool:
    """Whether a fact frees of continuing education."""
    return isinstance(fact.data, Exemption) and topic_group(fact) == EDUCATION


def _remaining(asked: tuple[_Asked, ...]) -> tuple[_Asked, ...]:
    """What is asked for, less what something else stands for, or an exemption frees of; where that is open, it hangs on it."""
    freeing = tuple(one for one in asked if _frees(one.fact))
    found = list[_Asked]()
    for one in asked:
        instead = [other for other in asked if one.fact.id in _replaced(other.fact)]
        if topic_group(one.fact) == EDUCATION and not _frees(one.fact):
            instead += freeing
        if not any(other.fit == "met" for other in instead):
            hangs_on = (*one.hangs_on, *(name for other in instead for name in other.hangs_on))
            found.append(replace(one, hangs_on=tuple(dict.fromkeys(hangs_on))))
    return tuple(one for one in found if not (_frees(one.fact) and one.fit == "open"))


def _replaced(fact: Fact) -> tuple[str, ...]:
    return fact.data.instead_of if isinstance(fact.data, Material) else ()


def _apart(asked: Iterable[_Asked], hosts: Collection[str]) -> tuple[list[_Asked], Mapping[str, Material]]:
    """The lines of the list, and by the id of their facts what is only a part of another one that holds for this person."""
    lines, parts = list[_Asked](), dict[str, Material]()
    for one in asked:
        host = one.fact.data.part_of if isinstance(one.fact.data, Material) else None
        if host not in hosts:
            lines.append(one)
        elif one.fit == "met" and isinstance(one.fact.data, Material):
            parts[str(host)] = one.fact.data
    return lines, parts


def _made(one: _Asked, parts: Mapping[str, Material], format_: str) -> Iterator[Item]:
    if isinstance(one.fact.data, EducationYears):
        yield from _certificates(one, one.fact.data, format_)
    elif isinstance(one.fact.data, Material):
        yield _thing(one, one.fact.data, parts.get(one.fact.id), format_)
    else:
        yield Item(one.fact.id, "education", naming.exempted(), one.fact, if_any=True)


def _thing(one: _Asked, data: Material, part: Material | None, format_: str) -> Item:
    """The line of a material; a part of it gives what it does not say itself."""
    paper: Group = "paper"
    group = paper if data.channel == "paper" else "education" if topic_group(one.fact) == EDUCATION else "online"
    said = (data, *([part] if part else []))
    return Item(
        id=one.fact.id,
        group=group,
        name=naming.material(data),
        fact=one.fact,
        copies=next((each.copies for each in said if each.copies), None),
        format=next((each.format for each in said if each.format), "" if group == paper else format_),
        where=next((each.field for each in said if each.field), ""),
        template=next((each.template for each in said if each.template), ""),
        if_any=data.if_any,
        hangs_on=one.hangs_on,
    )


def _certificates(one: _Asked, data: EducationYears, format_: str) -> Iterator[Item]:
    """One certificate a year and subject; one line a subject where the notice does not name the years."""
    for year in data.years or (None,):
        for subject in _BOTH if data.subject == "both" else (data.subject,):
            name = naming.certificate(subject, year, data.recent_years)
            key = f"{one.fact.id}.{year or 'recent'}.{subject}"
            yield Item(key, "education", name, one.fact, format=format_, hangs_on=one.hangs_on)


def _merged(made: Iterable[Item]) -> tuple[Item, ...]:
    """The items, what several open facts ask for alike only once."""
    found: dict[tuple[str, str], Item] = {}
    for item in made:
        key = (item.group, item.name)
        if key not in found or (found[key].hangs_on and not item.hangs_on):
            found[key] = item
    return tuple(found.values())
