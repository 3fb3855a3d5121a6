"""The endpoints of the page, called without a network."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from bot.app import Clock, Core, opened
from bot.channels.web import create_app
from bot.channels.web.people import COOKIE, People
from bot.handlers.words import EXAMPLES
from notices.clauses import plain
from notices.shelf import PUBLISHED
from tests.bot.channels.web_server import settings

AJAX = {"X-Tab": "a-tab-of-the-tests"}
QUESTION = "阿克苏建筑什么时候截止"
NOTICE = "notice:aksu-construction-2024"


@pytest.fixture
async def application(core: Core, tmp_path: Path) -> AsyncIterator[httpx.ASGITransport]:
    chosen = settings(tmp_path)
    async with opened(chosen, core) as service:
        yield httpx.ASGITransport(create_app(service, chosen, Clock(chosen.as_of)))


def browser(application: httpx.ASGITransport, base_url: str = "http://page.test") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=application, base_url=base_url)


@pytest.fixture
async def page(application: httpx.ASGITransport) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(application) as opened_page:
        await opened_page.get("/")
        yield opened_page


async def asked(page: httpx.AsyncClient, number: str = "question-1", **fields: str) -> str:
    response = await page.post("/say", data={"id": number, **fields}, headers=AJAX)
    assert response.status_code == 200
    return response.text


async def test_first_visit_greets_and_offers_every_notice(page: httpx.AsyncClient, core: Core) -> None:
    html = (await page.get("/")).text
    assert all(f'value="notice:{n.id}"' in html and n.name in html for n in core.shelf)


async def test_pretended_day_is_shown(page: httpx.AsyncClient) -> None:
    assert "现在按2024年8月20日演示" in (await page.get("/")).text


@pytest.mark.parametrize("example", EXAMPLES.values())
async def test_every_example_question_is_answered_or_asked_back(page: httpx.AsyncClient, example: str) -> None:
    assert f'value="{example}"' in (await page.get("/")).text
    html = await asked(page, say=example)
    assert "依据" in html or "哪一份" in html


async def test_answer_cites_its_clause(page: httpx.AsyncClient) -> None:
    html = await asked(page, text=QUESTION)
    assert "三（一）" in html and "8月30日18:00" in html and "进行中" in html


async def test_what_was_typed_is_shown_as_text(page: httpx.AsyncClient) -> None:
    html = await asked(page, text="<script>alert(1)</script>和静初定什么时候截止")
    assert "<script>" not in html and "&lt;script&gt;" in html


async def test_script_gets_the_id_of_what_it_asked(page: httpx.AsyncClient) -> None:
    response = await page.post("/say", data={"id": "question-1", "text": QUESTION}, headers=AJAX)
    assert response.headers["X-Exchange"] == "question-1"


async def test_plain_form_comes_back_to_the_conversation(page: httpx.AsyncClient) -> None:
    response = await page.post("/say", data={"id": "question-1", "text": QUESTION})
    assert (response.status_code, response.headers["location"]) == (303, "/#x-question-1")
    assert QUESTION in (await page.get("/")).text


async def test_same_message_twice_is_shown_once(page: httpx.AsyncClient) -> None:
    first, second = await asked(page, text=QUESTION), await asked(page, text=QUESTION)
    assert first == second
    assert (await page.get("/")).text.count('class="exchange"') == 1


async def test_id_that_is_no_id_is_replaced(page: httpx.AsyncClient) -> None:
    html = await asked(page, '"><b>', text=QUESTION)
    assert '"><b>' not in html and '<div class="exchange" id="x-' in html


async def test_notice_can_be_chosen_at_any_time(page: httpx.AsyncClient) -> None:
    html = await asked(page, choice=NOTICE)
    assert "您想问什么" in html and 'value="topic:window.apply"' in html


async def test_pressed_button_is_shown_by_its_words(page: httpx.AsyncClient) -> None:
    await asked(page, choice=NOTICE)
    html = await asked(page, "question-2", choice="topic:fee.amount")
    assert re.search(r"您说：</span>评审费", html)


async def test_button_that_was_not_offered_is_stale(page: httpx.AsyncClient) -> None:
    assert "过期" in await asked(page, choice="topic:fee.amount")


async def test_rating_puts_thanks_in_the_place_of_its_buttons(page: httpx.AsyncClient) -> None:
    await asked(page, text=QUESTION)
    html = await asked(page, "rating-1", choice="rate:up:question-1")
    assert html.startswith('<p class="thanks" id="rate-question-1">谢谢')


async def test_rating_is_remembered_after_a_reload(page: httpx.AsyncClient) -> None:
    await asked(page, text=QUESTION)
    await asked(page, "rating-1", choice="rate:up:question-1")
    html = (await page.get("/")).text
    assert 'class="thanks" id="rate-question-1"' in html and 'value="rate:up' not in html


async def test_page_says_which_notice_is_asked_about(page: httpx.AsyncClient) -> None:
    await asked(page, choice=NOTICE)
    assert '<b id="about-name">阿克苏地区建筑、房地产经济专业（2024年度）</b>' in (await page.get("/")).text


async def test_nobody_sees_what_another_asked(page: httpx.AsyncClient, application: httpx.ASGITransport) -> None:
    await asked(page, text=QUESTION)
    async with browser(application) as other:
        assert QUESTION not in (await other.get("/")).text


async def test_cookie_that_we_did_not_sign_is_a_stranger(page: httpx.AsyncClient, application: httpx.ASGITransport) -> None:
    await asked(page, text=QUESTION)
    name = page.cookies[COOKIE].partition(".")[0]
    async with browser(application) as thief:
        thief.cookies.set(COOKIE, f"{name}.AAAAAAAAAAAAAAAAAAAAAAAAAAA")
        assert QUESTION not in (await thief.get("/")).text


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
async def test_cookie_is_kept_from_scripts_and_other_sites(application: httpx.ASGITransport, scheme: str, secure: bool) -> None:
    async with browser(application, f"{scheme}://page.test") as visitor:
        cookie = (await visitor.get("/")).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and ("Secure" in cookie) == secure


async def test_person_without_a_cookie_is_answered_and_given_one(application: httpx.ASGITransport) -> None:
    async with browser(application) as visitor:
        await asked(visitor, text=QUESTION)
        assert QUESTION in (await visitor.get("/")).text


async def test_forgetting_asks_first_and_then_deletes(page: httpx.AsyncClient) -> None:
    await asked(page, text=QUESTION)
    cookie = page.cookies[COOKIE]
    assert "确定清空" in (await page.get("/forget")).text
    response = await page.post("/forget")
    page.cookies.set(COOKIE, cookie, domain="page.test")
    assert response.status_code == 303 and QUESTION not in (await page.get("/")).text


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.test"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
@pytest.mark.parametrize("path", ["/say", "/forget"])
async def test_posts_from_other_sites_are_refused(page: httpx.AsyncClient, headers: dict[str, str], path: str) -> None:
    assert (await page.post(path, data={"text": QUESTION}, headers=headers)).status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": "http://page.test"}, {"Sec-Fetch-Site": "same-origin"}])
async def test_posts_from_the_page_itself_are_taken(page: httpx.AsyncClient, headers: dict[str, str]) -> None:
    assert (await page.post("/say", data={"text": QUESTION}, headers=headers)).status_code == 303


async def test_five_thousand_characters_are_answered(page: httpx.AsyncClient) -> None:
    assert 'class="reply"' in await asked(page, text="和静初定什么时候截止" + "啊" * 4990)


async def test_huge_body_is_refused_in_words(page: httpx.AsyncClient) -> None:
    response = await page.post("/say", data={"text": "字" * 30_000})
    assert response.status_code == 413 and "内容太长" in response.text


async def test_huge_body_of_undeclared_length_is_refused(page: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"a" * 1024

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await page.post("/say", content=pieces(), headers=headers)).status_code == 413


@pytest.mark.parametrize("content", [b"text=%ff%fe%00", b"text=%ed%a0%80", b"id=%00&choice=%00", b"&&&===", b""])
async def test_bytes_that_are_no_text_are_answered(page: httpx.AsyncClient, content: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", **AJAX}
    response = await page.post("/say", content=content, headers=headers)
    assert response.status_code == 200 and 'class="reply"' in response.text


async def test_file_in_the_place_of_a_text_is_no_failure(page: httpx.AsyncClient) -> None:
    assert (await page.post("/say", files={"text": b"a file"})).status_code < 500


@pytest.mark.parametrize("path", ["/", "/notices", "/notices/hejing-initial-2024", "/about", "/forget", "/healthz", "/nowhere"])
async def test_every_answer_carries_the_security_headers(page: httpx.AsyncClient, path: str) -> None:
    headers = (await page.get(path)).headers
    assert "default-src 'self'" in headers["content-security-policy"] and headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/notices", "/notices/hejing-initial-2024", "/about", "/forget", "/nowhere"])
async def test_no_page_has_scripts_or_styles_of_its_own(page: httpx.AsyncClient, path: str) -> None:
    html = (await page.get(path)).text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", html)


@pytest.mark.parametrize("path", ["/", "/notices", "/notices/hejing-initial-2024", "/about", "/forget"])
async def test_no_page_asks_another_server_for_anything(page: httpx.AsyncClient, path: str) -> None:
    assert not re.search(r'(?:src|href)="(?:https?:)?//', (await page.get(path)).text)


async def test_notice_can_be_read_and_kept_as_it_was_published(page: httpx.AsyncClient, core: Core) -> None:
    html = await asked(page, text="和静初定的通知原文发给我")
    [read, kept] = re.findall(r'href="(/notices/[^"]+)"', html)
    shown, saved = await page.get(read), await page.get(kept)
    source = (PUBLISHED / "hejing-initial-2024" / "source.txt").read_bytes()
    assert saved.content == source and saved.headers["content-disposition"].startswith("attachment")
    words = re.sub("<.*?>", "", shown.text.partition('class="original">')[2].partition("</article>")[0])
    assert plain(unescape(words)) == plain(re.sub("[#*]", "", source.decode()))


@pytest.mark.parametrize("path", ["/notices/nowhere", "/notices/nowhere/text", "/notices/..%2f..%2fshelf.py/text"])
async def test_nothing_but_what_is_on_the_shelf_can_be_read(page: httpx.AsyncClient, path: str) -> None:
    assert (await page.get(path)).status_code == 404


async def test_unknown_address_is_explained_in_words(page: httpx.AsyncClient) -> None:
    response = await page.get("/nowhere")
    assert response.status_code == 404 and "没有这个页面" in response.text


async def test_files_are_kept_for_ever_by_their_hash(page: httpx.AsyncClient) -> None:
    addresses = re.findall(r'"(/static/[^"]+)"', (await page.get("/")).text)
    responses = [await page.get(a) for a in addresses]
    assert len(responses) >= 4 and all("immutable" in r.headers["cache-control"] for r in responses)


async def test_files_of_another_version_are_not_kept(page: httpx.AsyncClient) -> None:
    assert (await page.get("/static/000000000000/chat.css")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/static/x/nothing.css", "/static/x/..%2fapp.py", "/static/x/%2e%2e"])
async def test_nothing_but_the_files_is_served(page: httpx.AsyncClient, path: str) -> None:
    assert (await page.get(path)).status_code == 404


async def test_conversations_are_kept_by_no_cache(page: httpx.AsyncClient) -> None:
    assert (await page.get("/")).headers["cache-control"] == "no-store"


async def test_page_is_compressed(page: httpx.AsyncClient) -> None:
    assert (await page.get("/", headers={"Accept-Encoding": "gzip"})).headers["content-encoding"] == "gzip"


def test_page_needs_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        People("")


async def test_stream_is_closed_to_strangers(application: httpx.ASGITransport) -> None:
    async with browser(application) as stranger:
        assert (await stranger.get("/stream")).status_code == 204
