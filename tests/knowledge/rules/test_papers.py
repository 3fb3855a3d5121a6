"""Copies, sheets, certificates and items, and money and hours that somebody has."""

import pytest

from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, Judge


@pytest.mark.parametrize(
    ("text", "notice", "total", "short"),
    [
        ("我们7个人，评审表总共打多少份", ARCHIVES, 21, 21),
        ("乡里8个人，呈报表一共出几份", HEJING, 16, 16),
        ("我和同事两个人，评审表几份", POWER, 4, 4),
        ("9个人的评审表，打印了20份，还差几份", ARCHIVES, 27, 7),
        ("6个人的呈报表打了12份够不够", HEJING, 12, 0),
        ("3个中级2个初级，评审表一共几份", CONSTRUCTION, 10, 10),
        ("一个施工单位6人参加评审，评审表合计应打印几份", CONSTRUCTION, 12, 12),
        ("一个供电所11个人报，评审表得打多少份", POWER, 22, 22),
    ],
)
def test_copies_are_those_of_all_persons(judge: Judge, text: str, notice: str, total: int, short: int) -> None:
    verdict = judge(text, notice, "paper.form")["copies"]
    assert (verdict["total"], verdict["short"]) == (total, short)


@pytest.mark.parametrize(
    ("text", "notice", "total"),
    [
        ("我们仨，2021到2023的考核表加起来几份", CONSTRUCTION, 9),
        ("考核表一人要几份", CONSTRUCTION, 3),
        ("5个老师的年度考核表一共几份", PARTY, 15),
    ],
)
def test_sheets_are_those_of_all_years_and_persons(judge: Judge, text: str, notice: str, total: int) -> None:
    assert judge(text, notice, "material.appraisal")["sheets"]["total"] == total


@pytest.mark.parametrize(
    ("text", "notice", "total"),
    [
        ("中专，公需专业每年各一张证，得传几张", HEJING, 6),
        ("本科，继续教育证书总共几张", HEJING, 2),
        ("5个大专生，继续教育证书一共多少张", HEJING, 20),
        ("中级，公需证和专业证合起来要几张证书", POWER, 8),
        ("初级，继续教育证书要几张", POWER, 4),
        ("讲师，公需课证书要几张", PARTY, 5),
        ("中级一个人公需五年专业三年，4个人的继续教育证一共多少张", POWER, 32),
    ],
)
def test_certificates_are_one_a_year_and_subject(judge: Judge, text: str, notice: str, total: int) -> None:
    assert judge(text, notice, "ce.years")["certificates"]["total"] == total


def test_certificates_still_wanting_are_told(judge: Judge) -> None:
    verdict = judge("报中级，每年公需和专业各算一本合格证，我攒了五本，还差几本", CONSTRUCTION, "ce.years")["certificates"]
    assert (verdict["each"], verdict["have"]) == (8, 5)


@pytest.mark.parametrize("text", ["毕业证要交几张", "职称证几个月能拿到", "中级的证几个月能发下来"])
def test_other_certificates_are_not_counted(judge: Judge, text: str) -> None:
    assert judge(text, ARCHIVES, "ce.years") == {}


def test_certificates_are_not_counted_for_somebody_whose_diploma_is_not_known(judge: Judge) -> None:
    assert "certificates" not in judge("继续教育证书一共几张", HEJING, "ce.years")


@pytest.mark.parametrize(
    ("text", "short", "unit"),
    [
        ("业绩材料凑出来3项，还要找几项", 2, "项"),
        ("业绩要求5项，我有2项，还缺几项", 3, "项"),
        ("业绩成果已经有6项了，够了没", 0, "项"),
        ("个人总结写了1600个字，还差多少字", 400, "字"),
    ],
)
def test_what_is_wanting_of_a_material(judge: Judge, text: str, short: int, unit: str) -> None:
    verdict = judge(text, CONSTRUCTION, "material.achievements")["wanting"]
    assert (verdict["short"], verdict["unit"]) == (short, unit)


@pytest.mark.parametrize(
    ("text", "notice", "total", "given"),
    [
        ("4个人，2个中级2个初级，带1000块交评审费够不够", ARCHIVES, 1200, 1000),
        ("我报中级，会计给我转了700，多转了多少钱", CONSTRUCTION, 400, 700),
        ("报的是初级，交了400，该退我多少钱", ARCHIVES, 200, 400),
        ("副高1人，给财务一千元，找回多少", CONSTRUCTION, 700, 1000),
        ("身上揣了一千块，六个人交初级的评审费，够不够", ARCHIVES, 1200, 1000),
    ],
)
def test_money_given_stands_beside_the_fees(judge: Judge, text: str, notice: str, total: int, given: int) -> None:
    verdict = judge(text, notice, "fee.amount")["fee-total"]
    assert (verdict["total"], verdict["given"]) == (total, given)


@pytest.mark.parametrize(
    ("text", "notice", "short", "other"),
    [
        ("中级专业课2022年55课时、2023年60、2024年才20，还缺多少", POWER, 45, []),
        ("讲师，2021年专业课50课时，2022年60，2023年45，还缺多少", PARTY, 25, []),
        ("中级专业课2021年40课时2022年60课时2023年50课时，差几课时", POWER, 10, [2021]),
        ("中级公需2020到2024每年都学了25课时，还差多少", POWER, 25, []),
        ("2022年公需一节没学，专业学了60课时，还差多少", PARTY, 30, []),
        ("专业课要求60，我学了42学时，还差几个", ARCHIVES, 18, []),
    ],
)
def test_hours_are_compared_year_by_year(judge: Judge, text: str, notice: str, short: int, other: list[int]) -> None:
    verdict = judge(text, notice, "ce.hours")["education-learnt"]
    assert (verdict["short"], verdict["other"]) == (short, other)


def test_another_word_for_hours_is_told(judge: Judge) -> None:
    assert judge("专业课学了35个学时，还差多少", POWER, "ce.hours")["education-learnt"]["said"] == "学时"
