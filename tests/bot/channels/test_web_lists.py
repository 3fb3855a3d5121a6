"""A person's checklist as a page, its calendar, and links that bring it here; called without a network."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar

from bot.app import Clock, Core, opened
from bot.channels.web import create_app
from bot.channels.web.people import COOKIE
from bot.handlers.checklist.words import label
from bot.messages import Turn
from bot.service import Service
from bot.texts import render
from knowledge.checklist.items import items
from knowledge.checklist.profile import profile
from knowledge.facts import Facts
from tests.bot.channels.web_server import settings
from tests.bot.lists import answers, begin, person_of

NOTICE, OTHER = "aksu-construction-2024", "bayingol-power-2024"


@dataclass
class Visitor:
    """Somebody with a browser."""

    page: httpx.AsyncClient
    service: Service
    core: Core

    @property
    def person(self) -> str:
        """Their name, out of the cookie."""
        return person_of(self.page.cookies[COOKIE])

    def facts(self, notice: str = NOTICE) -> Facts:
        found = self.core.assistant.facts(notice)
        assert found is not None
        return found

    async def begins(self, notice: str = NOTICE, given: dict[str, str] | None = None) -> None:
        await begin(self.service.storage, self.person, self.facts(notice), given)

    async def sees(self, notice: str = NOTICE) -> str:
        response = await self.page.get(f"/list/{notice}")
        assert response.status_code == 200
        return response.text

    async def presses(self, choice: str, notice: str = NOTICE, number: str = "question-1") -> httpx.Response:
        return await self.page.post(f"/list/{notice}", data={"id": number, "choice": choice})


@pytest.fixture
async def service(core: Core, tmp_path: Path) -> AsyncIterator[Service]:
    async with opened(settings(tmp_path), core) as service:
        yield service


@pytest.fixture
def application(service: Service, tmp_path: Path) -> httpx.ASGITransport:
    chosen = settings(tmp_path)
    return httpx.ASGITransport(create_app(service, chosen, Clock(chosen.as_of)))


@pytest.fixture
async def wang(application: httpx.ASGITransport, service: Service, core: Core) -> AsyncIterator[Visitor]:
    async with httpx.AsyncClient(transport=application, base_url="http://page.test") as page:
        await page.get("/")
        yield Visitor(page, service, core)


def first_item(core: Core, notice: str = NOTICE) -> str:
    facts = core.assistant.facts(notice)
    assert facts is not None
    return items(facts, profile(facts, answers(facts)))[0].id


async def test_who_has_no_list_is_told_how_to_begin(wang: Visitor) -> None:
    assert 'value="list:for:aksu-construction-2024">开始</button>' in await wang.sees()


async def test_who_has_never_been_here_is_told_so_too(application: httpx.ASGITransport) -> None:
    async with httpx.AsyncClient(transport=application, base_url="http://page.test") as page:
        assert "开始</button>" in (await page.get(f"/list/{NOTICE}")).text


async def test_who_has_not_answered_everything_goes_on(wang: Visitor) -> None:
    await wang.begins(given={})
    assert "接着答</button>" in await wang.sees()


async def test_a_notice_that_is_not_there_has_no_page(wang: Visitor) -> None:
    assert (await wang.page.get("/list/nowhere-2024")).status_code == 404
    assert (await wang.presses("list:done:x", "nowhere-2024")).status_code == 404


@pytest.mark.parametrize("notice", [NOTICE, OTHER, "aksu-archives-2024", "bayingol-party-school-2023", "hejing-initial-2024"])
async def test_every_item_stands_there_with_its_clause(wang: Visitor, notice: str) -> None:
    await wang.begins(notice)
    html, facts = await wang.sees(notice), wang.facts(notice)
    needed = items(facts, profile(facts, answers(facts)))
    assert needed and html.count('role="checkbox"') == len(needed)
    assert all(item.name in unescape(html) and item.fact.cite[0].clause in unescape(html) for item in needed)


async def test_the_page_rules_as_the_conversation_does(wang: Visitor) -> None:
    await wang.begins(OTHER)
    said = render(await wang.service.take(Turn(wang.person, "asked", Clock().now(), choice="list:result")))
    badges = re.findall(r'class="badge">([^<]+)<', await wang.sees(OTHER))
    assert badges and f"【{badges[0]}】" in said


async def test_what_has_no_day_has_no_badge(wang: Visitor) -> None:
    await wang.begins()
    assert not re.search(r'class="badge[^"]*"></', await wang.sees())


async def test_a_box_is_ticked_and_the_page_comes_back_to_it(wang: Visitor, core: Core) -> None:
    await wang.begins()
    item = first_item(core)
    response = await wang.presses(f"list:done:{item}")
    assert (response.status_code, response.headers["location"]) == (303, f"/list/{NOTICE}#{item}")
    html = await wang.sees()
    assert 'aria-checked="true"' in html and f'value="list:undone:{item}"' in html and "已办 1/" in html


async def test_a_tick_can_be_taken_back(wang: Visitor, core: Core) -> None:
    await wang.begins()
    for act in ("done", "undone"):
        await wang.presses(f"list:{act}:{first_item(core)}")
    assert 'aria-checked="true"' not in await wang.sees()


async def test_the_same_tick_sent_twice_is_one_turn(wang: Visitor, core: Core) -> None:
    await wang.begins()
    for _ in range(2):
        await wang.presses(f"list:done:{first_item(core)}")
    assert len(await wang.service.history(wang.person)) == 1


async def test_a_box_of_another_notice_than_the_one_worked_on_ticks_its_own(wang: Visitor, core: Core) -> None:
    await wang.begins(OTHER)
    await wang.begins(NOTICE)
    await wang.presses(f"list:done:{first_item(core, OTHER)}", OTHER)
    assert "已办 1/" in await wang.sees(OTHER) and "已办 0/" in await wang.sees()


async def test_other_buttons_lead_to_the_conversation(wang: Visitor) -> None:
    await wang.begins()
    response = await wang.presses("list:change")
    assert response.status_code == 303 and response.headers["location"].startswith("/#x-question-1-")
    assert f"您说：</span>{label('change')}<" in (await wang.page.get("/")).text


async def test_nobody_else_sees_the_list(wang: Visitor, application: httpx.ASGITransport) -> None:
    await wang.begins()
    async with httpx.AsyncClient(transport=application, base_url="http://page.test") as other:
        await other.get("/")
        assert "开始</button>" in (await other.get(f"/list/{NOTICE}")).text


async def test_a_form_of_another_site_ticks_nothing(wang: Visitor, core: Core) -> None:
    await wang.begins()
    data = {"id": "question-1", "choice": f"list:done:{first_item(core)}"}
    response = await wang.page.post(f"/list/{NOTICE}", data=data, headers={"Origin": "http://elsewhere.test"})
    assert response.status_code == 403 and "已办 0/" in await wang.sees()


async def test_too_many_ticks_at_once_are_told(wang: Visitor) -> None:
    await wang.begins()
    places = [(await wang.presses("list:done:x", number=f"question-{n}")).headers["location"] for n in range(62)]
    assert "?slow" in places[-1] and "点得太快了" in (await wang.page.get(places[-1])).text


# ---- another device


async def test_a_link_asks_before_the_code_is_used(wang: Visitor) -> None:
    html = (await wang.page.get("/resume/abcd-2345")).text
    assert 'name="choice" value="resume:ABCD2345"' in html and await wang.service.history(wang.person) == []


async def test_a_link_that_holds_no_code_leads_nowhere(wang: Visitor) -> None:
    assert (await wang.page.get("/resume/x")).status_code == 404


async def test_a_list_is_brought_to_another_browser(wang: Visitor, core: Core, application: httpx.ASGITransport) -> None:
    await wang.begins()
    await wang.presses(f"list:done:{first_item(core)}")
    await wang.presses("list:share")
    [code] = re.findall(r'class="code">\s*(\w{4}-\w{4})', (await wang.page.get("/")).text)
    async with httpx.AsyncClient(transport=application, base_url="http://page.test") as other:
        await other.get("/")
        await other.post("/say", data={"id": "question-9", "choice": f"resume:{code}"})
        assert "已办 1/" in (await other.get(f"/list/{NOTICE}")).text
        assert code not in (await other.get("/")).text


# ---- the calendar


async def subscribed(wang: Visitor) -> str:
    """The path of the calendar as the page shows it."""
    await wang.begins()
    [path] = re.findall(r'href="webcal://page.test(/calendar/[\w-]+\.ics)"', await wang.sees())
    return str(path)


async def test_a_calendar_is_there_for_whoever_knows_its_address(wang: Visitor, application: httpx.ASGITransport) -> None:
    path = await subscribed(wang)
    async with httpx.AsyncClient(transport=application, base_url="http://page.test") as program:
        response = await program.get(path)
    entries = Calendar.from_ical(response.content).walk("VEVENT")
    assert response.headers["content-type"].startswith("text/calendar") and len(entries) > 3


async def test_a_calendar_that_has_not_changed_is_not_sent_again(wang: Visitor) -> None:
    path = await subscribed(wang)
    first = await wang.page.get(path)
    again = await wang.page.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"") and "max-age" in again.headers["cache-control"]


async def test_a_revoked_address_is_gone_and_another_one_good(wang: Visitor) -> None:
    path = await subscribed(wang)
    await wang.presses("list:unfeed")
    [new] = re.findall(r'href="webcal://page.test(/calendar/[\w-]+\.ics)"', await wang.sees())
    assert (await wang.page.get(path)).status_code == 410 and (await wang.page.get(new)).status_code == 200


async def test_an_address_that_was_guessed_leads_nowhere(wang: Visitor) -> None:
    path = await subscribed(wang)
    assert (await wang.page.get(f"/calendar/{'a' * 40}.ics")).status_code == 404
    assert (await wang.page.get(f"{path[:-5]}x.ics")).status_code == 410


async def test_the_calendar_of_who_was_forgotten_is_no_more(wang: Visitor) -> None:
    path = await subscribed(wang)
    await wang.page.post("/forget")
    assert (await wang.page.get(path)).status_code == 404


async def test_the_address_from_outside_is_told_where_it_is_set(core: Core, tmp_path: Path) -> None:
    chosen = settings(tmp_path).model_copy(update={"public_url": "https://titles.test"})
    async with opened(chosen, core) as service:
        transport = httpx.ASGITransport(create_app(service, chosen, Clock(chosen.as_of)))
        async with httpx.AsyncClient(transport=transport, base_url="http://page.test") as page:
            await page.get("/")
            wang = Visitor(page, service, core)
            await wang.begins()
            assert "webcal://titles.test/calendar/" in await wang.sees()


# ---- files


@pytest.mark.parametrize(
    ("choice", "kind", "begins"),
    [
        ("list:picture", "image/png", b"\x89PNG"),
        ("list:timeline", "image/png", b"\x89PNG"),
        ("list:calendar", "text/calendar", b"BEGIN:VCALENDAR"),
        ("list:sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
async def test_what_goes_with_a_reply_is_made(wang: Visitor, choice: str, kind: str, begins: bytes) -> None:
    await wang.begins()
    await wang.page.post("/say", data={"id": "question-1", "choice": choice})
    html, response = (await wang.page.get("/")).text, await wang.page.get("/files/question-1/0")
    assert 'src="/files/question-1/0"' in html or 'href="/files/question-1/0"' in html
    assert response.headers["content-type"].startswith(kind) and response.content.startswith(begins)


async def test_a_picture_is_told_in_words_to_who_cannot_see_it(wang: Visitor) -> None:
    await wang.begins()
    html = await wang.page.post("/say", data={"id": "question-1", "choice": "list:timeline"}, headers={"X-Tab": "a-tab-of-tests"})
    [alt] = re.findall(r'<img src="/files/question-1/0" alt="([^"]+)"', html.text)
    assert "8月30日" in alt
