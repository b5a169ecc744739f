"""Values in two units, against published conversion tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.other_unit import in_other_unit
from diabetes_desktop.domain.units import Unit, from_model_unit, to_model_unit

# NGSP's own table (ngsp.org/ifcc.asp): % beside mmol/mol.
NGSP_TABLE = {4: 20, 5: 31, 5.7: 39, 6: 42, 6.5: 48, 7: 53, 8: 64, 9: 75, 10: 86, 11: 97, 12: 108}
# mg/dL beside mmol/L, as the ADA prints its cut-offs and targets.
ADA_GLUCOSE = {54: 3.0, 70: 3.9, 100: 5.6, 110: 6.1, 126: 7.0, 140: 7.8, 180: 10.0, 200: 11.1}


@pytest.mark.parametrize(("percent", "mmol_mol"), NGSP_TABLE.items())
def test_hba1c_as_the_ngsp_prints_it(percent: float, mmol_mol: float) -> None:
    assert in_other_unit(Quantity(percent, Unit.PERCENT)) == Quantity(mmol_mol, Unit.MMOL_MOL)
    assert in_other_unit(Quantity(mmol_mol, Unit.MMOL_MOL)) == Quantity(percent, Unit.PERCENT)


@pytest.mark.parametrize(("mg_dl", "mmol_l"), ADA_GLUCOSE.items())
def test_glucose_as_the_ada_prints_it(mg_dl: float, mmol_l: float) -> None:
    assert in_other_unit(Quantity(mg_dl, Unit.MG_DL)) == Quantity(mmol_l, Unit.MMOL_L)


@pytest.mark.parametrize(
    ("typed", "unit", "value", "other"),
    [
        (11.1, Unit.MMOL_L, 200, Unit.MG_DL),  # 199.98
        (47, Unit.MMOL_MOL, 6.5, Unit.PERCENT),  # 6.4505
        (200, Unit.MMOL_MOL, 20.5, Unit.PERCENT),  # 20.45 exactly, half up
        (2.0, Unit.PERCENT, 0, Unit.MMOL_MOL),  # the equation gives -1.6
        (600, Unit.MG_DL, 33.3, Unit.MMOL_L),
        (33.3, Unit.MMOL_L, 600, Unit.MG_DL),
    ],
)
def test_at_the_edges(typed: float, unit: Unit, value: float, other: Unit) -> None:
    assert in_other_unit(Quantity(typed, unit)) == Quantity(value, other)


@given(
    st.one_of(
        st.builds(Quantity, st.floats(2.15, 25), st.just(Unit.PERCENT)),
        st.builds(Quantity, st.floats(0, 250), st.just(Unit.MMOL_MOL)),
        st.builds(Quantity, st.floats(10, 1500), st.just(Unit.MG_DL)),
        st.builds(Quantity, st.floats(0.5, 84), st.just(Unit.MMOL_L)),
    )
)
def test_both_say_the_same_to_half_a_step(typed: Quantity) -> None:
    other = in_other_unit(typed)
    exact = from_model_unit(to_model_unit(typed.value, typed.unit), other.unit)
    half = 0.05 if other.unit in (Unit.PERCENT, Unit.MMOL_L) else 0.5
    assert abs(other.value - exact) <= half + 1e-9


def test_a_unit_without_another() -> None:
    with pytest.raises(KeyError):
        in_other_unit(Quantity(31.2, Unit.KG_M2))
