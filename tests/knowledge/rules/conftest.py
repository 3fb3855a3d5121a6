"""What tests of the rules share."""

from datetime import datetime
from typing import Any

import pytest

from tests.knowledge.conftest import Read
from tests.knowledge.rules.cases import Judge, found, moment


@pytest.fixture
def judge(read: Read) -> Judge:
    """What the rules find for a text, by key: the data of each verdict, with the ids of the facts it rests on."""

    def judged(text: str, notice: str, topic: str, now: datetime | None = None) -> dict[str, dict[str, Any]]:
        verdicts = found(read(text), notice, topic, now or moment(2024, 10, 12))
        return {v.key: {**v.data, "facts": tuple(f.id for f in v.facts)} for v in verdicts}

    return judged
