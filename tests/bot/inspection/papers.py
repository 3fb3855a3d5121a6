"""Files as people send them, drawn and written anew for each test: nothing is kept in binary."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from docx import Document
from PIL import ExifTags, Image, ImageDraw, ImageFont

from bot.inspection.marking import font

NAME, EMPLOYER = "张三丰", "阿克苏天山建筑有限公司"
LINES = (
    "任职资格证书",
    "任现职以来认真学习努力钻研业务，参与多项工程的施工管理。",
    "在质量控制方面提出了改进意见，被项目部采纳。",
    "经评审，具备工程师任职资格。",
    "存在的问题是论文写得少，今后要多总结。",
)
SIGNED = (*LINES, f"姓名：{NAME}", f"工作单位：{EMPLOYER}")


@cache
def page(lines: tuple[str, ...] = LINES, width: int = 1240, paper: int = 250, ink: int = 20) -> Image.Image:
    """A page of A4 with these lines."""
    image = Image.new("RGB", (width, round(width * 1.414)), (paper,) * 3)
    draw, letters = ImageDraw.Draw(image), _letters(width // 42)
    for number, line in enumerate(lines):
        draw.text((width * 0.09, width * (0.12 + 0.075 * number)), line, fill=(ink,) * 3, font=letters)
    return image


def _letters(size: int) -> ImageFont.FreeTypeFont:
    found = font()
    assert found is not None, "needs a Chinese font: apt-get install fonts-noto-cjk"
    return found.font_variant(size=size)


def written(image: Image.Image, form: str = "JPEG", **how: object) -> bytes:
    """The bytes of a picture."""
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def turned_by_its_data(image: Image.Image) -> bytes:
    """A picture that lies on its side, with the mark of a telephone that it is to be turned."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Phone"
    return written(image.rotate(90, expand=True), exif=exif)


def docx(*paragraphs: str, header: str = "", author: str = "python-docx") -> bytes:
    """A document of Word."""
    document, out = Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.author = author
    document.sections[0].header.paragraphs[0].text = header
    document.save(out)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    """A document with one part more, or another in its place."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(parts | {name: content})
