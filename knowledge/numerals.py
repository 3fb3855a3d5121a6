"""Chinese numerals of dates, times, weekdays and counts in digits: 八月三十号晚上八点半 -> 8月30号晚上8点半."""

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_CN_NUMBER = re.compile(
    r"(?:俩|[零〇一二三四五六七八九十两百]+)(?=\s*(?:个|月|号|日|点|时|天|年|次|份|名|位|人|回|门|小时|岁|多|块|元|遍|趟))"
)
_ABOUT = re.compile("(?:一两|两三|十一二|十二三|三四|四五|五六|六七|七八|八九)$")  # 三四个 is neither three nor 34
_AFTER_YEAR = re.compile(r"(?<=\d\d\d\d)(?=[一二两三四五六七八九十]年)")  # 2023、2024两年 is no 20242
_NO_CLOCK = re.compile(r"(?<![上午晚晨十])一点(?![半多钟零])")
_CN_MINUTE = re.compile(r"(?<=[点时])[二三四五]?十?[零一二三四五六七八九十]+(?!个|天|次|日|月)")
_CN_WEEKDAY = re.compile(r"(?:(?<=周)|(?<=星期)|(?<=礼拜))[一二三四五六](?![次期岁年边围])")
_CN_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")


def _number(text: str) -> str:
    """A Chinese numeral below 1000 in digits."""
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (_DIGIT.get(hundreds, 0) if hundreds else 0)
    value += 10 * (_DIGIT.get(tens, 1) if tens else 1) if ten else 0
    return str(value + _DIGIT.get(ones[-1:], 0)) if ten or hundreds else "".join(str(_DIGIT.get(c, "")) for c in text)


def _weekday(found: re.Match[str]) -> str:
    """周六 before a date stays apart from it: 周六8月24号."""
    return str(_DIGIT[found.group()]) + " " * found.string[found.end() : found.end() + 1].isdigit()


def digits(text: str) -> str:
    """The text with the Chinese numerals of dates, times and counts in digits."""
    text = _NO_CLOCK.sub("一些", _AFTER_YEAR.sub("的", text))
    text = _CN_YEAR.sub(lambda m: "".join(str(_DIGIT[c]) for c in m.group()), text)
    text = _CN_MINUTE.sub(lambda m: _number(m.group().lstrip("零")), text)
    text = _CN_WEEKDAY.sub(_weekday, text)
    return _CN_NUMBER.sub(lambda m: m.group() if _ABOUT.search(m.group()) else _number(m.group()), text)
