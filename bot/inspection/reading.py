"""The words on a picture, with rapidocr, an extra. Its models are loaded in the worker, when the first picture is to be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SEEN, READ = 1024, 1800  # pixels of the longer side at which lines are found, and at which they are read
JUDGED = 6  # of the longest lines, by which it is seen whether the page stands on its head
UPSIDE = 0.6  # the share of them that must
SURE = 0.5  # a line that is read with less is none
PARAMETERS = {
    "Global.log_level": "critical",
    "Global.max_side_len": SEEN,
    "Det.limit_side_len": 32,
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Rec.rec_batch_num": 1,  # lines of different length in one batch are all as dear as the longest
}

Box = NDArray[np.float32]  # four corners, x and y, clockwise from the upper left, in pixels of the page that was read
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its words, and where it is on the page that was read."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a page, in its order, and the page as it was read: upright. `turn` is by how many degrees clockwise it had
    to be turned for that; `whole` whether there was time for all lines."""

    page: Image.Image
    lines: tuple[Line, ...]
    turn: int
    whole: bool


def there() -> bool:
    """Whether rapidocr is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    from onnxruntime import SessionOptions
    from rapidocr import RapidOCR  # a second to import, and 250 MB
    from rapidocr.inference_engine.onnxruntime import main

    class Patient(SessionOptions):  # type: ignore[misc]  # the library has no types
        """Threads that sleep while they wait for each other: rapidocr passes no such option on. Those that spin take twice
        the processor's time, which others need."""

        def __init__(self) -> None:
            super().__init__()
            self.add_session_config_entry("session.intra_op.allow_spinning", "0")

    main.SessionOptions = Patient  # type: ignore[attr-defined]  # it is there, though not meant for others
    return RapidOCR(params=PARAMETERS)


def read(page: Image.Image, side: bool | None, more: Callable[[], bool]) -> Reading:
    """Read a page in RGB, which lies on its side where `side` says so, until `more` says that the time is over."""
    page = _sized(page, READ)
    turn = 90 if side else 0
    page = page.transpose(Image.Transpose.ROTATE_270) if side else page
    boxes, crops = _found(page)
    if _on_its_head(crops):
        page, turn = page.transpose(Image.Transpose.ROTATE_180), turn + 180
        boxes, crops = _found(page)
    found = list(zip(boxes, crops, strict=True))
    lines, whole = _lines(found, more)
    return Reading(page, tuple(lines), turn, whole)


def _lines(found: Sequence[tuple[Box, Pixels]], more: Callable[[], bool]) -> tuple[list[Line], bool]:
    """The lines in their order, and whether all were read. Short ones are read first: they take less time, and names stand
    in them more often than in the middle of a paragraph."""
    lines: dict[int, Line] = {}
    for number in sorted(range(len(found)), key=lambda n: found[n][1].shape[1]):
        if not more():
            break
        if text := _text(found[number][1]):
            lines[number] = Line(text, found[number][0])
    else:
        return [lines[number] for number in sorted(lines)], True
    return [lines[number] for number in sorted(lines)], False


def _sized(page: Image.Image, most: int) -> Image.Image:
    scale = most / max(page.size)
    return page if scale >= 1 else page.resize((max(1, round(page.width * scale)), max(1, round(page.height * scale))))


def _found(page: Image.Image) -> tuple[Sequence[Box], Sequence[Pixels]]:
    """Where lines are, and what they show."""
    from rapidocr.utils.process_img import get_rotate_crop_image

    small = _sized(page, SEEN)
    found = _engine()(_bgr(small), use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return (), ()
    scale = page.width / small.width
    boxes = [np.asarray(box, dtype=np.float32) * scale for box in found.boxes]
    whole = _bgr(page)
    return boxes, [get_rotate_crop_image(whole, box) for box in boxes]


def _bgr(page: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


def _on_its_head(crops: Sequence[Pixels]) -> bool:
    longest = sorted(crops, key=lambda crop: -crop.shape[1])[:JUDGED]
    found = [_engine()(crop, use_det=False, use_cls=True, use_rec=False).cls_res for crop in longest]
    turned = sum(1 for result in found if result and result[0][0] == "180")
    return bool(longest) and turned / len(longest) > UPSIDE


def _text(crop: Pixels) -> str:
    found = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
    if not found.txts or not found.scores or found.scores[0] < SURE:
        return ""
    return "".join(str(found.txts[0]).split())
