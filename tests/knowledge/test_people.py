"""What people say of themselves and of those they apply with."""

import pytest

from tests.knowledge.conftest import Read


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("中级评审费", "level", ("middle",)),
        ("我想评副高", "level", ("associate",)),
        ("正高级的", "level", ("full",)),
        ("助理级", "level", ("assistant",)),
        ("员级的职称", "level", ("technician",)),
        ("助理工程师", "level", ("assistant",)),
        ("高级讲师", "level", ("senior",)),
        ("中级和初级差多少", "level", ("middle", "junior")),
        ("初级中学老师", "level", ()),
        ("我是民企的", "employer", ("private",)),
        ("我们事业单位", "employer", ("institution",)),
        ("国企职工", "employer", ("state",)),
        ("公务员能报吗", "employer", ("government",)),
        ("参公单位", "employer", ("civil-like",)),
        ("我退休了", "employer", ("retired",)),
        ("自由职业者", "employer", ("freelance",)),
        ("初定的条件", "route", ("initial",)),
        ("初次确定的条件", "route", ("initial",)),
        ("授予的条件", "route", ("grant",)),
        ("民企专项的条件", "route", ("private",)),
        ("中专毕业", "education", ("secondary",)),
        ("大专毕业", "education", ("college",)),
        ("本科毕业", "education", ("bachelor",)),
        ("高级工班毕业", "education", ("class-senior",)),
        ("我有高级工证", "certificate", ("senior-worker",)),
        ("我有技师证", "certificate", ("technician",)),
        ("高级技师", "certificate", ("senior-technician",)),
        ("一次基本合格", "appraisal", ("basic",)),
        ("考核不合格", "appraisal", ("failed",)),
        ("材料审核不合格", "appraisal", ()),
        ("我在驻村", "standing", ("stationed",)),
        ("驻村回来了", "standing", ("stationed-before",)),
        ("还在驻村", "standing", ("stationed-now",)),
        ("学信网查不到", "standing", ("not-on-chsi",)),
        ("受过处分", "standing", ("punished",)),
    ],
)
def test_what_people_say_of_themselves_is_heard(read: Read, text: str, field: str, values: tuple[str, ...]) -> None:
    assert read(text).conditions.get(field, ()) == values


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("3个中级2个初级一共多少", ((3, "middle", ""), (2, "junior", ""))),
        ("我们单位3人报中级", ((3, "middle", ""),)),
        ("中级两个人初级一个人", ((2, "middle", ""), (1, "junior", ""))),
        ("两个初定初级的", ((2, "junior", "initial"),)),
        ("授予中级2个", ((2, "middle", "grant"),)),
        ("干了3个月中级", ()),
        ("中级多少钱", ()),
    ],
)
def test_persons_are_counted_by_level(read: Read, text: str, counts: tuple[tuple[int, str, str], ...]) -> None:
    assert read(text).counts == counts


def test_a_job_title_alone_names_no_level(read: Read) -> None:
    assert read("我是工程师").levels_meant == () and read("我想评中级").levels_meant == ("middle",)
