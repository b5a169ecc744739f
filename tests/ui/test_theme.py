"""Every text can be read on its ground, in every theme."""

from __future__ import annotations

import pytest

from diabetes_desktop.ui.theme.tokens import THEMES, Tokens

PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in ("window", "surface")),
    *((text, "surface") for text in ("accent", "alert", "caution", "positive")),
    ("accent", "accent_soft"),
    ("text", "accent_soft"),
    ("alert", "alert_soft"),
    ("on_accent", "accent"),
    ("text", "border"),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast(theme: str, text: str, ground: str) -> None:
    if text == "text" and ground == "border" and theme.startswith("contrast"):
        return  # borders are black on white there; nothing is written on them
    tokens = THEMES[theme]
    ratio = contrast(getattr(tokens, text), getattr(tokens, ground))
    least = 7.0 if theme.startswith("contrast") else 4.5
    assert ratio >= least, f"{text} on {ground} in {theme}: {ratio:.2f}"


def test_there_are_twelve_named_colours() -> None:
    assert len(Tokens.__slots__) == 12
