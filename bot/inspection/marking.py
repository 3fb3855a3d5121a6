"""The picture with red boxes around what still shows. Runs in the worker."""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.inspection.personal import Hit, giveaways
from bot.inspection.reading import Box, Line

RED, WHITE = (214, 30, 30), (255, 255, 255)
SIZE = 34  # pixels of the legend's letters
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
FONTS = ("*CJK*Regular*", "*SourceHan*Regular*", "wqy-*", "PingFang*", "STHeiti*", "DroidSansFallback*", "*simhei*")
NARROW = 0.55  # the width of a Latin letter, where a Chinese one is 1

Corners = tuple[float, float, float, float]


@cache
def font() -> ImageFont.FreeTypeFont | None:
    """A font with Chinese letters, where there is one."""
    for pattern in FONTS:
        for folder in FOLDERS:
            for path in sorted(Path(folder).rglob(pattern)):
                try:
                    return ImageFont.truetype(str(path), SIZE)
                except OSError:
                    continue
    return None


def part(line: Line, hit: Hit) -> Corners:
    """Where in a line the hit is, by the widths of its letters: left, top, right, bottom, with a little room about it."""
    widths = [NARROW if character.isascii() else 1.0 for character in line.text]
    whole = sum(widths) or 1.0
    first, last = sum(widths[: hit.start]) / whole, sum(widths[: hit.end]) / whole
    left, top, right, bottom = _bounds(line.box)
    if bottom - top > 1.5 * (right - left):  # a line that runs from top to bottom
        return left, top + first * (bottom - top), right, top + last * (bottom - top)
    room = (bottom - top) * 0.25
    return left + first * (right - left) - room, top - room / 2, left + last * (right - left) + room, bottom + room / 2


def _bounds(box: Box) -> Corners:
    across, down = box[:, 0], box[:, 1]
    return float(across.min()), float(down.min()), float(across.max()), float(down.max())


def marked(page: Image.Image, boxes: Sequence[tuple[Corners, str]]) -> bytes:
    """The page with a box and a number for each, and below it what the numbers mean, as a JPG."""
    legend = list(_legend([kind for _, kind in boxes]))
    height = (SIZE + 14) * len(legend) + 14 if font() else 0
    sheet = Image.new("RGB", (page.width, page.height + height), WHITE)
    sheet.paste(page)
    draw = ImageDraw.Draw(sheet)
    for number, ((left, top, right, bottom), _) in enumerate(boxes, 1):
        draw.rectangle((left, top, max(left + 4, right), max(top + 4, bottom)), outline=RED, width=5)
        draw.text((max(0, left - 4), max(0, top - 34)), str(number), fill=RED, font=font() or ImageFont.load_default(28))
    for row, words in enumerate(legend if font() else ()):
        draw.text((20, page.height + 14 + row * (SIZE + 14)), words, fill=RED, font=font())
    written = BytesIO()
    sheet.save(written, "JPEG", quality=85)
    return written.getvalue()


def _legend(kinds: Sequence[str]) -> Iterator[str]:
    """A line for each kind with the numbers that are of it."""
    names = giveaways()["legend"]
    for kind in dict.fromkeys(kinds):
        numbers = "、".join(str(number) for number, one in enumerate(kinds, 1) if one == kind)
        yield f"{numbers}  {names[kind]}"
