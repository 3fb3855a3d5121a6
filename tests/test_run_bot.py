"""The command line, started as people start it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.telegram_server.things import picture

HEAVY = {"sqlmodel", "sqlalchemy", "uvicorn", "starlette", "aiogram", "sklearn", "pypinyin", "structlog"}


def run(*arguments: str, stdin: str = "", settings: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """run_bot.py with these arguments, or python itself where the first is -c."""
    script = () if arguments[:1] == ("-c",) else (str(ROOT / "run_bot.py"),)
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"} | (settings or {})
    return subprocess.run(
        [sys.executable, "-W", "error", *script, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        check=False,
    )


def test_a_question_is_answered() -> None:
    assert "400元" in run("ask", "阿克苏档案中级评审费多少", "--as-of", "2024-08-20").stdout


def test_a_question_is_answered_from_the_notice_that_is_given() -> None:
    assert "和静县" in run("ask", "什么时候截止", "--notice", "hejing-initial-2024").stdout


def test_a_notice_that_is_not_there_is_named() -> None:
    done = run("ask", "什么时候截止", "--notice", "nowhere")
    assert done.returncode == 2 and "nowhere" in done.stderr and "Traceback" not in done.stderr
    assert run("notice", "text", "nowhere").stderr == done.stderr


def test_a_batch_is_answered_line_by_line_and_survives_a_broken_one() -> None:
    lines = [json.dumps({"id": "1", "turns": ["你好"]}), "broken", "", json.dumps({"id": "2", "turns": ["你好"]})]
    done = run("ask", "--json", stdin="\n".join(lines))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", None, "2"]


def test_a_question_imports_no_server_and_no_database() -> None:
    code = "import sys; from run_bot import app; app(['ask', '你好'], standalone_mode=False); print(*sys.modules)"
    assert not HEAVY & set(run("-c", code).stdout.split())


NOT_FOR_THE_PAGE = {"aiogram", "bot.channels.telegram.conversation", "notices.packing", "rich.console", "sklearn"}


def test_the_page_waits_for_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "topics.index").symlink_to(ROOT / "var" / "topics.index")
    command = [sys.executable, "-X", "importtime", str(ROOT / "run_bot.py"), "--port", "0"]
    settings = os.environ | {"ASSISTANT_DATA_DIR": str(tmp_path), "TELEGRAM_BOT_TOKEN": ""}
    with (
        (tmp_path / "imports").open("w") as imports,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=imports, cwd=ROOT, env=settings) as server,
    ):
        assert server.stdout is not None and server.stdout.readline().startswith(b"http://")
        server.terminate()
    assert server.returncode == 0 and not (tmp_path / "assistant.db-wal").exists()  # it was closed, not cut off
    imported = {line.rpartition("|")[2].strip() for line in (tmp_path / "imports").read_text("utf-8").splitlines()}
    assert "uvicorn" in imported and not NOT_FOR_THE_PAGE & imported


def test_notices_are_checked() -> None:
    done = run("notice", "check")
    assert done.returncode == 0 and "hejing-initial-2024: " in done.stdout


def test_notices_are_listed() -> None:
    assert "hejing-initial-2024  和静县" in run("notice", "list").stdout


def test_a_notice_is_printed_as_it_was_published_as_an_answer_says(packed: Path) -> None:
    said = run("ask", "和静初定的通知原文").stdout
    command = said.partition("run_bot.py ")[2].split()
    source = (ROOT / "notices" / "published" / "hejing-initial-2024" / "source.txt").read_text("utf-8")
    assert run(*command).stdout == source == run(*command, settings={"ASSISTANT_NOTICES_DIR": str(packed)}).stdout


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("packed") / "shelf"
    assert "5 notices" in run("notice", "pack", str(file)).stdout
    return file


def test_packed_notices_answer_and_are_listed(packed: Path) -> None:
    settings = {"ASSISTANT_NOTICES_DIR": str(packed)}
    assert "400元" in run("ask", "阿克苏档案中级评审费多少", "--as-of", "2024-08-20", settings=settings).stdout
    assert run("notice", "list", settings=settings).stdout == run("notice", "list").stdout


@pytest.mark.parametrize("command", [("check",), ("pack", "again")])
def test_packed_notices_are_neither_checked_nor_packed_again(packed: Path, command: tuple[str, ...]) -> None:
    done = run("notice", *command, settings={"ASSISTANT_NOTICES_DIR": str(packed)})
    assert done.returncode == 2 and "no folder of notices" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("content", [b"", b"id: hejing", b"cut"])
def test_a_damaged_packed_shelf_is_told_without_a_traceback(packed: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "damaged").write_bytes(packed.read_bytes()[:-100] if content == b"cut" else content)
    done = run("ask", "x", settings={"ASSISTANT_NOTICES_DIR": str(tmp_path / "damaged")})
    assert done.returncode == 2 and "The packed notices cannot be used" in done.stderr and "Traceback" not in done.stderr


def test_a_place_where_nothing_can_be_packed_to_is_told(tmp_path: Path) -> None:
    done = run("notice", "pack", str(tmp_path / "nowhere" / "shelf"))
    assert done.returncode == 2 and "cannot be written" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("ask", "x", "--as-of", "soon"), ("--port", "99999")])
def test_a_wrong_setting_is_said_without_a_traceback(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr and "The settings cannot be used" in done.stderr


@pytest.mark.parametrize(("command", "status"), [("ask", 2), ("chat", 2), ("notice check", 1), ("notice pack {}/packed", 2)])
def test_a_faulty_notice_stops_every_start_with_a_list(tmp_path: Path, command: str, status: int) -> None:
    (tmp_path / "broken-2024").mkdir()
    (tmp_path / "broken-2024" / "source.txt").write_text("一、时间", "utf-8")
    (tmp_path / "broken-2024" / "notice.yaml").write_text("id: broken-2024\n")
    done = run(*command.format(tmp_path).split(), settings={"ASSISTANT_NOTICES_DIR": str(tmp_path)})
    assert done.returncode == status
    assert "broken-2024/notice.yaml: title: " in done.stdout + done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "packed").exists()


def test_a_file_is_checked_and_what_is_made_of_it_saved(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture(300, 400))
    done = run("check", str(tmp_path / "a.png"), "--notice", "bayingol-power-2024", "--save", str(tmp_path / "made"))
    assert "通知要 *.jpg" in done.stdout and "八（一）" in done.stdout and done.stderr == ""
    assert [file.read_bytes()[:3] for file in (tmp_path / "made").iterdir()] == [b"\xff\xd8\xff"]


def test_a_file_to_check_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "nothing.png"))
    assert done.returncode == 2 and "nothing.png" in done.stderr and "Traceback" not in done.stderr


def test_the_terminal_talks_and_ends_politely(tmp_path: Path) -> None:
    (tmp_path / "topics.index").symlink_to(ROOT / "var" / "topics.index")
    done = run(
        "chat", "--as-of", "2024-08-20", stdin="阿克苏档案中级评审费多少\n1\n", settings={"ASSISTANT_DATA_DIR": str(tmp_path)}
    )
    assert "400元" in done.stdout and done.stdout.endswith("再见，祝您申报顺利。\n") and done.stderr == ""


def test_a_paper_that_cannot_be_written_is_said_in_one_line() -> None:
    told = run("paper", "aksu-archives-2024", "promise", "--out", "/nowhere/promise.docx")
    assert told.returncode == 2 and told.stderr == "/nowhere/promise.docx: No such file or directory\n"
