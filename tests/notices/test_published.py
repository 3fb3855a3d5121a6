"""The five published notices: what must hold in all of them, whatever they say."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from knowledge import lexicon
from notices.clauses import plain
from notices.schema import Attachment, Caution, Contact, Fact, Notice, Window
from notices.shelf import Published, load
from notices.vocabulary import table

SHELF = load()
ALL = list(SHELF.published.values())
NAMES = list(SHELF.published)
FEWEST_FACTS = 60  # a notice says about a hundred things that somebody could ask
LONGEST_QUOTE = 300

_DAYS = re.compile(r"(\d+)月(\d+)日?(?:-(?:\d{4}年)?(?:(\d+)月)?(\d+)日)?")  # 7月22日-8月30日, 9月11-12日

every_notice = pytest.mark.parametrize("published", ALL, ids=NAMES)


def facts_with(kind: type, notice: Notice) -> Iterator[Fact]:
    return (fact for fact in notice.facts if isinstance(fact.data, kind))


def items(notice: Notice) -> tuple[Fact | Caution, ...]:
    return (*notice.facts, *notice.cautions)


def days_in(text: str) -> set[tuple[int, int]]:
    """The months and days that a text names."""
    found: set[tuple[int, int]] = set()
    for month, day, last_month, last_day in _DAYS.findall(text):
        found |= {(int(month), int(day))} | ({(int(last_month or month), int(last_day))} if last_day else set())
    return found


def test_the_five_notices_are_there() -> None:
    assert len(ALL) == 5


def test_no_two_notices_have_the_same_name_on_their_button() -> None:
    assert len({p.notice.name for p in ALL}) == len(ALL)


@every_notice
def test_every_fact_cites_words_of_its_clause(published: Published) -> None:
    assert all(
        plain(cited.quote) in plain(published.clauses[cited.clause].text)
        for fact in published.notice.facts
        for cited in fact.cite
    )


@every_notice
def test_quotes_are_short_enough_to_be_read(published: Published) -> None:
    assert max(len(cited.quote) for fact in published.notice.facts for cited in fact.cite) <= LONGEST_QUOTE


@every_notice
def test_a_notice_is_taken_apart_into_many_facts(published: Published) -> None:
    assert len(published.notice.facts) >= FEWEST_FACTS


@every_notice
def test_every_id_is_used_once(published: Published) -> None:
    counts = Counter(item.id for item in items(published.notice))
    assert [name for name, count in counts.items() if count > 1] == []


@every_notice
def test_the_days_of_every_window_stand_in_a_clause_it_cites(published: Published) -> None:
    for fact in facts_with(Window, published.notice):
        assert isinstance(fact.data, Window)
        said = days_in(plain("".join(published.clauses[cited.clause].text for cited in fact.cite)))
        assert {(d.month, d.day) for d in (fact.data.opens, fact.data.closes) if d} <= said, fact.id


@every_notice
def test_no_window_closes_before_it_opens(published: Published) -> None:
    for fact in facts_with(Window, published.notice):
        assert isinstance(fact.data, Window)
        if fact.data.opens and fact.data.closes:
            assert str(fact.data.opens)[:10] <= str(fact.data.closes)[:10], fact.id


@every_notice
def test_every_window_is_of_the_year_of_its_notice(published: Published) -> None:
    days = [
        d for f in facts_with(Window, published.notice) if isinstance(f.data, Window) for d in (f.data.opens, f.data.closes) if d
    ]
    assert {day.year for day in days} == {published.notice.year}


@every_notice
def test_there_is_one_application_window_and_it_has_days(published: Published) -> None:
    windows = [f.data for f in facts_with(Window, published.notice) if isinstance(f.data, Window) and f.data.window == "apply"]
    assert len(windows) == 1 and windows[0].opens and windows[0].closes


@every_notice
def test_a_fact_with_a_window_is_about_the_topic_of_that_window(published: Published) -> None:
    for fact in facts_with(Window, published.notice):
        assert isinstance(fact.data, Window) and fact.topics[0] == f"window.{fact.data.window}"


@every_notice
def test_the_phone_number_of_a_contact_is_said_in_full(published: Published) -> None:
    for fact in facts_with(Contact, published.notice):
        assert isinstance(fact.data, Contact)
        assert all(re.sub(r"\D", "", phone) in re.sub(r"\D", "", fact.text) for phone in fact.data.phones), fact.id


@every_notice
def test_somebody_can_be_asked(published: Published) -> None:
    assert any("contact.enquiry" in fact.topics for fact in facts_with(Contact, published.notice))


@every_notice
def test_an_attachment_that_is_not_there_is_said_to_be_missing(published: Published) -> None:
    missing = [f for f in facts_with(Attachment, published.notice) if isinstance(f.data, Attachment) and not f.data.present]
    warned = any(topic == "attachments.list" for caution in published.notice.cautions for topic in caution.topics)
    assert all(warned or "没有" in fact.text for fact in missing)


@every_notice
def test_what_is_said_is_plain_text(published: Published) -> None:
    assert [item.id for item in items(published.notice) if re.search(r"(?<!\*)\*\*(?!\*)|\]\(|<\w|\n|&[a-z]+;", item.text)] == []


@every_notice
def test_what_is_said_ends_as_a_sentence(published: Published) -> None:
    assert [item.id for item in items(published.notice) if not re.search(r"[。？！）”]$", item.text)] == []


@every_notice
def test_fees_differ_by_what_they_are_conditional_on(published: Published) -> None:
    fees = [(fact.when, fact.data) for fact in published.notice.facts if fact.data and fact.data.kind == "fee"]
    assert len({repr(when) for when, _ in fees}) == len(fees)


def test_every_topic_can_be_asked_for_in_words() -> None:
    asked = lexicon.subjects()
    assert [topic for topic in table("topics") if topic not in asked or not asked[topic].asks] == []


def test_every_subject_is_a_topic_or_known_to_be_none() -> None:
    others = {s for s in lexicon.subjects() if s not in table("topics")}
    assert all(subject.startswith(("outside.", "chat.")) for subject in others)


def test_what_no_notice_answers_has_a_reply_of_its_own() -> None:
    done = ("chat.human", "chat.original")  # something is done about these
    silent = [
        s.id for s in lexicon.subjects().values() if s.id.startswith(("outside.", "chat.")) and s.id not in done and not s.reply
    ]
    assert silent == []


def test_every_topic_is_spoken_of_by_some_notice() -> None:
    assert set(table("topics")) <= {topic for p in ALL for fact in p.notice.facts for topic in fact.topics}
