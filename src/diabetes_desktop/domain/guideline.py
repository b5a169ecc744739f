"""Whose criteria stand beside the model's answer."""

from __future__ import annotations

from enum import StrEnum


class Guideline(StrEnum):
    """ADA: American Diabetes Association. WHO: World Health Organization."""

    ADA = "ada"
    WHO = "who"


class GuidelineChoice(StrEnum):
    """What the site policy may say."""

    ADA = "ada"
    WHO = "who"
    BOTH = "both"

    @property
    def guidelines(self) -> tuple[Guideline, ...]:
        """Those that are shown, in order."""
        return tuple(Guideline) if self is GuidelineChoice.BOTH else (Guideline(self.value),)
