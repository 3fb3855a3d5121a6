"""Words of the lexicon in a text, and terms that are mistyped by characters of the same sound."""

from itertools import pairwise

import pytest

from knowledge import lexicon
from knowledge.training import sound_table
from knowledge.words import Sounds, find
from notices.vocabulary import table


def values(text: str, field: str) -> list[str]:
    return [m.value for found in find(text) for m in found.meanings if m.field == field]


def test_the_longest_word_at_a_place_wins() -> None:
    assert [found.word for found in find("高级经济师")] == ["高级经济师"]


def test_words_do_not_overlap() -> None:
    found = list(find("阿克苏地区档案系列中级"))
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["人事档案", "个人档案", "评审表", "评审会", "高级工班"])
def test_what_only_looks_like_a_word_means_nothing(text: str) -> None:
    assert {m.field for found in find(text) for m in found.meanings} <= {lexicon.NOTHING, "education"}


def test_a_word_may_mean_several_things() -> None:
    assert values("工程师", lexicon.JOB) == ["engineering"] and values("工程师", "level") == ["middle"]


@pytest.fixture(scope="module")
def strict() -> Sounds:
    """Sounds that know no pair of characters besides those of the lexicon."""
    return Sounds(sound_table(), ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("继续较育", "继续教育"),
        ("继续教玉", "继续教育"),
        ("平审费多少", "评审费多少"),
        ("公式几天", "公示几天"),
        ("答辨哪天", "答辩哪天"),
        ("档岸职称", "档案职称"),
        ("巴州电历", "巴州电力"),
        ("和静初顶", "和静初定"),
    ],
)
def test_a_mistyped_term_is_read_as_it_was_meant(strict: Sounds, typed: str, meant: str) -> None:
    assert strict.repaired(typed) == meant


def test_what_people_really_write_is_no_slip() -> None:
    assert Sounds(sound_table(), {"公式"}).repaired("公式几天") == "公式几天"


def test_a_run_that_only_sounds_alike_is_left_alone(strict: Sounds) -> None:
    assert strict.repaired("叫鱼") == "叫鱼"


def test_terms_and_words_are_never_read_as_others(sounds: Sounds) -> None:
    words = (*lexicon.field_terms(), *(word for word in lexicon.words() if len(word) > 1))
    assert [word for word in words if sounds.repaired(word) != word] == []


@pytest.mark.parametrize(
    "text", ["继续教育", "审核时间", "评审费多少", "公示结果", "我在单位上班", "几号截止", "谁能申报", "材料清单"]
)
def test_what_is_typed_well_stays(sounds: Sounds, text: str) -> None:
    assert sounds.repaired(text) == text


@pytest.mark.parametrize("text", ["", "a", "12345", "😀", "\0", "？！"])
def test_what_has_no_sound_stays(sounds: Sounds, text: str) -> None:
    assert sounds.repaired(text) == text


@pytest.mark.parametrize(("one", "other"), [("张", "脏"), ("是", "四"), ("精", "今")])
def test_sounds_that_many_merge_are_one(sounds: Sounds, one: str, other: str) -> None:
    assert sounds.of(one) == sounds.of(other)


def test_names_of_places_and_series_are_those_of_the_vocabulary() -> None:
    named = {m.value for meanings in lexicon.words().values() for m in meanings if m.field == lexicon.PLACE}
    worked = {m.value for meanings in lexicon.words().values() for m in meanings if m.field in (lexicon.SERIES, lexicon.JOB)}
    assert named <= set(table("places")) and worked <= set(table("series"))
