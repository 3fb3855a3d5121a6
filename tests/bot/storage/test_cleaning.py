"""What is kept of a turn."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Turn
from bot.storage.cleaning import cleaned, key
from knowledge.text import LONGEST
from tests.conftest import SEASON

ANY = st.text(st.characters(categories=None), max_size=60)


def kept(text: str) -> str:
    return cleaned(Turn("p", "1", SEASON, text)).text


def test_an_identity_number_is_masked() -> None:
    assert kept("我是652901199001011234") == "我是〈身份证号〉"


def test_an_identity_number_with_hidden_characters_in_it_is_masked() -> None:
    assert kept("652901\u200b199001\u202e011234") == "〈身份证号〉"


def test_a_phone_number_stays() -> None:
    assert kept("打0997-2139568") == "打0997-2139568"


def test_lines_and_joined_emoji_stay() -> None:
    assert kept("第一行\n第二行👨‍👩‍👧") == "第一行\n第二行👨‍👩‍👧"


def test_control_characters_and_lone_surrogates_go() -> None:
    assert kept("a\0b\x1b\ud83dc") == "abc"


def test_of_a_long_text_both_ends_are_kept() -> None:
    text = kept("头" * 3000 + "尾" * 3000)
    assert len(text) == LONGEST and text[0] + text[-1] == "头尾"


def test_a_long_or_unprintable_id_becomes_a_digest() -> None:
    assert [len(key(text)) for text in ("x" * 500, "\0", "\ud83d")] == [64, 64, 64]


def test_a_sound_id_stays() -> None:
    assert key("rate:up:0b5cf3a2") == "rate:up:0b5cf3a2"


@settings(max_examples=60)
@given(ANY, ANY, ANY)
def test_cleaning_twice_changes_nothing(text: str, external_id: str, choice: str) -> None:
    once = cleaned(Turn("p", external_id, SEASON, text, choice))
    assert cleaned(once) == once


@settings(max_examples=60)
@given(ANY)
def test_what_is_kept_is_fit_for_json_and_utf8(text: str) -> None:
    assert json.loads(json.dumps(kept(text), ensure_ascii=False).encode()) == kept(text)
