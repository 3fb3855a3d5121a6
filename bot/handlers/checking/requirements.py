"""What the chosen notice asks of a summary, of a scan, and of what is masked in both."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.findings import Findings, Summary
from bot.messages import Quote
from knowledge.facts import Facts
from notices.schema import Caution, Condition, Fact, Heading, Material

SUMMARY, SCAN, MASK = "material.summary", "scan.quality", "mask.what"
QUOTES, CAUTIONS, MASKING = 4, 1, 3
ANYBODY = Condition()


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text must be at least, and whether it is: `nearly` where it is so only with its punctuation."""

    least: int
    verdict: Literal["enough", "nearly", "short"]
    wanting: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a notice asks, as far as it says so. Without a notice nothing is asked."""

    notice: Heading | None = None
    topics: Collection[str] = ()
    lengths: tuple[Length, ...] = ()
    contents: tuple[Fact, ...] = ()  # what it says of the summary, or of scans
    masking: tuple[Fact, ...] = ()
    cautions: tuple[Caution, ...] = ()
    format: str = ""  # of all files that are uploaded
    quotes: tuple[Quote, ...] = ()


def requirements(facts: Facts | None, findings: Findings) -> Requirements:
    """What the notice asks of what was sent."""
    if facts is None:
        return Requirements()
    topic = SUMMARY if findings.summary is not None else SCAN
    contents = tuple(fact for fact in facts.of_topic(topic) if fact.topics[0] == topic and fact.when == ANYBODY)
    masking = _masking(facts, contents)
    cautions = tuple(one for one in facts.cautions_of(topic) if one.when == ANYBODY)[:CAUTIONS]
    lengths = tuple(_lengths(contents, findings.summary)) if findings.summary else ()
    shown = (*contents, *masking)
    return Requirements(
        facts.notice, facts.topics, lengths, contents, masking, cautions, facts.upload_format, _quotes(facts.notice, shown)
    )


def _masking(facts: Facts, contents: Sequence[Fact]) -> tuple[Fact, ...]:
    """What must not be read, for everybody, besides what was said with the contents."""
    if any(MASK in fact.topics for fact in contents):
        return ()
    return tuple(fact for fact in facts.of_topic(MASK) if fact.topics[0] == MASK and fact.when == ANYBODY)[:MASKING]


def _lengths(contents: Sequence[Fact], summary: Summary) -> Iterator[Length]:
    for fact in contents:
        if isinstance(fact.data, Material) and (least := fact.data.characters):
            verdict: Literal["enough", "nearly", "short"] = (
                "enough" if summary.bare >= least else "nearly" if summary.characters >= least else "short"
            )
            wanting = least - (summary.bare if verdict == "nearly" else summary.characters)
            yield Length(least, verdict, max(0, wanting), fact)


def _quotes(notice: Heading, facts: Sequence[Fact]) -> tuple[Quote, ...]:
    given = (Quote(notice.id, notice.name, cite.clause, cite.quote) for fact in facts for cite in fact.cite)
    return tuple(dict.fromkeys(given))[:QUOTES]
