"""Whatever people do: replies fit, buttons work, nothing breaks."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.ask import decide
from bot.messages import Decision, Session, Turn
from bot.texts import render, render_html, render_telegram
from knowledge.answering import Assistant
from knowledge.checklist.flow import questions
from knowledge.checklist.model import UNSURE
from notices.clauses import plain
from tests import anything
from tests.bot.handlers.checklist.cases import IDS, NEW, Do, begun, ids, whole
from tests.bot.test_texts import TEMPLATES, is_balanced
from tests.conftest import SEASON

LONGEST = 800  # characters of a reply, white space aside
DATA = 64  # bytes that Telegram takes with a button
ELSEWHERE = {"list-stale", "list-resumed", "list-refusal"}  # templates of what goes wrong, and of a code


@pytest.mark.parametrize("notice", IDS)
def test_every_reply_fits_a_phone_and_every_button_telegram(do: Do, assistant: Assistant, notice: str) -> None:
    for option in (0, -1):
        for step in everywhere(do, begun(notice, whole(assistant, notice, option))):
            assert 0 < len(plain(render(step.reply))) <= LONGEST, render(step.reply)
            assert all(len(i.encode()) <= DATA for i in ids(step))
            shown = render_telegram(step.reply)
            assert is_balanced(render_html(step.reply)) and is_balanced(shown) and len(shown) <= 4096
            assert set(re.findall(r"<(\w+)", shown)) <= {"b", "i", "code", "blockquote"}


def test_every_template_of_a_checklist_is_met_on_the_way(do: Do, through: Session) -> None:
    met = {step.reply.template for step in everywhere(do, through)}
    written = {path.name.removesuffix(".txt.j2") for path in TEMPLATES.glob("list-*.txt.j2")}
    assert written - met == ELSEWHERE


def everywhere(do: Do, session: Session) -> Iterator[Decision]:
    """All that can be reached from the outcome by buttons that change nothing."""
    seen, ahead = set[str](), ["list:result"]
    while ahead:
        if (press := ahead.pop()) in seen or press.startswith(("list:anew", "list:done", "list:undone", "papers:", "list:for:")):
            continue
        seen.add(press)
        step = do(session, press=press)
        assert step.reply.template != "list-stale", press
        ahead += [i for i in ids(step) if i.startswith("list:") and not i.startswith(("list:is:", "list:with:", "list:enough:"))]
        yield step


# What somebody does: types, presses a button of the last reply by its number, or sends an id of their own making.
FORGED = st.sampled_from(
    ["list:is:level:middle", "list:back", "list:enough:appraisals", "list:item:x", "list:items:-1", "list:done:", "list:for:x"]
)
acts = st.lists(st.one_of(anything.typed, st.integers(0, 20), FORGED.map(lambda i: (i,))), min_size=1, max_size=9)


@anything.few
@given(acts=acts, notice=st.sampled_from(IDS))
def test_no_conversation_breaks_and_no_button_offered_is_stale(
    assistant: Assistant, acts: list[str | int | tuple[str]], notice: str
) -> None:
    decision = decide(Turn("applicant", "0", SEASON, choice=f"list:for:{notice}"), NEW, assistant)
    for number, act in enumerate(acts, 1):
        offered = ids(decision)
        turn = Turn("applicant", str(number), SEASON, text=act if isinstance(act, str) else "")
        if isinstance(act, int):
            turn = replace(turn, choice=offered[act % len(offered)] if offered else "")
        elif isinstance(act, tuple):
            turn = replace(turn, choice=act[0])
        after = decide(turn, decision.session, assistant)
        assert turn.choice not in offered or after.reply.template not in ("stale", "list-stale"), turn.choice
        assert after == decide(turn, decision.session, assistant)
        ours = after.reply.template.startswith("list-")
        assert not ours or 0 < len(plain(render(after.reply))) <= LONGEST, after.reply.template
        assert render_html(after.reply) and render_telegram(after.reply)
        decision = after


@pytest.mark.parametrize("notice", IDS)
def test_questions_have_short_names_and_values(assistant: Assistant, notice: str) -> None:
    facts = assistant.facts(notice)
    assert facts is not None
    for question in questions(facts):
        for value in (UNSURE, *(o.value for o in question.options)):
            assert len(f"list:with:{question.name}:{value}".encode()) <= DATA
