"""Checklists for tests of what is made from them: of a published notice, or of a few entries and items made by hand."""

from datetime import date, datetime
from functools import cache

from knowledge.checklist.dates import entries
from knowledge.checklist.items import items
from knowledge.checklist.model import Checklist, Eligibility, Entry, Group, Item, Profile
from knowledge.deadlines import BEIJING
from knowledge.facts import Facts
from notices.contents import Loaded
from notices.schema import Citation, Fact, Heading
from notices.shelf import load

NOTICES = tuple(notice.id for notice in load())
FACT = Fact(
    id="f", topics=("window.apply",), text="网上申报8月30日截止。", cite=(Citation(clause="一（一）", quote="8月30日截止"),)
)
SOMEBODY = Profile(
    said={"level": ("middle",), "route": ("review",), "education": ("bachelor",)},
    days={"graduated": date(2018, 7, 1), "began": date(2019, 7, 1)},
)


def at(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2024) -> datetime:
    """A moment in Beijing."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


@cache
def published(notice: str, now: datetime) -> Checklist:
    """The checklist of somebody for a published notice."""
    facts = Facts(Loaded(load()[notice]))
    lists = items(facts, SOMEBODY), entries(facts, SOMEBODY, now)
    return Checklist(facts.notice, SOMEBODY, Eligibility("yes", ()), *lists)


def heading(name: str = "测试档案（2024年度）") -> Heading:
    """A notice of 2024."""
    ids = {"place": "aksu", "series": ("archives",), "levels": ("middle",), "routes": ("review",)}
    published_on = date(2024, 7, 15)
    return Heading(id="test", title="关于测试的通知", name=name, issuer="测试局", published=published_on, year=2024, **ids)


def made(*entries: Entry, items: tuple[Item, ...] = (), name: str = "测试档案（2024年度）") -> Checklist:
    """A checklist of these."""
    return Checklist(heading(name), Profile(), Eligibility("yes", ()), items, entries)


def window(key: str, first: date | None, last: date | None, *, tentative: bool = False) -> Entry:
    """A window as a notice prints it, with what the words about it need."""
    told = {
        "window": key.partition("-")[0],
        "opens": None,
        "closes": None,
        "seen": None,
        "received": False,
        "hangs_on": (),
        "cautions": (),
    }
    return Entry(key, first, last, tentative, data=told, facts=(FACT,))


def thing(name: str, group: Group = "online", *, if_any: bool = False) -> Item:
    """Something to get ready."""
    return Item(name, group, name, FACT, if_any=if_any)
