"""The twelve named colours of each theme. No Qt: a test checks their contrast as numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #rrggbb. Text on its ground has a contrast of at least 4.5 : 1 (WCAG 1.4.3).

    window: ground of the program; surface: ground of cards and fields; text, muted: on both;
    border: lines; accent with on_accent: what can be pressed; accent_soft: what is chosen;
    alert with alert_soft: class 1 and errors; caution: warnings; positive: all is well.
    """

    window: str
    surface: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    accent_soft: str
    alert: str
    alert_soft: str
    caution: str
    positive: str


LIGHT = Tokens(
    window="#f4f6fa",
    surface="#ffffff",
    text="#17202b",
    muted="#596575",
    border="#d5dce5",
    accent="#0f66b3",
    on_accent="#ffffff",
    accent_soft="#e4f0fb",
    alert="#b93a0b",
    alert_soft="#fdeee6",
    caution="#8a5200",
    positive="#0a7357",
)
DARK = Tokens(
    window="#0e141b",
    surface="#18212b",
    text="#e8edf3",
    muted="#a3b0be",
    border="#303c4a",
    accent="#5cabea",
    on_accent="#08131d",
    accent_soft="#1a3044",
    alert="#ff8f61",
    alert_soft="#38221a",
    caution="#f1b73b",
    positive="#4fcbaa",
)
CONTRAST_LIGHT = Tokens(
    window="#ffffff",
    surface="#ffffff",
    text="#000000",
    muted="#1f1f1f",
    border="#000000",
    accent="#00309c",
    on_accent="#ffffff",
    accent_soft="#d6e2ff",
    alert="#8f1d00",
    alert_soft="#ffe7de",
    caution="#5c3600",
    positive="#00503b",
)
CONTRAST_DARK = Tokens(
    window="#000000",
    surface="#000000",
    text="#ffffff",
    muted="#e6e6e6",
    border="#ffffff",
    accent="#ffdd33",
    on_accent="#000000",
    accent_soft="#3b3300",
    alert="#ffa07a",
    alert_soft="#331100",
    caution="#ffd27f",
    positive="#7dffcf",
)
THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}
