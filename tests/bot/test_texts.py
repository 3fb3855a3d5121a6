"""Every reply template, as text and as HTML, with what the notices really say."""

from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.app import Core
from bot.handlers.ask import decide
from bot.handlers.replying import reply_to
from bot.messages import Choice, Reply, Session, Turn
from bot.texts import linked, render, render_html, render_rich, render_telegram
from knowledge.deadlines import BEIJING, begins, ends, state
from knowledge.outcomes import Answered, Context, Original, Part
from knowledge.rules import Verdict
from notices.schema import Notice, Window
from notices.shelf import Shelf
from tests.conftest import SEASON

TEMPLATES = Path(__file__).parents[2] / "bot" / "templates"
OPEN_ENDED = {"br", "img", "link", "meta", "input"}
REPLIES: dict[str, dict[str, object]] = {
    "ask-what": {"card": None},
    "chat": {"reply": ""},
    "choose": {"cards": (), "more": 3, "label": "评审费"},
    "empty": {},
    "human": {"cards": (), "contacts": ()},
    "rated-down": {},
    "rated-up": {},
    "slow-down": {},
    "stale": {},
}
REASONS = ("outside", "unsaid", "open", "place", "series", "route", "level", "year", "unclear", "human")


class Balance(HTMLParser):
    """Collects the elements that are open, and fails where one is closed that is not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in OPEN_ENDED:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag


def is_balanced(html: str) -> bool:
    parser = Balance()
    parser.feed(html)
    parser.close()
    return parser.open == []


def ids() -> list[str]:
    folder = TEMPLATES.parents[1] / "notices" / "published"
    return sorted(p.name for p in folder.iterdir() if p.is_dir())


@pytest.fixture(params=ids())
def notice(request: pytest.FixtureRequest, shelf: Shelf) -> Notice:
    return shelf[request.param]


def windows(notice: Notice) -> Iterator[Window]:
    return (f.data for f in notice.facts if isinstance(f.data, Window))


def answered(*parts: Part) -> Reply:
    topic = parts[0].facts[0].topics[0] if parts[0].facts else "window.apply"
    return reply_to(Answered(parts, topic, Context()))


def test_every_fact_is_told_with_its_clause(notice: Notice) -> None:
    for fact in notice.facts:
        reply = answered(Part(notice, (fact,)))
        text, html = render(reply), render_html(reply)
        assert fact.text in text and is_balanced(html), fact.id
        assert fact.cite[0].clause in html and "依据" in text, fact.id


def test_every_caution_is_marked(notice: Notice) -> None:
    for caution in notice.cautions:
        html = render_html(answered(Part(notice, notice.facts[:1], cautions=(caution,))))
        assert 'class="caution"' in html and is_balanced(html), caution.id


def test_every_window_is_told_before_in_and_after_it(notice: Notice) -> None:
    words = {"ahead": "未开始", "open": "进行中", "last-day": "最后一天", "closed": "已截止"}
    for window in windows(notice):
        if (first := window.opens or window.closes) is None:
            continue
        last = window.closes or first
        for now in (begins(first) - timedelta(days=3), begins(first), ends(last), ends(last) + timedelta(days=1)):
            seen = state(window, now.astimezone(BEIJING))
            html = render_html(
                answered(Part(notice, (), verdicts=(Verdict("window-now", {"seen": seen, "beside": False, "hours": False}),)))
            )
            assert words[seen.state] in html and is_balanced(html)


def test_season_is_told_where_the_answer_is_about_something_else(notice: Notice) -> None:
    apply = next(w for w in windows(notice) if w.window == "apply")
    closed = state(apply, begins(apply.closes or SEASON) + timedelta(days=400))
    html = render_html(answered(Part(notice, notice.facts[:1], season=closed)))
    assert "已截止" in html and f"{closed.closes:%Y}年" in html


def test_other_year_is_told_before_the_answer(notice: Notice) -> None:
    html = render_html(answered(Part(notice, notice.facts[:1], asked_year=notice.year + 2)))
    assert html.index(f"{notice.year + 2}年") < html.index(notice.facts[0].text[:6])


def test_side_by_side_answers_name_their_notices(shelf: Shelf) -> None:
    notices = list(shelf)
    html = render_html(answered(*(Part(n, n.facts[:2]) for n in notices)))
    assert all(f"<h3>{n.name}</h3>" in html for n in notices) and is_balanced(html)


def test_a_notice_itself_is_named_and_told_to_decide(notice: Notice) -> None:
    reply = reply_to(Original(notice, Context()))
    html = render_html(reply)
    assert all(notice.name in said and "以原文为准" in said for said in (render(reply), html))
    assert f'href="/notices/{notice.id}"' in html and is_balanced(html)


def test_a_warning_stands_beside_any_reply_on_every_channel(core: Core) -> None:
    said = "阿克苏建筑评审费多少，我的身份证号000000190001010000"
    reply = decide(Turn("p", "1", SEASON, said), Session("p"), core.assistant).reply
    for words in (render(reply), render_html(reply), render_telegram(reply), render_rich(reply)):
        assert "700元" in words and "身份证号我没有保存" in words and "19000101" not in words
    assert is_balanced(render_html(reply)) and is_balanced(render_rich(reply))


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("known", [True, False])
def test_not_knowing_is_told_for_every_reason(shelf: Shelf, reason: str, known: bool) -> None:
    notice = next(iter(shelf)) if known else None
    data = {
        "reason": reason,
        "reply": "",
        "label": "评审费",
        "near": (),
        "notice": notice or (next(iter(shelf)) if reason in ("level", "series", "route") else None),
        "contacts": (),
        "cautions": (),
        "facts": notice.facts[:1] if notice else (),
    }
    reply = Reply("unknown", "unknown", data)
    assert len(render(reply)) > 10 and is_balanced(render_html(reply))


@pytest.mark.parametrize("name", REPLIES)
def test_every_short_reply_says_something(name: str) -> None:
    reply = Reply("chat", name, REPLIES[name])
    assert render(reply) and is_balanced(render_html(reply))


def test_every_template_of_a_reply_is_there_for_text_and_page() -> None:
    names = {p.name.removesuffix(".html.j2") for p in TEMPLATES.glob("*.html.j2")}
    assert {*REPLIES, "answer", "unknown"} <= names
    assert all((TEMPLATES / f"{n}.txt.j2").exists() for n in (*REPLIES, "answer", "unknown"))


@pytest.mark.parametrize(
    "text", ["你好", "评审费多少钱", "转人工", "上海教师职称什么时候报", "和静初定2022年8月参加工作够年限吗", "？？？"]
)
def test_what_people_ask_is_rendered_for_both(core: Core, text: str) -> None:
    reply = decide(Turn("p", "1", SEASON, text), Session("p"), core.assistant).reply
    assert render(reply) and is_balanced(render_html(reply))


def test_what_comes_from_outside_is_escaped() -> None:
    reply = Reply("chat", "chat", {"reply": "<b>&"}, (Choice("x", "y"),))
    assert render(reply) == "<b>&" and "&lt;b&gt;&amp;" in render_html(reply)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("座机0996-5010516。", 'href="tel:09965010516">0996-5010516</a>。'),
        ("或打办公室电话(0996) 2262159。", 'href="tel:09962262159">(0996) 2262159</a>。'),
        ("杨超19109964949、", 'href="tel:19109964949">19109964949</a>、'),
        ("平台（www.xjzcsq.com）", 'href="http://www.xjzcsq.com"'),
        ("网址 https://oldwww.xjzcsq.com/upload/a.pdf 。", 'href="https://oldwww.xjzcsq.com/upload/a.pdf"'),
    ],
)
def test_numbers_and_addresses_can_be_tapped(text: str, link: str) -> None:
    assert link in linked(text)


@pytest.mark.parametrize("text", ["2024年8月30日18:00", "传真是2022026。", "15课时、90学时", "<a href=x>", "652801199001011234"])
def test_other_numbers_are_no_links(text: str) -> None:
    assert "<a" not in linked(text)
