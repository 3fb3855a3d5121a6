"""SVG to PNG. The library holds the interpreter while it draws, about a tenth of a second, so that a thread does not help:
where other turns must not wait, call `png` in a process. For that it takes and gives nothing but strings and bytes, and
this module imports nothing else."""

from collections.abc import Sequence

import resvg_py

PIXELS = 900  # across: what a chat shows of a picture on a phone; 1080 take a fifth more time
PAPER = "#fbf8f1"  # behind everything, the SURFACE of picture-style.j2; opaque, so that a dark chat shows it as it is


def png(drawing: str, files: Sequence[str]) -> bytes:
    """A drawing as PNG, `PIXELS` wide, in the fonts of these files and no others."""
    content: bytes = resvg_py.svg_to_bytes(
        svg_string=drawing, skip_system_fonts=True, font_files=list(files), background=PAPER, width=PIXELS
    )
    return content
