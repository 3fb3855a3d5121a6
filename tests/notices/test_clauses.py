"""Source texts and their numbered clauses."""

from collections.abc import Mapping

import pytest

from notices.clauses import OPENING, plain, split


def paths(source: str, parts: Mapping[str, str] | None = None) -> list[str]:
    return list(split(source, parts))


def test_the_four_depths_of_numbers_make_a_path() -> None:
    assert paths("一、甲\n（一）乙\n1.丙\n（1）丁\n") == ["一", "一（一）", "一（一）1", "一（一）1（1）"]


def test_a_new_part_begins_its_numbers_again() -> None:
    assert paths("一、甲\n（一）乙\n1.丙\n二、丁\n（一）戊\n") == ["一", "一（一）", "一（一）1", "二", "二（一）"]


def test_a_depth_may_be_left_out() -> None:
    assert paths("一、甲\n1.乙\n2.丙\n（一）丁\n") == ["一", "一1", "一2", "一（一）"]


@pytest.mark.parametrize("line", ["1.甲", "1．甲", "1、甲", "1 甲"])
def test_arabic_numbers_may_end_in_several_ways(line: str) -> None:
    assert paths(line) == ["1"]


@pytest.mark.parametrize("line", ["（一）甲", "(一)甲", "（一)甲", "**（一）甲**", "### （一）甲", "- （一）甲"])
def test_brackets_and_markup_of_either_kind_do_not_matter(line: str) -> None:
    assert paths(line) == ["（一）"]


@pytest.mark.parametrize("line", ["1.5倍的工资", "2024年7月", "90学时", "2024.7.15", "一是要认真"])
def test_a_number_in_running_text_opens_no_clause(line: str) -> None:
    assert paths(line) == [OPENING]


def test_numbers_run_beyond_ten() -> None:
    assert paths("十一、甲\n（十二）乙\n13.丙\n") == ["十一", "十一（十二）", "十一（十二）13"]


def test_words_before_the_first_number_are_the_opening() -> None:
    assert split("关于申报的通知\n各单位：\n一、甲\n")[OPENING].text == "关于申报的通知\n各单位："


def test_lines_without_a_number_belong_to_the_clause_before_them() -> None:
    assert split("一、甲\n乙\n\n丙\n二、丁")["一"].text == "一、甲\n乙\n\n丙"


def test_a_clause_has_not_the_words_of_its_sub_clauses() -> None:
    assert split("一、甲\n（一）乙\n")["一"].text == "一、甲"


def test_a_named_part_opens_where_a_line_begins_like_it() -> None:
    assert paths("一、甲\n联系人：某某\n附件 1:\n1.乙\n", {"联系人": "联系方式", "附件1": "附件1"}) == [
        "一",
        "联系方式",
        "附件1",
        "附件11",
    ]


def test_numbers_below_a_named_part_do_not_go_on_from_before() -> None:
    assert paths("二、甲\n（三）乙\n附件1\n（一）丙\n", {"附件1": "附件1"}) == ["二", "二（三）", "附件1", "附件1（一）"]


def test_notes_have_a_path_of_their_own_and_may_be_numbered() -> None:
    assert paths("附件1\n甲\n注：1.乙\n2.丙\n", {"附件1": "附件1"}) == ["附件1", "附件1注1", "附件1注2"]


def test_a_note_without_numbers_is_one_clause() -> None:
    assert split("附件1\n注：乙\n", {"附件1": "附件1"})["附件1注"].text == "注：乙"


@pytest.mark.parametrize("source", ["", "\n\n", "   \n\t\n"])
def test_an_empty_source_has_no_clauses(source: str) -> None:
    assert paths(source) == []


def test_every_word_of_a_source_stands_in_some_clause() -> None:
    source = "甲\n一、乙\n（一）丙\n丁\n1.戊\n注：己\n"
    assert "".join(plain(c.text) for c in split(source).values()) == plain(source)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024 年\n度", "2024年度"),
        ("**缴费**", "缴费"),
        ("ＡＢＣ１２３", "abc123"),
        ("7月22日—8月30日", "7月22日-8月30日"),
        ("7月22日～8月30日", "7月22日－8月30日"),
        ("（一）", "(一)"),
    ],
)
def test_texts_are_compared_without_what_only_looks_different(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("8月30日", "8月31日"), ("18:00", "1800"), ("A、B", "AB")])
def test_what_means_something_is_not_left_out_of_the_comparison(one: str, other: str) -> None:
    assert plain(one) != plain(other)
