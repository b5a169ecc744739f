"""A laboratory value in the other unit in use, rounded as laboratories print it.

Decimal arithmetic: in binary, 200 mmol/mol (20.45 %) would round down.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.units import (
    IFCC_INTERCEPT,
    IFCC_SLOPE,
    MG_DL_PER_MMOL_L,
    Unit,
)

_SLOPE, _INTERCEPT = Decimal(str(IFCC_SLOPE)), Decimal(str(IFCC_INTERCEPT))
_MG_DL_PER_MMOL_L = Decimal(str(MG_DL_PER_MMOL_L))
_WHOLE, _TENTH = Decimal("1"), Decimal("0.1")
_OTHER: Final = {
    Unit.PERCENT: (Unit.MMOL_MOL, _WHOLE),
    Unit.MMOL_MOL: (Unit.PERCENT, _TENTH),
    Unit.MG_DL: (Unit.MMOL_L, _TENTH),
    Unit.MMOL_L: (Unit.MG_DL, _WHOLE),
}


def in_other_unit(quantity: Quantity) -> Quantity:
    """HbA1c between % and mmol/mol, glucose between mg/dL and mmol/L.

    % and mmol/L get one decimal, mmol/mol and mg/dL none. For reading only: no criterion is
    tested on it. Raises KeyError for a unit that has no other.
    """
    unit, step = _OTHER[quantity.unit]
    value = _converted(Decimal(repr(quantity.value)), quantity.unit)
    return Quantity(float(value.quantize(step, ROUND_HALF_UP)), unit)


def _converted(value: Decimal, unit: Unit) -> Decimal:
    if unit is Unit.PERCENT:
        # Below 2.15 % the equation gives less than nothing.
        return max(Decimal(0), (value - _INTERCEPT) / _SLOPE)
    if unit is Unit.MMOL_MOL:
        return _SLOPE * value + _INTERCEPT
    return value / _MG_DL_PER_MMOL_L if unit is Unit.MG_DL else value * _MG_DL_PER_MMOL_L
