"""The list: pages, ticks, notes, and the files made of it."""

import pytest

from bot.messages import Session
from bot.texts import render
from knowledge.answering import Assistant
from knowledge.checklist.model import UNSURE
from tests.bot.handlers.checklist.cases import AKSU, POWER, Do, begun, first_item, ids, whole


def test_an_item_is_ticked_and_counted(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(through, press=f"list:done:{item}")
    assert step.session.folder.progress[POWER].done == (item,) and "已办 1/" in render(step.reply)


def test_a_tick_of_an_item_is_taken_back(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(do(through, press=f"list:done:{item}"), press=f"list:undone:{item}")
    assert step.session.folder.progress[POWER].done == ()


def test_an_item_is_ticked_once(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(do(through, press=f"list:done:{item}"), press=f"list:done:{item}")
    assert step.session.folder.progress[POWER].done == (item,)


def test_a_problem_has_a_note(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(do(through, press=f"list:trouble:{item}"), "证书丢了，要补办")
    assert step.session.folder.progress[POWER].problems == {item: "证书丢了，要补办"}
    assert "证书丢了" in render(do(step, press=f"list:item:{item}").reply)


def test_a_problem_needs_no_note(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(do(through, press=f"list:trouble:{item}"), "不写了")
    assert step.session.folder.progress[POWER].problems == {item: ""}


def test_a_note_holds_no_identity_number(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(do(through, press=f"list:trouble:{item}"), "身份证000000190001010000过期")
    assert "19000101" not in str(step.session.folder)


def test_what_is_typed_later_is_no_note(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(do(through, press=f"list:trouble:{item}"), press="list:items")
    assert do(step, "缴费截止到几号").session.folder.progress[POWER].problems == {item: ""}


def test_done_takes_a_problem_away(do: Do, through: Session) -> None:
    item = first_item(do, through)
    step = do(do(through, press=f"list:trouble:{item}"), press=f"list:done:{item}")
    progress = step.session.folder.progress[POWER]
    assert (progress.done, progress.problems) == ((item,), {})


def test_pages_hold_few_items_and_all_of_them_together(do: Do, through: Session) -> None:
    found, step = list[str](), do(through, press="list:items")
    while True:
        page = [i for i in ids(step) if i.startswith("list:item:")]
        found += page
        more = next((c.id for c in step.reply.choices if c.label == "下一页"), None)
        assert 0 < len(page) <= 8
        if more is None:
            break
        step = do(step, press=more)
    assert len(set(found)) == len(found) > 8


@pytest.mark.parametrize("act", ["items", "dates", "rules", "change"])
def test_a_page_that_is_not_there_is_the_last_one(do: Do, through: Session, act: str) -> None:
    assert render(do(through, press=f"list:{act}:999").reply)


@pytest.mark.parametrize(
    ("act", "file"),
    [("picture", "picture:progress"), ("timeline", "picture:timeline"), ("calendar", f"ics:{POWER}"), ("sheet", f"xlsx:{POWER}")],
)
def test_files_carry_what_they_are_made_from(do: Do, through: Session, act: str, file: str) -> None:
    reply = do(through, press=f"list:{act}").reply
    assert [f.what for f in reply.files] == [file] and reply.files[0].caption == reply.template
    assert reply.data["checklist"].notice.id == POWER and reply.data["progress"].answers


def test_not_knowing_can_be_answered_from_the_outcome(do: Do, assistant: Assistant) -> None:
    given = whole(assistant, AKSU) | {"not_on_chsi": UNSURE}
    step = do(begun(AKSU, given), press="list:items")
    hanging = [i for i in step.reply.data["groups"][0][1] if i.item.hangs_on]
    card = do(step, press=f"list:item:{hanging[0].item.id}")
    assert "待定" in render(card.reply) and f"list:edit:{hanging[0].item.hangs_on[0]}" in ids(card)
