"""The calendar of a checklist, read again as a phone reads it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.documents.calendar import ics
from knowledge.checklist.model import Checklist
from knowledge.deadlines import BEIJING
from notices.schema import Citation
from tests.bot.documents.lists import FACT, NOTICES, at, made, published, window

NOW = at(7, 1, 12)
APPLY = window("apply", date(2024, 7, 22), at(8, 30, 18, 0))
PAYMENT = window("payment", date(2024, 9, 11), date(2024, 9, 12))
PAPER = window("paper", None, date(2024, 9, 10))
REVIEW = window("review", date(2024, 8, 1), date(2024, 9, 10))
DEFENCE = window("defence", date(2024, 11, 6), date(2024, 11, 6), tentative=True)
MEETING = window("meeting", None, None)


def events(checklist: Checklist, now: datetime = NOW, **more: Any) -> list[Any]:
    """The entries of a calendar that was read again."""
    return list(Calendar.from_ical(ics(checklist, now, **more)).walk("VEVENT"))


def told(checklist: Checklist, now: datetime = NOW) -> list[tuple[object, object]]:
    """From when to when each entry lasts."""
    return [(event.decoded("dtstart"), event.decoded("dtend")) for event in events(checklist, now)]


def rings(event: Any) -> list[datetime]:
    """The moments in Beijing at which an entry rings."""
    start = event.decoded("dtstart")
    begin = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day, tzinfo=BEIJING)
    return [begin + alarm.decoded("trigger") for alarm in event.walk("VALARM")]


def test_a_long_window_is_a_day_on_which_it_opens_and_the_hour_before_it_closes() -> None:
    opening = (date(2024, 7, 22), date(2024, 7, 23))
    assert told(made(APPLY)) == [opening, (at(8, 30, 17), at(8, 30, 18))]


def test_a_short_window_is_one_entry_of_its_days_the_end_not_counted_in() -> None:
    assert told(made(PAYMENT)) == [(date(2024, 9, 11), date(2024, 9, 13))]


def test_a_deadline_without_an_hour_is_the_whole_day() -> None:
    assert told(made(PAPER)) == [(date(2024, 9, 10), date(2024, 9, 11))]


def test_what_has_no_day_is_left_out() -> None:
    assert told(made(MEETING)) == []


def test_a_close_with_an_hour_rings_three_mornings_and_one_before_and_two_hours_before() -> None:
    close = events(made(APPLY))[1]
    assert rings(close) == [at(8, 27, 9), at(8, 29, 9), at(8, 30, 16)]


def test_a_deadline_without_an_hour_rings_on_mornings() -> None:
    assert rings(events(made(PAPER))[0]) == [at(9, 7, 9), at(9, 9, 9)]


def test_an_opening_rings_on_its_morning() -> None:
    assert rings(events(made(APPLY))[0]) == [at(7, 22, 9)]


def test_a_short_window_rings_on_its_last_morning_too() -> None:
    assert rings(events(made(PAYMENT))[0])[-1] == at(9, 12, 9)


def test_what_the_office_does_rings_for_nobody() -> None:
    assert [rings(event) for event in events(made(REVIEW))] == [[], []]


def test_alarms_that_have_passed_are_left_out() -> None:
    close = events(made(APPLY), at(8, 29, 10))[1]
    assert rings(close) == [at(8, 30, 16)]


def test_a_tentative_day_is_tentative_and_a_fixed_one_confirmed() -> None:
    assert [event["status"] for event in events(made(DEFENCE, PAPER))] == ["TENTATIVE", "CONFIRMED"]


def test_nothing_makes_its_person_busy() -> None:
    assert {event["transp"] for event in events(made(APPLY, PAPER, DEFENCE))} == {"TRANSPARENT"}


def test_a_day_that_moves_keeps_its_uid() -> None:
    later = replace(PAPER, last=date(2024, 9, 20))
    assert events(made(PAPER))[0]["uid"] == events(made(later))[0]["uid"]


def test_a_short_window_made_longer_keeps_the_uid_of_its_close() -> None:
    longer = replace(PAYMENT, last=date(2024, 9, 30))
    assert events(made(PAYMENT))[0]["uid"] == events(made(longer))[1]["uid"]


@pytest.mark.parametrize("notice", NOTICES)
def test_uids_of_a_notice_are_unique(notice: str) -> None:
    uids = [event["uid"] for event in events(published(notice, NOW))]
    assert len(uids) == len(set(uids)) > 3


def test_the_same_content_is_the_same_bytes_while_no_alarm_passes() -> None:
    assert ics(made(APPLY, PAPER), NOW) == ics(made(APPLY, PAPER), NOW + timedelta(days=2))


@pytest.mark.parametrize("notice", NOTICES)
def test_the_words_do_not_tell_how_long_it_is_still(notice: str) -> None:
    later = NOW + timedelta(hours=5)
    assert ics(published(notice, NOW), NOW) == ics(published(notice, later), later)


def test_a_later_change_counts_up() -> None:
    first, second = (events(made(PAPER), changed=at(7, day))[0] for day in (20, 21))
    assert first["sequence"] < second["sequence"] and first.decoded("dtstamp") < second.decoded("dtstamp")


def test_without_a_known_change_it_is_as_published() -> None:
    event = events(made(PAPER))[0]
    assert (event["sequence"], event.decoded("last-modified")) == (0, at(7, 15))


def test_an_entry_quotes_its_clause() -> None:
    assert "一（一）：“8月30日截止”" in events(made(APPLY))[0]["description"]


def test_an_address_stands_in_every_entry() -> None:
    assert events(made(PAPER), url="https://example.org/list")[0]["url"] == "https://example.org/list"


def test_without_an_address_there_is_none() -> None:
    assert b"URL" not in ics(made(PAPER), NOW)


def test_the_calendar_has_its_name_and_asks_to_be_read_again() -> None:
    found = Calendar.from_ical(ics(made(PAPER), NOW))
    assert "测试档案" in str(found["x-wr-calname"]) and found.decoded("refresh-interval") == timedelta(hours=12)


def test_the_zone_of_its_moments_comes_with_it() -> None:
    zones = {zone["tzid"] for zone in Calendar.from_ical(ics(made(APPLY), NOW)).walk("VTIMEZONE")}
    assert zones == {events(made(APPLY))[1]["dtstart"].params["TZID"]}


@pytest.mark.parametrize("notice", NOTICES)
def test_lines_end_and_fold_as_the_standard_has_it(notice: str) -> None:
    lines = ics(published(notice, NOW), NOW).split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75 and all(line.decode() for line in lines[:-1])


def test_signs_that_the_format_uses_come_back_as_they_were() -> None:
    quote = "申报；缴费, 材料; a\\b"
    fact = FACT.model_copy(update={"cite": (Citation(clause="一", quote=quote),)})
    assert quote in events(made(replace(PAPER, facts=(fact,))))[0]["description"]


def test_it_is_small() -> None:
    assert max(len(ics(published(notice, NOW), NOW)) for notice in NOTICES) < 40_000
