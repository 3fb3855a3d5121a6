"""What a notice is: facts, each about topics, under conditions, in words for applicants, with the clauses it stands in."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from notices.vocabulary import Appraisal, Certificate, Education, Employer, Level, Route, Standing, TitleFrom


class Part(BaseModel):
    """Base of all parts: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Citation(Part):
    """Words of the source: `quote` stands in the clause's own text word for word, white space aside."""

    clause: str  # path such as 三（一）2
    quote: str = Field(min_length=2)


class Condition(Part):
    """To whom a fact applies: within a field any value will do, all fields given must hold, an empty field asks nothing."""

    level: tuple[Level, ...] = ()
    route: tuple[Route, ...] = ()
    employer: tuple[Employer, ...] = ()
    education: tuple[Education, ...] = ()
    series: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    title_from: tuple[TitleFrom, ...] = ()
    certificate: tuple[Certificate, ...] = ()
    appraisal: tuple[Appraisal, ...] = ()
    standing: tuple[Standing, ...] = ()


class Window(Part):
    """A span of time, ends included. A `closes` that is a date (no hour) means the end of that day."""

    kind: Literal["window"]
    window: Literal["apply", "review", "paper", "payment", "defence", "meeting"]
    opens: date | datetime | None = None
    closes: date | datetime | None = None
    tentative: bool = False  # 拟定于
    received: bool = False  # what counts is that it has come to the committee, not that it was sent


class Fee(Part):
    """Yuan a person."""

    kind: Literal["fee"]
    yuan: int = Field(gt=0)


class Material(Part):
    """A thing to upload or to hand in on paper."""

    kind: Literal["material"]
    channel: Literal["online", "paper"]
    item: str  # name as the notice gives it
    copies: int | None = None
    field: str | None = None  # where it is uploaded
    template: str | None = None  # such as 附件1
    format: str | None = None  # such as jpg, pdf
    pieces: int | None = None  # how many of them are asked for
    characters: int | None = None  # how long it is at least
    months: int | None = None  # how many months it covers
    years: tuple[int, ...] = ()  # one is asked for each of these years
    recent_years: int | None = None  # or for each of so many, where the notice does not name them
    if_any: bool = False  # asked for only of who has such a thing
    instead_of: tuple[str, ...] = ()  # ids of the facts whose things need not be there where this one is
    part_of: str | None = None  # id of the fact whose thing this one is a part of, or says more about


class ScanFormat(Part):
    """The format of all files that are uploaded."""

    kind: Literal["scan-format"]
    format: str  # such as jpg


class EducationYears(Part):
    """Years of continuing-education certificates that are asked for."""

    kind: Literal["education-years"]
    subject: Literal["general", "professional", "both"]
    years: tuple[int, ...] = ()
    recent_years: int | None = None  # so many, where the notice does not name them


class EducationHours(Part):
    """Hours of continuing education a year."""

    kind: Literal["education-hours"]
    subject: Literal["general", "professional", "total"]
    hours: int


class Correction(Part):
    """How long a returned application may be corrected; one of the two is given."""

    kind: Literal["correction"]
    hours: int | None = None
    days: int | None = None


class Submissions(Part):
    """How often an application may be submitted; `first_counts` is None where the notice does not say."""

    kind: Literal["submissions"]
    most: int
    first_counts: bool | None = None


class Service(Part):
    """Full years of work asked for before applying."""

    kind: Literal["service"]
    years: int


class Cutoff(Part):
    """Day up to which years of service are counted."""

    kind: Literal["cutoff"]
    day: date


class Postponement(Part):
    """Years by which one appraisal result puts an application off."""

    kind: Literal["postponement"]
    years: int


class SkillPathway(Part):
    """A skilled worker's certificate and the level it opens after so many years."""

    kind: Literal["skill-pathway"]
    years: int
    opens: Level


class SchoolDiploma(Part):
    """What a technician school's diploma counts as."""

    kind: Literal["school-diploma"]
    counts_as: Education


class Publicity(Part):
    """Working days of publicity inside the employer before submitting."""

    kind: Literal["publicity"]
    working_days: int


class Admission(Part):
    """Who matches `who` may apply, as far as the fields that it names decide. Of who matches one of `unsaid` the notice does
    not say; all others may not. `provided` are the notice's words for what must hold besides and is asked of nobody."""

    kind: Literal["admission"]
    who: Condition
    unsaid: tuple[Condition, ...] = ()
    provided: tuple[str, ...] = ()


class Elsewhere(Part):
    """What the topic is about stands in other documents, named as the notice names them, `at` such an article."""

    kind: Literal["elsewhere"]
    documents: tuple[str, ...] = Field(min_length=1)
    at: str = ""


class Exclusion(Part):
    """Who matches the condition may not apply."""

    kind: Literal["exclusion"]


class Exemption(Part):
    """Who matches the condition need not do what the topic is about."""

    kind: Literal["exemption"]


class Penalty(Part):
    """Years for which a person is barred."""

    kind: Literal["penalty"]
    years: int


class Sentence(Part):
    """Words that somebody must write, given to copy."""

    kind: Literal["sentence"]
    words: str


class Validity(Part):
    """How long examination marks count: so many years, or, with none, in the year of the examination only."""

    kind: Literal["validity"]
    years: int | None = None


class Contact(Part):
    """How to reach somebody."""

    kind: Literal["contact"]
    role: Literal["enquiry", "complaint", "tech", "address", "fax"]
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str | None = None


class Link(Part):
    """A web address."""

    kind: Literal["link"]
    url: str


class Attachment(Part):
    """An attachment of the notice; `present` is False where it is named but not there."""

    kind: Literal["attachment"]
    number: int
    name: str
    present: bool = True


Data = Annotated[
    Window
    | Fee
    | Material
    | ScanFormat
    | EducationYears
    | EducationHours
    | Correction
    | Submissions
    | Service
    | Cutoff
    | Postponement
    | SkillPathway
    | SchoolDiploma
    | Publicity
    | Admission
    | Elsewhere
    | Exclusion
    | Exemption
    | Penalty
    | Sentence
    | Validity
    | Contact
    | Link
    | Attachment,
    Field(discriminator="kind"),
]


class Fact(Part):
    """One thing that the notice says. `topics[0]` is what it is mainly about; `text` is the answer in plain Chinese."""

    id: str
    topics: tuple[str, ...] = Field(min_length=1)
    when: Condition = Condition()
    text: str = Field(min_length=4, max_length=220)
    data: Data | None = None
    cite: tuple[Citation, ...] = Field(min_length=1)


class Caution(Part):
    """What the notice leaves open or says twice, shown with every answer that touches its topics."""

    id: str
    topics: tuple[str, ...] = Field(min_length=1)
    when: Condition = Condition()
    text: str = Field(min_length=4, max_length=160)
    cite: tuple[Citation, ...] = ()


class Heading(Part):
    """A notice without what it says. `place` and `series` are ids of the vocabularies."""

    id: str
    title: str
    name: str  # short, for buttons: 阿克苏档案
    issuer: str
    published: date | None = None  # None where the notice bears no date
    year: int
    place: str
    here: str | None = None  # the region in which a title counts as granted here, where that is not the place
    series: tuple[str, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    routes: tuple[Route, ...] = Field(min_length=1)


class Notice(Heading):
    """A published notice. `parts` names the unnumbered parts of the source by the beginning of their first line; `no_fact`
    says why a clause carries no fact."""

    parts: dict[str, str] = {}
    no_fact: dict[str, str] = {}
    facts: tuple[Fact, ...] = Field(min_length=1)
    cautions: tuple[Caution, ...] = ()
