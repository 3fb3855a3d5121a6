"""The normal form of what people type."""

import pytest

from knowledge.text import LONGEST, MASKED, has_words, is_media, mask_identity, normal


@pytest.mark.parametrize(
    "number",
    [
        "000000190001010000",
        "00000019000101000X",
        "00000019000101000Ｘ",
        "０００００0190001010000",
        "00000019000101000x",
        "000000 19000101 0000",
        "000000-19000101-0000",
        "000000900101000",
        "０００００0900101000",
        "000000 900101 000",
        "0000 0019 0001 0100 0X",
        "00000019000101000×",
        "000000\u200b19000101\u200b0000",
        "⓪⓪⓪⓪⓪⓪19000101000X",
    ],
)
def test_an_identity_number_is_masked(number: str) -> None:
    assert mask_identity(f"我的是{number}，帮我查") == f"我的是{MASKED}，帮我查"


@pytest.mark.parametrize("number", ["０００００0190001010000", "00000019000101000Ｘ", "000000190001010000号"])
def test_an_identity_number_does_not_outlive_normalising(number: str) -> None:
    assert "1900010" not in normal(number)


@pytest.mark.parametrize(
    "number",
    [
        "15899026269",
        "0997-2139568",
        "0997-2139568 15899026269",
        "158 9902 6269，139 9902 6269",
        "2024年8月30日18:00",
        "12345678901234",
        "1234567890123456789012",
    ],
)
def test_other_numbers_stay(number: str) -> None:
    assert mask_identity(number) == number


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("檔案職稱評審", "档案职称评审"),
        ("ＡＢＣ１２３", "abc123"),
        ("  评审费 \n\t 多少 ", "评审费 多少"),
        ("<b>评审费</b>多少", "评审费 多少"),
        ("评审费&nbsp;多少", "评审费 多少"),
        ("看https://example.com/a?b=c这里", "看"),
        ("\0评审费\x1b\u202e", "评审费"),
        ("哈哈哈哈哈哈", "哈哈"),
        ("①评审费", "1评审费"),
        ("", ""),
    ],
)
def test_a_text_is_brought_into_its_normal_form(typed: str, read: str) -> None:
    assert normal(typed) == read


def test_digits_may_repeat() -> None:
    assert normal("2000元") == "2000元"


def test_both_ends_of_a_long_text_are_read() -> None:
    read = normal("开头" + "一二" * LONGEST + "结尾")
    assert read.startswith("开头") and read.endswith("结尾") and len(read) <= LONGEST + 1


@pytest.mark.parametrize("text", ["[图片]", " [语音] [图片] "])
def test_a_stand_in_for_a_picture_is_no_text(text: str) -> None:
    assert is_media(text)


@pytest.mark.parametrize("text", ["", "  ", "[图片]这是什么", "图片"])
def test_words_are_no_picture(text: str) -> None:
    assert not is_media(text)


@pytest.mark.parametrize(
    ("text", "words"), [("评审", True), ("费", False), ("😀😀", False), ("123456", False), ("？！", False), ("ok", True)]
)
def test_two_letters_of_a_script_make_words(text: str, words: bool) -> None:
    assert has_words(text) == words
