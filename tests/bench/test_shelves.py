"""Synthetic shelves are made of notices that could be published."""

from itertools import islice

import pytest

from bench.shelves import blocks, short, speciality, variants
from notices.packing import Block
from notices.schema import Caution, Fact
from notices.shelf import Shelf, load
from notices.vocabulary import table

SOME = 60


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load()


@pytest.fixture(scope="module")
def some(shelf: Shelf) -> list[Block]:
    return list(blocks(shelf, SOME))


def test_variants_differ_and_are_the_same_at_each_call() -> None:
    found = list(variants(1000, 5))
    assert len(set(found)) == 1000
    assert list(islice(variants(2000, 5), 1000)) == found


def test_there_are_a_hundred_thousand_variants() -> None:
    assert sum(1 for _ in variants(100_000, 5)) == 100_000


def test_every_heading_is_of_the_vocabularies(some: list[Block]) -> None:
    assert all(block.heading.place in table("places") and block.heading.series[0] in table("series") for block in some)


def test_every_fact_and_caution_of_a_variant_is_valid(some: list[Block]) -> None:
    for block in some:
        facts = list(map(Fact.model_validate_json, block.facts.split(b"\n")))
        assert {topic for fact in facts for topic in fact.topics} == set(block.index.topics)
        assert [fact.id for fact in facts] == [line.split(b"\t")[0].decode() for line in block.outlines.split(b"\n")]
        assert list(map(Caution.model_validate_json, block.cautions.split(b"\n")))


@pytest.mark.parametrize(("place", "said"), [("hotan", "和田"), ("bayingol", "巴音郭楞"), ("yanqi", "焉耆"), ("korla", "库尔勒")])
def test_places_are_named_as_people_say_them(place: str, said: str) -> None:
    assert short(place) == said


@pytest.mark.parametrize(("series", "said"), [("power", "电力"), ("archives", "档案"), ("engineering", "工程")])
def test_series_are_named_as_people_say_them(series: str, said: str) -> None:
    assert speciality(series) == said
