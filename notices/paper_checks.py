"""What must hold between a notice, its papers and their templates."""

from collections import Counter
from collections.abc import Iterator, Mapping
from zipfile import BadZipFile

import yaml
from pydantic import ValidationError

from notices.clauses import Clause
from notices.papers import DATA, Paper, Papers, papers, tags
from notices.schema import Attachment, Notice
from notices.vocabulary import table

Fault = tuple[str, str]


def faults(notice: Notice, clauses: Mapping[str, Clause], files: Mapping[str, bytes]) -> Iterator[Fault]:
    """All faults of the papers of one notice; none where there is no papers.yaml."""
    if DATA not in files:
        return
    try:
        said = papers(files[DATA].decode())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        yield "-", f"is not valid YAML: {error}"
        return
    except ValidationError as error:
        yield from ((".".join(map(str, e["loc"])), e["msg"]) for e in error.errors())
        return
    yield from _ids(said, notice)
    yield from _attachments(said, notice)
    for paper in said.papers:
        yield from _paper(paper, clauses, files)


def _ids(said: Papers, notice: Notice) -> Iterator[Fault]:
    for name, count in Counter(paper.id for paper in said.papers).items():
        if count > 1:
            yield name, f"id is used {count} times"
    facts, cautions = {f.id for f in notice.facts}, {c.id for c in notice.cautions}
    named = [(str(one.number), one) for one in said.absent] + [(one.id, one) for one in said.papers]
    for where, one in named:
        yield from ((f"{where}.facts", f"the notice has no fact {name}") for name in one.facts if name not in facts)
        yield from ((f"{where}.cautions", f"the notice has no caution {name}") for name in one.cautions if name not in cautions)
    yield from (("copy", f"the notice has no fact {name}") for name in said.copy_ if name not in facts)


def _attachments(said: Papers, notice: Notice) -> Iterator[Fault]:
    """Every attachment that the notice prints is a paper, and every one that it only names is known to be absent."""
    named = [fact.data for fact in notice.facts if isinstance(fact.data, Attachment)]
    papered, absent = {paper.number for paper in said.papers}, {one.number for one in said.absent}
    for attachment in named:
        if attachment.number not in (papered if attachment.present else absent):
            where = "papers" if attachment.present else "absent"
            yield f"attachment {attachment.number}", f"is named by a fact, but not in {where}"
    for number in absent - {a.number for a in named if not a.present}:
        yield f"absent.{number}", "no fact says that this attachment is not there"


def _paper(paper: Paper, clauses: Mapping[str, Clause], files: Mapping[str, bytes]) -> Iterator[Fault]:
    if paper.clause not in clauses:
        yield f"{paper.id}.clause", f"the source has no clause {paper.clause}"
    asked = {*paper.required, *paper.optional, *paper.rows}
    if unknown := sorted((asked | set(paper.labels)) - set(table("fields"))):
        yield f"{paper.id}.fields", f"{', '.join(unknown)} is not in the vocabulary"
    try:
        wanted = tags(files[paper.file])
    except (KeyError, BadZipFile) as error:
        yield f"{paper.id}.file", f"{paper.file} is no .docx that can be read ({error})"
        return
    if wanted != asked:
        yield f"{paper.id}.fields", f"{', '.join(sorted(wanted ^ asked))}: either asked for and not printed, or the reverse"
