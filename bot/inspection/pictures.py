"""Opening pictures with limits, their grey values, and the JPG that is given back. Needs pillow; runs in the worker."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import ExifTags, Image, ImageFile, ImageOps, UnidentifiedImageError

from bot.inspection import refusals
from bot.inspection.pixels import SIDE, Grey
from bot.inspection.refusals import Refusal

MOST_PIXELS = 64_000_000
LONGEST_SIDE = 30_000
NARROWEST = 4  # pixels that are measured of a side
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "bmp": "BMP", "tiff": "TIFF", "avif": "AVIF"}
QUALITY = 90
SCREENS = ("screenshot", "screen shot", "截屏", "截图", "屏幕截图", "屏幕快照")
# What Pillow raises for damaged pictures; RuntimeError is AVIF's.
DAMAGED = (
    *(UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError),
    *(TypeError, RuntimeError, struct.error),
)
CAMERA = (ExifTags.Base.Make, ExifTags.Base.Model)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False


@dataclass(frozen=True, slots=True)
class About:
    """What a picture's header tells: its size as it is shown, and where it comes from."""

    width: int
    height: int
    turned: bool  # by its EXIF data, which not every program follows
    camera: bool
    screenshot: bool
    pages: int = 1


@contextmanager
def opened(content: bytes, form: str) -> Iterator[Image.Image]:
    """The picture, not yet decoded. Raises `Refusal` for what is no picture, is damaged, or has too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)  # about odd EXIF data
            with Image.open(BytesIO(content), formats=[FORMATS[form]]) as image:
                if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
                    raise Refusal(refusals.PIXELS, form)
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal(refusals.PIXELS, form) from None
    except DAMAGED:
        raise Refusal(refusals.BROKEN, form) from None


def about(image: Image.Image, name: str) -> About:
    """What its header tells."""
    try:
        exif = image.getexif()
        turn, camera = int(exif.get(ExifTags.Base.Orientation, 1)), any(exif.get(tag) for tag in CAMERA)
        said = str(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment, ""))
    except (SyntaxError, ValueError, TypeError, KeyError, OSError):
        turn, camera, said = 1, False, ""
    size = image.size[::-1] if turn in (5, 6, 7, 8) else image.size
    screenshot = name.lower().startswith(SCREENS) or "screenshot" in said.lower()
    pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    return About(*size, turned=turn in range(2, 9), camera=camera, screenshot=screenshot, pages=pages)


def grey(image: Image.Image) -> Grey:
    """Its grey values as it is shown, the longer side `SIDE`. A JPG is decoded no larger than that needs."""
    image.draft("L", (SIDE, SIDE))
    return greyed(ImageOps.exif_transpose(_grey(image)))


def greyed(image: Image.Image) -> Grey:
    """The grey values of a decoded picture; of a mere line too there are a few rows and columns."""
    scale = SIDE / max(image.size)
    size = (max(NARROWEST, round(image.width * scale)), max(NARROWEST, round(image.height * scale)))
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    return np.asarray(_grey(image).resize(size, how))


def _grey(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB", "YCbCr", "CMYK", "1"):
        return image.convert("L") if image.mode != "L" else image
    return coloured(image).convert("L")


def coloured(image: Image.Image) -> Image.Image:
    """The picture in RGB, what can be seen through on white paper, sixteen bits as eight."""
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, dtype=np.float32)
        scaled = values / 257 if values.max(initial=0) > 255 else values
        return Image.fromarray(scaled.clip(0, 255).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    if image.mode == "RGB":
        image.load()
        return image  # a copy of twelve megapixels takes as long as to measure them
    return image.convert("RGB")


def upright(image: Image.Image, turn: int) -> Image.Image:
    """The picture in RGB as it is shown, turned clockwise by so many degrees; the one that is given is used up by it."""
    ImageOps.exif_transpose(image, in_place=True)
    shown = coloured(image)
    how = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}.get(turn)
    return shown if how is None else shown.transpose(how)


def jpg(image: Image.Image) -> bytes:
    """As a JPG, without anything that tells where it comes from."""
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY, dpi=image.info.get("dpi", (0, 0)), comment=b"")  # EXIF is not written unasked
    return written.getvalue()
