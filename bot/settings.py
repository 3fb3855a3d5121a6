"""All settings, from the environment (ASSISTANT_…) or a file .env; docs/settings.md lists them. Built in run_bot.py alone."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.deadlines import beijing
from notices.shelf import PUBLISHED

MORNING = 10  # the hour of a day that is given without one


def moment(value: object) -> object:
    """An ISO day, meaning 10:00 on it, or an ISO moment; in Beijing time where no zone is given."""
    if not isinstance(value, str):
        return value
    found = datetime.fromisoformat(value.strip())
    is_day = len(value.strip()) <= len("2024-08-20")
    return beijing(found.replace(hour=MORNING) if is_day else found)


def address(value: str) -> str:
    """An address of http or https, without a slash at its end."""
    found = value.strip().rstrip("/")
    if found and not (urlsplit(found).scheme in ("http", "https") and urlsplit(found).netloc):
        raise ValueError("it is no address such as https://titles.example.cn")
    return found


class Settings(BaseSettings):
    """What can be set. Every field has a default that suits one machine."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    data_dir: Path = Path("var")
    notices_dir: Path = PUBLISHED
    database_url: str = Field("", validation_alias=AliasChoices("ASSISTANT_DATABASE_URL", "DATABASE_URL"), repr=False)
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    as_of: Annotated[datetime | None, BeforeValidator(moment)] = None
    secret: str = Field("", repr=False)
    public_url: Annotated[str, AfterValidator(address)] = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    telegram_bot_token: str = Field("", validation_alias="TELEGRAM_BOT_TOKEN", repr=False)
    telegram_api_base: str = Field("https://api.telegram.org", validation_alias="TELEGRAM_API_BASE")
    telegram_webhook_url: str = Field("", validation_alias="TELEGRAM_WEBHOOK_URL")

    @property
    def database(self) -> str:
        """The address of the database: a file of its own in `data_dir` where none is set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'assistant.db'}"

    @property
    def index(self) -> Path:
        """Where the trained topic index lies."""
        return self.data_dir / "topics.index"
