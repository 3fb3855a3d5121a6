"""The closed vocabularies that notices are written in: topics, places, series, and the conditions of a fact."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The entries of `topics`, `places` or `series` by id, in the order of the file."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    entries: dict[str, Mapping[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return entries


@cache
def lineage(name: str, entry: str) -> tuple[str, ...]:
    """An id of a table and all that it lies within, nearest first: hejing, bayingol, xinjiang."""
    entries, found = table(name), [entry]
    while (parent := entries[found[-1]].get("within")) is not None:
        found.append(parent)
    return tuple(found)


class Level(StrEnum):
    """职称级别. `junior` holds technician (员级) and assistant (助理级); `senior` holds associate and full."""

    JUNIOR = "junior"  # 初级
    TECHNICIAN = "technician"  # 员级
    ASSISTANT = "assistant"  # 助理级
    MIDDLE = "middle"  # 中级
    SENIOR = "senior"  # 高级
    ASSOCIATE = "associate"  # 副高级
    FULL = "full"  # 正高级


LEVEL_WITHIN = {
    Level.TECHNICIAN: Level.JUNIOR,
    Level.ASSISTANT: Level.JUNIOR,
    Level.ASSOCIATE: Level.SENIOR,
    Level.FULL: Level.SENIOR,
}


class Route(StrEnum):
    """How a title is come by."""

    REVIEW = "review"  # 评审, 定向评价
    PRIVATE = "private"  # 民营企业专项评审
    INITIAL = "initial"  # 初次确定, 初定
    GRANT = "grant"  # 授予


class Employer(StrEnum):
    """Where the applicant works."""

    INSTITUTION = "institution"  # 事业单位
    ENTERPRISE = "enterprise"  # 企业, of whatever owner
    STATE = "state"  # 国企
    PRIVATE = "private"  # 民企
    FREELANCE = "freelance"  # 自由职业
    POSTED = "posted"  # 疆外民营企业派驻
    AID = "aid"  # 援疆
    GOVERNMENT = "government"  # 公务员, 机关
    CIVIL_LIKE = "civil-like"  # 参照公务员法管理
    RETIRED = "retired"  # 离退休


EMPLOYER_WITHIN = {Employer.STATE: Employer.ENTERPRISE, Employer.PRIVATE: Employer.ENTERPRISE}


class Education(StrEnum):
    """The diploma an applicant holds; the last three are classes of technician schools (技工院校)."""

    SECONDARY = "secondary"  # 中专
    COLLEGE = "college"  # 大专
    BACHELOR = "bachelor"  # 本科
    MASTER = "master"  # 硕士
    DOCTOR = "doctor"  # 博士
    CLASS_MIDDLE = "class-middle"  # 中级工班
    CLASS_SENIOR = "class-senior"  # 高级工班
    CLASS_TECHNICIAN = "class-technician"  # 预备技师（技师）班


class Certificate(StrEnum):
    """职业资格或职业技能等级 of skilled workers."""

    SENIOR_WORKER = "senior-worker"  # 高级工
    TECHNICIAN = "technician"  # 技师
    SENIOR_TECHNICIAN = "senior-technician"  # 高级技师


class TitleFrom(StrEnum):
    """Where the present title was granted."""

    HERE = "here"  # in the notice's own region (新疆 where it says so)
    ELSEWHERE = "elsewhere"  # another region, province or 兵团


class Appraisal(StrEnum):
    """Result of a yearly appraisal (年度考核)."""

    BASIC = "basic"  # 基本合格
    FAILED = "failed"  # 不合格


class Standing(StrEnum):
    """What else about a person a rule may turn on."""

    STATIONED = "stationed"  # 访惠聚驻村, 驻村管寺, 支教 ...: at present or before
    STATIONED_NOW = "stationed-now"  # still stationed
    STATIONED_BEFORE = "stationed-before"  # has returned
    GRASSROOTS = "grassroots"  # works in the grassroots employers or counties that the notice names
    FIRST_TIME = "first-time"  # 首次参加职称评审
    DIRECT_MIDDLE = "direct-middle"  # 首次且直接申报中级
    PUNISHED = "punished"  # within the effect of a punishment
    TRANSFERRED = "transferred"  # came from a government organ
    TEACHER = "teacher"  # 教师系列
    NOT_ON_CHSI = "not-on-chsi"  # 学信网无法查询
    CLASSIFIED = "classified"  # 涉密
    FULL_TIME = "full-time"  # 全日制毕业
    EXAM_MARKS = "exam-marks"  # has marks of the examination that goes with the review
