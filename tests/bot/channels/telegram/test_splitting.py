"""Long texts in parts that fit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.splitting import LONGEST, shown, split, units


def clause(number: int) -> str:
    return f"<b>{number}</b> " + "各单位要严格审核&amp;公示。" * 20


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert split("<b>短</b>") == ("<b>短</b>",)


def test_emoji_count_twice() -> None:
    assert units("🟢a") == 3 and len(split("🟢" * 2049)) == 2


def test_it_is_cut_between_clauses_and_formatting_goes_on() -> None:
    html = "<blockquote expandable>" + "\n".join(map(clause, range(40))) + "</blockquote>"
    parts = split(html)
    assert len(parts) > 1 and all(units(shown(part)) <= LONGEST for part in parts)
    assert all(p.startswith("<blockquote expandable>") and p.endswith("</blockquote>") for p in parts)
    assert all(shown(part).split(" ")[0].isdecimal() for part in parts)  # each begins with a clause
    assert "".join(map(shown, parts)).replace("\n", "") == shown(html).replace("\n", "")


def test_a_text_without_a_border_is_cut_where_it_must_be() -> None:
    assert [len(shown(part)) for part in split("<i>" + "字" * 9000 + "</i>")] == [4096, 4096, 808]


@given(st.lists(st.sampled_from(["<b>x</b>", "字", "&lt;", "\n", "。", "🟢", "<i>", "</i>"]), max_size=60))
@settings(derandomize=True, max_examples=200)
def test_no_part_is_too_long_and_nothing_is_lost(pieces: list[str]) -> None:
    html = "".join(pieces).replace("<i>", "").replace("</i>", "")
    parts = split(f"<u>{html}</u>", most=9)
    assert all(units(shown(part)) <= 9 and part.count("<b>") == part.count("</b>") for part in parts)
    assert "".join("".join(map(shown, parts)).split()) == "".join(shown(html).split())
