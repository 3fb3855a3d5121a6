"""Scans and photographs: what is measured of them, what is made of them, and which words are found on them."""

from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from bot.findings import Scan
from bot.inspection import pictures, reading, refusals
from bot.inspection.jobs import Job, Look, Wanted
from bot.inspection.looking import looks
from bot.inspection.scans import measured
from tests.bot.inspection.papers import EMPLOYER, LINES, NAME, SIGNED, page, turned_by_its_data, written

ZHANG = Wanted((NAME,), (EMPLOYER,))


def seen(image: Image.Image) -> Scan:
    return measured(pictures.greyed(image), *image.size)[0]


def first(content: bytes, name: str = "a.jpg", wanted: Wanted = Wanted()) -> Look:  # noqa: B008
    """What is found before words are read."""
    return next(iter(looks(Job(name, wanted), content, lambda: True)))


@cache
def read(content: bytes) -> Look:
    """All that is found, the words too."""
    return list(looks(Job("a.jpg", ZHANG), content, lambda: True))[-1]


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    assert image.format == "JPEG"
    return image


@pytest.mark.parametrize(("radius", "is_how"), [(0, "sharp"), (0.7, "sharp"), (4, "blurred"), (8, "blurred")])
@pytest.mark.parametrize("width", [900, 1240, 2480])
def test_blurred_text_is_told_from_sharp_text(width: int, radius: float, is_how: str) -> None:
    blurred = page(SIGNED, width).filter(ImageFilter.GaussianBlur(radius * width / 1240))
    assert seen(blurred).sharpness == is_how


def test_text_between_the_two_is_soft() -> None:
    assert seen(page(SIGNED, 2480).filter(ImageFilter.GaussianBlur(4))).sharpness == "soft"


def test_an_empty_page_is_neither_sharp_nor_blurred() -> None:
    assert seen(page(())).sharpness == "empty"


@pytest.mark.parametrize(
    ("paper", "ink", "light"), [(250, 20, "fine"), (200, 60, "fine"), (80, 5, "dark"), (240, 200, "faint"), (255, 225, "bright")]
)
def test_light_is_judged_by_paper_and_ink(paper: int, ink: int, light: str) -> None:
    assert seen(page(SIGNED, paper=paper, ink=ink)).light == light


def test_a_page_on_its_side_is_told_from_one_that_stands() -> None:
    assert seen(page(SIGNED)).turn is None
    assert {seen(page(SIGNED).rotate(angle, expand=True)).turn for angle in (90, 270)} == {-1}


@pytest.mark.parametrize("angle", [-5, -2, 0, 3])
def test_skew_is_measured_to_half_a_degree(angle: int) -> None:
    askew = page(SIGNED).rotate(-angle, fillcolor=(250, 250, 250), resample=Image.Resampling.BICUBIC)
    assert abs(seen(askew).skew - angle) <= 0.5


def test_resolution_is_that_of_a_page() -> None:
    assert (seen(page(width=1240)).dpi, seen(page(width=2480)).dpi) == (150, 300)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "BMP", "TIFF", "GIF", "PDF"])
def test_what_is_no_jpg_comes_back_as_one(form: str) -> None:
    [made] = first(written(page(SIGNED), form)).made
    assert made.what.what == "jpg" and abs(opened(made.content).width / opened(made.content).height - 1 / 1.414) < 0.01


def test_a_jpg_that_stands_needs_nothing() -> None:
    assert first(written(page())).made == ()


def test_a_jpg_that_only_says_that_it_is_turned_comes_back_turned_without_what_it_says() -> None:
    look = first(turned_by_its_data(page(SIGNED)))
    image = opened(look.made[0].content)
    assert look.findings.exif_turned and look.findings.camera and image.height > image.width and not image.getexif()
    assert look.findings.scans[0].turn is None


def test_what_can_be_seen_through_stands_on_white() -> None:
    clear = Image.new("RGBA", (200, 300), (0, 0, 0, 0))
    [made] = first(written(clear, "PNG"), "a.png").made
    assert opened(made.content).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "CMYK"])
def test_pictures_of_any_kind_of_colour_are_measured(mode: str) -> None:
    image = page(SIGNED).convert("L") if mode == "I;16" else page(SIGNED).convert(mode)
    if mode == "I;16":
        image = Image.frombytes("I;16", image.size, b"".join(bytes((0, value)) for value in image.tobytes()))
    look = first(written(image, "JPEG" if mode == "CMYK" else "PNG" if mode != "CMYK" else "TIFF"))
    assert look.findings.scans[0].light == "fine" and look.findings.scans[0].sharpness == "sharp"


def test_a_screenshot_is_known_by_its_name_alone() -> None:
    picture = written(page(), "PNG")
    assert first(picture, "Screenshot_20240820.png").findings.screenshot and not first(picture, "scan.png").findings.screenshot


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (written(Image.new("1", (12_000, 9_000)), "PNG"), refusals.PIXELS),
        (written(Image.new("L", (40_000, 10)), "PNG"), refusals.PIXELS),
        (written(page())[:5_000], refusals.BROKEN),
        (b"\xff\xd8\xff\xe0" + b"x" * 3_000, refusals.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 3_000, refusals.BROKEN),
        (b"%PDF-1.7\n" + b"x" * 3_000, refusals.BROKEN),
    ],
    ids=["100 megapixels", "a long line", "cut off", "no jpg", "no png", "no pdf"],
)
def test_pictures_that_cannot_be_looked_at_are_refused_with_why(content: bytes, why: str) -> None:
    look = first(content)
    assert (look.findings.refusal, look.made) == (why, ())


def test_only_the_first_pages_of_a_paper_are_looked_at() -> None:
    pages = [page(width=400) for _ in range(5)]
    content = written(pages[0], "PDF", save_all=True, append_images=pages[1:])
    found = first(content, "a.pdf").findings
    assert (found.pages, len(found.scans), [one.page for one in found.kept]) == (5, 3, [1, 2, 3])


needs_reader = pytest.mark.skipif(not reading.there(), reason="needs requirements-ocr.lock")


@needs_reader
def test_names_on_a_scan_are_read_and_marked() -> None:
    look = read(written(page(SIGNED)))
    assert {(spot.kind, spot.shown) for spot in look.findings.spots} == {("name", "张＊丰"), ("employer", "阿克＊＊＊公司")}
    assert (look.findings.read, look.findings.scans[0].turn) == ("read", 0)
    [marked] = look.made
    red, green, blue = (band.point(lambda value: 255 * (value > 128)) for band in opened(marked.content).split())
    assert marked.what.what == "marked" and ImageChops.subtract(red, ImageChops.lighter(green, blue)).getbbox() is not None


@needs_reader
def test_a_scan_without_names_has_nothing_to_mark() -> None:
    look = read(written(page(LINES)))
    assert look.findings.spots == () and look.made == () and look.findings.scans[0].lines == len(LINES)


@needs_reader
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_scan_that_does_not_stand_comes_back_upright(turned: int) -> None:
    look = read(written(page(SIGNED).rotate(turned, expand=True)))
    upright = opened(next(one.content for one in look.made if one.what.what == "jpg"))
    difference = ImageChops.difference(upright.convert("L"), page(SIGNED).convert("L"))
    assert look.findings.scans[0].turn == turned and ImageStat.Stat(difference).mean[0] < 2


@needs_reader
def test_what_there_is_no_time_to_read_is_told() -> None:
    hasty = list(looks(Job("a.jpg", ZHANG), written(page(SIGNED)), lambda: False))[-1]
    assert (hasty.findings.read, hasty.findings.scans[0].lines) == ("partly", 0)


def test_a_scan_of_several_pages_in_one_picture_says_how_many() -> None:
    pages = [page(width=400) for _ in range(3)]
    found = first(written(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "a.tif").findings
    assert (found.pages, len(found.scans)) == (3, 1)


@pytest.mark.parametrize("size", [(1, 29_000), (29_000, 1), (1, 1)])
def test_a_mere_line_is_an_empty_page(size: tuple[int, int]) -> None:
    assert seen(Image.new("L", size, 128)).sharpness == "empty"


def test_a_damaged_avif_is_refused() -> None:
    content = bytearray(written(page(width=100), "AVIF"))
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    assert first(bytes(content)).findings.refusal == refusals.BROKEN


def test_what_was_measured_is_told_though_there_is_no_memory_to_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reading, "there", lambda: True)
    monkeypatch.setattr(reading, "read", read)
    found = list(looks(Job("a.jpg"), written(page()), lambda: True))[-1]
    assert found.last and found.findings.read == "slow" and not found.findings.refusal and found.findings.scans
