"""What a checklist is made from, and what it is made of. Data only; moments are Beijing's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from knowledge.rules import Verdict
from notices.schema import Caution, Fact, Heading

Answers = Mapping[str, str]
"""What a person answered, by the question's name: an option's value, several joined by commas, an ISO day, or a whole
number. `UNSURE` where they do not know, which is an answer too."""

UNSURE = "unsure"

Form = Literal["one", "many", "day", "count"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be tapped: its value as it is kept, and what its button says. `covers` are all values that the
    button stands for, its own among them: what the notice treats alike is one button, but may be typed apart."""

    value: str
    label: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the dialogue. `ask` is its words, `help` a line below them; `options` are empty for days and counts,
    which are typed."""

    name: str
    form: Form
    ask: str
    help: str = ""
    options: tuple[Option, ...] = ()
    may_be_unsure: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A typed answer that does not fit: the key of the words that say why, and what they need. Nothing is changed by it."""

    key: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the answers say of a person, in the notices' vocabulary: conditions by field, what they said no to by field, days
    (began, graduated, posted, certified) and counts (appraisals of a kind, years of marks) by the keys in `questions.yaml`.
    `unsure` holds the names of the questions that they could not answer."""

    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    denied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Visit:
    """A dialogue replayed over a notice: the answers that still count, in the order of their questions, and the question that
    comes next; none where it is through. Answers that no question asks for any more have dropped out."""

    questions: tuple[Question, ...]
    answers: Answers
    next: Question | None

    @property
    def through(self) -> bool:
        """Whether every question that matters has its answer."""
        return self.next is None


Ruling = Literal["yes", "no", "open"]


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a person may apply. `reasons` are the rules that were looked at, the deciding ones first, each with its steps
    and facts; `open` means that the notice leaves it to a document that it names, or that an answer is wanting."""

    ruling: Ruling
    reasons: tuple[Verdict, ...]
    cautions: tuple[Caution, ...] = ()


Group = Literal["online", "education", "paper"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to get ready. `id` is stable while the notice's fact keeps its id, so that a tick stays where it was set.
    `if_any` marks what is asked for only where there is such a thing; `hangs_on` names the questions that were answered with
    `UNSURE` and decide whether it is needed. `mind` is what goes wrong most with it; `fact` carries text and citation."""

    id: str
    group: Group
    name: str
    fact: Fact
    copies: int | None = None
    format: str = ""
    where: str = ""
    template: str = ""
    if_any: bool = False
    hangs_on: tuple[str, ...] = ()
    mind: tuple[Fact | Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the calendar. `key` is stable (apply, publicity-latest, payment ...) and names the template that words it,
    with `data`, which holds the steps of what is `worked_out` from the notice's rules rather than printed in it. A `last`
    without an hour lasts to the end of its day; `first` and `last` are both None where the notice gives no day."""

    key: str
    first: date | datetime | None
    last: date | datetime | None
    tentative: bool = False
    worked_out: bool = False
    data: Mapping[str, object] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything for one person and one notice."""

    notice: Heading
    profile: Profile
    eligibility: Eligibility
    items: tuple[Item, ...]
    entries: tuple[Entry, ...]
    cautions: tuple[Caution, ...] = ()
