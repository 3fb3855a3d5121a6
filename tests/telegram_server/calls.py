"""A call of a method with what was given to it, out of a query, a form, a multipart body or JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.telegram_server.refusals import bad


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes
    mime: str


@dataclass(slots=True)
class Call:
    """What a bot asked for. `at` are seconds of a clock that only goes on; `outcome` is 200 or the code of the refusal."""

    method: str
    values: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)
    at: float = 0.0
    outcome: int = 0

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as not given, as with Telegram."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Whether something is switched on."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def given(self, name: str) -> bool:
        """Whether there is such a field at all."""
        return self.values.get(name) is not None

    def structure(self, name: str, what: str) -> Any:
        """An object or array: JSON in a form's field, or part of a JSON body. None where nothing was given."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None


async def read(request: Request, method: str, at: float) -> Call:
    """The call that a request makes. The body counts before the query."""
    values: dict[str, Any] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/json":
        values |= _json(await request.body())
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form(max_files=100, max_part_size=1 << 20) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or "file", await value.read(), mime)
                else:
                    values[name] = value
    return Call(method, values, files, at)


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad("object expected")
    return found
