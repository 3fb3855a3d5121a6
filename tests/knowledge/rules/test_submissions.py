"""Submissions that are left, and months of insurance."""

from typing import Any

import pytest

from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, POWER, Judge, moment


@pytest.mark.parametrize(
    ("text", "used", "left"),
    [
        ("交了两回都退了，还剩几回机会", 2, 1),
        ("首次报被退了一回，改完又交了一回，还能交几回", 2, 1),
        ("第一次交被退，改了又交又退，还剩几次", 2, 1),
        ("已经交过一次被退了，还能交几次", 1, 2),
        ("第三次还没过，还有机会吗", 3, 0),
        ("退了两次，现在准备交第三次，还有几次", 2, 1),
        ("退回来改了三次了还能交吗", 4, 0),
        ("退了我两回，第三次刚交上去，再退还能交吗", 3, 0),
        ("交了三回都没过，第四回系统还让点吗", 3, 0),
        ("已经用掉两次提交机会了，还剩几次", 2, 1),
        ("改了两次又被退了还能再交吗", 3, 0),
        ("已经提交2次，还能交几次", 2, 1),
        ("提交了4次了还行不", 4, 0),
        ("头一回报上去被打回来了，改完二回又被打回来了，还剩几回机会", 2, 1),
    ],
)
def test_submissions_are_counted_as_they_are_told(judge: Judge, text: str, used: int, left: int) -> None:
    verdict = judge(text, CONSTRUCTION, "return.times")["submissions"]
    assert (verdict["used"], verdict["left"], verdict["first_counts"]) == (used, left, True)


def test_it_is_told_where_the_first_submission_may_not_count(judge: Judge) -> None:
    assert judge("交了两回都退了，还剩几回机会", ARCHIVES, "return.times")["submissions"]["first_counts"] is None


@pytest.mark.parametrize("text", ["一共能交几次", "最多能提交几次，第一次算不算", "退回来了还能交几次", "离报名结束还有多少天"])
def test_without_a_number_of_submissions_nothing_is_reckoned(judge: Judge, text: str) -> None:
    assert judge(text, CONSTRUCTION, "return.times") == {}


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("社保才交了4个月，够不够", False),
        ("社保要6个月，我交了5个月，够不够", False),
        ("社保交了8个月，够不够", True),
        ("2024年7月进的公司才上的社保，10月报，社保月数够不够", False),
        ("2024年1月参保的，10月报，社保够吗", True),
        ("2024年5月开始交社保，10月报，够不够", None),
    ],
)
def test_months_of_insurance_are_compared(judge: Judge, text: str, met: bool | None) -> None:
    assert judge(text, POWER, "material.social", moment(2024, 10, 12))["insurance"]["met"] is met


@pytest.mark.parametrize(
    ("text", "notice"), [("社保要几个月", POWER), ("社保交了4个月，够不够", CONSTRUCTION), ("交了4个月，够不够", HEJING)]
)
def test_without_months_asked_or_told_nothing_is_reckoned(judge: Judge, text: str, notice: str) -> None:
    found: dict[str, Any] = judge(text, notice, "material.social")
    assert "insurance" not in found
