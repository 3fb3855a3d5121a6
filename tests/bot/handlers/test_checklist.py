"""The handler of the checklist: its questions, what comes of them, ticks and notes, and whatever people type or press."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.ask import decide
from bot.handlers.checklist.words import asks, control, opens
from bot.messages import Decision, Folder, Progress, Session, Turn
from bot.texts import render, render_html, render_telegram
from knowledge.answering import Assistant
from knowledge.checklist.flow import fits, questions, replay
from knowledge.checklist.model import UNSURE, Question
from notices.clauses import plain
from tests import anything
from tests.conftest import SEASON, Say

AKSU, HEJING, POWER = "aksu-archives-2024", "hejing-initial-2024", "bayingol-power-2024"
NEW = Session("applicant")
LONGEST = 800  # characters of a reply, white space aside
DATA = 64  # bytes that Telegram takes with a button
IDS = ("aksu-archives-2024", "aksu-construction-2024", "bayingol-party-school-2023", "bayingol-power-2024", "hejing-initial-2024")

Do = Callable[..., Decision]


@pytest.fixture
def do(assistant: Assistant, say: Say) -> Do:
    """Type a text or press a button, in a session."""

    def act(session: Session | Decision, text: str = "", press: str = "") -> Decision:
        before = session.session if isinstance(session, Decision) else session
        return decide(say(text, choice=press), before, assistant)

    return act


def ids(decision: Decision) -> tuple[str, ...]:
    return tuple(choice.id for choice in decision.reply.choices)


def asked(decision: Decision) -> str:
    return decision.session.folder.asking


def answers(decision: Decision) -> dict[str, str]:
    folder = decision.session.folder
    return dict(folder.progress.get(folder.notice, Progress()).answers)


def begun(notice: str, given: dict[str, str] | None = None, **folder: object) -> Session:
    """Somebody who has a checklist of a notice."""
    progress = {notice: Progress(given or {})}
    return Session("applicant", folder=replace(Folder(progress=progress, notice=notice), **folder))  # type: ignore[arg-type]


def answer_to(question: Question, option: int = 0) -> str:
    """What somebody answers who takes one option of each question."""
    if question.options:
        return question.options[option % len(question.options)].value
    return next(v for v in ("2015-07-01", "1", "2023") if fits(question, v))


def whole(assistant: Assistant, notice: str, option: int = 0) -> dict[str, str]:
    """Answers to all questions of a notice."""
    facts, given = assistant.facts(notice), dict[str, str]()
    assert facts is not None
    while (question := replay(facts, given).next) is not None:
        given[question.name] = answer_to(question, option)
    return given


@pytest.fixture
def through(assistant: Assistant) -> Session:
    """Somebody whose questions are all answered."""
    return begun(POWER, whole(assistant, POWER, -1))


# ---- the ways in


@pytest.mark.parametrize(
    "text",
    [
        "我的清单",
        "我的材料清单",
        "我要准备什么",
        "我需要准备什么材料？",
        "帮我列个清单",
        "给我做一份材料清单",
        "我能不能报",
        "我能报吗",
        "看看我的清单",
    ],
)
def test_words_that_open_the_checklist(text: str) -> None:
    assert opens(text)


@pytest.mark.parametrize(
    "text",
    [
        "要交哪些材料",
        "社保清单",
        "评审费多少",
        "巴州电力职称我能报不",
        "退休的能不能报",
        "纸质的清单里都有啥",
        "我的清单里要不要交社保",
        "材料清单",
    ],
)
def test_questions_about_materials_open_nothing(text: str) -> None:
    assert not opens(text)


def test_it_is_asked_which_notice_is_meant_and_then_goes_on_by_itself(do: Do) -> None:
    which = do(NEW, "我的清单")
    assert which.reply.template == "list-which"
    assert do(which, press=f"list:for:{HEJING}").reply.template == "list-ask"


@pytest.mark.parametrize(("text", "notice"), [("和静", HEJING), ("第一个", AKSU), ("巴州电力", POWER)])
def test_the_notice_may_be_typed(do: Do, text: str, notice: str) -> None:
    found = do(do(NEW, "我的清单"), text)
    assert (found.reply.template, found.session.folder.notice) == ("list-ask", notice)


def test_a_question_instead_of_a_notice_is_answered(do: Do) -> None:
    assert do(do(NEW, "我的清单"), "阿克苏档案中级评审费多少").reply.template == "answer"


def test_the_notice_that_is_spoken_of_is_taken(do: Do) -> None:
    about = do(NEW, "阿克苏档案中级评审费多少")
    assert do(about, "我的清单").session.folder.notice == AKSU


def test_an_answer_leads_to_the_checklist_of_its_notice(do: Do) -> None:
    assert ids(do(NEW, "阿克苏档案中级评审费多少"))[-1] == f"list:for:{AKSU}"


def test_the_list_for_everybody_leads_to_ones_own(do: Do) -> None:
    listed = do(NEW, "阿克苏档案要交哪些材料")
    assert listed.reply.kind == "answer" and listed.reply.choices[-1].label == "做一份我自己的清单"


def test_an_answer_about_several_notices_leads_to_none(do: Do) -> None:
    assert not any(i.startswith("list:") for i in ids(do(NEW, "阿克苏的评审费多少")))


def test_a_notice_that_is_not_there_has_no_checklist(do: Do) -> None:
    assert do(NEW, press="list:for:nowhere-2024").reply.template == "list-stale"


# ---- questions


@pytest.mark.parametrize("notice", IDS)
@pytest.mark.parametrize("option", range(4))
def test_every_notice_is_gone_through_by_buttons(do: Do, notice: str, option: int) -> None:
    step = do(NEW, press=f"list:for:{notice}")
    for _ in range(30):
        if not (name := asked(step)):
            break
        taken = [i for i in ids(step) if i.startswith((f"list:is:{name}:", f"list:with:{name}:"))]
        step = do(step, press=taken[option % len(taken)]) if taken else do(step, answer_to(step.reply.data["question"]))
        step = (
            do(step, press=f"list:enough:{name}")
            if any(i.startswith("list:with:") for i in taken) and asked(step) == name
            else step
        )
    assert step.reply.template == "list-outcome"


@pytest.mark.parametrize(
    ("given", "typed", "name"),
    [({}, "中级", "level"), ({"route": "review"}, "中级", "employer"), ({"route": "review"}, "报中级", "employer")],
)
def test_an_answer_leads_to_the_next_question(do: Do, given: dict[str, str], typed: str, name: str) -> None:
    assert asked(do(do(begun(AKSU, given), press="list:go"), typed)) in (name, "route")


def test_the_last_answer_leads_to_the_outcome(do: Do, assistant: Assistant) -> None:
    given = whole(assistant, AKSU)
    last = list(given)[-1]
    step = do(begun(AKSU, {n: v for n, v in given.items() if n != last}), press="list:go")
    assert asked(step) == last
    assert do(step, press=f"list:is:{last}:{given[last]}").reply.template == "list-outcome"


def test_how_far_it_has_come_is_told(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    assert "第2题，大约还有" in render(step.reply)


def test_back_asks_the_question_before_and_keeps_the_answers(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review", "level": "middle"}), press="list:go"), press="list:back")
    assert asked(step) == "level" and answers(step) == {"route": "review", "level": "middle"}


def test_back_and_back_again_goes_on_to_the_first(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review", "level": "middle"}), press="list:go")
    for _ in range(4):
        step = do(step, press="list:back")
    assert asked(step) == "route" and "第一题" in render(step.reply)


def test_the_answer_given_before_is_marked_when_it_is_asked_again(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), press="list:back")
    assert [c.label for c in step.reply.choices if c.label.startswith("✓")] == ["✓ 评审"]


def test_not_knowing_is_an_answer_where_it_may_be(do: Do) -> None:
    step = do(do(begun(AKSU), press="list:go"), press=f"list:is:route:{UNSURE}")
    assert answers(step) == {"route": UNSURE}


def test_not_knowing_is_refused_where_it_may_not_be(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    assert do(step, press=f"list:is:level:{UNSURE}").reply.template == "list-stale"


# ---- several options


@pytest.fixture
def several(assistant: Assistant, do: Do) -> Decision:
    """A question that takes several options."""
    facts = assistant.facts(POWER)
    assert facts is not None
    given = {n: v for n, v in whole(assistant, POWER, -1).items() if n != "appraisals"}
    step = do(begun(POWER, given), press="list:edit:appraisals")
    assert asked(step) == "appraisals"
    return step


def test_options_are_ticked_and_taken_together(do: Do, several: Decision) -> None:
    step = do(do(several, press="list:with:appraisals:basic"), press="list:with:appraisals:failed")
    assert do(step, press="list:enough:appraisals").session.folder.progress[POWER].answers["appraisals"] == "basic,failed"


def test_a_tick_is_taken_back(do: Do, several: Decision) -> None:
    step = do(do(several, press="list:with:appraisals:basic"), press="list:with:appraisals:basic")
    assert step.session.folder.picked == ()


def test_none_of_them_is_not_ticked_with_some(do: Do, several: Decision) -> None:
    step = do(do(several, press="list:with:appraisals:basic"), press="list:with:appraisals:none")
    assert step.session.folder.picked == ("none",)


def test_nothing_ticked_is_no_answer(do: Do, several: Decision) -> None:
    step = do(several, press="list:enough:appraisals")
    assert asked(step) == "appraisals" and "至少选一个" in render(step.reply)


# ---- typed


def test_a_refused_answer_loses_nothing(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    refused = do(step, "随便写点")
    assert (asked(refused), answers(refused), ids(refused)) == (asked(step), answers(step), ids(step))
    assert render(refused.reply) != render(step.reply)


@pytest.mark.parametrize("text", ["评审费多少", "几号截止", "咨询电话是多少", "转人工"])
def test_a_question_besides_is_answered_and_the_other_waits(do: Do, text: str) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    besides = do(step, text)
    assert besides.reply.kind in ("answer", "unknown") and ids(besides)[-1] == "list:go"
    assert besides.session.folder == step.session.folder


def test_after_a_question_besides_the_answer_is_still_taken(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "评审费多少")
    assert answers(do(step, "中级")) == {"route": "review", "level": "middle"}


def test_after_a_pause_texts_are_questions_again(do: Do) -> None:
    paused = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "先不填了")
    assert paused.reply.template == "list-paused"
    assert do(paused, "中级").reply.template != "list-ask"
    assert asked(do(paused, press="list:go")) == "level"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("上一步", "back"),
        ("上一题", "back"),
        ("退出", "pause"),
        ("先不填了", "pause"),
        ("清单", "items"),
        ("改答案", "change"),
        ("重来", "again"),
        ("看日程", "dates"),
        ("怎么算的", "rules"),
        ("能不能报", "result"),
        ("继续", "go"),
        ("不写了", "nonote"),
    ],
)
def test_words_that_do_what_a_button_does(text: str, act: str) -> None:
    assert control(text) == act


@pytest.mark.parametrize("text", ["中级", "没有", "2015年7月1日", "清单里的社保要几个月的", "退回来怎么改"])
def test_other_words_do_nothing_by_themselves(text: str) -> None:
    assert control(text) in ("", "nonote")


@pytest.mark.parametrize("text", ["评审费多少", "还能报吗", "电话", "什么时候截止？"])
def test_what_sounds_like_a_question(text: str) -> None:
    assert asks(text)


def test_a_word_for_a_button_is_no_such_word_elsewhere(do: Do) -> None:
    about = do(begun(AKSU), "阿克苏档案中级评审费多少")
    assert not do(about, "退出").reply.template.startswith("list-")


@pytest.mark.parametrize(("text", "template"), [("看清单", "list-items"), ("能不能报", "list-outcome"), ("看日程", "list-dates")])
def test_a_list_that_is_complete_is_at_hand_while_its_notice_is_spoken_of(
    do: Do, through: Session, text: str, template: str
) -> None:
    assert do(do(do(through, press="list:items"), "缴费截止到几号"), text).reply.template == template


def test_a_complete_list_does_not_come_up_while_another_notice_is_spoken_of(do: Do, through: Session) -> None:
    step = do(do(through, press="list:items"), "和静初定几号截止")
    assert not do(step, "看日程").reply.template.startswith("list-")


def test_an_answer_that_is_changed_is_not_the_last_question(do: Do, through: Session) -> None:
    assert "最后一题" not in render(do(through, press="list:edit:level").reply)


def test_an_identity_number_instead_of_an_answer_is_warned_of(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "000000190001010000")
    assert step.reply.warning == "identity" and "19000101" not in str(step)


# ---- older, forged and repeated buttons


@pytest.mark.parametrize(
    "choice",
    [
        "list:",
        "list:is",
        "list:is:level",
        "list:is:level:emperor",
        "list:is:nothing:middle",
        "list:with:level:middle",
        "list:enough:level",
        "list:edit:nothing",
        "list:item:nothing",
        "list:nowhere",
        "list:is:level:middle:middle",
        "list:for:",
    ],
)
def test_a_forged_button_changes_nothing(do: Do, choice: str) -> None:
    step = do(begun(AKSU, {"route": "review"}), press="list:go")
    forged = do(step, press=choice)
    assert answers(forged) == {"route": "review"}


def test_a_button_pressed_twice_counts_once(do: Do) -> None:
    step = do(do(begun(AKSU), press="list:go"), press="list:is:route:review")
    again = do(step, press="list:is:route:review")
    assert (asked(again), answers(again)) == (asked(step), answers(step))


def test_another_answer_under_an_older_message_is_stale(do: Do) -> None:
    step = do(do(begun(AKSU), press="list:go"), press="list:is:route:review")
    older = do(step, press="list:is:route:private")
    assert older.reply.template == "list-stale" and answers(older) == {"route": "review"}


def test_the_open_question_may_be_answered_under_an_older_message(do: Do) -> None:
    step = do(do(begun(AKSU, {"route": "review"}), press="list:go"), "评审费多少")
    assert answers(do(step, press="list:is:level:middle"))["level"] == "middle"


def test_what_is_not_there_yet_asks_the_next_question(do: Do) -> None:
    assert asked(do(begun(AKSU, {"route": "review"}), press="list:items")) == "level"


def test_the_session_that_came_in_is_left_as_it_was(do: Do) -> None:
    before = begun(AKSU, {"route": "review"})
    kept = replace(before)
    do(before, press="list:again")
    assert before == kept


# ---- changing answers


def test_an_answer_is_changed_and_the_others_stay(do: Do, through: Session) -> None:
    given = dict(through.folder.progress[POWER].answers)
    step = do(do(through, press="list:change"), press="list:edit:level")
    other = next(i for i in ids(step) if i.startswith("list:is:level:") and not i.endswith(f":{given['level']}"))
    kept = answers(do(step, press=other))
    assert kept["level"] != given["level"] and set(given.items()) & set(kept.items())


def test_beginning_anew_is_asked_about_and_keeps_the_ticks(do: Do, through: Session) -> None:
    ticked = do(through, press=next(i for i in ids(do(through, press="list:items")) if "item" in i).replace("item", "done"))
    sure = do(ticked, "重来")
    assert answers(sure) == answers(ticked)
    anew = do(sure, press="list:anew")
    assert answers(anew) == {} and anew.session.folder.progress[POWER].done


def test_answers_that_no_longer_count_drop_out_and_the_rest_is_asked(do: Do) -> None:
    step = do(begun(AKSU, {"route": "review", "level": "emperor", "gone": "yes"}), "我的清单")
    assert "2个回答用不上了" in render(step.reply) and asked(step) == "level" and answers(step) == {"route": "review"}


# ---- the list


def first_item(do: Do, session: Session) -> str:
    return next(i for i in ids(do(session, press="list:items")) if i.startswith("list:item:")).removeprefix("list:item:")


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
    assert "19000101" not in str(step.session.folder) and step.reply.warning == "identity"


def test_a_note_is_read_back(do: Do, through: Session) -> None:
    step = do(do(through, press=f"list:trouble:{first_item(do, through)}"), "证书丢了，要补办")
    assert "证书丢了" in render(step.reply)


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


# ---- whatever people do


@pytest.mark.parametrize("notice", IDS)
def test_every_reply_fits_a_phone_and_every_button_telegram(do: Do, assistant: Assistant, notice: str) -> None:
    for option in (0, -1):
        for step in everywhere(do, begun(notice, whole(assistant, notice, option))):
            assert 0 < len(plain(render(step.reply))) <= LONGEST, render(step.reply)
            assert all(len(i.encode()) <= DATA for i in ids(step))
            assert render_html(step.reply) and len(render_telegram(step.reply)) <= 4096


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
