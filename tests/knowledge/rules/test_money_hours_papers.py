"""Fees, hours of continuing education, and copies."""

import pytest

from tests.knowledge.rules.cases import ARCHIVES, CONSTRUCTION, HEJING, PARTY, POWER, Judge


@pytest.mark.parametrize(
    ("text", "notice", "total"),
    [
        ("3个中级2个初级一共多少", CONSTRUCTION, 3 * 400 + 2 * 200),
        ("一个高级两个中级一共多少", CONSTRUCTION, 700 + 2 * 400),
        ("中级和初级合计多少钱", ARCHIVES, 400 + 200),
        ("两个中级评审1个初定初级一共多少", POWER, 2 * 380 + 100),
        ("初级评审3个人一共多少", PARTY, 3 * 220),
        ("中级两个人初级一个人一共多少", POWER, 2 * 380 + 220),
        ("高级1个中级2个初级3个一共多少", CONSTRUCTION, 700 + 2 * 400 + 3 * 200),
        ("2高级，5中级，8初级一共多少", CONSTRUCTION, 2 * 700 + 5 * 400 + 8 * 200),
        ("2个授予中级1个评审初级2个初定初级一共多少", POWER, 760 + 220 + 200),
        ("评审中级6人，初定初级4人，授予2人一共多少", POWER, 2280 + 400 + 760),
        ("四个年轻老师初定初级，一个走初级评审，一共多少", PARTY, 400 + 220),
        ("我们5个人，3个中级2个初级一共多少", CONSTRUCTION, 3 * 400 + 2 * 200),
    ],
)
def test_fees_of_several_persons_are_added(judge: Judge, text: str, notice: str, total: int) -> None:
    assert judge(text, notice, "fee.amount")["fee-total"]["total"] == total


def test_a_level_without_a_fee_is_told_to_be_missing(judge: Judge) -> None:
    verdict = judge("2个中级1个高级一共多少", ARCHIVES, "fee.amount")["fee-total"]
    assert (verdict["total"], verdict["missing"]) == (800, ["senior"])


@pytest.mark.parametrize(
    ("text", "notice", "difference"),
    [
        ("高级比中级多交多少", CONSTRUCTION, 300),
        ("中级和初级差多少钱", ARCHIVES, 200),
        ("中级和初级差多少钱", POWER, 160),
        ("初级初定比评审便宜多少", POWER, 120),
    ],
)
def test_two_fees_differ(judge: Judge, text: str, notice: str, difference: int) -> None:
    assert judge(text, notice, "fee.amount")["fee-difference"]["difference"] == difference


@pytest.mark.parametrize(
    ("text", "notice", "together"),
    [
        ("4个人本来都走初级评审，改成初定初级的话总共省多少钱", PARTY, 4 * 120),
        ("5个人评初级改评中级，一共要多交多少", PARTY, 5 * 160),
        ("10个人都报初级，后来4个改报中级，要多交多少", ARCHIVES, 4 * 200),
        ("6个人全报中级，改成一半报初级，省多少", CONSTRUCTION, 3 * 200),
        ("高级比中级贵多少，3个人一共贵多少", CONSTRUCTION, 3 * 300),
    ],
)
def test_fees_differ_for_all_who_are_compared(judge: Judge, text: str, notice: str, together: int) -> None:
    found = judge(text, notice, "fee.amount")
    assert found.keys() == {"fee-change"}
    assert found["fee-change"]["difference"] * found["fee-change"]["persons"] == together


@pytest.mark.parametrize(
    ("text", "notice", "number", "left"),
    [
        ("批了1600块，一个人报中级，剩下的钱够几个人报初级", ARCHIVES, 6, 0),
        ("给1500块预算，两个人评中级，余下的全给人办初定初级，够几个人", POWER, 7, 40),
        ("3000块钱都报中级够几个人", ARCHIVES, 7, 200),
        ("一万块都报高级能报几个", CONSTRUCTION, 14, 200),
        ("评审费2280是几个中级的钱", POWER, 6, 0),
    ],
)
def test_money_is_enough_for_so_many(judge: Judge, text: str, notice: str, number: int, left: int) -> None:
    found = judge(text, notice, "fee.amount")
    assert found.keys() == {"fee-persons"}
    assert (found["fee-persons"]["number"], found["fee-persons"]["left"]) == (number, left)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("中级评审费多少", ARCHIVES),
        ("1个中级多少", ARCHIVES),
        ("3个中级一共多少", HEJING),
        ("中级和高级差多少", ARCHIVES),
        ("一共多少", CONSTRUCTION),
        ("3个高级一共多少", POWER),
        ("2个正高级一共多少", CONSTRUCTION),
        ("7个人，3个中级2个初级一共多少", CONSTRUCTION),
        ("初定和评审差多少", POWER),
        ("3个中级的培训费一共多少", CONSTRUCTION),
        ("三四个人评中级一共多少钱", PARTY),
        ("3-4个人报中级一共多少钱", CONSTRUCTION),
        ("1500块够几个中级几个初级", POWER),
        ("2000块，2个中级，够几个正高级", ARCHIVES),
    ],
)
def test_without_fees_to_add_or_compare_nothing_is_reckoned(judge: Judge, text: str, notice: str) -> None:
    assert judge(text, notice, "fee.amount") == {}


@pytest.mark.parametrize(
    ("text", "notice", "total"),
    [
        ("一共要多少学时", ARCHIVES, 4 * 90),
        ("专业课一共要多少学时", ARCHIVES, 4 * 60),
        ("中级专业课一共要多少学时", POWER, 3 * 60),
        ("中级公需课一共要多少学时", POWER, 5 * 30),
        ("中级一共要多少学时", POWER, 5 * 30 + 3 * 60),
        ("中级公需课一共要多少学时", PARTY, 5 * 30),
        ("四年加一块儿得多少学时，里头专业课多少", ARCHIVES, 4 * 90),
        ("初级两年公需和专业各要多少课时", PARTY, 2 * 30 + 2 * 60),
        ("中级，公需和专业一年总共要多少", POWER, 90),
        ("中级，每年总共要90吗", POWER, 90),
        ("中级，公需5年专业3年，全部学完要多少课时", POWER, 330),
        ("专业课一年不少于60，2021到2024年专业课加起来多少", ARCHIVES, 240),
        ("评中级，五年公需加三年专业课，全部加起来要多少课时", POWER, 330),
        ("中级，专业课每年60，学了两年，一共多少", POWER, 120),
        ("中级，公需30专业60，三年一共要多少", POWER, 270),
    ],
)
def test_hours_of_all_years_are_added(judge: Judge, text: str, notice: str, total: int) -> None:
    assert judge(text, notice, "ce.hours")["education-total"]["total"] == total


@pytest.mark.parametrize(
    ("text", "met", "short"),
    [
        ("专业学了50学时够不够", False, [10]),
        ("专业学了60学时够不够", True, [0]),
        ("专业40公需30够不够", False, [20, 0]),
        ("专业60公需30够不够", True, [0, 0]),
    ],
)
def test_hours_learnt_are_compared_with_those_asked_for(judge: Judge, text: str, met: bool, short: list[int]) -> None:
    verdict = judge(text, POWER, "ce.hours")["education-learnt"]
    assert verdict["met"] is met and sorted(line.short for line in verdict["lines"]) == sorted(short)


@pytest.mark.parametrize(
    ("text", "notice"),
    [("每年多少学时", ARCHIVES), ("一共要多少学时", CONSTRUCTION), ("专业学了50学时", POWER), ("一共要多少学时", HEJING)],
)
def test_without_hours_or_a_question_for_their_sum_nothing_is_reckoned(judge: Judge, text: str, notice: str) -> None:
    assert judge(text, notice, "ce.hours") == {}


def test_copies_of_several_persons_are_multiplied(judge: Judge) -> None:
    verdict = judge("我们5个人，评审表一共打几份", ARCHIVES, "paper.form")["copies"]
    assert (verdict["lines"][0]["each"], verdict["total"]) == (3, 15)


@pytest.mark.parametrize("text", ["评审表打几份", "1个人打几份", "打几份，已经5个月了"])
def test_copies_of_one_person_need_no_reckoning(judge: Judge, text: str) -> None:
    assert judge(text, ARCHIVES, "paper.form") == {}


@pytest.mark.parametrize(
    ("text", "short"), [("中级三年专业课总共170课时够不够", 10), ("专业课我一共学了150课时，三年，够不", 30)]
)
def test_hours_told_together_are_compared_with_those_of_the_years_told(judge: Judge, text: str, short: int) -> None:
    assert judge(text, POWER, "ce.hours")["education-learnt"]["short"] == short


def test_a_sum_learnt_is_compared_with_that_of_all_years(judge: Judge) -> None:
    verdict = judge("中级专业课一共学了150学时够不够", POWER, "ce.hours")["education-learnt"]
    assert (verdict["met"], verdict["lines"][0].need, verdict["unit"]) == (False, 180, "课时")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("中级，公需课2020、2021、2023、2024都有，还缺哪年", (2022,)),
        ("专业课2021到2023年都有，中级够不够", (2024,)),
        ("专业课2022到2024年都有，中级够不够", ()),
    ],
)
def test_years_that_are_listed_last_are_had_too(judge: Judge, text: str, missing: tuple[int, ...]) -> None:
    assert judge(text, POWER, "ce.years")["education-missing"]["missing"] == missing


@pytest.mark.parametrize(
    ("text", "notice", "subject", "missing"),
    [
        ("中级，公需课缺2021年的能补吗", POWER, "general", (2021,)),
        ("我评中级没有2020年的公需课", POWER, "general", (2020,)),
        ("2022年的专业课没有，其他都有，评中级", POWER, "professional", (2022,)),
        ("缺了2022年的公需课", ARCHIVES, "general", (2022,)),
        ("缺2021和2023年的专业课，中级", CONSTRUCTION, "professional", (2021, 2023)),
        ("中专缺2022年专业课", HEJING, "professional", (2022,)),
        ("2021到2023年的公需课都没学", ARCHIVES, "general", (2021, 2022, 2023)),
        ("我2021年毕业的，缺2022年的公需课", ARCHIVES, "general", (2022,)),
        ("2021、2023、2024年的公需都有，就缺2022的", ARCHIVES, "general", (2022,)),
    ],
)
def test_years_named_as_wanting_are_missing(judge: Judge, text: str, notice: str, subject: str, missing: tuple[int, ...]) -> None:
    verdict = judge(text, notice, "ce.years")["education-missing"]
    assert (verdict["subject"], verdict["missing"]) == (subject, missing)


def test_years_wanting_of_both_subjects_stay_apart(judge: Judge) -> None:
    verdict = judge("2021年的公需没有，2022年的专业没有，中级", POWER, "ce.years")["education-missing"]
    assert (verdict["subject"], verdict["missing"]) == ("professional", (2022,))  # told last, without the year before it


@pytest.mark.parametrize("text", ["有没有2021年的公需课", "2021年没有评上，公需课要几年的", "缺2015年的公需课"])
def test_what_names_no_year_wanting_finds_none(judge: Judge, text: str) -> None:
    assert "education-missing" not in judge(text, ARCHIVES, "ce.years")


@pytest.mark.parametrize("text", ["2021到2023的有，还缺哪年", "2021-2023的有，还缺哪年", "2021、2022、2023的有，还缺哪年"])
def test_a_year_that_is_not_named_is_missing(judge: Judge, text: str) -> None:
    assert judge(text, ARCHIVES, "ce.years")["education-missing"]["missing"] == (2024,)


@pytest.mark.parametrize(
    ("text", "employer", "own"),
    [
        ("中级评审费单位给报六成，我自己掏多少", 228, 152),
        ("中级评审费公司个人对半，各出多少", 190, 190),
        ("中级评审费我自己出三成，剩的单位出", 266, 114),
    ],
)
def test_what_employer_and_applicant_bear_of_a_fee(judge: Judge, text: str, employer: int, own: int) -> None:
    assert judge(text, PARTY, "fee.amount")["fee-total"]["shared"] == {"employer": employer, "own": own}


def test_persons_who_move_to_another_level_pay_there(judge: Judge) -> None:
    text = "原定3个高级2个中级，后来有俩高级的条件不够退一档报中级了，评审费现在总共交多少"
    assert judge(text, CONSTRUCTION, "fee.amount")["fee-total"]["total"] == 700 + 4 * 400


def test_parts_of_a_summary_are_one_summary(judge: Judge) -> None:
    verdict = judge("思想政治写了680字，专业工作920字，今后打算430字，个人总结字数够没", CONSTRUCTION, "material.summary")[
        "wanting"
    ]
    assert (verdict["have"], verdict["short"]) == (2030, 0)


def test_hours_beside_a_short_year_are_no_year(judge: Judge) -> None:
    text = "中级公需课2020年20课时 21年30 22年30 23年12 24年30 总共差几个课时"
    assert judge(text, POWER, "ce.hours")["education-learnt"]["short"] == 28


@pytest.mark.parametrize(("text", "have"), [("社保3月到9月一个月没断，月数够不够", 7), ("企业社保7月起头交到9月，还短几个月", 3)])
def test_months_of_insurance_from_one_to_another_count_both(judge: Judge, text: str, have: int) -> None:
    assert judge(text, POWER, "material.social")["insurance"]["have"] == (have, have)


@pytest.mark.parametrize(
    ("text", "notice", "said", "yuan"),
    [("中级580？", CONSTRUCTION, 580, 400), ("初级评审220元吧？", POWER, 220, 220), ("初级380对吗", POWER, 380, 220)],
)
def test_a_fee_that_was_heard_of_is_confirmed_or_put_right(judge: Judge, text: str, notice: str, said: int, yuan: int) -> None:
    verdict = judge(text, notice, "fee.amount")["fee-heard"]
    assert (verdict["said"], verdict["yuan"]) == (said, yuan)


@pytest.mark.parametrize("text", ["中级要交钱吗", "2024年中级评审费多少", "中级400吗，2个人一共多少"])
def test_where_no_fee_is_doubted_none_is_confirmed(judge: Judge, text: str) -> None:
    assert "fee-heard" not in judge(text, CONSTRUCTION, "fee.amount")


def test_the_month_of_the_application_is_not_taken_as_paid(judge: Judge) -> None:
    verdict = judge("企业今年7月起交的社保，到10月报，月数够不够", POWER, "material.social")["insurance"]
    assert verdict["have"] == (3, 4) and verdict["met"] is False
