"""Counts, shares and moments as they are printed in tables."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale

from diabetes_desktop.application.model_card import Bilingual, Words

NARROW_SPACE = "\u202f"  # never breaks
NOTHING = "–"


def count_text(count: int) -> str:
    """`count` with its thousands apart: "19 230"."""
    return f"{count:,}".replace(",", NARROW_SPACE)


def share_text(share: float | None) -> str:
    """A share with three decimals, and a fourth where three would make it 1: "0,9999"."""
    if share is None:
        return NOTHING
    rounds_to_one = share < 1 and round(share, 3) == 1
    return fixed(min(share, 0.9999) if rounds_to_one else share, 4 if rounds_to_one else 3)


def fixed(value: float, decimals: int) -> str:
    """`value` in the language's format, always with that many decimals."""
    text = QLocale().toString(float(value), "f", decimals)
    return text.replace("-", "−")


def moment_text(moment: datetime) -> str:
    """Date and time of the workstation's clock, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def words_of(text: Words) -> str:
    """What a card says, in the language on screen or else in the other one, as plain text.

    A card comes from outside: what can't be printed, or would turn the line around, is left out.
    """
    if isinstance(text, Bilingual):
        english = QLocale().language() == QLocale.Language.English
        first, second = (text.en, text.es) if english else (text.es, text.en)
        text = first or second
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()
