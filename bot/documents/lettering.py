"""Chinese letters for pictures: the fonts of this machine, the width of a text in them, and its lines."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

from markupsafe import Markup
from PIL import ImageFont

FOLDERS = tuple(
    Path(folder).expanduser()
    for folder in (
        "~/.local/share/fonts",
        "~/.fonts",
        "/usr/local/share/fonts",
        "/usr/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:/Windows/Fonts",
    )
)
# Regular and bold, the best first; a font without a bold face of its own serves for both.
FILES = (
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"),
    ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"),
    ("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"),
    ("SourceHanSansCN-Regular.otf", "SourceHanSansCN-Bold.otf"),
    ("PingFang.ttc", "PingFang.ttc"),
    ("Hiragino Sans GB.ttc", "Hiragino Sans GB.ttc"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
)
MEASURED_AT = 100  # pixels; widths grow with the size
GETA = "〓"  # what printers set for a letter that they do not have
CUT = "…"
# A piece is never broken: a few words in brackets, a Latin word or a number, or one character, with the signs that may not
# begin or end a line.
_OPENS, _CLOSES = "（《“‘「【", "，。；：、）》”’」】！？…—"
_PIECE = re.compile(rf"[{_OPENS}]*(?:(?<=（)[^（）]{{1,9}}(?=）)|[A-Za-z0-9.:/%+~_-]+|.)[{_CLOSES}]*\s*", re.DOTALL)


class NoChineseFont(OSError):
    """This machine has no font with Chinese letters, so that no picture can be drawn; the message says how to get one."""

    def __init__(self) -> None:
        super().__init__(
            "no Chinese font found for pictures: install one (Debian and Ubuntu: apt-get install fonts-noto-cjk; Fedora: "
            "dnf install google-noto-sans-cjk-fonts; elsewhere: put NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc "
            "into ~/.local/share/fonts) and start again"
        )


@dataclass(frozen=True, slots=True)
class Fonts:
    """Two font files, the name of their family, and the face that is taken from each."""

    regular: Path
    bold: Path
    family: str
    faces: tuple[int, int] = (0, 0)

    @property
    def files(self) -> list[str]:
        """The files that a renderer has to load."""
        return list(dict.fromkeys((str(self.regular), str(self.bold))))


@cache
def fonts(folders: tuple[Path, ...] = FOLDERS) -> Fonts:
    """The best Chinese font in these folders, looked for once. Raises `NoChineseFont`."""
    names = {name for pair in FILES for name in pair}
    there = {path.name: path for folder in reversed(folders) if folder.is_dir() for path in _within(folder) if path.name in names}
    pair = next((pair for pair in FILES if pair[0] in there), None)
    if pair is None:
        raise NoChineseFont
    regular, bold = there[pair[0]], there.get(pair[1], there[pair[0]])
    (face, family), (bold_face, _) = _simplified(regular), _simplified(bold)
    return Fonts(regular, bold, family, (face, bold_face))


def _within(folder: Path) -> Iterable[Path]:
    return folder.rglob("*.[tToO][tT][cCfF]")


def _simplified(path: Path) -> tuple[int, str]:
    """The face of a file that draws simplified characters, and its family; the first face where none says so."""
    families = list(_families(path))
    return next(((n, name) for n, name in enumerate(families) if name.endswith((" SC", " CN", " GB"))), (0, families[0]))


def _families(path: Path) -> Iterator[str]:
    for face in count():
        try:
            yield str(ImageFont.truetype(path, MEASURED_AT, face).getname()[0])
        except OSError:  # there are no more faces
            return


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    found = fonts()
    path = found.bold if bold else found.regular
    return ImageFont.truetype(path, MEASURED_AT, found.faces[bold], layout_engine=ImageFont.Layout.BASIC)


def width(text: str, size: float, bold: bool = False) -> float:
    """Pixels that a text takes at a size."""
    return _face(bold).getlength(plain(text)) * size / MEASURED_AT


def plain(text: str) -> str:
    """A text as it can be drawn: on one line, without characters that the fonts do not have. Markup is unescaped."""
    said = text.unescape() if isinstance(text, Markup) else text
    return "".join(map(_drawable, " ".join(unicodedata.normalize("NFC", said).split())))


@lru_cache(maxsize=8192)
def _drawable(char: str) -> str:
    """The character, if it can be drawn; nothing for pictographs, controls and joiners; else a sign that one is missing."""
    category = unicodedata.category(char)
    if category[0] == "C":
        return ""
    if char == " " or _shape(char) != _shape("\uffff"):
        return char
    return GETA if category[0] in "LN" else ""


def _shape(char: str) -> bytes:
    return bytes(_face(False).getmask(char))


def lines(text: str, size: float, room: float, most: int = 1, bold: bool = False) -> list[str]:
    """A text in at most so many lines, none wider than the room (pixels); what is too long ends in …"""
    found = list(_broken(plain(text), size, room, bold))
    if len(found) <= most:
        return found
    return [*found[: most - 1], _cut("".join(found[most - 1 :]), size, room, bold)]


def _broken(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    line = ""
    for piece in (part for whole in _PIECE.findall(text) for part in _fitting(whole, size, room, bold)):
        if line and width(line + piece, size, bold) > room:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()


def _fitting(piece: str, size: float, room: float, bold: bool) -> Iterable[str]:
    """The piece, or its characters where it is wider than a line."""
    return piece if width(piece, size, bold) > room else (piece,)


def _cut(text: str, size: float, room: float, bold: bool) -> str:
    """As much of a text as fits before …"""
    while text and width(text + CUT, size, bold) > room:
        text = text[:-1]
    return text.rstrip("，。；：、（《“ ") + CUT
