"""A small notice of the tests' own, in a folder of a shelf, to be changed for the worse."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

NAME = "test-archives-2024"
SOURCE = """关于开展2024年度档案系列职称评审工作的通知
各单位：

一、申报时间
（一）网上申报。2024年7月22日—8月30日18:00，逾期不予受理。
（二）缴费。2024年9月11日前缴纳，中级400元/人。
二、其他
1.被退回的，应于退回后2日内修改。
2.公示不少于5个工作日。
"""
DOCUMENT: dict[str, Any] = {
    "id": NAME,
    "title": "关于开展2024年度档案系列职称评审工作的通知",
    "name": "测试档案（2024年度）",
    "issuer": "测试局",
    "published": "2024-07-15",
    "year": 2024,
    "place": "aksu",
    "series": ["archives"],
    "levels": ["middle"],
    "routes": ["review"],
    "no_fact": {"一": "只有标题", "二": "只有标题", "开头": "只有标题"},
    "facts": [
        {
            "id": "apply",
            "topics": ["window.apply"],
            "text": "网上申报到8月30日18:00截止。",
            "data": {"kind": "window", "window": "apply", "opens": "2024-07-22", "closes": "2024-08-30T18:00:00"},
            "cite": [{"clause": "一（一）", "quote": "2024年7月22日—8月30日18:00"}],
        },
        {
            "id": "fee",
            "topics": ["fee.amount"],
            "when": {"level": ["middle"]},
            "text": "中级每人400元。",
            "data": {"kind": "fee", "yuan": 400},
            "cite": [{"clause": "一（二）", "quote": "中级400元/人"}],
        },
        {
            "id": "return",
            "topics": ["return.deadline"],
            "text": "退回后2日内要改好。",
            "data": {"kind": "correction", "days": 2},
            "cite": [{"clause": "二1", "quote": "退回后2日内修改"}],
        },
        {
            "id": "publicity",
            "topics": ["publicity.unit"],
            "text": "公示不少于5个工作日。",
            "data": {"kind": "publicity", "working_days": 5},
            "cite": [{"clause": "二2", "quote": "公示不少于5个工作日"}],
        },
    ],
}

Change = Callable[[dict[str, Any]], object]


def written(shelf: Path, *changes: Change, source: str = SOURCE, name: str = NAME) -> Path:
    """The folder of the notice, after these changes of its document."""
    document = copy.deepcopy(DOCUMENT)
    for change in changes:
        change(document)
    folder = shelf / name
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(source, encoding="utf-8")
    (folder / "notice.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return folder
