"""The page in a real browser, as an applicant uses it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from bot.app import Core
from tests.bot.channels.web_server import serving

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
PRESSED = "button, summary, textarea, nav a, .about-notice a, .plain-button"
QUESTION = "阿克苏建筑什么时候截止"
Visit = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def url(core: Core, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(core, tmp_path_factory.mktemp("page")) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Visit]:
    """A new person's browser. What its console complains about (a blocked script, an error) fails the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def visited(**options: Any) -> BrowserContext:
        usual: dict[str, Any] = {"base_url": url, "viewport": PHONE, "locale": "zh-CN", "reduced_motion": "reduce"}
        context = browser.new_context(**usual | options)
        context.set_default_timeout(8000)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        opened.append(context)
        return context

    yield visited
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def page(visit: Visit) -> Page:
    return arrived(visit())


def arrived(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/")
    return page


def ask(page: Page, text: str = QUESTION) -> None:
    page.get_by_label("输入您的问题").fill(text)
    page.get_by_role("button", name="发送").click()
    answered(page)


def answered(page: Page) -> None:
    expect(page.locator(".exchange:last-child > .reply")).to_be_visible()


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def small_targets(page: Page) -> list[str]:
    """What can be pressed and is lower than a thumb, links inside sentences aside."""
    low = "e => e.checkVisibility() && e.getBoundingClientRect().height < 44"
    return list(page.evaluate(f"[...document.querySelectorAll('{PRESSED}')].filter({low}).map(e => e.outerHTML)"))


def test_question_is_answered_below_it(page: Page) -> None:
    ask(page)
    expect(page.locator(".own")).to_have_text(re.compile(QUESTION))
    expect(page.locator(".badge")).to_have_text("进行中")
    expect(page.locator(".verdict")).to_contain_text("8月30日18:00截止")
    expect(page.locator("#text")).to_have_value("")


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESK, "dark"), ({"width": 320, "height": 568}, "dark")])
def test_nothing_is_wider_than_the_screen_or_too_small_to_press(visit: Visit, viewport: dict[str, int], scheme: str) -> None:
    page = arrived(visit(viewport=viewport, color_scheme=scheme))
    greeted = small_targets(page)
    ask(page, "阿克苏建筑8月22日上午10点退回什么时候前改好" + "长" * 90)
    ask(page, "今年初定要交什么材料")
    page.locator(".cite summary").last.click()
    assert overflow(page) == 0 and greeted + small_targets(page) == []


@pytest.mark.parametrize("path", ["/notices", "/about", "/forget", "/nowhere"])
def test_other_pages_fit_the_screen(page: Page, path: str) -> None:
    page.goto(path)
    assert overflow(page) == 0 and small_targets(page) == []


def test_notice_is_chosen_and_a_question_tapped(page: Page) -> None:
    page.get_by_role("button", name="阿克苏地区档案系列").click()
    answered(page)
    expect(page.locator("#about-name")).to_contain_text("阿克苏地区档案系列")
    page.get_by_role("button", name="评审费").click()
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".exchange:last-child .own")).to_contain_text("评审费")
    expect(page.locator(".exchange:last-child > .reply")).to_contain_text("400元")


def test_citation_unfolds(page: Page) -> None:
    ask(page)
    words = page.locator(".cite blockquote").first
    expect(words).to_be_hidden()
    page.get_by_text(re.compile("^依据")).click()
    expect(words).to_contain_text("截止8月30日18:00")


def test_rating_is_thanked_in_place_and_stays_after_a_reload(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="有用").click()
    expect(page.locator(".thanks")).to_contain_text("谢谢")
    page.reload()
    expect(page.locator(".thanks")).to_contain_text("谢谢")
    expect(page.locator(".exchange")).to_have_count(1)


def test_other_tab_shows_what_was_asked_once(page: Page) -> None:
    other = arrived(page.context)
    ask(page)
    expect(other.locator(".verdict")).to_contain_text("8月30日18:00截止")
    expect(other.locator(".exchange")).to_have_count(1)
    expect(page.locator(".exchange")).to_have_count(1)


def test_clearing_asks_first_and_empties_every_tab(page: Page) -> None:
    ask(page)
    other = arrived(page.context)
    page.get_by_text("菜单", exact=True).click()
    page.get_by_role("link", name="清空我的记录").click()
    page.get_by_role("button", name="确定清空").click()
    expect(page.get_by_text("您的记录已经清空")).to_be_visible()
    expect(other.get_by_text("您要报的是哪一份")).to_be_visible()


def test_button_that_is_no_longer_offered_is_explained(page: Page) -> None:
    page.get_by_role("button", name="阿克苏地区档案系列").click()
    answered(page)
    old = page.get_by_role("button", name="咨询电话")
    old.evaluate("button => { button.value = 'topic:publicity.upload' }")
    old.click()
    expect(page.locator(".exchange:last-child > .reply")).to_contain_text("过期")


def test_five_thousand_characters_stay_in_the_box_with_a_note(page: Page) -> None:
    page.locator("#text").fill("字" * 5000)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("多了3000字")
    expect(page.locator("#text")).to_have_value("字" * 5000)
    expect(page.locator(".exchange")).to_have_count(0)


def test_markup_is_shown_as_typed(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)> 和静初定什么时候截止")
    page.reload()
    expect(page.locator(".own")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".own img").count() == 0


def test_two_taps_ask_once(page: Page) -> None:
    page.locator("#text").fill(QUESTION)
    page.get_by_role("button", name="发送").dblclick()
    answered(page)
    expect(page.locator(".exchange")).to_have_count(1)


def test_text_stays_when_the_phone_is_offline(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("#text").fill(QUESTION)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("网络没有连上")
    expect(page.locator("#text")).to_have_value(QUESTION)
    page.context.set_offline(False)
    page.get_by_role("button", name="发送").click()
    answered(page)


def test_answer_lost_on_the_way_is_answered_once_when_asked_again(page: Page) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/say", lose, times=1)
    page.locator("#text").fill(QUESTION)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("没有回应")
    page.get_by_role("button", name="发送").click()
    answered(page)
    page.reload()
    expect(page.locator(".exchange")).to_have_count(1)


def test_page_of_a_wireless_login_is_not_taken_for_an_answer(page: Page) -> None:
    page.route("**/say", lambda route: route.fulfill(body="<h1>请登录无线网络</h1>", content_type="text/html"))
    page.locator("#text").fill(QUESTION)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("没有回应")
    expect(page.locator("#text")).to_have_value(QUESTION)


def test_page_reloaded_in_the_middle_of_an_answer_shows_it(page: Page) -> None:
    page.locator("#text").fill(QUESTION)
    with page.expect_request("**/say"):
        page.get_by_role("button", name="发送").click()
    page.reload()
    answered(page)
    expect(page.locator(".exchange")).to_have_count(1)


def test_keyboard_alone_is_enough(visit: Visit) -> None:
    page = arrived(visit(viewport=DESK))
    page.locator("#text").focus()
    page.keyboard.type("和静初定")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("什么时候截止")
    page.keyboard.press("Enter")
    answered(page)
    expect(page.locator(".own")).to_contain_text("和静初定\n什么时候截止", use_inner_text=True)
    page.keyboard.press("Shift+Tab")  # to the button that sends a file
    page.keyboard.press("Shift+Tab")  # to 换一份
    page.keyboard.press("Shift+Tab")  # to the last next question
    assert "choice" in str(page.evaluate("document.activeElement.className"))


def test_everything_has_a_name_for_a_screen_reader(page: Page) -> None:
    ask(page)
    nameless = page.evaluate("""[...document.querySelectorAll('button, a, summary, textarea, img:not([alt=""])')]
        .filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).map(e => e.outerHTML)""")
    assert nameless == []
    expect(page.get_by_role("log", name="对话")).to_have_attribute("aria-live", "polite")
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_everything_works_without_scripts(visit: Visit) -> None:
    page = arrived(visit(java_script_enabled=False))
    ask(page)
    page.locator(".cite summary").click()
    expect(page.locator(".cite blockquote").first).to_be_visible()
    page.get_by_role("button", name="有用").click()
    expect(page.locator(".thanks")).to_be_visible()
    page.get_by_role("button", name="评审费").click()
    expect(page.locator(".exchange")).to_have_count(2)
