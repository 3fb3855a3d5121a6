"""Which year's notice a question asks for."""

from datetime import datetime

import pytest

from knowledge.deadlines import beijing
from knowledge.levels import levels_aimed
from knowledge.years import year_named, years_asked
from tests.knowledge.conftest import Read

NOW = beijing(datetime.fromisoformat("2024-10-12T10:00"))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025年度巴州电力中级继续教育传哪几年", 2025),
        ("23年那会儿阿克苏建筑中级收的多少钱来着", 2023),
        ("去年阿克苏档案中级评审费是多少", 2023),
        ("前年和静初定啥时候报的名", 2022),
        ("下一年巴州电力答辩安排在几号", 2025),
        ("上一年和静初定公示几天", 2023),
        ("阿克苏档案中级评审费多少", None),
        ("9月20号上午10点20巴州电力给我退回", None),
        ("去年毕业的，和静初定要几年", None),
        ("去年和静初定没过，今年还能报吗", None),
        ("我2019年电力专业毕业，能报吗", None),
    ],
)
def test_a_year_is_named_for_a_notice(read: Read, text: str, year: int | None) -> None:
    assert year_named(read(text), NOW) == year


@pytest.mark.parametrize(
    ("text", "subject", "years"),
    [
        ("2025年阿克苏建筑中级继续教育传哪几年", "ce.years", (2025,)),
        ("2023年的证书还要传吗", "ce.years", ()),
        ("阿克苏建筑2025年继续教育传哪几年", "ce.years", (2025,)),
        ("2022年考核不合格，本该2023年报巴州电力，哪年才行", "appraisal.postpone", ()),
        ("阿克苏档案明年什么时候申报", "window.apply", (2025,)),
        ("阿克苏档案准备了2000，3个中级剩多少", "fee.amount", ()),
        ("2018年毕业的，3个项目，5篇论文，报副高多少钱", "fee.amount", ()),
    ],
)
def test_the_years_of_notices_depend_on_what_is_asked(read: Read, text: str, subject: str, years: tuple[int, ...]) -> None:
    assert years_asked(read(text), subject, NOW, 2024) == years


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("助工满四年了，想往工程师上走", ("middle",)),
        ("助理工程师干了五年，想评工程师", ("middle",)),
        ("报个中级要多少钱", ("middle",)),
        ("我是助工，公示几天", ("assistant",)),
    ],
)
def test_the_title_aimed_at_leads_the_one_held(read: Read, text: str, levels: tuple[str, ...]) -> None:
    assert levels_aimed(read(text)) == levels
