"""Glucose values that can't wait for any model.

Sources: below 54 mg/dL (3.0 mmol/L) level 2 hypoglycaemia, ADA Standards of Care 2026, section 6;
from 600 mg/dL (33.3 mmol/L) the hyperosmolar hyperglycaemic state, Umpierrez et al., Hyperglycemic
crises in adults with diabetes: a consensus report, Diabetes Care 2024;47(8):1257-1275.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.units import Unit

LOW: Final = {Unit.MG_DL: 54.0, Unit.MMOL_L: 3.0}
HIGH: Final = {Unit.MG_DL: 600.0, Unit.MMOL_L: 33.3}


class CriticalGlucose(Enum):
    """Which way."""

    LOW = "low"
    HIGH = "high"


def critical_glucose(glucose: Quantity) -> CriticalGlucose | None:
    """Whether `glucose`, tested in the unit typed, needs action before anything else."""
    if glucose.value < LOW[glucose.unit]:
        return CriticalGlucose.LOW
    return CriticalGlucose.HIGH if glucose.value >= HIGH[glucose.unit] else None
