"""A scan or a photograph: how good it is, as a JPG where it is none, and which names can still be read. Runs in the worker."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial

from PIL import Image

from bot.findings import Findings, Keepsake, Scan
from bot.inspection import marking, papers, pictures, pixels, reading
from bot.inspection.jobs import Job, Look, Made, Wanted
from bot.inspection.personal import hits
from bot.inspection.reading import READ
from bot.inspection.spots import Piece, spots

ENOUGH = 40  # characters of text in a PDF from which on it is no mere scan
More = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be read: as a picture, perhaps a small one, the text that came with it, whether it lies on its side, and the
    picture in full."""

    page: Image.Image
    text: str
    side: bool | None
    full: Callable[[], Image.Image]


def looks(job: Job, content: bytes, form: str, more: More) -> Iterator[Look]:
    """What is found: first the pages as they look and the JPGs, then what can be read on them."""
    first, pages = (_paper if form == "pdf" else _picture)(job, content, form)
    yield replace(first, last=not pages)
    if pages:
        yield _read(first, pages, job.wanted, more)


def _picture(job: Job, content: bytes, form: str) -> tuple[Look, list[Sheet]]:
    full = cache(partial(_full, content, form))
    with pictures.opened(content, form) as image:
        about = pictures.about(image, job.name)
        with ThreadPoolExecutor(1) as beside:  # the JPG is written while the picture is measured
            writing = beside.submit(_jpg, full(), 1) if form != "jpg" or about.turned else None
            values = pictures.grey(image) if form == "jpg" else pictures.greyed(full())
            scan, side = measured(values, about.width, about.height)
    made = (writing.result(),) if writing is not None else ()
    findings = Findings(
        form,
        len(content),
        scans=(scan,),
        pages=about.pages,
        sought=bool(job.wanted),
        read="" if _readable() else "none",
        as_photo=job.as_photo,
        exif_turned=about.turned,
        camera=about.camera,
        screenshot=about.screenshot,
        kept=tuple(one.what for one in made),
    )
    return Look(findings, made), [Sheet(_small(content) if form == "jpg" else full(), "", side, full)] if _readable() else []


def _full(content: bytes, form: str) -> Image.Image:
    """The picture in RGB as it is shown."""
    with pictures.opened(content, form) as image:
        return pictures.upright(image, 0)


def _small(content: bytes) -> Image.Image:
    """The same of a JPG, which is decoded no larger than it is read."""
    with pictures.opened(content, "jpg") as image:
        image.draft("RGB", (READ, READ))
        return pictures.upright(image, 0)


def _paper(job: Job, content: bytes, form: str) -> tuple[Look, list[Sheet]]:
    document = papers.opened(content)
    scans, made, sheets, texts = [], [], [], []
    for number, (page, text) in enumerate(papers.pages(document), 1):
        scan, side = measured(pictures.greyed(page), *page.size)
        rgb = pictures.coloured(page)
        scans.append(scan)
        made.append(_jpg(rgb, number))
        texts.append(Piece(text, number))
        sheets.append(Sheet(rgb, text, side, partial(_same, rgb)))
    found, beside = spots(texts, job.wanted, guess=False)
    findings = Findings(
        form,
        len(content),
        scans=tuple(scans),
        pages=len(document),
        spots=found,
        more=beside,
        sought=bool(job.wanted),
        read="read" if all(len(sheet.text) > ENOUGH for sheet in sheets) else "" if _readable() else "none",
        kept=tuple(one.what for one in made),
    )
    return Look(findings, tuple(made)), sheets if _readable() else []


def _same(page: Image.Image) -> Image.Image:
    return page


def _readable() -> bool:
    """Whether words on a picture can be read here."""
    return reading.there()


def _jpg(page: Image.Image, number: int) -> Made:
    return Made(Keepsake("", "jpg", number), pictures.jpg(page))


def measured(values: pixels.Grey, width: int, height: int) -> tuple[Scan, bool | None]:
    """A page by its grey values, and whether it lies on its side. Which of two sides, and whether it stands on its head, is
    seen only when it is read."""
    side, angle = pixels.lie(pixels.inked(values))
    scan = Scan(
        width,
        height,
        turn=-1 if side else None,
        sharpness=pixels.sharpness(values),
        light=pixels.light(values),
        skew=round(angle, 1),
        dpi=round(max(width, height) / pixels.A4),
    )
    return scan, side


def _read(first: Look, sheets: Sequence[Sheet], wanted: Wanted, more: More) -> Look:
    """The same with what was read: the names, the way up, and pictures on which they are marked."""
    scans, made, pieces, whole = list(first.findings.scans), list(first.made), [], True
    for number, sheet in enumerate(sheets, 1):
        read = reading.read(sheet.page, sheet.side, more)
        whole = whole and read.whole
        turn = read.turn if read.lines else scans[number - 1].turn
        scans[number - 1] = replace(scans[number - 1], turn=turn, lines=len(read.lines))
        pieces += [Piece(line.text, number) for line in read.lines] or [Piece(sheet.text, number)]
        boxes = [(marking.part(line, hit), hit.kind) for line in read.lines for hit in hits(line.text, wanted, guess=False)]
        made = _with_upright(made, sheet, read.turn, number) if read.lines else made
        made += [Made(Keepsake("", "marked", number), marking.marked(read.page, boxes))] if boxes else []
    found, beside = spots(pieces, wanted, guess=False)
    findings = replace(
        first.findings,
        scans=tuple(scans),
        spots=found,
        more=beside,
        read="read" if whole else "partly",
        kept=tuple(one.what for one in made),
    )
    return Look(findings, tuple(made))


def _with_upright(made: Sequence[Made], sheet: Sheet, turn: int, number: int) -> list[Made]:
    """The JPGs, that of this page upright; one that is needed only because the page is not."""
    others = [one for one in made if one.what.page != number or one.what.what != "jpg"]
    if turn == 0:
        return list(made)
    return [*others, Made(Keepsake("", "jpg", number), pictures.jpg(pictures.upright(sheet.full(), turn)))]
