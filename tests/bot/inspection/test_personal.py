"""What gives a person away in a text, and how it is told."""

from time import process_time

import pytest

from bot.inspection.jobs import Wanted
from bot.inspection.personal import hits, needles
from bot.inspection.spots import MOST, Piece, spots
from bot.inspection.wanted import fields, from_words, is_question

NOBODY = Wanted()
ZHANG = Wanted(("张三丰",), ("阿克苏天山建筑有限公司",))


def found(text: str, wanted: Wanted = NOBODY) -> list[tuple[str, str]]:
    return [(hit.kind, hit.words) for hit in hits(text, wanted)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("姓名：张三丰", ("name", "张三丰")),
        ("姓名： 张 三", ("name", "张三")),
        ("我叫李梅，2010年参加工作", ("name", "李梅")),
        ("申报人：阿依古丽·买买提", ("name", "阿依古丽·买买提")),
        ("工作单位：库车市水利局", ("employer", "库车市水利局")),
        ("我在阿克苏天山建筑有限公司工作", ("employer", "阿克苏天山建筑有限公司")),
        ("2012年进入和静县第一中学任教", ("employer", "和静县第一中学")),
        ("证号652901190001010000", ("identity", "652901190001010000")),
        ("电话13999612345", ("phone", "13999612345")),
    ],
)
def test_a_text_gives_its_writer_away(text: str, what: tuple[str, str]) -> None:
    assert what in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "本人高度重视，严格要求自己。",
        "我是党员，也是施工员。",
        "任现职以来，以质量为中心，打开新格局，服务大局。",
        "我公司的项目在学校旁边。",
        "参加工作20120701，论文2篇。",
    ],
)
def test_ordinary_sentences_give_nobody_away(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["张三丰同志", "张 三 丰同志", "张\u3000三丰"])
def test_a_name_that_is_looked_for_is_found_however_it_is_spaced(text: str) -> None:
    assert ("name", "张三丰") in found(text, ZHANG)


def test_names_with_a_dot_are_found_with_any_dot_and_by_their_parts() -> None:
    wanted = Wanted(("阿依古丽·买买提",))
    assert found("阿依古丽•买买提和同事", wanted) == [("name", "阿依古丽·买买提")]
    assert found("阿依古丽和同事", wanted) == [("name", "阿依古丽")]


def test_an_employer_is_found_by_the_core_of_its_name() -> None:
    assert needles("employer", "阿克苏天山建筑有限公司") == ("阿克苏天山建筑有限公司", "阿克苏天山建筑", "天山建筑")
    assert [hit.part for hit in hits("在天山建筑的五年", ZHANG)] == [True]


def test_what_is_told_of_a_spot_is_masked_with_everything_about_it() -> None:
    [first, second], _ = spots([Piece("姓名：张三丰，工作单位：阿克苏天山建筑有限公司。", 3)], NOBODY)
    assert (first.shown, second.shown, first.place) == ("张＊丰", "阿克＊＊＊公司", 3)
    assert "三" not in first.around + second.around and "天山" not in first.around + second.around


def test_numbers_are_told_by_their_ends_alone() -> None:
    told, _ = spots([Piece("证号652901190001010000，电话13999612345。", 1)], NOBODY)
    assert [spot.shown for spot in told] == ["＊＊＊＊0000", "139＊＊＊＊2345"]


def test_a_name_behind_a_label_is_looked_for_in_all_of_the_text_and_told_once() -> None:
    [spot], more = spots([Piece("姓名：李梅", 1), Piece("李梅同志表现好，李梅获奖。", 2)], NOBODY)
    assert (spot.times, spot.place, more) == (3, 1, 0)


def test_no_more_is_told_than_can_be_read() -> None:
    pieces = [Piece(f"电话139{number:08}。", number) for number in range(30)]
    told, more = spots(pieces, NOBODY)
    assert (len(told), more) == (MOST, 30 - MOST)


def test_the_author_of_a_document_is_told_where_it_is_a_name() -> None:
    told, _ = spots([Piece("李梅", where="properties"), Piece("Administrator", where="properties")], NOBODY)
    assert [(spot.kind, spot.shown, spot.sure) for spot in told] == [("author", "李＊", False)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("张三丰 阿克苏天山建筑有限公司", Wanted(("张三丰",), ("阿克苏天山建筑有限公司",))),
        ("姓名：张三丰，单位：库车市水利局", Wanted(("张三丰",), ("库车市水利局",))),
        ("本人姓名 阿依古丽·买买提", Wanted(("阿依古丽·买买提",))),
        ("李梅", Wanted(("李梅",))),
        ("李梅 652901199003074478 13999612345", Wanted(("李梅",))),
    ],
)
def test_words_with_a_file_name_who_is_to_be_looked_for(words: str, wanted: Wanted) -> None:
    assert from_words(words) == wanted and not is_question(words)


@pytest.mark.parametrize("words", ["", "这张清楚吗", "帮我看看行不行", "检查一下总结够不够字数", "您好"])
def test_words_that_ask_to_look_are_no_question(words: str) -> None:
    assert from_words(words) is None and not is_question(words)


@pytest.mark.parametrize("words", ["阿克苏建筑中级评审费多少", "和静初定什么时候截止"])
def test_a_question_with_a_file_is_one(words: str) -> None:
    assert is_question(words)


def test_fields_may_hold_several_names() -> None:
    assert fields("张三丰、张 三风", "") == Wanted(("张三丰", "张三风"))


def test_a_text_of_nothing_but_names_is_looked_through_at_once() -> None:
    begun = process_time()
    found_spots, more = spots([Piece("张三丰" * 16_000, 1)], ZHANG)
    assert (found_spots[0].times, more) == (16_000, 0) and process_time() - begun < 5  # it was minutes


def test_what_stands_about_a_name_is_its_sentence_with_other_names_masked() -> None:
    (first, second), _ = spots([Piece("上一句。张三丰和李四在这里。下一句", 1)], Wanted(("张三丰", "李四")))
    assert {first.around, second.around} == {"张＊丰和李＊在这里。…"}
