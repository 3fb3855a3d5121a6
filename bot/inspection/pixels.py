"""How good a scan is, measured on its grey values. Arrays are height x width, 0 black to 255 white, the longer side `SIDE`.

The thresholds were found with pages that bench/scans.py draws: text of 8 to 14 points on A4, sharp, moved and out of focus, in
light and shade, turned and askew."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Real = NDArray[np.float32]
Places = NDArray[np.intp]

SIDE = 1600  # pixels of the longer side: as large as a phone or a reviewer's screen shows a page
TILE = 40  # pixels: a few characters
STRUCTURE = 40.0  # grey values between the darkest and the lightest of a tile that shows something
SHARP, SOFT = 0.30, 0.18  # steepness from which on a page is sharp, and below which it is blurred
FEWEST = 6  # tiles that show something, in a page that is not empty
DARK, BRIGHT = 105, 243  # grey values of paper below and above which it is too dark and too bright
NOTHING, FAINT = 12, 60  # between paper and ink: where there is no ink, and where it is too light
INK = 25  # grey values by which ink is darker than what is around it
LEAST_INK, MOST_INK = 500, 12_000  # pixels from which on lines can be seen, and of which no more are needed for that
SURE = 1.15  # how much more the ink must gather along the lines than across them
ANGLES = np.arange(-8, 8.01, 0.5)  # degrees of skew that are tried
CLEAR = 1.08  # how much better the best of them must be than most
A4 = 11.69  # inches of its longer side


def sharpness(grey: Grey) -> Literal["sharp", "soft", "blurred", "empty"]:
    """By how steep edges are in the tiles that show something: neither contrast, nor the size of letters, nor the share of
    white paper counts."""
    found = steepness(grey)
    if found is None:
        return "empty"
    return "sharp" if found >= SHARP else "soft" if found >= SOFT else "blurred"


def steepness(grey: Grey) -> float | None:
    """The steepest step between neighbours in a tile, as a share of all the grey values in it: nearly 1 where an edge is one
    pixel wide, the half where it is two. Of steps to the right and down the flatter ones, since a hand moves along a line. None
    where there is nothing to be sharp."""
    values = _smoothed(grey.astype(np.float32))
    reach = _most(values[1:, 1:]) + _most(-values[1:, 1:])
    shows = reach > STRUCTURE
    if shows.sum() < FEWEST:
        return None
    steps = np.abs(np.diff(values, axis=1))[1:], np.abs(np.diff(values, axis=0))[:, 1:]
    return min(float(np.median(_most(step)[shows] / reach[shows])) for step in steps)


def _smoothed(values: Real) -> Real:
    """A little smoother, so that noise does not count as sharpness."""
    found: Real = values.copy()
    found[1:-1] = (values[:-2] + 2 * values[1:-1] + values[2:]) / 4
    found[:, 1:-1] = (found[:, :-2] + 2 * found[:, 1:-1] + found[:, 2:]) / 4
    return found


def _most(values: Real) -> Real:
    """The largest value within each tile."""
    height, width = (size // TILE for size in values.shape)
    rows: Real = values[: height * TILE, : width * TILE].reshape(height, TILE, width * TILE).max(axis=1)
    found: Real = rows.reshape(height, width, TILE).max(axis=2)  # one axis after the other: a third of the time
    return found


def light(grey: Grey) -> Literal["fine", "dark", "bright", "faint"]:
    """By the grey value of the paper, and how far the ink is from it."""
    ink, paper = np.percentile(grey[::2, ::2], (1, 80))
    if paper < DARK:
        return "dark"
    if NOTHING < paper - ink < FAINT:
        return "bright" if paper > BRIGHT else "faint"
    return "fine"


def inked(grey: Grey) -> NDArray[np.bool_]:
    """Where there is ink on a page half as large: darker than what is around it, so that a shadow is none."""
    height, width = (size // 2 * 2 for size in grey.shape)
    half = grey[:height, :width].reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3), dtype=np.float32)
    found: NDArray[np.bool_] = _around(half, 15) - half > INK
    return found


def _around(values: Real, reach: int) -> Real:
    """The mean of the square around each value."""
    padded = np.pad(values, reach + 1, mode="edge")[:-1, :-1]
    sums = padded.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    side = 2 * reach + 1
    corners = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    found: Real = (corners[: values.shape[0], : values.shape[1]] / side**2).astype(np.float32)
    return found


def lie(ink: NDArray[np.bool_]) -> tuple[bool | None, float]:
    """Whether lines of text run from top to bottom, None where that cannot be told, and by how many degrees they go down to
    the right (0 where that cannot be told), seen along them."""
    rows, columns = np.nonzero(ink)
    if len(rows) < LEAST_INK:
        return None, 0.0
    chosen = slice(None, None, max(1, len(rows) // MOST_INK))
    rows, columns = rows[chosen], columns[chosen]
    across, angle = _lines(rows, columns)
    along, other = _lines(columns, -rows)
    if across > SURE * along:
        return False, angle
    return (True, other) if along > SURE * across else (None, 0.0)


def _lines(rows: Places, columns: Places) -> tuple[float, float]:
    """How much ink gathers in lines, with white between them, at the angle at which it does most: 1 where it is the same
    everywhere."""
    found = [_gathered(rows - columns * np.tan(np.radians(angle))) for angle in ANGLES]
    best = int(np.argmax(found))
    clear = found[best] > CLEAR * float(np.median(found))
    return found[best], float(ANGLES[best]) if clear else 0.0


def _gathered(places: NDArray[np.float64]) -> float:
    first, last = np.percentile(places, (2, 98))
    inside = places[(places >= first) & (places <= last)]
    counts = np.bincount((inside - first).astype(np.intp)).astype(np.float64)
    return float((counts**2).mean() / counts.mean() ** 2)
