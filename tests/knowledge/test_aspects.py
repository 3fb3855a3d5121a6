"""Details that a question asks for, and whether what a notice says gives them."""

import pytest

from knowledge.aspects import Asked, Aspect, asked_in, asks_besides, aspects
from knowledge.numerals import digits
from notices.schema import Citation, Fact
from notices.vocabulary import table

TOPICS = table("topics")


def names(text: str, topic: str = "material.identity") -> list[str]:
    return [one.aspect.name for one in asked_in(text, topic)]


def fact(text: str) -> Fact:
    return Fact(id="said", topics=("material.identity",), text=text, cite=(Citation(clause="一", quote=text),))


def asked(text: str, topic: str = "material.identity") -> Asked:
    return asked_in(text, topic)[0]


@pytest.mark.parametrize(
    ("text", "topic", "name"),
    [
        ("一寸照要白底子还是蓝底子的", "material.identity", "photo-background"),
        ("照片要多少像素", "material.identity", "photo-pixels"),
        ("照片要几寸的", "material.identity", "photo-inches"),
        ("评审表要不要贴照片", "paper.form", "photo-glued"),
        ("图片要jpg还是png", "scan.quality", "file-format"),
        ("个人总结不能少于多少字", "material.summary", "length"),
        ("论文查重率要百分之几", "material.papers", "plagiarism"),
        ("收评审费的开户行跟账号发我一下", "fee.how", "account"),
        ("材料能寄过去吗", "paper.where", "post"),
        ("邮编是多少", "contact.address", "postcode"),
        ("传真号多少", "contact.fax", "fax"),
        ("住建局办公室在几楼", "contact.address", "floor"),
        ("能不能让同事代交", "paper.where", "proxy"),
        ("评审委员会都有哪些委员", "review.who", "committee"),
        ("通过率高不高", "result.where", "pass-rate"),
        ("几点截止", "window.apply", "hour"),
        ("要不要体检报告", "material.list", "health"),
    ],
)
def test_an_aspect_is_found_in_a_question(text: str, topic: str, name: str) -> None:
    assert name in names(digits(text), topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("评审费多少", "fee.amount"),
        ("什么时候截止", "window.apply"),
        ("登录个人账号以后选哪个模块", "apply.module"),
        ("这个红头文件的字号给我抄一下", "notice.issuer"),
        ("上访信寄哪", "contact.address"),
        ("论文都要扫哪几页", "material.papers"),
        ("退回来几点前要改好", "return.deadline"),
        ("照片上眼睛用不用盖住", "mask.what"),
    ],
)
def test_a_plain_question_asks_for_no_aspect(text: str, topic: str) -> None:
    assert names(digits(text), topic) == []


@pytest.mark.parametrize(
    ("text", "said", "given"),
    [
        ("图片要jpg吗", "附件的图片格式是jpg（*.jpg）。", True),
        ("图片要jpg吗", "要按要求扫描，电子版必须清晰。", False),
        ("一寸照要什么底色", "照片要近期一寸免冠照。", False),
        ("照片要几寸的", "照片要近期一寸免冠照。", True),
        ("最少多少字", "个人总结不少于2000字。", True),
        ("论文要什么期刊", "要几篇、什么刊物，通知没有写。", False),
        ("要交劳动合同吗", "要上传劳动合同和聘用文件。", True),
        ("要不要体检报告", "要上传体检报告。", True),
        ("要不要体检报告", "要上传身份证。", False),
    ],
)
def test_a_fact_gives_an_aspect_or_not(text: str, said: str, given: bool) -> None:
    assert asked(text).is_given([fact(said)]) is given


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("一寸照要什么底色", False),
        ("照片什么底色,有没有要求", False),
        ("照片什么底色,网上申报几号截止", True),
        ("我是企业的,照片什么底色", False),
    ],
)
def test_a_question_may_ask_something_besides(text: str, besides: bool) -> None:
    assert asks_besides(text, asked_in(text, "material.identity")) is besides


def test_what_is_left_open_is_said_in_the_words_asked_for() -> None:
    assert asked("要不要体检报告").left_open("material.list").text == "通知没有写要体检报告。"


@pytest.mark.parametrize("aspect", aspects(), ids=lambda aspect: aspect.name)
def test_every_aspect_is_told_in_a_sentence_and_of_topics_that_exist(aspect: Aspect) -> None:
    assert aspect.says.startswith("通知没有写") and aspect.says.endswith("。")
    assert all(any(topic.startswith(head) for topic in TOPICS) for head in aspect.about)
