"""Papers on the page: the form, the files, and what is left of them (nothing)."""

import re
import sqlite3
from collections.abc import AsyncIterator
from html import unescape
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from docx import Document

from bot.app import Clock, Core, opened
from bot.channels.web import create_app
from notices.kits import Kits
from notices.shelf import load
from tests.bot.channels.web_server import settings

KITS = Kits(load())
PATHS = [KITS.of(n.id).path(paper) for n in load() for paper in KITS.of(n.id).papers.values()]
PUBLICITY, EXEMPTION = "/papers/aksu-archives-2024/publicity", "/papers/aksu-archives-2024/exemption"
NUMBER = "652901199005121223"  # of nobody
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
async def page(core: Core, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    chosen = settings(tmp_path)
    async with opened(chosen, core) as service:
        application = httpx.ASGITransport(create_app(service, chosen, Clock(chosen.as_of)))
        async with httpx.AsyncClient(transport=application, base_url="http://page.test") as client:
            await client.get("/")
            yield client


def said(response: httpx.Response) -> str:
    """The text of a .docx that was sent, its tables too."""
    assert response.status_code == 200 and response.headers["content-type"] == WORD
    document = Document(BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("path", PATHS)
async def test_every_paper_has_a_form_with_a_label_for_each_field_and_a_blank_file(page: httpx.AsyncClient, path: str) -> None:
    found = KITS.paper(path)
    assert found is not None
    html = (await page.get(f"/papers/{path}")).text
    assert all(f'<label for="{one.name}">{one.label}' in html for one in found[1].fields())
    assert found[1].title in said(await page.get(f"/papers/{path}/blank"))


async def test_what_is_posted_comes_back_as_a_file_with_a_chinese_name(page: httpx.AsyncClient) -> None:
    response = await page.post(EXEMPTION, data={"name": "王某某", "identity_number": NUMBER, "sex": "女"})
    assert "王某某" in said(response) and NUMBER in said(response)
    assert "filename*=UTF-8''%E9%99%84%E4%BB%B64-" in response.headers["content-disposition"]


async def test_a_fault_brings_the_form_back_with_the_reason_and_what_was_typed(page: httpx.AsyncClient) -> None:
    response = await page.post(EXEMPTION, data={"name": "王某某", "identity_number": "123"})
    assert response.status_code == 422
    assert "应该是18位" in response.text and 'value="王某某"' in response.text


async def test_short_publicity_is_shown_once_and_then_made_as_it_is_wanted(page: httpx.AsyncClient) -> None:
    typed = {"publicity_from": "2024-08-20", "publicity_to": "2024-08-22"}
    first = await page.post(PUBLICITY, data=typed)
    assert "最早要到2024年8月26日才满" in first.text
    seen = re.search(r'name="seen" value="([^"]+)"', first.text)
    assert seen is not None
    assert "2024年8月20日起至2024年8月22日止" in said(await page.post(PUBLICITY, data={**typed, "seen": unescape(seen[1])}))


async def test_what_is_certain_of_the_notice_stands_in_the_form_and_no_more(page: httpx.AsyncClient) -> None:
    html = (await page.get("/papers/bayingol-power-2024/publicity")).text
    assert re.findall(r'name="(\w+)" value="([^"]+)"', html) == [("series", "工程"), ("specialty", "电力")]


async def test_nothing_that_was_typed_is_stored_or_stands_in_an_address(page: httpx.AsyncClient, tmp_path: Path) -> None:
    response = await page.post(EXEMPTION, data={"name": "王某某", "identity_number": NUMBER})
    assert "cache-control" in response.headers and response.headers["cache-control"] == "no-store"
    with sqlite3.connect(settings(tmp_path).data_dir / "assistant.db") as database:
        assert "王某某" not in "\n".join(database.iterdump())


async def test_a_paper_filled_in_by_a_message_is_for_its_person_alone(page: httpx.AsyncClient) -> None:
    await page.post("/say", data={"id": "a-turn-of-tests", "choice": "fill:aksu-archives-2024/exemption"})
    text = f"姓名：王某某\n身份证号：{NUMBER}"
    html = (await page.post("/say", data={"id": "a-form-of-tests", "text": text}, headers={"X-Tab": "tab-of-tests"})).text
    link = re.search(r"/files/[\w-]+/0", html)
    assert link is not None
    response = await page.get(link[0])
    assert NUMBER in said(response) and response.headers["cache-control"] == "no-store"
    page.cookies.clear()
    assert (await page.get(link[0])).status_code == 404


async def test_the_conversation_shows_no_word_of_a_message_that_filled_one_in(page: httpx.AsyncClient) -> None:
    await page.post("/say", data={"id": "a-turn-of-tests", "choice": "fill:aksu-archives-2024/exemption"})
    await page.post("/say", data={"id": "a-form-of-tests", "text": "姓名：王某某\n现工作单位：某某馆"})
    html = (await page.get("/")).text
    assert "（填好的内容，没有保存）" in html and "王某某" not in html and "某某馆" not in html


@pytest.mark.parametrize(
    "path", ["/papers/none", "/papers/none/none", "/papers/aksu-archives-2024/none", "/papers/%2e%2e/x/blank"]
)
async def test_what_is_not_there_is_not_found(page: httpx.AsyncClient, path: str) -> None:
    assert (await page.get(path)).status_code == 404


async def test_a_notice_without_templates_says_so_on_its_page(page: httpx.AsyncClient) -> None:
    html = (await page.get("/papers/aksu-construction-2024")).text
    assert "资料下载" in html and "一份也没有印出来" in html


async def test_the_form_of_another_site_is_refused(page: httpx.AsyncClient) -> None:
    response = await page.post(EXEMPTION, data={"name": "王某某"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
