"""Keyboards: checked as Telegram checks them."""

from typing import Any
from urllib.parse import urlsplit

from tests.telegram_server.calls import Call
from tests.telegram_server.refusals import Json, bad

MOST_BUTTONS = 100
LONGEST_DATA = 64  # bytes
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
STYLES = {"danger", "success", "primary"}


def markup(call: Call, only_inline: bool = False) -> Json | None:
    """The keyboard of a call as the message shows it; None where there is none. Rows without buttons fall away."""
    given = call.structure("reply_markup", "reply keyboard markup")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in given:
        return _inline(given["inline_keyboard"])
    if only_inline and given:
        raise bad("inline keyboard expected")
    return _below(given)


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    shown: Json = {name: value for name, value in button.items() if value is not None}
    if "text" not in shown:
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if shown.get("style", "primary") not in STYLES:
        raise bad("can't parse inline keyboard button: Invalid button style specified")
    if not any(shown.get(action) not in (None, "") for action in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not str(shown["text"]).strip():
        raise bad("inline keyboard button text must be non-empty")
    if len(str(shown.get("callback_data", "")).encode()) > LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    _check_url(shown.get("url"))
    return shown


def _check_url(url: str | None) -> None:
    if not url or url.startswith("tg://"):
        return
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in {"http", "https", "ton"} or "." not in (parts.hostname or "") or " " in url:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _below(given: Json) -> Json | None:
    """A keyboard in place of the letters, its removal, or the request to reply."""
    for row in given.get("keyboard") or []:
        if not isinstance(row, list):
            raise bad('field "keyboard" must be an Array of Arrays')
        for button in row:
            text = button if isinstance(button, str) else button.get("text") if isinstance(button, dict) else None
            if text is None:
                raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
            if not text.strip():
                raise bad("keyboard button text must be non-empty")
    return given or None
