"""Contrast of the page's colours, computed from the variables of its style sheet (WCAG 2.2, AA)."""

import re

import pytest

from bot.channels.web.assets import STATIC

TEXT, EDGE = 4.5, 3.0  # least contrast of text, and of the edge of something to press
TEXTS = [
    ("ink", "page"),
    ("ink", "surface"),
    ("quiet", "page"),
    ("quiet", "surface"),
    ("link", "page"),
    ("link", "surface"),
    ("link", "verdict"),
    ("on-accent", "accent"),
    ("own-ink", "own"),
    ("verdict-ink", "verdict"),
    ("caution-ink", "caution"),
    ("open-ink", "open"),
    ("ahead-ink", "ahead"),
    ("last-ink", "last"),
    ("closed-ink", "closed"),
]
EDGES = [("edge", "page"), ("edge", "surface"), ("accent", "surface"), ("accent", "page"), ("accent", "verdict")]


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each scheme by name."""
    roots = re.findall(r":root \{(.*?)\}", (STATIC / "chat.css").read_text(encoding="utf-8"), re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", root)) for root in roots)
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), [*((*t, TEXT) for t in TEXTS), *((*e, EDGE) for e in EDGES)])
def test_colours_are_told_apart(scheme: str, ink: str, ground: str, least: float) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[ink], colours[ground]) >= least


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = schemes().values()
    assert light.keys() == dark.keys()
