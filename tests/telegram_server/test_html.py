"""Telegram's HTML, by plain calls: what becomes text and what entities, and back again for the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram_server.html import parse, units
from tests.telegram_server.looks import marked
from tests.telegram_server.refusals import Refused
from tests.telegram_server.texts import parsed


def marks(html: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in parse(html)[1]]


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>400</b>元", "400元", [("bold", 0, 3)]),
        ("😀<i>a</i>", "😀a", [("italic", 2, 1)]),
        ("<b>a<u>b</u></b>", "ab", [("bold", 0, 2), ("underline", 1, 1)]),
        ("<STRONG>a</strong>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#x27;", "a <b> & \"c\" 'd'", []),
        ("a &nbsp; & &foo;", "a &nbsp; & &foo;", []),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ('<pre><code class="language-python">a</code></pre>', "a", [("pre", 0, 1)]),
        ('<a href="https://a.b/?x=1&amp;y=2">a</a>', "a", [("text_link", 0, 1)]),
        ("<a href='nonsense'>a</a>", "a", []),
        ("<s>a</s><del>b</del><ins>c</ins>", "abc", [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("underline", 2, 1)]),
    ],
)
def test_html_becomes_text_and_entities(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    assert (parse(html)[0], marks(html)) == (text, entities)


def test_links_keep_their_address_and_code_its_language() -> None:
    assert parse('<a href="https://a.b/?x=1&amp;y=2">a</a>')[1][0]["url"] == "https://a.b/?x=1&y=2"
    assert parse('<pre><code class="language-python">a</code></pre>')[1][0]["language"] == "python"


def test_white_space_at_the_ends_goes_and_takes_nothing_along() -> None:
    text, entities = parsed(" \n <b> 400 </b>元\n", "html", None)
    assert (text, [(e["offset"], e["length"]) for e in entities]) == ("400 元", [(0, 4)])


def test_commands_mentions_and_links_are_found_but_not_in_code() -> None:
    _, entities = parsed("/start 问@pingshen_bot 看https://a.cn/b。<code>/stop</code> 5/8 #评审", "html", None)
    kinds = [e["type"] for e in sorted(entities, key=lambda e: e["offset"])]
    assert kinds == ["bot_command", "mention", "url", "code", "hashtag"]


@given(st.text(alphabet="<>/b i&;lt#a=\"'😀\n评", max_size=40))
def test_anything_is_text_or_refused(html: str) -> None:
    try:
        text, entities = parse(html)
    except Refused:
        return
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= units(text) for e in entities)


@given(st.text(max_size=60))
def test_what_is_escaped_is_text_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse(escaped) == (text, [])


def test_entities_become_tags_nested_as_they_are() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 2, "length": 2}]
    assert marked("😀元<x", entities) == '<b class="bold">😀<i class="italic">元&lt;</i></b>x'
