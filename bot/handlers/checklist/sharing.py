"""The way out of the chat: a page to print, templates of papers, another device, a calendar that follows by itself."""

from dataclasses import replace

from bot.handlers.checklist.case import Case, Said, said
from bot.handlers.checklist.words import button
from bot.messages import Choice, RevokeFeed, ShareFolder

HOME = (button("items"), button("dates"), button("result"))


def page(case: Case) -> Said:
    """Where the list stands as a page to print. A device that does not have it yet gets it by a code."""
    return _coded(case, "list-page-link")


def share(case: Case) -> Said:
    """A code that brings the list to another device, where the assistant can make one."""
    return _coded(case, "list-share")


def _coded(case: Case, template: str) -> Said:
    data = {"code": case.keys.code, "public": case.keys.public}
    effects = (ShareFolder(),) if case.keys.code else ()
    return replace(said(case.waiting(), template, data, HOME), effects=effects)


def feed(case: Case) -> Said:
    """The address of a calendar that follows by itself."""
    path = case.keys.calendar(case.notice.id)
    data = {"path": path, "public": case.keys.public, "revoked": False}
    ways: tuple[Choice, ...] = (button("unfeed"),) if path else ()
    return said(case.waiting(), "list-feed", data, (*ways, button("calendar"), *HOME))


def unfeed(case: Case) -> Said:
    """The addresses given so far are good no more."""
    data = {"path": "", "public": case.keys.public, "revoked": True}
    return replace(said(case.waiting(), "list-feed", data, (button("feed"), *HOME)), effects=(RevokeFeed(),))
