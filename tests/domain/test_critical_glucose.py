"""Glucose values that can't wait, in the unit typed."""

from __future__ import annotations

import pytest

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.critical_glucose import CriticalGlucose, critical_glucose
from diabetes_desktop.domain.units import Unit

LOW, HIGH = CriticalGlucose.LOW, CriticalGlucose.HIGH


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (53, Unit.MG_DL, LOW),
        (54, Unit.MG_DL, None),
        (599, Unit.MG_DL, None),
        (600, Unit.MG_DL, HIGH),
        (2.9, Unit.MMOL_L, LOW),
        (3.0, Unit.MMOL_L, None),
        (33.2, Unit.MMOL_L, None),
        (33.3, Unit.MMOL_L, HIGH),
    ],
)
def test_the_limits(value: float, unit: Unit, expected: CriticalGlucose | None) -> None:
    assert critical_glucose(Quantity(value, unit)) is expected
