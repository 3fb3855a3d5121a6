"""The checklist page in a real browser: on a phone, without its script, on paper."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.app import Core
from bot.storage.database import database_at
from tests.bot.channels.web_server import serving, settings
from tests.bot.lists import begin, person_of

NOTICE = "aksu-construction-2024"
PRESSED = "button, summary, .choice, .plain-button"
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


@pytest.fixture(scope="module")
def url(core: Core, folder: Path) -> Iterator[str]:
    with serving(core, folder) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, url: str, folder: Path, core: Core) -> Iterator[Visit]:
    """The page of a new person who has answered everything. What its console complains about fails the test."""
    complaints: list[str] = []

    def visited(**options: Any) -> Page:
        usual: dict[str, Any] = {"base_url": url, "viewport": {"width": 360, "height": 740}, "locale": "zh-CN"}
        page = browser.new_context(**usual | options).new_page()
        page.set_default_timeout(8000)
        page.context.on("weberror", lambda error: complaints.append(str(error.error)))
        page.context.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto("/")
        person = person_of(page.context.cookies()[0].get("value", ""))
        with ThreadPoolExecutor(1) as thread:  # Playwright has the loop of this one
            thread.submit(asyncio.run, stored(folder, person, core)).result()
        page.goto(f"/list/{NOTICE}")
        return page

    yield visited
    assert complaints == []


async def stored(folder: Path, person: str, core: Core) -> None:
    database, facts = database_at(settings(folder).database), core.assistant.facts(NOTICE)
    await database.open()
    assert facts is not None
    await begin(database, person, facts)
    await database.close()


def test_a_box_is_ticked_in_place_and_stays_ticked(visit: Visit) -> None:
    page = visit()
    box = page.get_by_role("checkbox").nth(2)
    box.click()
    expect(page.get_by_role("status")).to_contain_text("已办 1/")
    expect(page.get_by_role("checkbox").nth(2)).to_be_checked()
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_several_boxes_are_ticked_one_after_the_other_with_the_keyboard(visit: Visit) -> None:
    page = visit()
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("已办 1/")
    expect(page.get_by_role("checkbox").first).to_be_focused()
    page.get_by_role("checkbox").nth(1).click()
    page.get_by_role("checkbox").nth(3).click()
    expect(page.get_by_role("status")).to_contain_text("已办 3/")


def test_what_was_unfolded_stays_so_when_a_box_is_ticked(visit: Visit) -> None:
    page = visit()
    page.locator(".boxes summary").nth(1).click()
    page.get_by_role("checkbox").first.click()
    expect(page.get_by_role("status")).to_contain_text("已办 1/")
    expect(page.locator(".boxes blockquote").nth(1)).to_be_visible()


def test_without_its_script_a_box_is_a_form(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.get_by_role("checkbox").nth(1).click()
    expect(page.get_by_role("status")).to_contain_text("已办 1/")
    expect(page.get_by_role("checkbox").nth(1)).to_be_checked()


def test_a_tick_that_does_not_arrive_is_told_and_taken_back(visit: Visit) -> None:
    page = visit()
    page.context.set_offline(True)
    page.get_by_role("checkbox").first.click()
    expect(page.get_by_role("alert")).to_contain_text("没有存上")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_a_problem_is_noted_in_the_conversation_and_shown_on_the_list(visit: Visit) -> None:
    page = visit()
    page.locator(".boxes summary").first.click()
    page.get_by_role("button", name="有问题，记一笔").first.click()
    page.get_by_label("输入您的问题").fill("照片太旧")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".exchange:last-child .reply")).to_be_visible()
    page.goto(f"/list/{NOTICE}")
    expect(page.locator("p.trouble")).to_contain_text("照片太旧")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (320, "dark"), (1280, "light")])
def test_nothing_is_wider_than_the_screen_or_too_small_to_press(visit: Visit, width: int, scheme: str) -> None:
    page = visit(viewport={"width": width, "height": 740}, color_scheme=scheme)
    for summary in page.locator("summary").all()[:12]:
        summary.click()
    low = "e => e.checkVisibility() && e.getBoundingClientRect().height < 44"
    small = page.evaluate(f"[...document.querySelectorAll('{PRESSED}')].filter({low}).map(e => e.outerHTML)")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (small, wider) == ([], 0)


def test_on_paper_it_is_black_on_white_with_every_item_and_nothing_to_press(visit: Visit, core: Core) -> None:
    page = visit(color_scheme="dark")
    names = [name.split(" ", 1)[1] for name in page.locator(".box .name").all_inner_texts()]
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4")))
    words = "".join(one.get_textpage().get_text_range() for one in document)
    said = "".join(words.split())
    assert all("".join(name.split()) in said for name in names)
    assert "回到对话" not in said and "导出表格" not in said and "依据：" in said
    corner = document[0].render(scale=0.3).to_pil().convert("L")
    assert corner.getpixel((3, 3)) == 255 and len(document) <= 6
