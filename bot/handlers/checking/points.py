"""What is good and what is wrong with a scan, point by point, without wording: that is the templates'."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.findings import Findings, Scan

SMALL, SMALLISH = 100, 150  # dots an inch, if it is a page of A4, below which it is hard to read, or may be
ASKEW, VERY_ASKEW = 1.5, 4.0  # degrees
Level = Literal["good", "bad", "note"]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is told of a scan: the key of its words, with what they need; `page` where there are several."""

    level: Level
    key: str
    data: dict[str, Any] = field(default_factory=dict)
    page: int = 0


def points(findings: Findings, asked: str, notice: bool) -> tuple[Point, ...]:
    """Of all pages; `asked` is the format that the notice asks for, `notice` whether one is chosen."""
    if not findings.scans:
        return ()
    several = len(findings.scans) > 1
    told = [
        replace(point, page=number if several else 0)
        for number, scan in enumerate(findings.scans, 1)
        for point in _page(scan, findings)
        if not (several and point.level == "good")
    ]
    is_fine = all(scan.sharpness == "sharp" and scan.turn == 0 for scan in findings.scans)
    if several and is_fine and not any(point.level == "bad" for point in told):
        told.insert(0, Point("good", "all-fine", {"count": len(findings.scans)}))
    order = {"bad": 0, "good": 1, "note": 2}
    found = [*_form(findings, asked, notice), *told, *_whole(findings)]
    return tuple(sorted(found, key=lambda point: order[point.level]))


def _form(findings: Findings, asked: str, notice: bool) -> Iterator[Point]:
    if findings.ending:
        yield Point("bad", "ending", {"ending": findings.ending, "form": findings.form})
    if findings.form == "jpg":
        yield Point("good", "jpg", {"asked": asked})
    else:
        is_wrong = asked == "jpg"
        yield Point("bad" if is_wrong else "note", "not-jpg", {"form": findings.form, "asked": asked, "notice": notice})


def _page(scan: Scan, findings: Findings) -> Iterator[Point]:
    if scan.sharpness == "empty":
        yield Point("note", "blank")
    else:
        levels: dict[str, Level] = {"sharp": "good", "soft": "note", "blurred": "bad"}
        yield Point(levels[scan.sharpness], scan.sharpness)
    if scan.light != "fine":
        yield Point("bad", scan.light)
    yield from _way_up(scan)
    level: Level = "bad" if scan.dpi < SMALL else "note" if scan.dpi < SMALLISH else "good"
    yield Point(level, "size", {"width": scan.width, "height": scan.height, "dpi": scan.dpi, "form": findings.form})


def _way_up(scan: Scan) -> Iterator[Point]:
    if scan.turn is None:
        yield Point("note", "way-unknown")
    elif scan.turn:
        yield Point("bad", "side" if scan.turn < 0 else "turned", {"turn": scan.turn})
    else:
        yield Point("good", "upright")
    if abs(scan.skew) >= ASKEW:
        yield Point("bad" if abs(scan.skew) >= VERY_ASKEW else "note", "askew", {"degrees": abs(scan.skew)})


def _whole(findings: Findings) -> Iterator[Point]:
    """What holds for the file."""
    if findings.exif_turned:
        yield Point("bad", "exif")
    if findings.screenshot:
        yield Point("bad", "screenshot")
    elif findings.camera:
        yield Point("note", "camera")
    if findings.as_photo:
        yield Point("note", "as-photo")
    if findings.pages > len(findings.scans):
        yield Point("note", "first-pages", {"looked": len(findings.scans), "pages": findings.pages})
    if findings.read in ("none", "slow", "partly"):
        yield Point("note", f"read-{findings.read}")
    elif not any(spot.where == "text" for spot in findings.spots):
        yield Point("good" if findings.sought else "note", "clean" if findings.sought else "unsought")
