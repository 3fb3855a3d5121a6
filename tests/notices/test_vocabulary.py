"""The closed vocabularies."""

import pytest

from notices.schema import Condition
from notices.vocabulary import EMPLOYER_WITHIN, LEVEL_WITHIN, lineage, table

TABLES = ("topics", "places", "series")


@pytest.mark.parametrize("name", TABLES)
def test_what_an_entry_lies_within_is_an_entry(name: str) -> None:
    assert {e["within"] for e in table(name).values() if "within" in e} <= set(table(name))


@pytest.mark.parametrize("name", TABLES)
def test_nothing_lies_within_itself(name: str) -> None:
    assert all(len(set(lineage(name, entry))) == len(lineage(name, entry)) for entry in table(name))


@pytest.mark.parametrize("name", ["places", "series"])
def test_every_entry_has_a_name_of_its_own(name: str) -> None:
    names = [entry["name"] for entry in table(name).values()]
    assert len(set(names)) == len(names)


def test_every_topic_says_what_it_is_about_and_what_its_button_reads() -> None:
    assert all(set(entry) == {"label", "means"} and entry["label"] and entry["means"] for entry in table("topics").values())


def test_the_label_of_a_topic_fits_a_button_and_is_its_own() -> None:
    labels = [entry["label"] for entry in table("topics").values()]
    assert len(set(labels)) == len(labels) and max(map(len, labels)) <= 12


def test_a_county_lies_within_its_prefecture_and_that_in_the_region() -> None:
    assert lineage("places", "hejing") == ("hejing", "bayingol", "xinjiang")


def test_a_speciality_lies_within_its_series() -> None:
    assert lineage("series", "power") == ("power", "engineering")


def test_parents_of_levels_and_employers_have_no_parents() -> None:
    assert set(LEVEL_WITHIN.values()).isdisjoint(LEVEL_WITHIN) and set(EMPLOYER_WITHIN.values()).isdisjoint(EMPLOYER_WITHIN)


def test_a_condition_without_fields_asks_nothing() -> None:
    assert not any(value for _, value in Condition())


def test_a_topic_is_described_as_one_piece_of_text() -> None:
    assert all(isinstance(text, str) for entry in table("topics").values() for text in entry.values())
