"""Conversions against their published figures."""

from __future__ import annotations

import pytest

from diabetes_desktop.domain.body_mass import (
    HeightUnit,
    WeightUnit,
    body_mass_index,
    centimetres,
    kilograms,
)
from diabetes_desktop.domain.units import Unit, to_model_unit


@pytest.mark.parametrize(("ifcc", "ngsp"), [(31, 5.0), (39, 5.7), (48, 6.5), (53, 7.0), (75, 9.0)])
def test_hba1c_follows_the_master_equation(ifcc: float, ngsp: float) -> None:
    assert to_model_unit(ifcc, Unit.MMOL_MOL) == pytest.approx(ngsp, abs=0.05)


@pytest.mark.parametrize(("mmol", "mg"), [(5.6, 100.9), (7.0, 126.1), (11.1, 199.98)])
def test_glucose_follows_its_molar_mass(mmol: float, mg: float) -> None:
    assert to_model_unit(mmol, Unit.MMOL_L) == pytest.approx(mg, abs=0.05)


def test_the_model_units_are_left_alone() -> None:
    assert to_model_unit(6.5, Unit.PERCENT) == 6.5
    assert to_model_unit(126, Unit.MG_DL) == 126


def test_body_mass_in_the_units_in_which_it_is_measured() -> None:
    assert body_mass_index(70, 175) == 22.9
    lb, ft = kilograms(154, WeightUnit.LB), centimetres(5, HeightUnit.FT_IN, 9)
    assert body_mass_index(lb, ft) == 22.7
    assert body_mass_index(70, centimetres(1.75, HeightUnit.M)) == 22.9


@pytest.mark.parametrize(
    ("weight", "height", "named"),
    [(0.4, 175, "weight"), (701, 175, "weight"), (70, 1.75, "height")],
)
def test_impossible_measures_are_named(weight: float, height: float, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        body_mass_index(weight, height)
