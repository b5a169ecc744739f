"""Units of the laboratory values and their conversion.

Sources: NGSP/IFCC master equation (NGSP % = 0.0915 x IFCC mmol/mol + 2.15); molar mass of
glucose 180.16 g/mol (mg/dL = 18.016 x mmol/L).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

IFCC_SLOPE = 0.0915
IFCC_INTERCEPT = 2.15
MG_DL_PER_MMOL_L = 18.016


class Unit(StrEnum):
    """A unit as it is printed beside a number."""

    YEARS = "years"
    KG_M2 = "kg/m²"
    PERCENT = "%"
    MMOL_MOL = "mmol/mol"
    MG_DL = "mg/dL"
    MMOL_L = "mmol/L"


# What a doctor may type each value in, the model's own unit first.
HBA1C_UNITS = (Unit.PERCENT, Unit.MMOL_MOL)
GLUCOSE_UNITS = (Unit.MG_DL, Unit.MMOL_L)

# How finely a doctor types a value in each unit.
TYPED_STEPS: Final[Mapping[Unit, float]] = MappingProxyType(
    {
        Unit.YEARS: 1.0,
        Unit.KG_M2: 0.1,
        Unit.PERCENT: 0.1,
        Unit.MMOL_MOL: 1.0,
        Unit.MG_DL: 1.0,
        Unit.MMOL_L: 0.1,
    }
)


def to_model_unit(value: float, unit: Unit) -> float:
    """Convert `value`, typed in `unit`, to the unit that the model was trained in.

    HbA1c goes to NGSP %, glucose to mg/dL; the other units are already the model's.
    """
    if unit is Unit.MMOL_MOL:
        return IFCC_SLOPE * value + IFCC_INTERCEPT
    if unit is Unit.MMOL_L:
        return MG_DL_PER_MMOL_L * value
    return value


def from_model_unit(value: float, unit: Unit) -> float:
    """Convert `value` from the model's unit to `unit` (the inverse of `to_model_unit`)."""
    if unit is Unit.MMOL_MOL:
        return (value - IFCC_INTERCEPT) / IFCC_SLOPE
    if unit is Unit.MMOL_L:
        return value / MG_DL_PER_MMOL_L
    return value
