"""The cut-offs of each guideline, in the unit typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.criteria import ADA, CRITERIA, WHO, Criteria, Level, Test
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.units import Unit, to_model_unit

NONE, PRE, DIABETES = Level.BELOW, Level.PREDIABETES, Level.DIABETES

# Diabetes Care 49(Suppl 1), tables 2.1 and 2.2; WHO 2006, 2011 and 2019. Each cut-off and the last
# value that a laboratory prints below it.
READINGS = [
    (ADA, Test.HBA1C, 6.5, Unit.PERCENT, DIABETES),
    (ADA, Test.HBA1C, 6.4, Unit.PERCENT, PRE),
    (ADA, Test.HBA1C, 5.7, Unit.PERCENT, PRE),
    (ADA, Test.HBA1C, 5.6, Unit.PERCENT, NONE),
    (ADA, Test.HBA1C, 48, Unit.MMOL_MOL, DIABETES),
    (ADA, Test.HBA1C, 47, Unit.MMOL_MOL, PRE),
    (ADA, Test.HBA1C, 39, Unit.MMOL_MOL, PRE),
    (ADA, Test.HBA1C, 38, Unit.MMOL_MOL, NONE),
    (ADA, Test.FASTING_GLUCOSE, 126, Unit.MG_DL, DIABETES),
    (ADA, Test.FASTING_GLUCOSE, 125, Unit.MG_DL, PRE),
    (ADA, Test.FASTING_GLUCOSE, 100, Unit.MG_DL, PRE),
    (ADA, Test.FASTING_GLUCOSE, 99, Unit.MG_DL, NONE),
    (ADA, Test.FASTING_GLUCOSE, 7.0, Unit.MMOL_L, DIABETES),
    (ADA, Test.FASTING_GLUCOSE, 6.9, Unit.MMOL_L, PRE),
    (ADA, Test.FASTING_GLUCOSE, 5.6, Unit.MMOL_L, PRE),
    (ADA, Test.FASTING_GLUCOSE, 5.5, Unit.MMOL_L, NONE),
    (ADA, Test.TWO_HOUR_GLUCOSE, 200, Unit.MG_DL, DIABETES),
    (ADA, Test.TWO_HOUR_GLUCOSE, 199, Unit.MG_DL, PRE),
    (ADA, Test.TWO_HOUR_GLUCOSE, 140, Unit.MG_DL, PRE),
    (ADA, Test.TWO_HOUR_GLUCOSE, 139, Unit.MG_DL, NONE),
    (ADA, Test.TWO_HOUR_GLUCOSE, 11.1, Unit.MMOL_L, DIABETES),
    (ADA, Test.TWO_HOUR_GLUCOSE, 11.0, Unit.MMOL_L, PRE),
    (ADA, Test.TWO_HOUR_GLUCOSE, 7.8, Unit.MMOL_L, PRE),
    (ADA, Test.TWO_HOUR_GLUCOSE, 7.7, Unit.MMOL_L, NONE),
    (WHO, Test.HBA1C, 6.5, Unit.PERCENT, DIABETES),
    (WHO, Test.HBA1C, 6.4, Unit.PERCENT, NONE),
    (WHO, Test.FASTING_GLUCOSE, 126, Unit.MG_DL, DIABETES),
    (WHO, Test.FASTING_GLUCOSE, 110, Unit.MG_DL, PRE),
    (WHO, Test.FASTING_GLUCOSE, 109, Unit.MG_DL, NONE),
    (WHO, Test.FASTING_GLUCOSE, 6.1, Unit.MMOL_L, PRE),
    (WHO, Test.FASTING_GLUCOSE, 6.0, Unit.MMOL_L, NONE),
    (WHO, Test.TWO_HOUR_GLUCOSE, 140, Unit.MG_DL, PRE),
]


def level(criteria: Criteria, test: Test, quantity: Quantity, *, symptoms: bool = False) -> Level:
    reached = criteria.reached(test, quantity, symptoms=symptoms)
    return Level.BELOW if reached is None else reached.level


@pytest.mark.parametrize(("criteria", "test", "value", "unit", "expected"), READINGS)
def test_each_cutoff_and_the_value_below_it(
    criteria: Criteria, test: Test, value: float, unit: Unit, expected: Level
) -> None:
    assert level(criteria, test, Quantity(value, unit)) is expected


@pytest.mark.parametrize("criteria", [ADA, WHO])
@pytest.mark.parametrize(("value", "unit"), [(200, Unit.MG_DL), (11.1, Unit.MMOL_L)])
def test_a_random_glucose_counts_only_with_symptoms(
    criteria: Criteria, value: float, unit: Unit
) -> None:
    glucose = Quantity(value, unit)
    assert level(criteria, Test.RANDOM_GLUCOSE, glucose, symptoms=True) is DIABETES
    assert level(criteria, Test.RANDOM_GLUCOSE, glucose, symptoms=False) is NONE


def test_what_a_conversion_would_get_wrong() -> None:
    """11.1 mmol/L is 199.98 mg/dL, and 47 mmol/mol is 6.45 %, which rounds to 6.5."""
    assert to_model_unit(11.1, Unit.MMOL_L) < 200
    assert level(ADA, Test.TWO_HOUR_GLUCOSE, Quantity(11.1, Unit.MMOL_L)) is DIABETES
    assert round(to_model_unit(47, Unit.MMOL_MOL) + 1e-9, 1) == 6.5
    assert level(ADA, Test.HBA1C, Quantity(47, Unit.MMOL_MOL)) is PRE


def test_every_test_has_its_diagnostic_cutoff_and_every_guideline_its_source() -> None:
    for guideline in Guideline:
        criteria = CRITERIA[guideline]
        assert criteria.guideline is guideline
        assert str(criteria.year) in criteria.source
        for test in Test:
            unit = Unit.PERCENT if test is Test.HBA1C else Unit.MG_DL
            assert criteria.diabetes_cutoff(test, unit).value in (6.5, 126, 200)


@given(
    low=st.floats(0, 1000),
    high=st.floats(0, 1000),
    test=st.sampled_from([Test.FASTING_GLUCOSE, Test.TWO_HOUR_GLUCOSE, Test.RANDOM_GLUCOSE]),
    unit=st.sampled_from([Unit.MG_DL, Unit.MMOL_L]),
    criteria=st.sampled_from([ADA, WHO]),
    symptoms=st.booleans(),
)
def test_more_glucose_never_says_less(
    low: float, high: float, test: Test, unit: Unit, criteria: Criteria, symptoms: bool
) -> None:
    lower, higher = sorted((low, high))
    assert level(criteria, test, Quantity(lower, unit), symptoms=symptoms) <= level(
        criteria, test, Quantity(higher, unit), symptoms=symptoms
    )
