"""The dialogue of every notice, walked whole."""

import pytest

from knowledge.checklist.asking import ANY, asking
from knowledge.checklist.flow import questions, replay
from knowledge.checklist.model import UNSURE
from tests.knowledge.checklist.walking import NOTICES, Node, ended, facts_of, made_for, nodes, outcome, visited

WAYS = (0, -1, 1, -2, 2, 3, 5, 7)  # ways to answer all that still comes
EVERYWHERE = pytest.mark.parametrize("notice", NOTICES)


@EVERYWHERE
def test_every_question_of_a_notice_is_asked_of_somebody(notice: str) -> None:
    assert {node.question.name for node in nodes(notice)} == {one.name for one in questions(facts_of(notice))}


@EVERYWHERE
def test_every_answer_leads_on_and_every_way_ends(notice: str) -> None:
    for node in nodes(notice):
        for answer in node.answers:
            visit = node.after(answer)
            assert visit.answers == {**dict(node.kept), node.question.name: answer}
            assert visit.next is None or visit.next.name not in visit.answers
            assert visited(notice, ended(notice, tuple(visit.answers.items()), 0)).through


def _told_apart(node: Node, answers: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The answers in groups that lead to the same checklist however all that still comes is answered alike."""
    led: dict[str, tuple[object, ...]] = dict.fromkeys(answers, ())
    for way in WAYS:
        for answer in answers:
            end = ended(node.notice, (*node.kept, (node.question.name, answer)), way)
            led[answer] = (*led[answer], hash(outcome(node.notice, end)))
        if len(set(led.values())) == len(answers):
            break
    return {tuple(a for a in answers if led[a] == one) for one in led.values()}


@EVERYWHERE
def test_no_question_is_without_effect(notice: str) -> None:
    assert [(n.question.name, n.kept) for n in nodes(notice) if len(_told_apart(n, n.answers)) < 2] == []


@EVERYWHERE
def test_no_two_buttons_of_a_kin_lead_to_the_same_for_who_knows_all(notice: str) -> None:
    for node in nodes(notice):
        options = tuple(option.value for option in node.question.options)
        if node.question.form == "one" and UNSURE not in dict(node.kept).values():
            told = _told_apart(node, options)
            alike = [group for group in told if len({_kin(node, value) for value in group}) < len(group)]
            assert not alike, (node.question.name, node.kept)


def _kin(node: Node, value: str) -> str:
    """The kin of a button's first value; it is told apart from others by its words even where it leads to the same."""
    one = asking(node.question.name)
    known = {entry.value: entry.kin for entry in (*one.entries, *one.families)} if one else {}
    return known.get(value.partition(ANY)[0], "")


@EVERYWHERE
def test_a_dialogue_is_short(notice: str) -> None:
    assert max(len(visited(notice, ended(notice, (), way)).questions) for way in WAYS) <= 15


@EVERYWHERE
def test_nothing_hangs_on_a_question_that_was_not_answered_with_unsure(notice: str) -> None:
    for way in WAYS:
        answers = dict(ended(notice, (), way))
        hanging = {name for item in made_for(notice, answers).items for name in item.hangs_on}
        assert {answers.get(name) for name in hanging} <= {"unsure"}


@EVERYWHERE
def test_no_two_lines_of_a_list_are_the_same_thing(notice: str) -> None:
    for way in WAYS:
        lines = [(item.group, item.name) for item in made_for(notice, dict(ended(notice, (), way))).items]
        assert len(lines) == len(set(lines))


@EVERYWHERE
def test_answers_that_nobody_asks_for_drop_out(notice: str) -> None:
    kept = ended(notice, (), 0)
    beside = {**dict(kept), "nonsense": "1", "route": "nonsense", "certified": "2024-99-99", "basic_times": "many"}
    visit = replay(facts_of(notice), beside)
    assert not {"nonsense", "2024-99-99", "many"} & {*visit.answers, *visit.answers.values()}
