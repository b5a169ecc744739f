"""Which cut-offs belong beside one number of a case."""

from __future__ import annotations

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import Symptoms
from diabetes_desktop.domain.criteria import CRITERIA, TEST_OF_SAMPLE, Test
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C, Input


def cutoffs(case: Case, spec: Input, guidelines: tuple[Guideline, ...]) -> tuple[Quantity, ...]:
    """The cut-offs of `guidelines` for `spec`, rising, in the unit in which it was typed.

    For glucose those of the sample stated; of an unknown sample those of a fasting one, which
    whoever shows them has to say. None for an HbA1c that may not be read.
    """
    test = _test(case, spec)
    if test is None:
        return ()
    unit = case.hba1c.unit if test is Test.HBA1C else case.glucose.unit
    symptoms = case.context.symptoms is Symptoms.YES
    values = {
        criterion.cutoff(unit).value
        for guideline in guidelines
        for criterion in CRITERIA[guideline].criteria
        if criterion.test is test and (symptoms or not criterion.needs_symptoms)
    }
    return tuple(Quantity(value, unit) for value in sorted(values))


def _test(case: Case, spec: Input) -> Test | None:
    if spec is HBA1C:
        return None if case.context.condition.alters_hba1c else Test.HBA1C
    if spec is GLUCOSE:
        return TEST_OF_SAMPLE.get(case.context.sample, Test.FASTING_GLUCOSE)
    return None
