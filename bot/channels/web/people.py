"""Who is who: a random name in a signed cookie. Nobody signs in, and nobody can guess another's name."""

import re
import secrets

from itsdangerous import BadSignature, Signer
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "person"
YEAR = 365 * 24 * 3600  # seconds
_NAME = re.compile(r"[A-Za-z0-9_-]{24}")


class People:
    """Reads and writes the cookie."""

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("the page needs a secret to sign its cookie")
        self._signer = Signer(secret, salt="web.person")

    def of(self, request: Request) -> str | None:
        """The person of a request; None where the cookie is missing or not ours."""
        try:
            name = self._signer.unsign(request.cookies.get(COOKIE, "")).decode()
        except (BadSignature, UnicodeError):
            return None
        return f"web:{name}" if _NAME.fullmatch(name) else None

    def new(self) -> str:
        """A person who has not been here before."""
        return f"web:{secrets.token_urlsafe(18)}"

    def remember(self, response: Response, person: str, request: Request) -> None:
        """Give the browser its person, for a year from now."""
        value = self._signer.sign(person.removeprefix("web:")).decode()
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, value, max_age=YEAR, httponly=True, samesite="lax", secure=secure)

    def leave(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
