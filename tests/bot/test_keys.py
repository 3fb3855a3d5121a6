"""Codes and addresses that follow from the secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keys import ALPHABET, LENGTH, Keys, Ring, typed

RING = Ring("secret")


@given(st.text())
def test_a_code_is_short_and_neither_a_word_nor_a_number(what: str) -> None:
    code = RING.code(what)
    assert len(code) == LENGTH and set(code) <= set(ALPHABET) and not code.isalpha() and not code.isdecimal()


def test_a_turn_has_one_code_and_another_turn_another() -> None:
    one, other = (Keys(RING, ("applicant", turn)) for turn in "12")
    assert one.code == Keys(RING, ("applicant", "1")).code != other.code


def test_another_secret_makes_another_code() -> None:
    assert Ring("other").code("x") != RING.code("x")


def test_without_a_secret_there_is_no_code_and_no_address() -> None:
    assert (Keys(turn=("applicant", "1")).code, Keys(folder="f").calendar("n")) == ("", "")


def test_the_address_of_a_calendar_changes_with_its_serial_its_notice_and_its_folder() -> None:
    keys = [Keys(RING, folder=folder, serial=serial) for folder, serial in (("f", 1), ("f", 2), ("g", 1))]
    assert len({one.calendar(notice) for one in keys for notice in "ab"}) == 6


def test_neither_secret_nor_code_is_in_what_is_logged() -> None:
    assert "secret" not in repr(Keys(RING))


@pytest.mark.parametrize("text", ["ABCD2345", "abcd2345", "abcd-2345", " ABCD 2345\n", "ＡＢＣＤ２３４５"])
def test_a_code_is_read_however_it_is_typed(text: str) -> None:
    assert typed(text) == "ABCD2345"


@pytest.mark.parametrize("text", ["ABCD234", "ABCD23456", "ABCD1234", "23456789", "ABCDEFGH", "截止到几号能报", ""])
def test_what_is_no_code_is_none(text: str) -> None:
    assert typed(text) is None
