"""Questions of tests/questions, and whether a reply to one of them passes.

A question of the kinds answer, dialogue, compute and now passes when the reply is an answer that holds an alternative of every
`must` group and nothing of `must_not`, cites the notice meant, quotes only what its source says, and fits on a phone. One of
the kind clarify passes when every notice meant is offered, or cited; one of the kind unknown when it is not answered."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.messages import Reply
from knowledge.deadlines import beijing

# The notices by the numbers that the questions give them.
NOTICES = {
    "000": "aksu-archives-2024",
    "001": "hejing-initial-2024",
    "002": "bayingol-party-school-2023",
    "003": "aksu-construction-2024",
    "004": "bayingol-power-2024",
}
LONGEST = 800  # characters that people read on a phone
# When single questions are asked: while the notice is open for applications, where that is not the day of all others.
SEASONS = {"000": "2024-08-20T10:00", "003": "2024-08-20T10:00", "002": "2023-10-12T10:00"}
ANY_DAY = "2024-10-12T10:00"
SINGLE = "answer"
_DASHES = re.compile("[‐‑‒–—―−~〜～-]+")
_UNSEEN = re.compile(r"[\s*]+")


def folded(text: str) -> str:
    """Text as it is compared: NFKC, lower case, one kind of dash, without white space and bold marks."""
    return _DASHES.sub("-", _UNSEEN.sub("", unicodedata.normalize("NFKC", text).lower()))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what its answer must hold. `chosen` is the notice that the asker chose beforehand."""

    id: str
    kind: str
    turns: tuple[str, ...]
    now: datetime
    notice: str | None
    chosen: str | None
    offered: frozenset[str]
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]


def _asked(entry: Mapping[str, Any]) -> Asked:
    kind, number = entry.get("kind", SINGLE), entry.get("notice", "")
    now = entry.get("now") or (SEASONS.get(number, ANY_DAY) if kind == SINGLE else ANY_DAY)
    notice = NOTICES.get(number)
    return Asked(
        entry["id"],
        kind,
        tuple(entry.get("turns") or (entry["q"],)),
        beijing(datetime.fromisoformat(now)),
        notice,
        notice if entry.get("profile") else None,
        frozenset(NOTICES[n] for n in entry.get("notices", ())),
        tuple(tuple(map(folded, group)) for group in entry.get("must", ())),
        tuple(map(folded, entry.get("must_not", ()))),
    )


def questions(folder: Path) -> Iterator[Asked]:
    """The questions of all files of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from (_asked(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def fault(asked: Asked, reply: Reply, text: str, sources: Mapping[str, str]) -> str | None:
    """Why a reply, worded as `text`, does not pass; None where it does. `sources` holds folded source texts by notice."""
    words = folded(text)
    if said := next((wrong for wrong in asked.must_not if wrong in words), None):
        return f"says {said}"
    if asked.kind == "unknown":
        return "answers what no notice says" if reply.kind == "answer" else None
    if asked.kind == "clarify":
        return _fault_of_offer(asked, reply)
    return _fault_of_answer(asked, reply, words) or _fault_of_quotes(reply, sources)


def _fault_of_offer(asked: Asked, reply: Reply) -> str | None:
    if missing := asked.offered - set(reply.notices):
        return f"does not offer {', '.join(sorted(missing))}"
    if reply.kind == "answer" and asked.offered - {quote.notice for quote in reply.citations}:
        return "answers without citing each notice"
    return None


def _fault_of_answer(asked: Asked, reply: Reply, words: str) -> str | None:
    if reply.kind != "answer":
        return f"gives no answer ({reply.kind})"
    if len(words) > LONGEST:
        return f"is {len(words)} characters long"
    if lacking := next((group for group in asked.must if not holds(words, group)), None):
        return f"lacks {' / '.join(lacking)}"
    if asked.notice and asked.notice not in {quote.notice for quote in reply.citations}:
        return f"does not cite {asked.notice}"
    return None


def _fault_of_quotes(reply: Reply, sources: Mapping[str, str]) -> str | None:
    wrong = (q for q in reply.citations if folded(q.quote) not in sources[q.notice])
    return next((f"quotes what {q.notice} does not say: {q.quote}" for q in wrong), None)


def holds(words: str, group: Iterable[str]) -> bool:
    """Whether folded words hold an alternative of a group."""
    return any(alternative in words for alternative in group)
