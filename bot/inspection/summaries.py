"""A summary: how long it is as offices may count, and where its writer still shows. Pure."""

import re
import unicodedata
from collections.abc import Iterable

from bot.findings import Findings, Summary
from bot.inspection.jobs import Wanted
from bot.inspection.spots import Piece, spots

# Word's 字数: each Chinese character and each wide mark is one, a run of anything else is one.
_WIDE = r"\u2018-\u201f\u2026\u2014\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WORDS = re.compile(rf"[{_WIDE}]|[^\s{_WIDE}]+")


def counted(texts: Iterable[str], pictures: int = 0) -> Summary:
    """Characters without white space, those of them that are letters or digits, and what Word counts."""
    paragraphs = [text for text in texts if text.strip()]
    whole = "".join(c for c in "\n".join(paragraphs) if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc"))
    seen = [c for c in whole if not c.isspace()]
    bare = sum(1 for c in seen if unicodedata.category(c)[0] in "LNM")
    return Summary(len(seen), bare, len(_WORDS.findall(whole)), len(paragraphs), pictures)


def found_in(form: str, pieces: Iterable[Piece], wanted: Wanted, size: int = 0, pictures: int = 0) -> Findings:
    """What is told of a summary: pieces in its text are counted, those in margins and properties only looked through."""
    all_pieces = list(pieces)
    summary = counted((piece.text for piece in all_pieces if piece.where == "text"), pictures)
    found, more = spots(all_pieces, wanted)
    return Findings(form, size, summary=summary, spots=found, more=more, sought=bool(wanted))
