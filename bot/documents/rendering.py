"""SVG to PNG. The library holds the interpreter while it draws, about a tenth of a second, so that a thread does not help:
where other turns must not wait, `apart` draws in a process, which is started for the first picture and kept. For that `png`
takes and gives nothing but strings and bytes, and this module imports little."""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread

import resvg_py

PIXELS = 780  # across: sharp on a phone in a chat; a PNG takes as much time as it has pixels, 1080 across nearly twice as long
PAPER = "#fbf8f1"  # behind everything, the SURFACE of picture-style.j2; opaque, so that a dark chat shows it as it is


def png(drawing: str, files: Sequence[str]) -> bytes:
    """A drawing as PNG, `PIXELS` wide, in the fonts of these files and no others."""
    content: bytes = resvg_py.svg_to_bytes(
        svg_string=drawing, skip_system_fonts=True, font_files=list(files), background=PAPER, width=PIXELS
    )
    return content


Paint = Callable[[str, Sequence[str]], bytes]
WITHIN = 30  # seconds for a picture, the start of the process included


def apart(drawing: str, files: Sequence[str]) -> bytes:
    """The same as `png`, drawn in the process for pictures. Call it from a thread. Raises `OSError` where that process fails."""
    pool = _pool()
    try:
        return pool.submit(png, drawing, tuple(files)).result(WITHIN)
    except (RuntimeError, TimeoutError) as error:  # its process is gone, or hangs
        _drop(pool)
        raise OSError("the picture was not drawn") from error


@cache
def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"), initializer=_alone)


def _drop(pool: ProcessPoolExecutor) -> None:
    """End a pool, whatever its process does; the next picture gets another. A server that ends would wait for it."""
    if _pool() is pool:
        _pool.cache_clear()
    for process in list((pool._processes or {}).values()):  # noqa: SLF001 - public from Python 3.14 on
        process.kill()
    pool.shutdown(wait=False)


def _alone() -> None:
    """In the process: Ctrl-C ends the server, which ends this; so does its death, which leaves nobody else to do it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    if (server := parent_process()) is not None:
        server.join()
        os._exit(0)
