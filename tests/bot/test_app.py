"""The clock and the secret."""

import stat
from datetime import datetime, timedelta
from pathlib import Path

import structlog
import time_machine

from bot.app import Clock, look_for_letters, with_secret
from bot.settings import Settings
from knowledge.deadlines import BEIJING
from tests.conftest import SEASON

TODAY = datetime(2026, 3, 1, 9, tzinfo=BEIJING)


def test_a_clock_shows_the_time_in_beijing() -> None:
    with time_machine.travel(TODAY, tick=False):
        assert Clock().now().isoformat() == "2026-03-01T09:00:00+08:00"


def test_a_clock_that_was_set_goes_on_from_there() -> None:
    with time_machine.travel(TODAY, tick=False) as time:
        clock = Clock(SEASON)
        time.shift(timedelta(hours=1))
        assert clock.now() == SEASON + timedelta(hours=1)


def test_a_secret_that_is_set_is_used(tmp_path: Path) -> None:
    assert with_secret(Settings(secret="given", data_dir=tmp_path)).secret == "given"


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    settings = Settings(secret="", data_dir=tmp_path / "new")
    assert with_secret(settings).secret == with_secret(settings).secret != ""


def test_the_kept_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    with_secret(Settings(secret="", data_dir=tmp_path))
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_an_operator_hears_at_the_start_how_to_get_a_font_that_is_missing(tmp_path: Path) -> None:
    with structlog.testing.capture_logs() as logs:
        look_for_letters((tmp_path,))
    assert "fonts-noto-cjk" in logs[0]["event"]
