"""The papers of a notice: templates that it prints, with what is filled into them, and those that it names without printing.
They stand in `papers.yaml` beside the notice, the templates themselves in `attachments/`."""

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Literal

import yaml
from pydantic import Field as Bound

from notices.schema import Part
from notices.vocabulary import table

DATA = "papers.yaml"
FOLDER = "attachments"
Kind = Literal["text", "long", "day", "month", "count", "phone", "identity", "choice"]

# What a template may say besides the names of fields.
_WORDS = frozenset(["if", "else", "endif", "or", "and", "not", "for", "in", "p", "tr", "endfor", "loop", "people", "as_printed"])
_TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_SAID = re.compile(r'"[^"]*"|&quot;.*?&quot;|“[^”]*”')
_NAME = re.compile(r"(?<![.\w])(?:p\.)?([a-z_]+)")


class Field(Part):
    """One thing that is filled in; see `notices/vocabulary/fields.yaml`."""

    name: str
    label: str
    kind: Kind = "text"
    by: Literal["applicant", "employer"] = "applicant"
    example: str = ""
    options: tuple[str, ...] = ()
    suffix: str = ""
    most: int = 60


@cache
def field(name: str) -> Field:
    """A field of the vocabulary. Raises `KeyError`."""
    return Field(name=name, **table("fields")[name])


class Paper(Part):
    """One template. Fields are named as in the vocabulary; `required` are those without which the paper says too little, and
    `rows` those of each person in a list. `facts` and `cautions`, by id, are told with it."""

    id: str = Bound(pattern=r"^[a-z][a-z-]{1,19}$")
    number: int | None = None  # of the attachment; None where the notice gives it none
    title: str
    file: str = Bound(pattern=r"^[a-z0-9][a-z0-9-]*\.docx$")
    clause: str  # where the source prints it
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    labels: Mapping[str, str] = {}
    facts: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """附件1 推荐单位公示."""
        return f"附件{self.number} {self.title}" if self.number else self.title

    @property
    def file_name(self) -> str:
        """附件1-推荐单位公示.docx, as a person keeps it."""
        return f"{self.name.replace(' ', '-')}.docx"

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to fill in before it is printed."""
        return bool(self.required or self.optional or self.rows)

    def fields(self) -> tuple[Field, ...]:
        """The single fields, the required ones first, called as this paper calls them."""
        return self._called((*self.required, *self.optional))

    def columns(self) -> tuple[Field, ...]:
        """The fields of each person in a list."""
        return self._called(self.rows)

    def _called(self, names: tuple[str, ...]) -> tuple[Field, ...]:
        return tuple(field(n).model_copy(update={"label": self.labels.get(n, field(n).label)}) for n in names)


class Absent(Part):
    """An attachment that the notice names and does not print. `facts` say where it can be had, if the notice says so."""

    number: int
    facts: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


class Papers(Part):
    """What `papers.yaml` says. `copy` names the facts with sentences that are written by hand."""

    papers: tuple[Paper, ...] = ()
    absent: tuple[Absent, ...] = ()
    copy_: tuple[str, ...] = Bound((), alias="copy")


def papers(document: str) -> Papers:
    """The papers of a notice. Raises `yaml.YAMLError`, `pydantic.ValidationError`."""
    return Papers.model_validate(yaml.safe_load(document) or {})


def tags(template: bytes) -> set[str]:
    """The names of the fields that a template asks for. Raises `zipfile.BadZipFile`, `KeyError` where it is no .docx."""
    with zipfile.ZipFile(BytesIO(template)) as file:
        text = _MARKUP.sub("", file.read("word/document.xml").decode())
    said = (_SAID.sub("", tag) for tag in _TAG.findall(text))
    return {name for one in said for name in _NAME.findall(one)} - _WORDS
