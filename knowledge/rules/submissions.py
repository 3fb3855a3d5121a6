"""How often an application may still be submitted, after the times that a text tells of."""

import re
from collections.abc import Iterator

from knowledge import lexicon
from knowledge.rules.case import Case, Verdict
from notices.schema import Submissions

_SEND = "(?:提交|送审|上报|上交|申报|重报|重交|交(?!钱|费|完钱)|报(?!名)|传)"
_NO_QUESTION = "(?![^,，。;；]{0,5}算(?![1一第]))"  # 第一次算不算 tells nothing
_EVENT = re.compile(
    rf"第(?P<order>[\d一二三四五])(?:次|回|遍|趟){_NO_QUESTION}|(?P<first>(?:首次|初次|头(?:一|1)?[次回])(?=[^,，。]{{0,2}}[报交提送])){_NO_QUESTION}"
    rf"|(?P<back>(?:退(?!休)|打回|驳回|返回|没过(?!线)|没通过|不通过)(?:回来?|下来|了|过|给我|我)*(?P<backs>\d)?(?=次|回|遍|趟)?)"
    rf"|(?P<mended>改[^,，。;；\d退]{{0,4}}(?P<mends>\d)(?:次|回|遍|趟)(?:[^,，。;；退]{{0,3}}{_SEND})?)"
    rf"|(?P<sent>(?:又|再|重新|改完|改好|改了)[^,，。;；退\d]{{0,4}}?{_SEND}(?!的|不|吗|几)"
    rf"|{_SEND}(?:给|到)?[^,，。;；\d退]{{0,6}}?(?:了|过|满|上去)|已经?{_SEND}|用(?:掉|了|去|过)*)(?:了|过)?(?P<sends>\d)?(?=次|回|遍|趟)?"
)
_AHEAD = re.compile(r"(?:能|可以|可|想|要|准备|打算|允许)(?:再|又|重新)?(?:提交|交|报)?$")
_STILL = re.compile(r"[^,，。;；交报提退过]{0,3}?(?:还|也)?(?:能|可以|可|让|给|机会|行)")
_PLAIN = ("order", "first", "backs", "mends", "sends")  # parts of an event that say which time it was
_ORDER = {c: i for i, c in enumerate("零一二三四五")}


def submissions(case: Case) -> Iterator[Verdict]:
    """How many of the submissions allowed are left."""
    rule = next(iter(case.all_of(Submissions)), None)
    if rule is None or not lexicon.cue("submissions.left").search(case.text) or _is_of_appraisals(case.text):
        return
    fact, allowed = rule
    if used := _used(case.text):
        data = {"most": allowed.most, "used": used, "left": max(0, allowed.most - used)}
        yield Verdict("submissions", data | {"first_counts": allowed.first_counts}, (fact,))


def _is_of_appraisals(text: str) -> bool:
    """Whether what came so often was an appraisal: 一次考核不合格."""
    return lexicon.cue("calls.appraisals").search(text) is not None and re.search("提交|退|打回|驳回|返回", text) is None


def _used(text: str) -> int:
    """How often an application was submitted, the first time included; 0 where the text does not tell."""
    used, under_review = 0, False
    events = list(_EVENT.finditer(text))
    if len(events) < 2 and not any(event[name] for event in events for name in _PLAIN):
        return 0  # 退回来了还能交几次 does not say how often before
    for event in events:
        ahead = _AHEAD.search(text[max(0, event.start() - 5) : event.start()]) is not None
        if event["back"]:
            used, under_review = max(used + (not under_review), int(event["backs"] or 0)), False
        elif event["order"] or event["first"]:
            number = _ORDER.get(event["order"] or "一") or int(event["order"])
            coming = ahead or _STILL.match(text, event.end()) is not None
            used, under_review = number - coming, not coming
        elif event["mends"] and used and int(event["mends"]) == used + 1 and not under_review:
            used, under_review = used + 1, True  # 头一回打回来, 改完二回: the second of them, and not two more
        elif not ahead and not _says_again(event, under_review):
            before = max(used, 1) if event["mends"] else used  # what is mended has been submitted once
            used, under_review = before + int(event["mends"] or event["sends"] or 1), True
    return used


def _says_again(event: re.Match[str], under_review: bool) -> bool:
    """Whether a submission is the one that was just counted: 第一次交上去."""
    counted = event["mends"] or event["sends"]
    return under_review and not counted and re.search("又|再|重新|改", event.group()) is None
