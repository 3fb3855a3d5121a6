"""Which notices a question fits, and what their facts are about."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.channels.batch import Request, converse
from bot.messages import Reply
from bot.texts import render
from knowledge.answering import Assistant
from knowledge.catalogue import Catalogue
from knowledge.facts import Facts
from knowledge.matching import fact_scores
from knowledge.question import Question
from knowledge.training import trained
from notices.contents import Card, Contents, Loaded
from notices.packed import Packed
from notices.packing import block, write
from notices.schema import Fact, Fee, Window
from notices.shelf import Shelf
from tests.conftest import ROOT, SEASON

HEJING = "hejing-initial-2024"


class Cards:
    """A source of cards alone, for what is found by them."""

    def __init__(self, *cards: Card, topics: tuple[str, ...] = ()) -> None:
        self._cards = cards
        self._topics = topics

    def cards(self) -> Iterator[tuple[Card, Iterable[str]]]:
        return ((one, self._topics) for one in self._cards)

    def contents(self, notice_id: str) -> Contents:
        raise KeyError(notice_id)


def card(place: str, series: str, year: int = 2024, route: str = "review", level: str = "middle") -> Card:
    return Card(f"{place}-{series}-{year}-{route}", f"{place} {series}", place, (series,), (level,), (route,), year)


def ids(found: Iterable[Card]) -> list[str]:
    return [one.id for one in found]


def places(found: Iterable[Card]) -> list[str]:
    return [one.place for one in found]


def test_a_question_that_names_nothing_may_be_about_any_notice() -> None:
    assert len(Catalogue(Cards(card("aksu", "power"), card("hejing", "archives"))).find(Question(""))) == 2


def test_only_the_newest_year_of_each_place_series_and_routes_is_found() -> None:
    catalogue = Catalogue(Cards(card("aksu", "power", 2022), card("aksu", "power", 2024), card("aksu", "archives", 2023)))
    assert ids(catalogue.find(Question(""))) == ["aksu-power-2024-review", "aksu-archives-2023-review"]


def test_two_notices_of_the_latest_year_are_both_found() -> None:
    one = card("aksu", "power")
    assert len(Catalogue(Cards(one, one._replace(id="second"))).find(Question(""))) == 2


def test_a_year_that_is_named_finds_the_notice_of_that_year() -> None:
    catalogue = Catalogue(Cards(card("aksu", "power", 2022), card("aksu", "power", 2024)))
    assert ids(catalogue.find(Question("", years=(2022,)))) == ["aksu-power-2022-review"]
    assert not catalogue.find(Question("", years=(2021,)))


def test_a_prefecture_finds_its_own_notices_and_those_of_its_counties() -> None:
    catalogue = Catalogue(Cards(card("bayingol", "power"), card("hejing", "archives"), card("aksu", "power")))
    assert sorted(places(catalogue.find(Question("", places=("bayingol",))))) == ["bayingol", "hejing"]


def test_a_prefecture_with_a_series_finds_its_own_notice_alone() -> None:
    catalogue = Catalogue(Cards(card("bayingol", "power"), card("hejing", "power")))
    assert places(catalogue.find(Question("", places=("bayingol",), series=("power",)))) == ["bayingol"]


def test_a_county_without_a_notice_finds_that_of_its_prefecture() -> None:
    catalogue = Catalogue(Cards(card("bayingol", "power"), card("aksu", "power")))
    assert places(catalogue.find(Question("", places=("korla",)))) == ["bayingol"]


def test_a_series_finds_its_specialities() -> None:
    catalogue = Catalogue(Cards(card("aksu", "power"), card("aksu", "archives")))
    assert ids(catalogue.find(Question("", series=("engineering",)))) == ["aksu-power-2024-review"]


def test_a_job_counts_where_no_series_is_named() -> None:
    catalogue = Catalogue(Cards(card("aksu", "power"), card("aksu", "archives")))
    assert ids(catalogue.find(Question("", jobs=("archives",)))) == ["aksu-archives-2024-review"]


def test_a_route_finds_the_notices_that_have_it() -> None:
    catalogue = Catalogue(Cards(card("aksu", "power", route="initial"), card("aksu", "power")))
    assert ids(catalogue.find(Question("", conditions={"route": ("initial",)}))) == ["aksu-power-2024-initial"]


def test_notices_for_a_level_are_those_that_have_it_or_one_within_it() -> None:
    found = Catalogue(Cards(card("aksu", "power", level="associate"), card("aksu", "archives"))).find(Question(""))
    assert ids(found.offering(("senior",))) == ["aksu-power-2024-review"]
    assert len(found.offering(())) == 2


def test_notices_that_say_something_are_told_from_the_others(shelf: Shelf) -> None:
    found = Catalogue(shelf).find(Question(""))
    assert len(found.saying("fee.amount")) == 4
    assert HEJING not in ids(found.saying("fee.amount"))


def test_what_is_found_knows_its_own(shelf: Shelf) -> None:
    catalogue = Catalogue(shelf)
    found, hejing = catalogue.find(Question("", places=("aksu",))), catalogue.cards[HEJING]
    assert found[0] in found
    assert hejing not in found
    assert hejing in catalogue.just(hejing)


def test_a_part_of_what_is_found_can_be_taken(shelf: Shelf) -> None:
    found = Catalogue(shelf).find(Question(""))
    assert ids(found[1:3]) == ids(found)[1:3]


def test_facts_are_had_by_topic_and_by_kind(shelf: Shelf) -> None:
    facts = Catalogue(shelf).of("aksu-archives-2024")
    assert {fact.topics[0] for fact in facts.of_topic("fee.amount")} >= {"fee.amount"}
    assert all(isinstance(fact.data, Fee) for fact in facts.of_kind(Fee))
    assert list(facts.of_kind(Window))
    assert facts.of_topic("no.such-topic") == ()


def test_words_that_a_fact_shares_with_a_question_are_counted(shelf: Shelf) -> None:
    facts = Catalogue(shelf).of("aksu-archives-2024")
    fact = facts.of_topic("contact.enquiry")[0]
    assert facts.shared(("联系", "系人", "没有这"), fact) == 2


class Counted(Loaded):
    """A notice that counts how often one of its facts is made."""

    made = 0

    def fact(self, number: int) -> Fact:
        self.made += 1
        return super().fact(number)


def test_facts_are_ranked_without_being_made(shelf: Shelf) -> None:
    contents = Counted(shelf["aksu-archives-2024"])
    ranked = fact_scores(Question("评审费多少"), Facts(contents), {"fee.amount": 1.0, "fee.refund": 0.5})
    assert len(ranked) > 1 and contents.made == 0
    assert ranked[0].fact.topics[0] == "fee.amount" and contents.made == 1


@pytest.fixture(scope="module")
def packed(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path = tmp_path_factory.mktemp("catalogue") / "shelf"
    write(path, (block(one, b"") for one in shelf))
    source = Packed(path)
    yield Assistant(Catalogue(source), trained(ROOT / "var" / "topics.index"))
    source.close()


def conversations() -> list[list[str]]:
    """Every thirtieth of the questions."""
    files = sorted(Path(__file__).parent.parent.glob("questions/dev/*.jsonl"))
    entries = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [entry.get("turns") or [entry["q"]] for entry in entries[::30]]


def told(reply: Reply) -> tuple[object, ...]:
    return reply.kind, render(reply), reply.choices, reply.notices, reply.citations


def test_a_packed_shelf_answers_just_like_the_one_in_memory(assistant: Assistant, packed: Assistant) -> None:
    for turns in conversations():
        for notice in (None, HEJING):
            request = Request(turns, SEASON, notice)
            assert told(converse(request, packed)) == told(converse(request, assistant)), turns
