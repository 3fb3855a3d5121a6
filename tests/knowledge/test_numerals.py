"""Years in a text, and Chinese numerals in digits."""

import pytest

from knowledge.dates import years
from knowledge.numerals import digits


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2024年", (2024,)),
        ("24年", (2024,)),
        ("2021年到2024年", (2021, 2024)),
        ("2024年度2024届", (2024,)),
        ("98年", (1998,)),
        ("3年", ()),
        ("一年", ()),
    ],
)
def test_years_are_named_in_two_digits_or_four(said: str, expected: tuple[int, ...]) -> None:
    assert years(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("十五号", "15号"),
        ("二十三个", "23个"),
        ("两年", "2年"),
        ("一百二十人", "120人"),
        ("三十一日", "31日"),
        ("十个", "10个"),
        ("俩人", "2人"),
        ("我俩一个中级", "我俩1个中级"),
        ("2022、2023、2024三年", "2022、2023、2024的3年"),
        ("周六8月24号", "周6 8月24号"),
    ],
)
def test_chinese_numerals_before_a_measure_become_digits(said: str, expected: str) -> None:
    assert digits(said) == expected


@pytest.mark.parametrize("text", ["三四个人", "两三年", "十二三个", "一般人", "十分清楚", "万一", "一直", "统一"])
def test_numerals_that_count_nothing_stay(text: str) -> None:
    assert digits(text) == text
