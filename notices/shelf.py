"""The shelf of published notices: loads them all, checks every fact against its source, reports every fault at once.

A folder of the shelf holds notice.yaml, source.txt and perhaps attachments/. Loading raises `FaultyShelf` with all faults
found, each with file and field, so that an author mends them in one go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from notices import checks, paper_checks
from notices.clauses import Clause, split
from notices.papers import DATA, FOLDER
from notices.schema import Notice

PUBLISHED = Path(__file__).parent / "published"
SOURCE = "source.txt"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which file, in which field of it."""

    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.message}"


class FaultyShelf(Exception):
    """Notices cannot be used as they are; `faults` lists everything found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Published:
    """A notice with the clauses of its source."""

    notice: Notice
    clauses: Mapping[str, Clause]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All published notices by id, and the folder that they were read from."""

    published: Mapping[str, Published]
    folder: Path

    def __iter__(self) -> Iterator[Notice]:
        return (p.notice for p in self.published.values())

    def __len__(self) -> int:
        return len(self.published)

    def __contains__(self, notice_id: object) -> bool:
        return notice_id in self.published

    def __getitem__(self, notice_id: str) -> Notice:
        return self.published[notice_id].notice

    def source(self, notice_id: str) -> bytes:
        """The text of a notice as it was published, in UTF-8. Raises `KeyError`, `OSError`."""
        return source(self.folder, self[notice_id].id)

    def papers(self, notice_id: str) -> Mapping[str, bytes]:
        """Its papers.yaml and the templates, by file. Raises `KeyError`, `OSError`."""
        return paper_files(self.folder / self[notice_id].id)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, which leaves a date that does not exist as text: the schema then tells the field that it stands in."""


def _date(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except (ValueError, AttributeError):
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def _document(path: Path) -> object:
    """What a YAML file says. Raises `yaml.YAMLError` also for the values that the loader stumbles over in other ways."""
    text = path.read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=_Loader)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise yaml.YAMLError(f"holds a value of the wrong kind ({error})") from error


def _shape_faults(error: ValidationError, file: str, document: object) -> Iterator[Fault]:
    """pydantic's errors with a fact's id in place of its position."""
    for detail in error.errors():
        where: list[str] = []
        node: object = document
        for step in detail["loc"]:
            node = _child(node, step)
            name = node.get("id") if isinstance(node, dict) and isinstance(step, int) else None
            where.append(str(name or step))
        yield Fault(file, ".".join(where), detail["msg"])


def _child(node: object, step: int | str) -> object:
    if isinstance(node, dict):
        return node.get(step, node)
    if isinstance(node, list) and isinstance(step, int):
        return node[step]
    return node


def source(folder: Path, notice_id: str) -> bytes:
    """The text of a notice below a folder of them, unchanged. Raises `OSError`."""
    return (folder / notice_id / SOURCE).read_bytes()


def paper_files(folder: Path) -> Mapping[str, bytes]:
    """What the folder of a notice holds of papers.yaml and templates, by file. Raises `OSError`."""
    data = [path for path in (folder / DATA,) if path.is_file()]
    return {path.name: path.read_bytes() for path in (*data, *sorted((folder / FOLDER).glob("*.docx")))}


def read(folder: Path) -> tuple[Published | None, list[Fault]]:
    """One notice from its folder, with every fault found in it."""
    file = f"{folder.name}/notice.yaml"
    try:
        said = (folder / SOURCE).read_text(encoding="utf-8")
        document = _document(folder / "notice.yaml")
        notice = Notice.model_validate(document)
    except ValidationError as error:
        return None, list(_shape_faults(error, file, document))
    except (OSError, UnicodeDecodeError) as error:
        return None, [Fault(file, "-", f"cannot be read: {error}")]
    except yaml.YAMLError as error:
        return None, [Fault(file, "-", f"is not valid YAML: {error}")]
    clauses = split(said, notice.parts)
    faults = [Fault(file, where, message) for where, message in checks.faults(notice, clauses)]
    about = f"{folder.name}/{DATA}"
    faults += [Fault(about, where, message) for where, message in paper_checks.faults(notice, clauses, paper_files(folder))]
    if notice.id != folder.name:
        faults.append(Fault(file, "id", f"is {notice.id}, but the folder is {folder.name}"))
    return Published(notice, clauses), faults


def each(folder: Path) -> Iterator[Published]:
    """The notices below a folder, one after another. Raises `FaultyShelf` after the last of them if any is faulty."""
    faults: list[Fault] = []
    folders = sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    if not folders:
        faults.append(Fault(str(folder), "-", "holds no notice"))
    for path in folders:
        one, found = read(path)
        faults += found
        if one is not None:
            yield one
    if faults:
        raise FaultyShelf(faults)


def load(folder: Path = PUBLISHED) -> Shelf:
    """All notices below a folder. Raises `FaultyShelf`."""
    return Shelf({one.notice.id: one for one in each(folder)}, folder)
