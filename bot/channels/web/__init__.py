"""The web chat page: one conversation a browser, without signing in (docs/adr/0003-web-page.md)."""

from bot.channels.web.app import create_app

__all__ = ["create_app"]
