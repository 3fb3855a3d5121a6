"""Papers in the chat: what the buttons show, and what a message that fills one in comes to."""

import json
import sqlite3
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.app import Core, opened
from bot.handlers.papers import decide
from bot.messages import Folder, Reply, Session, Turn
from bot.service import Service
from bot.settings import Settings
from bot.texts import render, render_html, render_telegram
from notices.kits import Kits
from notices.shelf import load
from tests.conftest import SEASON, Say

SHELF = load()
KITS = Kits(SHELF)
PATHS = [KITS.of(n.id).path(paper) for n in SHELF for paper in KITS.of(n.id).papers.values()]
NUMBER = "652901199005121223"  # of nobody
FORM = f"""附件4 免除继续教育学习申请表
姓名：王某某
身份证号：{NUMBER}
现工作单位：某某馆
免学理由：2022.05—2024.05
在某村驻村
性别：女"""
EXEMPTION = "aksu-archives-2024/exemption"


def pressed(choice: str, text: str = "") -> Reply:
    return decide(Turn("applicant", "1", SEASON, text, choice), Session("applicant"), KITS).reply


def shown(reply: Reply) -> list[str]:
    return [render(reply), render_html(reply), render_telegram(reply)]


@pytest.mark.parametrize("notice", [n.id for n in SHELF])
def test_the_list_names_every_paper_and_every_attachment_that_is_not_there(notice: str) -> None:
    kit, reply = KITS.of(notice), pressed(f"papers:{notice}")
    assert [choice.label for choice in reply.choices] == [paper.name for paper in kit.papers.values()]
    for text in shown(reply):
        assert all(missing.name in text for missing in kit.missing)
        assert all(fact.text in text.replace("&#34;", '"') for fact in kit.copy)


@pytest.mark.parametrize("choice", ["papers:aksu-archives-2024", f"paper:{EXEMPTION}", f"blank:{EXEMPTION}", f"fill:{EXEMPTION}"])
def test_who_has_a_checklist_finds_back_to_it(choice: str) -> None:
    session = Session("applicant", folder=Folder(notice="aksu-archives-2024"))
    decision = decide(Turn("applicant", "1", SEASON, choice=choice), session, KITS)
    assert decision.reply.choices[-1].id == "list:open" == decision.session.offered[len(decision.reply.choices) - 1]


def test_where_a_paper_is_missing_whom_to_ask_is_told() -> None:
    assert "0997-2139568" in render(pressed("papers:aksu-archives-2024"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", ["paper", "blank", "fill"])
def test_every_button_shows_its_paper_on_every_channel(path: str, kind: str) -> None:
    reply = pressed(f"{kind}:{path}")
    assert reply.template != "stale"
    assert all(KITS.paper(path)[1].title in text for text in shown(reply))  # type: ignore[index]  # it is there


@pytest.mark.parametrize("choice", ["paper:none/none", "papers:none", "blank:aksu-archives-2024/none", f"filled:{EXEMPTION}:x"])
def test_what_is_not_there_is_a_stale_button(choice: str) -> None:
    assert pressed(choice).template == "stale"


@pytest.fixture
async def talk(core: Core, tmp_path: Path) -> AsyncIterator[Service]:
    async with opened(Settings(data_dir=tmp_path, database_url="", secret="a secret"), core) as service:
        yield service


async def content(service: Service, reply: Reply) -> str:
    document = Document(BytesIO(await service.content(reply, reply.files[0])))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


async def test_a_blank_paper_comes_at_once(talk: Service, say: Say) -> None:
    reply = await talk.take(say(choice="blank:aksu-archives-2024/promise"))
    assert reply.files[0].name == "附件3-个人承诺书.docx"
    assert "本人承诺以上填报的内容" in await content(talk, reply)


async def test_a_message_after_the_pattern_becomes_the_paper(talk: Service, say: Say) -> None:
    await talk.take(say(choice=f"fill:{EXEMPTION}"))
    reply = await talk.take(say(FORM.partition("\n")[2]))
    text = await content(talk, reply)
    assert reply.template == "paper-filled"
    assert NUMBER in text and "2022.05—2024.05\n在某村驻村" in text


async def test_a_message_that_names_its_paper_needs_no_pattern_before_it(talk: Service, say: Say) -> None:
    await talk.take(say(choice="notice:aksu-archives-2024"))
    assert (await talk.take(say(FORM))).template == "paper-filled"


async def test_a_line_with_a_label_of_no_field_is_no_part_of_the_field_before_it(talk: Service, say: Say) -> None:
    await talk.take(say(choice=f"fill:{EXEMPTION}"))
    reply = await talk.take(say(FORM.replace("姓名：王某某", "姓名：王某某\n微信：wangmoumou")))
    assert "wangmoumou" not in await content(talk, reply) and "有1行的名目这张表里没有" in render(reply)


async def test_nothing_of_what_was_typed_is_stored(talk: Service, say: Say, tmp_path: Path) -> None:
    await talk.take(say(choice=f"fill:{EXEMPTION}"))
    await talk.take(say(FORM))
    with sqlite3.connect(tmp_path / "assistant.db") as database:
        stored = "\n".join(database.iterdump())
    assert "paper" in stored or "filled" in stored
    assert not any(word in stored for word in ("王某某", NUMBER, "某某馆", "驻村干部", "在某村驻村"))


async def test_the_same_message_again_gives_the_same_reply(talk: Service, say: Say) -> None:
    await talk.take(say(choice=f"fill:{EXEMPTION}"))
    first = await talk.take(say(FORM, external_id="form"))
    assert await talk.take(say(FORM, external_id="form")) == first


async def test_a_fault_is_told_and_no_file_is_made(talk: Service, say: Say) -> None:
    await talk.take(say(choice=f"fill:{EXEMPTION}"))
    reply = await talk.take(say(FORM.replace(NUMBER, NUMBER[:-1] + "4")))
    assert not reply.files and "多半有一位写错了" in render(reply) and NUMBER[:-1] not in render(reply)
    again = await talk.take(say(FORM.partition("\n")[2]))
    assert again.template == "paper-filled"


async def test_who_is_forgotten_leaves_no_file(talk: Service, say: Say) -> None:
    await talk.take(say(choice=f"fill:{EXEMPTION}"))
    reply = await talk.take(say(FORM))
    await talk.forget("applicant")
    with pytest.raises(KeyError):
        await talk.content(reply, reply.files[0])


async def test_a_question_with_a_colon_stays_a_question(talk: Service, say: Say) -> None:
    await talk.take(say(choice=f"fill:{EXEMPTION}"))
    assert (await talk.take(say("请问：档案几号截止"))).template == "answer"


def test_every_word_about_what_was_typed_is_there() -> None:
    told: dict[str, list[str]] = {"missing": [], "faults": [], "remarks": []}
    keys: dict[str, dict[str, object]] = {
        "too-long": {"most": 3, "length": 4}, "no-day": {}, "impossible-day": {}, "no-month": {}, "no-count": {}, "no-phone": {},
        "no-option": {"options": ["甲"]}, "identity-form": {}, "identity-check": {}, "identity-day": {}, "too-many": {"most": 1},
        "too-many-cells": {"given": 3, "wanted": 2}, "publicity-reversed": {}, "born-differs": {}, "sex-differs": {},
        "publicity-short": {"days": 1, "wanted": 5, "end": "2024-08-26"}, "publicity-end": {"wanted": 5, "end": "2024-08-26"},
        "publicity-few": {"days": 3, "wanted": 5}, "publicity-count": {"working": 5, "all": 7},
        "calendar-unknown": {"year": "2031", "wanted": 5}, "unread": {"lines": 2},
    }  # fmt: skip
    for key, data in keys.items():
        said = json.dumps({**told, "faults": [{"key": key, "label": "甲", "name": "", "row": 2, "data": data}]})
        lines = render(pressed(f"filled:{EXEMPTION}:", said)).splitlines()
        assert len(lines) == 3 and len(lines[1]) > 8, key
