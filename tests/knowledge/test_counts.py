"""How many persons a text speaks of, of which level and by which route."""

import pytest

from knowledge.counts import UNCLEAR
from tests.knowledge.conftest import Read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3个中级2个初级", [(3, "middle", ""), (2, "junior", "")]),
        ("高级1个中级2个初级3个", [(1, "senior", ""), (2, "middle", ""), (3, "junior", "")]),
        ("一个副高俩中级仨初级", [(1, "associate", ""), (2, "middle", ""), (3, "junior", "")]),
        (
            "中级评审2人，初级评审3人，再加1个初定初级",
            [(2, "middle", "review"), (3, "junior", "review"), (1, "junior", "initial")],
        ),
        ("2个授予中级1个评审初级2个初定初级", [(2, "middle", "grant"), (1, "junior", "review"), (2, "junior", "initial")]),
        ("初定4个评审2个，全是初级", [(4, "junior", "initial"), (2, "junior", "review")]),
        ("中级，评审3个，授予2个", [(3, "middle", "review"), (2, "middle", "grant")]),
        ("三个中级和两个初级", [(3, "middle", ""), (2, "junior", "")]),
        ("高级工程师2名、工程师3名", [(2, "associate", ""), (3, "middle", "")]),
        ("授予2人", [(2, "", "grant")]),
    ],
)
def test_persons_are_counted_by_level_and_route(read: Read, text: str, expected: list[tuple[int, str, str]]) -> None:
    assert list(read(text).counts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们5个人，3个中级2个初级", [(3, "middle", ""), (2, "junior", "")]),
        ("5个人里2个报中级剩下报初级", [(2, "middle", ""), (3, "junior", "")]),
        ("5个老师报评审，其中2个中级，其余初级", [(2, "middle", "review"), (3, "junior", "")]),
        ("6个人一半报中级一半报初级", [(3, "middle", ""), (3, "junior", "")]),
        ("五个人要是都评中级跟都评初级比", [(5, "", "")]),
        ("中级、初级各两人", [(2, "middle", ""), (2, "junior", "")]),
        ("我们7个人，都报中级", [(7, "middle", "")]),
        ("我们8个人，呈报表几份", [(8, "", "")]),
        ("我们仨的评审表", [(3, "", "")]),
        ("我俩一个评中级一个初定初级", [(1, "middle", ""), (1, "junior", "initial")]),
        ("2个单位的5个人报中级", [(5, "middle", "")]),
        ("一个供电所11个人", [(11, "", "")]),
        ("一个人要两份，4个人呢", [(4, "", "")]),
    ],
)
def test_the_number_of_all_is_no_group_of_its_own(read: Read, text: str, expected: list[tuple[int, str, str]]) -> None:
    assert list(read(text).counts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("原来我们5个都报初级，后来里头2个改报中级", [(3, "junior", ""), (2, "middle", "")]),
        ("5个初级评审里2个改走初定", [(3, "junior", "review"), (2, "junior", "initial")]),
        ("3个中级，后来1个不报了", [(2, "middle", "")]),
        ("5个中级3个初级，3个初级里2个是初定", [(5, "middle", ""), (1, "junior", ""), (2, "junior", "initial")]),
        ("两个初级两个中级，其中一个中级是授予", [(2, "junior", ""), (1, "middle", ""), (1, "middle", "grant")]),
        ("5个中级3个初级，其中2个是初定", list(UNCLEAR)),
        ("我和老婆中级，她是初级", [(1, "middle", ""), (1, "junior", "")]),
        ("我和老婆中级，她是初级，再加徒弟", list(UNCLEAR)),
    ],
)
def test_some_move_or_leave(read: Read, text: str, expected: list[tuple[int, str, str]]) -> None:
    assert list(read(text).counts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我和同事都报中级", [(2, "middle", "")]),
        ("我和另外3个同事都报初级", [(4, "junior", "")]),
        ("我跟我对象，一个报中级一个报初级", [(1, "middle", ""), (1, "junior", "")]),
        ("我报中级，老婆报初级", [(1, "middle", ""), (1, "junior", "")]),
        ("两口子都报中级", [(2, "middle", "")]),
        ("我和同事小王都报中级，还有主任报高级", [(2, "middle", ""), (1, "senior", "")]),
        ("我和两个同事都报中级，科长报高级", [(3, "middle", ""), (1, "senior", "")]),
        ("我跟小李报初级，小王报高级", [(2, "junior", ""), (1, "senior", "")]),
        ("张三李四都报中级，王五报高级", [(2, "middle", ""), (1, "senior", "")]),
        ("张三、李四都报中级", [(2, "middle", "")]),
        ("我、小李、小王都报初级", [(3, "junior", "")]),
        ("她姐和她姐夫报中级", [(2, "middle", "")]),
        ("我评高级我爸妈都评中级", [(2, "middle", ""), (1, "senior", "")]),
        ("我老公报中级，我报初级", [(1, "middle", ""), (1, "junior", "")]),
        ("我同事老公报中级", [(1, "middle", "")]),
        ("我们单位5个人，小王报中级，其他报初级", [(1, "middle", ""), (4, "junior", "")]),
        ("我、老公、小姨子都报中级", [(3, "middle", "")]),
        ("我一个人报中级和初级两个", [(1, "middle", ""), (1, "junior", "")]),
    ],
)
def test_the_asker_counts_too(read: Read, text: str, expected: list[tuple[int, str, str]]) -> None:
    assert list(read(text).counts) == expected


@pytest.mark.parametrize("text", ["我有3个本科证，评中级", "6年工龄5个专利评中级"])
def test_things_are_no_persons(read: Read, text: str) -> None:
    assert read(text).counts == ()


@pytest.mark.parametrize("text", ["3个有技师证的报中级", "3个报中级的论文要几篇"])
def test_persons_with_things_are_persons(read: Read, text: str) -> None:
    assert list(read(text).counts) == [(3, "middle", "")]


@pytest.mark.parametrize("text", ["7个人，3个中级2个初级", "5个人一半中级一半初级", "2个中级，后来3个改报初级"])
def test_what_does_not_add_up_is_unclear(read: Read, text: str) -> None:
    assert read(text).counts == UNCLEAR


@pytest.mark.parametrize("text", ["我有3个附件5个月了", "中级一个人多少钱", "48小时内改", "第3次提交", "近3年的2份材料"])
def test_other_numbers_count_nobody(read: Read, text: str) -> None:
    assert read(text).counts == ()
