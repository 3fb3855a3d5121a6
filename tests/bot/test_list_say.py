"""The words of the checklist's rules and of its calendar, with their arithmetic, in Chinese that anybody reads."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from bot.texts import _environment
from knowledge.checklist.asking import askings
from knowledge.checklist.dates import entries
from knowledge.checklist.eligibility import eligibility
from knowledge.checklist.model import Entry, Profile
from knowledge.rules import Verdict
from tests.knowledge.checklist.applicants import NOW, facts, reasons, who
from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER

SAY = _environment(html=False).get_template("list-say.j2").make_module()
EMPLOYERS = ("institution", "private", "freelance", "posted", "aid", "retired", "civil-like")
MORE = "education=college standing=full-time"
DAYS = {"began": date(2023, 9, 20), "certified": date(2022, 3, 1)}


def reason(verdict: Verdict) -> str:
    return str(SAY.reason(verdict))  # type: ignore[attr-defined]


def entry(found: Entry) -> str:
    return str(SAY.entry(found))  # type: ignore[attr-defined]


def label(found: Entry) -> str:
    return str(SAY.entry_label(found)).strip()  # type: ignore[attr-defined]


def applicants(notice: str) -> Iterator[Profile]:
    """Many that differ in what rules turn on, one thing at a time."""
    heading = facts(notice).notice
    for route in map(str, heading.routes):
        levels = (f"level={level}" for level in (*map(str, heading.levels), "full"))
        employers = (f"level=middle employer={employer}" for employer in EMPLOYERS)
        for said, series in product((*levels, *employers, ""), heading.series[-2:]):
            yield who(f"route={route} {said} series={series} certificate=technician {MORE}", days=DAYS)
        yield who(f"route={route} level=middle education=class-senior appraisal=failed certificate=technician")
    yield who("route=review level=associate series=real-estate-economics", "standing=exam-marks")
    yield who("route=review level=associate series=real-estate-economics employer=state", counts={"passed": 2019})
    yield who("standing=punished employer=private", "appraisal=basic appraisal=failed")


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER])
def test_every_rule_and_every_entry_is_worded(notice: str) -> None:
    said = {text for profile in applicants(notice) for text in _texts(notice, profile)}
    assert all(text.endswith(("。", "”")) and len(text) < 600 for text in said)
    assert not [text for text in said if "None" in text or "。。" in text or "  " in text or text.startswith("，")]


def _texts(notice: str, profile: Profile) -> Iterator[str]:
    yield from map(reason, eligibility(facts(notice), profile, NOW).reasons)
    yield from map(entry, entries(facts(notice), profile, NOW))


@pytest.mark.parametrize("notice", [ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER])
def test_every_entry_has_a_label_that_fits_a_picture(notice: str) -> None:
    labels = {label(one) for profile in applicants(notice) for one in entries(facts(notice), profile, NOW)}
    assert labels and all(1 < len(text) <= 16 and "\n" not in text for text in labels)


def test_every_question_that_a_rule_may_wait_for_has_words() -> None:
    known = SAY.ASKED  # type: ignore[attr-defined]
    assert {one.name for one in askings()} <= set(known)


@pytest.mark.parametrize(
    ("notice", "profile", "key", "words"),
    [
        (
            HEJING,
            who("employer=state education=college standing=full-time", "standing=punished", {"began": date(2022, 10, 20)}),
            "service",
            "从2022年10月20日算到2024年10月12日，满1年，要求满2年，还差8天，要到2024年10月20日才满。那天还在申报期内（10月30日18:00截止）",
        ),
        (
            HEJING,
            who("employer=state education=secondary standing=full-time", "standing=punished", {"began": date(2022, 12, 1)}),
            "service",
            "还差1年1个月零19天，要到2025年12月1日才满。那时网上申报已经截止（10月30日18:00），这一次赶不上",
        ),
        (
            POWER,
            who("route=review level=middle employer=state appraisal=basic appraisal=failed", counts={"basic": 2}),
            "put-off",
            "2次基本合格×1年＝2年；1次不合格×2年＝2年，合计4年。从可以报的那一年往后加：要是2024年才可以报，2024＋4＝2028年才能报；要是2020年或更早就可以报了",
        ),
        (
            CONSTRUCTION,
            who("route=review level=middle series=construction certificate=technician", days={"certified": date(2021, 12, 31)}),
            "skill",
            "从2021年12月31日算到2024年12月31日（资历截止日），满3年，年限够了。",
        ),
        (
            ARCHIVES,
            who("route=private level=middle employer=state"),
            "not-admitted",
            "国有企业不在“民营企业专项评审”的申报范围里。",
        ),
    ],
)
def test_a_rule_tells_its_arithmetic(notice: str, profile: Profile, key: str, words: str) -> None:
    assert words in reason(reasons(notice, profile)[key])


@pytest.mark.parametrize(
    ("notice", "key", "words"),
    [
        (HEJING, "publicity-latest", "是10月23日、10月24日、10月25日、10月28日、10月29日，10月29日满；10月30日网上提交"),
        (ARCHIVES, "publicity-latest", "这里只给它留了1个工作日；一天也不留的话，再晚也不能晚过8月23日。"),
        (HEJING, "correction-latest", "往前48小时：10月28日18:00以前退回的，才有完整的时间修改"),
        (ARCHIVES, "correction-latest", "而退回后超过申报时限的不予受理"),
        (ARCHIVES, "payment", "最后一天9月15日是周日、中秋节放假，不是工作日；通知没有写会往后移。"),
        (PARTY, "paper", "第一天10月21日是周六，不是工作日"),
        (POWER, "defence", "拟定2024年11月6日（周三）。日子可能变"),
    ],
)
def test_an_entry_tells_its_arithmetic(notice: str, key: str, words: str) -> None:
    found = {one.key: one for one in entries(facts(notice), who("route=review level=middle employer=state"), NOW)}
    assert words in entry(found[key])
