"""Templates of notices (.docx) filled in. A template's tags are Jinja's, in a sandbox; what it prints where nothing is given
(××, a blank) stands in the tag itself, so that a template left blank says what the notice prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from bot.messages import File, Reply
from notices.papers import Paper

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

COMPILED = 256  # parts of templates, seven or so each
BLANK_ROWS = 8  # of a list that nobody is named in


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a month in a template, by its parts; all empty where none is given."""

    year: str = ""
    month: str = ""
    day: str = ""

    def __str__(self) -> str:
        month = f"{self.year}年{self.month}月" if self.year else ""
        return f"{month}{self.day}日" if self.day else month


Value = str | Day
People = tuple[Mapping[str, Value], ...]


def filled(paper: Paper, template: bytes, values: Mapping[str, Value], people: People = (), as_printed: bool = False) -> bytes:
    """The paper as a .docx. What has no value stays as the template prints it. `as_printed`: with the marks of a template
    (附件1, 模板) too, as in the notice."""
    from docxtpl import DocxTemplate  # 150 ms to import

    document = DocxTemplate(BytesIO(template))
    rows = people or ({},) * BLANK_ROWS
    data = {
        **{field.name: _empty(field.kind) for field in paper.fields()},
        **values,
        "people": [{**{field.name: _empty(field.kind) for field in paper.columns()}, **row} for row in rows],
        "as_printed": as_printed,
    }
    document.render(data, _environment())
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def blank(paper: Paper, template: bytes) -> bytes:
    """The paper with nothing filled in: as the notice prints it, or, where nothing but a signature is wanted, ready to sign."""
    return filled(paper, template, {}, as_printed=paper.is_filled)


def attached(reply: Reply, _: File) -> bytes:
    """The blank paper that goes with a reply about it."""
    paper: Paper = reply.data["paper"]
    return blank(paper, reply.data["kit"].templates[paper.id])


def _empty(kind: str) -> Value:
    return Day() if kind in ("day", "month") else ""


@cache
def _environment() -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined, Template
    from jinja2.sandbox import SandboxedEnvironment

    class Environment(SandboxedEnvironment):
        """Compiles what it has compiled lately no more: half of the time that a paper takes."""

        @lru_cache(COMPILED)  # noqa: B019  # there is one, for good
        def from_string(self, source: str) -> Template:  # type: ignore[override]
            return super().from_string(source)

    return Environment(undefined=StrictUndefined, autoescape=True)
