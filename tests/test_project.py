"""Conventions of the project, held by its own files."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("notices", "knowledge", "bot", "tests", "bench")
OURS = {*PACKAGES, "run_bot"}
ALONE = {"aiogram": "bot/channels/telegram_inbound.py", "telegram": "bot/channels/telegram_courier.py"}
LONGEST = 350  # lines of a file; 200 is the aim
SECTIONS = ("## Context", "## Decision", "## Rejected")

# What is imported under another name than it is installed by.
IMPORTED_AS = {
    "chinesecalendar": "chinese_calendar",
    "pillow": "PIL",
    "python-telegram-bot": "telegram",
    "pyyaml": "yaml",
    "scikit-learn": "sklearn",
}
# aiogram's own transport, the other half of pydantic, what docxtpl writes with: pinned by them.
COMES_WITH_ANOTHER = {"aiohttp", "docx", "pydantic_core"}
# What no file imports: a library's plug-in, or a tool.
NEVER_IMPORTED = {"import-linter", "mypy", "pytest-asyncio", "pytest-xdist", "python-multipart", "ruff", "types-pyyaml"}

SOURCES = [ROOT / "run_bot.py", *sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
NOTICES = sorted(p for p in (ROOT / "notices" / "published").iterdir() if p.is_dir())


def name(path: Path) -> str:
    """A file as people call it."""
    return path.relative_to(ROOT).as_posix()


def text(path: str) -> str:
    """What a file of the project says."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def imports(path: Path) -> frozenset[str]:
    """The packages that a file imports anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return frozenset(found)


def required(path: str) -> Iterator[str]:
    """The names in a file of requirements."""
    for line in text(path).splitlines():
        if match := re.match(r"[A-Za-z][\w-]*", line):
            yield match[0].lower()


def needed() -> set[str]:
    return {*required("requirements.in"), *required("requirements-ocr.in"), *required("requirements-dev.in")}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert not code.strip() or ast.get_docstring(ast.parse(code))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_module_grows_beyond_what_one_reads_in_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("library", ALONE)
def test_each_telegram_library_is_imported_in_one_place(library: str) -> None:
    product = (p for p in SOURCES if not {"tests", "bench"} & set(p.relative_to(ROOT).parts))  # those compare and try libraries
    assert {name(p) for p in product if library in imports(p)} <= {ALONE[library]}


def test_what_is_imported_is_required_by_name() -> None:
    installed = {IMPORTED_AS.get(n, n.replace("-", "_")) for n in needed()}
    used = frozenset[str]().union(*map(imports, SOURCES)) - sys.stdlib_module_names - OURS - COMES_WITH_ANOTHER
    assert used <= installed


def test_what_is_required_is_imported() -> None:
    used = frozenset[str]().union(*map(imports, SOURCES))
    assert {n for n in needed() - NEVER_IMPORTED if IMPORTED_AS.get(n, n.replace("-", "_")) not in used} == set()


def test_every_requirement_is_locked() -> None:
    locked = set(required("requirements-dev.lock"))
    assert needed() <= locked
    assert set(required("requirements.in")) <= set(required("requirements.lock"))


def test_both_locks_name_the_same_versions() -> None:
    def pins(path: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", text(path), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_registry(lock: str) -> None:
    assert not re.search(r"://|index-url|find-links|trusted-host", text(lock))


def test_every_requirement_is_explained_with_its_licence() -> None:
    explained = set(re.findall(r"^\| ([\w-]+) \| [^|]+ \| [^|]+ \|$", text("docs/dependencies.md"), re.MULTILINE))
    assert {n.lower() for n in explained} - {"---"} == needed()


@pytest.mark.parametrize("path", ADRS, ids=name)
def test_a_decision_tells_its_context_and_what_was_rejected(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    assert [s for s in SECTIONS if s not in words] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [p.name[:4] for p in ADRS] == [f"{n:04}" for n in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("folder", NOTICES, ids=name)
def test_a_published_notice_has_its_data_and_its_source(folder: Path) -> None:
    assert {"notice.yaml", "source.txt"} <= {p.name for p in folder.iterdir()}


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md", "docs/operations.md"])
def test_a_make_command_of_the_documents_exists(readme: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^ {4}|`|^.* )make ([a-z]+)(?=$|`| )", text(readme), re.MULTILINE)) <= targets


def test_both_readmes_give_the_same_commands() -> None:
    def commands(path: str) -> list[str]:
        return re.findall(r"^ {4,}(make .*|\.venv/.*)$", text(path), re.MULTILINE)

    assert commands("README.md") == commands("README.zh-CN.md")


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md", *map(name, sorted((ROOT / "docs").rglob("*.md")))])
def test_a_link_inside_the_project_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\(((?!https?:)[^)#]+)", text(document))
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []


def test_ci_runs_what_the_readme_gives() -> None:
    assert re.findall(r"^make (\w+)$", text(".ci/run"), re.MULTILINE) == ["setup", "check", "test"]
