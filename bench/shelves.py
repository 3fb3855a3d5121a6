"""Large shelves, made of the published notices: the same facts for other places, series and years."""

import random
import re
from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

from notices.packing import Block, block
from notices.schema import Heading, Notice
from notices.shelf import Shelf
from notices.vocabulary import table

YEARS = range(2005, 2025)
SEED = 20241012
# The words of a published notice that name its place and its series, to be replaced by another's.
PLACE_WORDS = {"aksu": ("阿克苏",), "bayingol": ("巴州", "巴音郭楞"), "hejing": ("和静",)}
SERIES_WORDS = {"archives": "档案", "construction": "建筑", "party-school": "党干校教师", "power": "电力"}
_ENDS = re.compile("(?:维吾尔自治区|(?:蒙古|柯尔克孜|哈萨克|回族)?自治[州县]|地区|市|县)$")


class Variant(NamedTuple):
    """A published notice with the place, the series and the year to give it."""

    base: int
    place: str
    series: str
    year: int


def variants(count: int, bases: int) -> Iterator[Variant]:
    """So many different ones, drawn from all there are; the same at each call."""
    places = [p for p in table("places") if p not in ("xinjiang", "bingtuan", "elsewhere")]
    every = list(product(range(bases), places, table("series"), YEARS))
    random.Random(SEED).shuffle(every)
    return (Variant(*one) for one in islice(every, count))


def short(place: str) -> str:
    """A place as people say it: 和田, not 和田地区."""
    return _ENDS.sub("", str(table("places")[place]["name"]))


def speciality(series: str) -> str:
    """A series as people say it: 电力, not 工程系列电力专业."""
    name = str(table("series")[series]["name"])
    return re.sub("(?:系列|专业)$", "", name.removeprefix("工程系列") or name)


def blocks(shelf: Shelf, count: int) -> Iterator[Block]:
    """So many notices, ready to be packed."""
    bases = [(notice, block(notice, shelf.source(notice.id))) for notice in shelf]
    for variant in variants(count, len(bases)):
        notice, stored = bases[variant.base]
        lines = (_varied(lines, notice, variant) for lines in (stored.outlines, stored.facts, stored.cautions, stored.source))
        yield Block(heading(notice, variant), stored.index, *lines)


def heading(notice: Notice, variant: Variant) -> Heading:
    """The heading of a notice for another place, series and year."""
    place, series = table("places")[variant.place]["name"], table("series")[variant.series]["name"]
    return Heading(
        id=f"{variant.place}-{variant.series}-{variant.year}-{variant.base}",
        title=f"关于开展{place}{variant.year}年度{series}职称评审工作的通知",
        name=f"{place}{series}（{variant.year}年度）",
        issuer=f"{place}人力资源和社会保障局",
        published=notice.published and notice.published.replace(year=variant.year),
        year=variant.year,
        place=variant.place,
        series=(variant.series,),
        levels=notice.levels,
        routes=notice.routes,
    )


def _varied(lines: bytes, notice: Notice, variant: Variant) -> bytes:
    """What a notice says in words for another place, series and year."""
    swaps = [(word, short(variant.place)) for word in PLACE_WORDS[notice.place]]
    swaps += [(SERIES_WORDS[s], speciality(variant.series)) for s in notice.series if s in SERIES_WORDS]
    swaps.append((str(notice.year), str(variant.year)))
    for before, after in swaps:
        lines = lines.replace(before.encode(), after.encode())
    return lines
