"""Whether what a person says of themselves fits the condition of a fact."""

import pytest

from knowledge.conditions import field_fits, fits, line, related
from notices.contents import asks
from notices.schema import Condition
from notices.vocabulary import Employer, Level, Standing


@pytest.mark.parametrize(
    ("field", "asked", "said", "expected"),
    [
        ("level", ("middle",), ("middle",), "met"),
        ("level", ("middle",), ("junior",), "conflict"),
        ("level", ("middle",), (), "open"),
        ("level", (), ("middle",), "open"),
        ("level", ("junior",), ("assistant",), "met"),
        ("level", ("assistant",), ("junior",), "met"),
        ("level", ("technician",), ("assistant",), "conflict"),
        ("level", ("senior",), ("associate",), "met"),
        ("level", ("middle", "associate"), ("full", "middle"), "met"),
        ("employer", ("enterprise",), ("private",), "met"),
        ("employer", ("state",), ("private",), "conflict"),
        ("employer", ("institution",), ("enterprise",), "conflict"),
        ("education", ("college",), ("bachelor",), "conflict"),
        ("series", ("engineering",), ("power",), "met"),
        ("series", ("power",), ("construction",), "conflict"),
        ("place", ("hejing",), ("hejing",), "met"),
        ("place", ("bayingol",), ("hejing",), "met"),
        ("place", ("hejing",), ("bayingol",), "open"),
        ("place", ("hejing",), ("korla",), "conflict"),
        ("place", ("aksu",), ("bayingol",), "conflict"),
        ("standing", ("stationed",), ("stationed-now",), "met"),
        ("standing", ("stationed-before",), ("stationed-now",), "conflict"),
        ("standing", ("stationed-now",), ("stationed-before",), "conflict"),
        ("standing", ("grassroots",), ("stationed-now",), "open"),
        ("standing", ("punished",), ("teacher",), "open"),
    ],
)
def test_a_field_is_met_left_open_or_contradicted(
    field: str, asked: tuple[str, ...], said: tuple[str, ...], expected: str
) -> None:
    assert field_fits(field, asked, said) == expected


def test_a_condition_that_asks_nothing_fits_everybody() -> None:
    assert fits(asks(Condition()), {"level": ("middle",)}) == (True, 0)


def test_every_field_that_is_met_counts() -> None:
    asked = asks(Condition(level=(Level.MIDDLE,), employer=(Employer.PRIVATE,)))
    assert fits(asked, {"level": ("middle",), "employer": ("private",)}) == (True, 2)


def test_one_field_that_is_contradicted_is_enough() -> None:
    asked = asks(Condition(level=(Level.MIDDLE,), employer=(Employer.PRIVATE,)))
    assert fits(asked, {"level": ("middle",), "employer": ("institution",)}) == (False, 0)


def test_what_was_not_said_contradicts_nothing() -> None:
    assert fits(asks(Condition(standing=(Standing.PUNISHED,))), {}) == (True, 0)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("level", "associate", ("associate", "senior")),
        ("level", "middle", ("middle",)),
        ("place", "kuqa", ("kuqa", "aksu", "xinjiang")),
        ("series", "power", ("power", "engineering")),
        ("education", "master", ("master",)),
    ],
)
def test_a_value_lies_within_wider_ones(field: str, value: str, expected: tuple[str, ...]) -> None:
    assert line(field, value) == expected


def test_brothers_are_not_related() -> None:
    assert not related("place", "kuqa", "wensu") and related("place", "kuqa", "aksu") and related("place", "aksu", "kuqa")
