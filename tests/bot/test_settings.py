"""Settings and their documentation."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings
from knowledge.deadlines import BEIJING
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    fields = [field.upper() for field in Settings.model_fields]
    for name in (*fields, *(f"ASSISTANT_{field}" for field in fields)):
        monkeypatch.delenv(name, raising=False)


def test_the_documentation_lists_every_setting_with_its_default() -> None:
    table = re.findall(
        r"^\| `(?:ASSISTANT_)?(\w+)` \| (?:`(.*?)`)? ?\|", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE
    )
    defaults = {name.upper(): str(f.default or "").removeprefix(f"{ROOT}/") for name, f in Settings.model_fields.items()}
    assert dict(table) == defaults


def test_the_database_is_a_file_of_the_data_folder_where_none_is_set() -> None:
    assert Settings(data_dir=Path("there")).database == "sqlite:///there/assistant.db"


@pytest.mark.parametrize("name", ["DATABASE_URL", "ASSISTANT_DATABASE_URL"])
def test_the_database_is_read_from_the_environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "postgresql://h/d")
    assert Settings().database == "postgresql://h/d"


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ASSISTANT_PORT=9000\n")
    assert Settings().port == 9000


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2024-08-20", datetime(2024, 8, 20, 10, tzinfo=BEIJING)),
        ("2024-08-20T00:00", datetime(2024, 8, 20, tzinfo=BEIJING)),
        ("2024-08-20T02:00Z", datetime(2024, 8, 20, 10, tzinfo=BEIJING)),
    ],
)
def test_a_day_means_its_morning_and_a_moment_itself(given: str, meant: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_AS_OF", given)
    assert Settings().as_of == meant


def test_what_is_no_day_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_AS_OF", "tomorrow")
    with pytest.raises(ValidationError):
        Settings()


def test_secrets_are_not_shown() -> None:
    assert "hush" not in repr(Settings(secret="hush", database_url="postgresql://u:hush@h/d", TELEGRAM_BOT_TOKEN="hush"))


def test_a_public_address_loses_the_slash_at_its_end() -> None:
    assert Settings(public_url="https://titles.example.cn/ ").public_url == "https://titles.example.cn"


@pytest.mark.parametrize("given", ["titles.example.cn", "ftp://titles.example.cn", "https://"])
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(ValidationError):
        Settings(public_url=given)
