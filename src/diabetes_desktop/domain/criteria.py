"""The guideline criteria for diabetes and prediabetes, as data, independent of any model.

Sources:
    ADA: Standards of Care in Diabetes 2026, section 2, Diabetes Care 49(Suppl 1):S27-S49.
    WHO: Definition and diagnosis of diabetes mellitus (2006), HbA1c in the diagnosis (2011),
        Classification of diabetes mellitus (2019): no category for HbA1c below 6.5 %, and in
        people without symptoms a test is to be repeated on another day.
Each cut-off stands in both units as the guideline prints it, and is tested in the unit typed:
11.1 mmol/L is 199.98 mg/dL, and 47 mmol/mol rounds to 6.5 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from types import MappingProxyType
from typing import Final

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.units import Unit


class Level(IntEnum):
    """What one reading says by itself."""

    BELOW = 0
    PREDIABETES = 1
    DIABETES = 2


class Test(Enum):
    """What was measured, and when."""

    __test__ = False  # not one of pytest's

    HBA1C = "hba1c"
    FASTING_GLUCOSE = "fasting_glucose"
    TWO_HOUR_GLUCOSE = "two_hour_glucose"
    RANDOM_GLUCOSE = "random_glucose"


TEST_OF_SAMPLE: Final[Mapping[Sample, Test]] = MappingProxyType(
    {
        Sample.FASTING: Test.FASTING_GLUCOSE,
        Sample.TWO_HOURS: Test.TWO_HOUR_GLUCOSE,
        Sample.RANDOM: Test.RANDOM_GLUCOSE,
    }
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """From `cutoffs` (one per unit, inclusive) on, `test` reaches `level`."""

    test: Test
    level: Level
    cutoffs: tuple[Quantity, Quantity]
    needs_symptoms: bool = False

    def cutoff(self, unit: Unit) -> Quantity:
        """The cut-off in `unit`; raises StopIteration for a unit of another test."""
        return next(cutoff for cutoff in self.cutoffs if cutoff.unit is unit)


@dataclass(frozen=True, slots=True)
class Criteria:
    """One guideline: its criteria, and whether two different tests over confirm each other."""

    guideline: Guideline
    year: int
    source: str
    two_tests_confirm: bool
    criteria: tuple[Criterion, ...]

    def reached(self, test: Test, quantity: Quantity, *, symptoms: bool) -> Criterion | None:
        """The highest criterion that `quantity` reaches, tested in its own unit."""
        over = [
            criterion
            for criterion in self.criteria
            if criterion.test is test
            and quantity.value >= criterion.cutoff(quantity.unit).value
            and (symptoms or not criterion.needs_symptoms)
        ]
        return max(over, key=lambda criterion: criterion.level, default=None)

    def diabetes_cutoff(self, test: Test, unit: Unit) -> Quantity:
        """From which value on `test` says diabetes, in `unit`."""
        level = Level.DIABETES
        return next(c.cutoff(unit) for c in self.criteria if c.test is test and c.level is level)


def _hba1c(percent: float, mmol_mol: float) -> tuple[Quantity, Quantity]:
    return Quantity(percent, Unit.PERCENT), Quantity(mmol_mol, Unit.MMOL_MOL)


def _glucose(mg_dl: float, mmol_l: float) -> tuple[Quantity, Quantity]:
    return Quantity(mg_dl, Unit.MG_DL), Quantity(mmol_l, Unit.MMOL_L)


_DIABETES: Final = (
    Criterion(Test.HBA1C, Level.DIABETES, _hba1c(6.5, 48)),
    Criterion(Test.FASTING_GLUCOSE, Level.DIABETES, _glucose(126, 7.0)),
    Criterion(Test.TWO_HOUR_GLUCOSE, Level.DIABETES, _glucose(200, 11.1)),
    Criterion(Test.RANDOM_GLUCOSE, Level.DIABETES, _glucose(200, 11.1), needs_symptoms=True),
)
_IMPAIRED_TOLERANCE: Final = Criterion(Test.TWO_HOUR_GLUCOSE, Level.PREDIABETES, _glucose(140, 7.8))

ADA: Final = Criteria(
    Guideline.ADA,
    2026,
    "American Diabetes Association. Standards of Care in Diabetes 2026, section 2. "
    "Diabetes Care 49(Suppl 1):S27-S49.",
    two_tests_confirm=True,
    criteria=(
        *_DIABETES,
        Criterion(Test.HBA1C, Level.PREDIABETES, _hba1c(5.7, 39)),
        Criterion(Test.FASTING_GLUCOSE, Level.PREDIABETES, _glucose(100, 5.6)),
        _IMPAIRED_TOLERANCE,
    ),
)
WHO: Final = Criteria(
    Guideline.WHO,
    2019,
    "World Health Organization. Classification of diabetes mellitus, 2019; "
    "Use of glycated haemoglobin in the diagnosis of diabetes mellitus, 2011.",
    two_tests_confirm=False,
    criteria=(
        *_DIABETES,
        Criterion(Test.FASTING_GLUCOSE, Level.PREDIABETES, _glucose(110, 6.1)),
        _IMPAIRED_TOLERANCE,
    ),
)
CRITERIA: Final[Mapping[Guideline, Criteria]] = MappingProxyType(
    {Guideline.ADA: ADA, Guideline.WHO: WHO}
)
