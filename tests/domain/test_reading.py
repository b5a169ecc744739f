"""Three bands for a number, and the question about the unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.patient import AGE, BMI, GLUCOSE, HBA1C, INPUTS, Input, Kind
from diabetes_desktop.domain.reading import Band, Reading, read
from diabetes_desktop.domain.units import Unit, from_model_unit

NUMBERS = [spec for spec in INPUTS if spec.kind is Kind.NUMBER]


def reading(spec: Input, text: str, unit: Unit) -> Reading:
    found = read(spec, text, unit)
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize(
    ("spec", "text", "unit", "band", "outside"),
    [
        (AGE, "58", Unit.YEARS, Band.USUAL, False),
        (AGE, "0", Unit.YEARS, Band.USUAL, True),
        (AGE, "92", Unit.YEARS, Band.USUAL, True),
        (AGE, "110", Unit.YEARS, Band.UNUSUAL, True),
        (AGE, "121", Unit.YEARS, Band.IMPOSSIBLE, False),
        (BMI, "4.9", Unit.KG_M2, Band.IMPOSSIBLE, False),
        (BMI, "80", Unit.KG_M2, Band.UNUSUAL, False),
        (HBA1C, "9", Unit.PERCENT, Band.USUAL, False),
        (HBA1C, "9,1", Unit.PERCENT, Band.USUAL, True),
        (HBA1C, "16", Unit.PERCENT, Band.UNUSUAL, True),
        (HBA1C, "25.1", Unit.PERCENT, Band.IMPOSSIBLE, False),
        (GLUCOSE, "300", Unit.MG_DL, Band.USUAL, False),
        (GLUCOSE, "700", Unit.MG_DL, Band.UNUSUAL, True),
        (GLUCOSE, "1501", Unit.MG_DL, Band.IMPOSSIBLE, False),
        (GLUCOSE, "7,8", Unit.MMOL_L, Band.USUAL, False),
    ],
)
def test_bands(spec: Input, text: str, unit: Unit, band: Band, outside: bool) -> None:
    found = reading(spec, text, unit)
    assert (found.band, found.outside_training) == (band, outside)


@pytest.mark.parametrize(
    ("spec", "text", "unit", "other"),
    [
        (GLUCOSE, "7.8", Unit.MG_DL, Unit.MMOL_L),
        (GLUCOSE, "140", Unit.MMOL_L, Unit.MG_DL),
        (HBA1C, "48", Unit.PERCENT, Unit.MMOL_MOL),
        (HBA1C, "6,5", Unit.MMOL_MOL, Unit.PERCENT),
        (GLUCOSE, "140", Unit.MG_DL, None),
        (AGE, "300", Unit.YEARS, None),
    ],
)
def test_a_value_that_fits_the_other_unit_asks(
    spec: Input, text: str, unit: Unit, other: Unit | None
) -> None:
    assert reading(spec, text, unit).other_unit is other


@given(st.sampled_from(NUMBERS), st.data())
def test_what_was_typed_is_kept_and_the_conversion_can_be_undone(
    spec: Input, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(spec.units))
    typed = data.draw(st.decimals(min_value=0, max_value=2000, places=1))
    found = reading(spec, str(typed), unit)
    assert found.typed == float(typed)
    assert from_model_unit(found.value, unit) == pytest.approx(found.typed, abs=1e-9)
