"""Files of the page: read once, addressed by a hash of their content, so that browsers may keep them for ever."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

STATIC = Path(__file__).parents[2] / "static"
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, their type and the hash in its address."""

    content: bytes
    media_type: str
    version: str


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    guessed = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(content, guessed, hashlib.sha256(content).hexdigest()[:12])


class Assets:
    """All files of a folder, by name."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._files = {path.name: _asset(path) for path in sorted(folder.iterdir()) if path.is_file()}

    def url(self, name: str) -> str:
        """The address of a file in its present version."""
        return f"/static/{self._files[name].version}/{name}"

    async def serve(self, request: Request) -> Response:
        """The file; one asked for by another version is not to be kept, since it is not what that address promised."""
        found = self._files.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        current = request.path_params["version"] == found.version
        headers = {"Cache-Control": FOR_EVER if current else "no-cache"}
        return Response(found.content, media_type=found.media_type, headers=headers)
