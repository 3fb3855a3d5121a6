"""What holds for every request: security headers, no posts from other sites, no huge bodies."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.inspection.jobs import LARGEST

BODY = 64 * 1024  # bytes; 5,000 Chinese characters take 45,000 in a form
LARGER = {"/check": LARGEST + BODY}  # where files are sent to
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send `Origin: null` with our own form.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def from_elsewhere(headers: Headers) -> bool:
    """Whether a post was made by a page of another site. Browsers tell; who tells nothing is none and carries nobody's cookie."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


class Guard:
    """Wraps the application; plain ASGI, since Starlette's BaseHTTPMiddleware would hold up the stream."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        most = LARGER.get(scope["path"], BODY)
        await self._app(scope, _checked(Headers(scope=scope), receive, scope["method"], most), send_with_headers)


def _checked(headers: Headers, receive: Receive, method: str, most: int) -> Receive:
    """`receive`, which refuses what must not be read, such as more than `most` bytes. It raises inside the
    application, where errors become pages."""
    read = 0

    async def checked() -> Message:
        nonlocal read
        if method == "POST" and from_elsewhere(headers):
            raise HTTPException(403)
        if read == 0 and _declared(headers) > most:
            raise HTTPException(413)
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(413)
        return message

    return checked


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0
