"""What was found in a file that somebody sent, or in a text to be counted. Pure data, never the content."""

from dataclasses import dataclass
from typing import Literal

UNLOOKED = "unlooked"  # refusals that are known outside of `bot.inspection` too: it came with a question, which was answered
LOST = "lost"  # it did not arrive


@dataclass(frozen=True, slots=True)
class Spot:
    """Something personal that still stands in what was sent: `shown` are its words with their middle masked, `around` what
    stands about them, masked alike, `place` the paragraph or page (0: the file's name or its properties, which `where` tells).
    `sure` where the person named it, or it stands behind a label; else it only looks like it. `part`: not all of the name."""

    kind: Literal["name", "employer", "author", "identity", "phone"]
    shown: str
    around: str = ""
    place: int = 0
    where: Literal["text", "margin", "title", "properties"] = "text"
    sure: bool = True
    part: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class Summary:
    """A text that was counted: characters without white space, those of them that are no punctuation, and what Word counts as
    字数; `pictures` in it were not read."""

    characters: int
    bare: int
    words: int
    paragraphs: int
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """One page or picture, measured as it is shown (a turn in its EXIF data done). `turn` is by how many degrees clockwise it
    must be turned to stand upright: 0 it stands, 90, 180, 270, -1 it lies on one of its sides, None not known. `skew` in degrees,
    `dpi` the resolution if it is a whole page of A4."""

    width: int
    height: int
    turn: int | None
    sharpness: Literal["sharp", "soft", "blurred", "empty"]
    light: Literal["fine", "dark", "bright", "faint"]
    skew: float = 0.0
    dpi: int = 0
    lines: int = 0  # of text that were read


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A file that was made of what was sent: by which token it is kept for a while, and what it is."""

    token: str
    what: Literal["jpg", "marked"]
    page: int = 1


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a file, or in a text to be counted; never the content. `form` is what it is (docx, txt, text, jpg, pdf
    ...), `size` in bytes, `refusal` why it was not looked at (`bot.inspection.refusals`), `ending` that of its name where it is
    another. `read`: whether the words on a scan were read, or why not."""

    form: str
    size: int = 0
    refusal: str = ""
    ending: str = ""
    summary: Summary | None = None
    scans: tuple[Scan, ...] = ()
    pages: int = 1
    spots: tuple[Spot, ...] = ()
    more: int = 0  # spots beside these
    sought: bool = False  # whether a name or an employer was given to be looked for
    read: Literal["", "read", "partly", "none", "slow"] = ""
    as_photo: bool = False  # Telegram has made it smaller
    exif_turned: bool = False
    camera: bool = False
    screenshot: bool = False
    kept: tuple[Keepsake, ...] = ()
