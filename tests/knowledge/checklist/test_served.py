"""Years of work and of skill against those asked for, worked out by hand from the notices."""

from datetime import date, datetime
from typing import Any

import pytest

from knowledge.checklist.eligibility import eligibility
from tests.knowledge.checklist.applicants import CLEAN, GRADUATE, NOW, facts, ids, of, reasons, who
from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, moment


# ---- 和静 一: 中专满3年, 大专满2年, 本科满1年; 网上申报 10月8日—10月30日18:00, no day named up to which years count
@pytest.mark.parametrize(
    ("education", "began", "now", "found"),
    [
        ("college", date(2022, 10, 20), moment(2024, 10, 12), ("no", 1, date(2024, 10, 20), True)),
        ("college", date(2022, 10, 12), moment(2024, 10, 12), ("yes", 2, date(2024, 10, 12), True)),
        ("secondary", date(2021, 11, 1), moment(2024, 10, 20), ("no", 2, date(2024, 11, 1), False)),
        ("bachelor", date(2023, 10, 30), moment(2024, 10, 30), ("yes", 1, date(2024, 10, 30), True)),
        ("bachelor", date(2023, 10, 31), moment(2024, 10, 30), ("no", 0, date(2024, 10, 31), False)),
        ("bachelor", date(2023, 10, 5), moment(2024, 9, 26), ("yes", 1, date(2024, 10, 5), True)),  # by the day it opens
        ("bachelor", date(2023, 11, 5), moment(2025, 1, 1), ("no", 0, date(2024, 11, 5), False)),  # the season is over
        ("college", date(2020, 2, 29), moment(2024, 10, 12), ("yes", 4, date(2022, 3, 1), True)),
    ],
)
def test_years_of_work_count_to_today_within_the_window(
    education: str, began: date, now: datetime, found: tuple[str, int, date, bool]
) -> None:
    told = reasons(HEJING, who(GRADUATE + f"education={education}", CLEAN, {"began": began}), now)["service"].data
    assert (told["ruling"], told["have"], told["reached"], told["in_window"]) == found


def test_work_before_the_diploma_does_not_count() -> None:
    days = {"began": date(2022, 7, 1), "graduated": date(2023, 11, 1)}
    told = reasons(HEJING, who(GRADUATE + "education=bachelor", CLEAN, days))["service"].data
    assert (told["since"], told["reached"], told["ruling"]) == (date(2023, 11, 1), date(2024, 11, 1), "no")


@pytest.mark.parametrize(
    ("began", "key", "ruling"), [(date(2021, 3, 1), "service", "yes"), (date(2023, 1, 15), "service-open", "open")]
)
def test_years_that_suffice_for_every_diploma_need_no_diploma(began: date, key: str, ruling: str) -> None:
    assert reasons(HEJING, who(GRADUATE, CLEAN, {"began": began}))[key].data["ruling"] == ruling


def test_years_without_a_day_are_open() -> None:
    found = reasons(HEJING, who(GRADUATE + "education=college", CLEAN))["service-open"]
    assert found.data["hangs_on"] == ("began",) and ids(found) == ("years-college",)


@pytest.mark.parametrize("education", ["master", "class-senior"])
def test_a_diploma_that_the_notice_does_not_name_is_left_open(education: str) -> None:
    found = eligibility(facts(HEJING), who(GRADUATE + f"education={education}", CLEAN, {"began": date(2015, 1, 1)}), NOW)
    assert found.ruling == "open" and found.reasons[0].key == "service-left"


# ---- 阿克苏档案 一（二）: 疆外民营企业派驻地区连续工作1年以上; up to which day is not said
@pytest.mark.parametrize(
    ("began", "ruling"),
    [(date(2023, 8, 12), "yes"), (date(2023, 8, 13), "open"), (date(2023, 12, 31), "open"), (date(2024, 1, 1), "no")],
)
def test_a_year_posted_here_is_open_where_only_the_cutoff_makes_it_full(began: date, ruling: str) -> None:
    profile = who("route=private level=middle employer=posted", days={"began": began})
    assert reasons(ARCHIVES, profile, moment(2024, 8, 12))["service"].data["ruling"] == ruling


# ---- 阿克苏建筑 四（六）: 高级工满2年助理级, 技师满3年中级, 高级技师满4年副高级; 资历截止2024年12月31日
@pytest.mark.parametrize(
    ("certificate", "level", "certified", "ruling", "have"),
    [
        ("senior-worker", "junior", date(2022, 12, 31), "yes", 2),
        ("senior-worker", "junior", date(2023, 1, 1), "no", 1),
        ("technician", "middle", date(2021, 12, 31), "yes", 3),
        ("senior-technician", "associate", date(2020, 12, 31), "yes", 4),
        ("senior-technician", "associate", date(2021, 1, 1), "no", 3),
        ("technician", "associate", date(2015, 1, 1), "no", 9),
    ],
)
def test_a_certificate_opens_its_level_after_full_years_to_the_cutoff(
    certificate: str, level: str, certified: date, ruling: str, have: int
) -> None:
    told = reasons(CONSTRUCTION, _skilled(certificate, level, certified))["skill"].data
    assert (told["ruling"], told["have"], told["until"]) == (ruling, have, date(2024, 12, 31))


def _skilled(certificate: str, level: str, certified: date, more: str = "series=construction") -> Any:
    said = f"route=review employer=private level={level} certificate={certificate} {more}"
    return who(said, days={"certified": certified})


def test_a_certificate_for_another_level_asks_for_no_day() -> None:
    profile = who("route=review employer=private level=associate certificate=technician series=construction")
    found = reasons(CONSTRUCTION, profile)
    assert found["skill-other"].data["other"] == "associate" and "skill-open" not in found


def test_with_the_certificate_the_years_by_diploma_do_not_decide() -> None:
    found = eligibility(facts(CONSTRUCTION), _skilled("technician", "middle", date(2021, 12, 31)), NOW)
    assert found.ruling == "yes" and "skill-open" in ids(of(found.reasons, "skill"))


def test_a_certificate_that_is_too_young_leaves_the_diploma_open() -> None:
    assert eligibility(facts(CONSTRUCTION), _skilled("technician", "middle", date(2023, 1, 1)), NOW).ruling == "open"


@pytest.mark.parametrize("more", ["series=real-estate-economics", "series=construction appraisal=basic"])
def test_a_certificate_is_left_open_for_economics_and_after_a_poor_appraisal(more: str) -> None:
    assert reasons(CONSTRUCTION, _skilled("technician", "middle", date(2020, 1, 1), more))["skill"].data["ruling"] == "open"


@pytest.mark.parametrize(
    ("education", "counts_as"), [("class-middle", "secondary"), ("class-senior", "college"), ("class-technician", "bachelor")]
)
def test_a_technician_schools_diploma_counts_as_another(education: str, counts_as: str) -> None:
    found = reasons(CONSTRUCTION, who(f"route=review level=junior series=construction employer=private education={education}"))
    assert found["school"].data["counts_as"] == counts_as
