"""Files that are sent on the page, with its script and without."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.app import Clock, Core, opened
from bot.channels.web import create_app
from tests.bot.channels.test_web_browser import PHONE, overflow, small_targets
from tests.bot.channels.web_server import serving, settings
from tests.bot.inspection.papers import EMPLOYER, NAME, SIGNED, docx, page, written

TAB = {"X-Tab": "a-tab-of-the-tests"}
SUMMARY = docx("工作总结", f"我和{NAME}在天山建筑做项目。")
SMALL = written(page(SIGNED).resize((300, 424)), "PNG")
PATIENT = 30_000  # milliseconds
Visit = Callable[..., Page]


@pytest.fixture
async def client(core: Core, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    chosen = settings(tmp_path)
    async with opened(chosen, core) as service:
        application = httpx.ASGITransport(create_app(service, chosen, Clock(chosen.as_of)))
        async with httpx.AsyncClient(transport=application, base_url="http://page.test") as found:
            await found.get("/")
            yield found


async def check(client: httpx.AsyncClient, content: bytes, called: str, **fields: str) -> httpx.Response:
    return await client.post("/check", data={"id": "check-file-1", **fields}, files={"file": (called, content)}, headers=TAB)


async def test_the_form_says_that_nothing_is_kept(client: httpx.AsyncClient) -> None:
    html = (await client.get("/check")).text
    assert "不保存" in html and 'enctype="multipart/form-data"' in html and 'name="employer"' in html


async def test_a_file_is_looked_at_for_the_names_that_were_given(client: httpx.AsyncClient) -> None:
    html = (await check(client, SUMMARY, "总结.docx", name=NAME, employer=EMPLOYER)).text
    assert "张＊丰" in html and "名称的一部分" in html and NAME not in html and "📎 发了一份Word 文档" in html


async def test_words_beside_a_file_name_who_is_to_be_looked_for(client: httpx.AsyncClient) -> None:
    assert "张＊丰" in (await check(client, SUMMARY, "总结.docx", words=NAME)).text


async def test_a_question_beside_a_file_is_given_back_to_be_sent(client: httpx.AsyncClient) -> None:
    assert "x-unused" in (await check(client, SUMMARY, "总结.docx", words="阿克苏档案几号截止")).headers
    assert "x-unused" not in (await check(client, SUMMARY, "总结.docx", words=f"{NAME} {EMPLOYER}")).headers


async def test_a_text_may_be_pasted(client: httpx.AsyncClient) -> None:
    response = await client.post("/check", data={"id": "check-file-1", "pasted": "工作认真。" * 1000, "name": NAME}, headers=TAB)
    assert "一共5000字" in response.text


async def test_a_form_that_cannot_be_read_is_not_to_be_sent_again_as_it_is(client: httpx.AsyncClient) -> None:
    response = await client.post("/check", data={"pasted": "字" * 1_100_000}, files={"file": ("", b"")})
    assert response.status_code == 400 and "没能读出来" in response.text


async def test_a_form_without_script_leads_back_to_the_conversation(client: httpx.AsyncClient) -> None:
    response = await client.post("/check", data={"id": "check-file-1"}, files={"file": ("总结.docx", SUMMARY)})
    assert (response.status_code, response.headers["location"]) == (303, "/#x-check-file-1")
    assert "看完了" in (await client.get("/")).text


async def test_an_empty_form_is_an_empty_file(client: httpx.AsyncClient) -> None:
    assert "是空的" in (await client.post("/check", data={"id": "check-file-1"}, headers=TAB)).text


async def test_the_same_form_sent_twice_is_one_exchange(client: httpx.AsyncClient) -> None:
    first = (await check(client, SUMMARY, "总结.docx")).text
    assert (await check(client, b"", "nothing.docx")).text == first


async def test_a_picture_is_given_back_to_who_sent_it_alone(client: httpx.AsyncClient) -> None:
    assert 'href="/files/check-file-1/0"' in (await check(client, SMALL, "a.png")).text
    response = await client.get("/files/check-file-1/0")
    assert response.content.startswith(b"\xff\xd8\xff") and response.headers["content-type"] == "image/jpeg"
    client.cookies.clear()
    assert (await client.get("/files/check-file-1/0")).status_code == 404


async def test_more_than_is_taken_is_refused_while_it_comes(client: httpx.AsyncClient) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        for _ in range(400):
            read += 1
            yield bytes(100_000)

    headers = {**TAB, "Content-Type": "multipart/form-data; boundary=x"}
    response = await client.post("/check", content=endless(), headers=headers)
    assert response.status_code == 413 and "20 MB" in response.text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.test"}])
async def test_a_file_from_another_site_is_not_read(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    response = await client.post("/check", data={"id": "x"}, files={"file": ("a.docx", SUMMARY)}, headers=headers)
    assert response.status_code == 403


async def test_only_the_form_for_files_takes_much(client: httpx.AsyncClient) -> None:
    response = await client.post("/say", data={"id": "x", "text": "长" * 100_000}, headers=TAB)
    assert response.status_code == 413 and "20 MB" not in response.text


@pytest.fixture(scope="module")
def url(core: Core, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(core, tmp_path_factory.mktemp("checks")) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Visit]:
    opened_pages: list[Page] = []

    def visited(path: str = "/", script: bool = True) -> Page:
        context = browser.new_context(base_url=url, viewport=PHONE, locale="zh-CN", java_script_enabled=script)  # type: ignore[arg-type]
        opened_pages.append(found := context.new_page())
        found.set_default_timeout(PATIENT)
        found.goto(path)
        return found

    yield visited
    for one in opened_pages:
        one.context.close()


def test_the_button_in_the_bar_sends_a_file_with_the_words_that_are_written(visit: Visit) -> None:
    chat = visit()
    chat.get_by_label("输入您的问题").fill(NAME)
    with chat.expect_file_chooser() as chooser:
        chat.get_by_label("发文件检查").click()
    chooser.value.set_files({"name": "总结.docx", "mimeType": "application/octet-stream", "buffer": SUMMARY})
    expect(chat.locator(".exchange:last-child > .reply")).to_contain_text("张＊丰", timeout=PATIENT)
    expect(chat.locator(".own")).to_contain_text("总结.docx")
    expect(chat.locator("#text")).to_have_value("")
    assert overflow(chat) == 0 and small_targets(chat) == []


def test_a_question_that_was_written_stays_beside_a_file(visit: Visit) -> None:
    chat = visit()
    chat.get_by_label("输入您的问题").fill("阿克苏档案几号截止")
    with chat.expect_file_chooser() as chooser:
        chat.get_by_label("发文件检查").click()
    chooser.value.set_files({"name": "总结.docx", "mimeType": "application/octet-stream", "buffer": SUMMARY})
    expect(chat.locator("#note")).to_contain_text("还没有发", timeout=PATIENT)
    expect(chat.locator("#text")).to_have_value("阿克苏档案几号截止")


def test_what_is_made_of_a_picture_can_be_loaded(visit: Visit) -> None:
    chat = visit()
    with chat.expect_file_chooser() as chooser:
        chat.get_by_label("发文件检查").click()
    chooser.value.set_files({"name": "证书.png", "mimeType": "image/png", "buffer": SMALL})
    with chat.expect_download() as load:
        chat.get_by_role("link", name="转好的.jpg").click()
    assert Path(load.value.path()).read_bytes().startswith(b"\xff\xd8\xff")


def test_a_file_that_is_too_large_does_not_leave_the_phone(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(bytes(21 * 1024 * 1024))
    chat = visit()
    with chat.expect_file_chooser() as chooser:
        chat.get_by_label("发文件检查").click()
    chooser.value.set_files(tmp_path / "a.pdf")
    expect(chat.locator("#note")).to_contain_text("20 MB")
    expect(chat.locator(".exchange")).to_have_count(0)


def test_without_script_the_button_leads_to_the_form(visit: Visit) -> None:
    chat = visit(script=False)
    chat.get_by_label("发文件检查").click()
    assert overflow(chat) == 0 and small_targets(chat) == []
    chat.get_by_label("您的姓名").fill(NAME)
    chat.get_by_label("文件（20 MB 以内）").set_input_files(
        {"name": "总结.docx", "mimeType": "application/octet-stream", "buffer": SUMMARY}
    )
    chat.get_by_role("button", name="检查").click()
    expect(chat.locator(".reply")).to_contain_text("张＊丰")
