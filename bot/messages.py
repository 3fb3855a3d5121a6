"""What passes between channels, the service and the handlers. Pure data, no channel's words in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.findings import Findings
from bot.keys import Keys
from knowledge.outcomes import Context

ReplyKind = Literal["answer", "choose", "unknown", "chat"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: `id` is what comes back when it is pressed (notice:…, topic:…, original:…, rate:…, list:…, papers:…, paper:…,
    check:…), `label` what it says."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person sent: a text or the id of a pressed choice, or a file, of which only `findings` are told. `external_id`
    is the channel's own id of the message, the same again when the channel sends it twice. It speaks to what was said last,
    unless it names another turn of this person: one that it `answers` (a reply to an older message, a button under one), or
    one that it was written `instead_of` (a message edited later). `sent` is when the channel's server got it, never what a
    person's clock says, where it may have waited there for us: `moment` is when we take it, and what the reply is true at."""

    person: str
    external_id: str
    moment: datetime
    text: str = ""
    choice: str = ""
    answers: str = ""
    instead_of: str = ""
    sent: datetime | None = None
    findings: Findings | None = None

    @property
    def came(self) -> datetime:
        """When it came from its person, as far as that is known."""
        return self.sent or self.moment


@dataclass(frozen=True, slots=True)
class Address:
    """Where the reply to a turn goes, on a channel that sends it: a chat, a message of ours there that is to be edited into
    it, and the message it is to be shown as a reply to."""

    chat: int
    edits: int | None = None
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a clause that a reply rests on."""

    notice: str
    notice_name: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a reply: which one it is (source:<notice id>, kept:<token>, or <kind>:<of> for a maker in
    `bot.documents.makers`: paper, xlsx, picture, ics), what it is called, and the template of the words under it, which has the
    data of the reply. Whoever shows it asks the service for its content."""

    what: str
    name: str
    caption: str

    @property
    def kind(self) -> str:
        """By what it is made (see `bot.documents`)."""
        return self.what.partition(":")[0]

    @property
    def of(self) -> str:
        """What it is of: a notice, a paper (<notice>/<paper>), which picture, or the token that it is kept by."""
        return self.what.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back: a template's name with its data, the buttons below, the citations, and the files that go with it."""

    kind: ReplyKind
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    notices: tuple[str, ...] = ()
    citations: tuple[Quote, ...] = ()
    ratable: bool = False
    files: tuple[File, ...] = ()
    warning: str = ""  # the template of a warning beside it


@dataclass(frozen=True, slots=True)
class Parcel:
    """A reply that is still owed: to whom, and the messages that have carried parts of it already. `again`: it was owed
    before, so that somebody else may be carrying it, or have carried it since this was read."""

    turn: Turn
    reply: Reply
    to: Address
    sent: tuple[int, ...] = ()
    again: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That part `part` of the reply to a turn is now shown by a message; `last` when nothing of it is owed any more."""

    person: str
    external_id: str
    part: int
    to: Address
    message: int
    last: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person has come with the checklist of one notice: answers by question (see `knowledge.checklist.model`), the
    items that are done, and those that there is a problem with, each with its note."""

    answers: Mapping[str, str] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folder:
    """The checklists of one person, by notice; several channels of theirs may share it. `notice` is the one worked on,
    `asking` the question that a typed text may answer, with the options `picked` so far where it takes several, `noting` the
    item that a text may be the note to. `id`, `version` and `serial` are the service's: the id is given when there is something
    to store, `version` guards against two turns at once, `serial` counts the addresses that the calendars have had."""

    id: str = ""
    progress: Mapping[str, Progress] = field(default_factory=dict)
    notice: str = ""
    asking: str = ""
    noting: str = ""
    version: int = 0
    serial: int = 1
    picked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """What is remembered of one person. `offered` holds the ids of the buttons last shown; `version` counts turns. `keys` are
    lent to the turn and not stored."""

    person: str
    context: Context = Context()
    offered: tuple[str, ...] = ()
    version: int = 0
    folder: Folder = Folder()
    keys: Keys = field(default=Keys(), compare=False)
    checking: bool = False  # the next long text is a summary to be counted, not a question


@dataclass(frozen=True, slots=True)
class RecordUnknown:
    """A question that no notice answers, kept for the staff. Identity numbers are masked before it gets here."""

    text: str
    reason: str
    topic: str | None
    notice: str | None


@dataclass(frozen=True, slots=True)
class RecordRating:
    """有用 or 没用 under the answer to the turn `answer`."""

    answer: str
    useful: bool


@dataclass(frozen=True, slots=True)
class ShareFolder:
    """The code in `Session.keys` is to join another channel to this folder, once, within the next half hour."""


@dataclass(frozen=True, slots=True)
class RevokeFeed:
    """The addresses of this folder's calendars are to be good no more; the next turn has others."""


Effect = RecordUnknown | RecordRating | ShareFolder | RevokeFeed


@dataclass(frozen=True, slots=True)
class Decision:
    """What a handler decides: the reply, the session after it, and what else is to happen."""

    reply: Reply
    session: Session
    effects: tuple[Effect, ...] = ()
