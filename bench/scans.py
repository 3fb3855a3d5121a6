"""How long it takes to look at a file, and what memory: `python -m bench.scans`. The pages are drawn, 12 megapixels of text."""

import asyncio
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from statistics import median
from time import perf_counter

from PIL import Image, ImageDraw, ImageFilter

from bot.findings import Findings
from bot.inspection.desk import Desk, Sent
from bot.inspection.jobs import Job, Wanted
from bot.inspection.looking import looks
from bot.inspection.marking import font
from bot.inspection.pictures import greyed
from bot.inspection.pixels import steepness
from bot.inspection.reading import there
from bot.keeping import Keeping

SIZE = 3000, 4000  # pixels: 12 million
TIMES = 5
SEEN, READ = 0.3, 4.0  # seconds that a look may take without reading words, and with
WORDS = "任现职以来认真学习努力钻研业务参与完成多项工程的施工管理与质量控制工作"
BLURS = (0, 1, 2, 3, 4, 6, 8)  # pixels on a page of 2,480 x 3,508
NAME, EMPLOYER = "张三丰", "阿克苏天山建筑有限公司"
FEW, MANY = 12, 33  # lines of a certificate, and of a page that is full


def page(lines: int, size: tuple[int, int] = SIZE, height: int = 60) -> Image.Image:
    """A page with so many lines of text, the last of which names somebody."""
    image = Image.new("RGB", size, (250, 250, 250))
    draw, letters = ImageDraw.Draw(image), font()
    if letters is None:
        raise SystemExit("needs a Chinese font: apt-get install fonts-noto-cjk")
    letters = letters.font_variant(size=height)
    longest = int(size[0] * 0.84 / height)
    for number in range(lines - 1):
        words = (WORDS[number % 30 :] + WORDS * 3)[: longest - number * 7 % 30]
        draw.text((size[0] * 0.08, size[1] * (0.06 + 0.027 * number)), words, fill=(20, 20, 20), font=letters)
    draw.text((size[0] * 0.3, size[1] * 0.94), f"姓名：{NAME}  {EMPLOYER}", fill=(20, 20, 20), font=letters)
    return image


def written(image: Image.Image, form: str) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    image.save(out, form, quality=88)
    return out.getvalue()


def main() -> None:
    """Measure, and print what is found as it comes."""
    certificate, full = page(FEW), page(MANY)
    print(f"Looking at pictures of {SIZE[0] * SIZE[1] / 1e6:.0f} megapixels, {TIMES} times each; wall and processor's time")
    for form in ("JPEG", "PNG"):
        _told(f"{form}, words not read", partial(_first, written(full, form)), SEEN)
    if there():
        for name, image in (("certificate", certificate), ("full page", full)):
            _told(
                f"JPEG, {FEW if name == 'certificate' else MANY} lines read ({name})", partial(_all, written(image, "JPEG")), READ
            )
    asyncio.run(_through_the_desk(written(full, "JPEG")))
    print("\nSteepness of edges, by which sharp is told from blurred, on a page blurred by so many pixels")
    print("  " + "  ".join(f"{radius}: {found:.2f}" for radius, found in _steepness()))


def _first(content: bytes) -> Findings:
    return next(iter(looks(Job("a.jpg"), content, lambda: True))).findings


def _all(content: bytes) -> Findings:
    return list(looks(Job("a.jpg", Wanted((NAME,), (EMPLOYER,))), content, lambda: True))[-1].findings


def _told(name: str, work: Callable[[], Findings], target: float) -> None:
    work()  # the first loads models
    walls, cpus = [], []
    for _ in range(TIMES):
        wall, cpu = perf_counter(), time.process_time()
        work()
        walls.append(perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    met = "met" if median(walls) <= target else "missed"
    print(
        f"  {name:38}{median(walls) * 1000:7.0f} ms {median(cpus) * 1000:7.0f} ms  target {target * 1000:.0f} ms {met}",
        flush=True,
    )


async def _through_the_desk(content: bytes) -> None:
    async def fetch() -> bytes:
        return content

    desk, times = Desk(Keeping()), []
    for _ in range(2):
        begun = perf_counter()
        found = await desk.look("bench", Sent(Job("a.jpg", Wanted((NAME,))), fetch, len(content)))
        times.append(perf_counter() - begun)
    await desk.close()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    print(f"  in a worker: the first {times[0]:.1f} s, the next {times[1]:.1f} s, words {found.read}, at most {memory:.0f} MB")


def _steepness() -> Iterator[tuple[int, float]]:
    image = page(MANY, (2480, 3508), 50)
    for radius in BLURS:
        yield radius, steepness(greyed(image.filter(ImageFilter.GaussianBlur(radius)))) or 0.0


if __name__ == "__main__":
    main()
