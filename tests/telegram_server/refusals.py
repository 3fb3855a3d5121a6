"""What Telegram refuses, with its codes and words (as telegram-bot-api 10 and tdlib say them)."""

from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """The answer's body."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(why: str, **parameters: int) -> Refused:
    """400. A sentence begins small, a constant (MESSAGE_TOO_LONG) stays as it is."""
    constant = why[1:2] == "_" or why[1:2].isupper()
    return Refused(400, f"Bad Request: {why if constant else why[:1].lower() + why[1:]}", **parameters)


def forbidden(why: str) -> Refused:
    """403: the bot may not."""
    return Refused(403, f"Forbidden: {why}")


def conflict(why: str) -> Refused:
    """409: two receive at once."""
    return Refused(409, f"Conflict: {why}")


def too_many(seconds: int) -> Refused:
    """429: the bot has to wait."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


UNAUTHORIZED = (401, "Unauthorized")
NOT_FOUND = (404, "Not Found")
