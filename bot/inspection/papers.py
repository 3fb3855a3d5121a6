"""Pages of a PDF as pictures, and the text that is in it. Runs in the worker."""

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from bot.inspection import refusals
from bot.inspection.refusals import Refusal

PAGES = 3  # that are looked at
DPI, POINTS = 200, 72
LONGEST = 3_500  # pixels of the longer side of a page, however large its paper
TEXT = 20_000  # characters of a page's text


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises `Refusal` where it has a password or is damaged."""
    try:
        document = pypdfium2.PdfDocument(content)
        if len(document) == 0:
            raise Refusal(refusals.BROKEN, "pdf")
    except pypdfium2.PdfiumError as error:
        raise Refusal(refusals.PASSWORD if "password" in str(error).lower() else refusals.BROKEN, "pdf") from None
    return document


def pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[Image.Image, str]]:
    """The first pages: each as a picture, with the text in it, which is not what a scan shows."""
    for number in range(min(PAGES, len(document))):
        try:
            page = document[number]
            scale = min(DPI / POINTS, LONGEST / max(1.0, *page.get_size()))
            picture = page.render(scale=scale).to_pil()
            picture.info["dpi"] = (round(scale * POINTS),) * 2
            text = page.get_textpage().get_text_bounded()[:TEXT]
        except pypdfium2.PdfiumError:
            raise Refusal(refusals.BROKEN, "pdf") from None
        yield picture, text
