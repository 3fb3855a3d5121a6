"""What is known already of what a paper asks for: from the notice, and from the answers to its checklist. No more than that."""

import re
from collections.abc import Mapping

from bot.texts import LEVELS
from notices.schema import Heading
from notices.vocabulary import LEVEL_WITHIN, Level, table

_SERIES = re.compile(r"(?:(?P<series>.+?)系列)?(?:(?P<specialty>.+?)(?:专业)?)?")


def known(notice: Heading, answers: Mapping[str, str]) -> Mapping[str, str]:
    """Series, speciality and level, as far as they are certain, by field."""
    return {**_series(notice, answers.get("series", "")), **_level(answers.get("level", ""))}


def _series(notice: Heading, answered: str) -> Mapping[str, str]:
    of = answered if answered in notice.series else notice.series[0] if len(notice.series) == 1 else ""
    found = _SERIES.fullmatch(str(table("series")[of]["name"])) if of else None
    return {name: words for name, words in found.groupdict().items() if words and found["series"]} if found else {}


def _level(answered: str) -> Mapping[str, str]:
    """The level as papers call it: 高, 中 or 初."""
    if answered not in set(Level):
        return {}
    level = LEVEL_WITHIN.get(Level(answered), Level(answered))
    return {"level": LEVELS[level]}
