"""What the doctor stated of a patient, as labelled lines: the eight facts and the context."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.other_unit import in_other_unit
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C, INPUTS
from diabetes_desktop.ui.wording.inputs import input_label, quantity
from diabetes_desktop.ui.wording.patient_facts import AS_TYPED, value_text

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it."""

    label: str
    value: str


def fact_lines(case: Case) -> tuple[Line, ...]:
    """The eight facts in the order in which they are typed, with units."""
    laboratory = {HBA1C.name: case.hba1c, GLUCOSE.name: case.glucose}
    return tuple(
        Line(
            input_label(spec.name),
            in_both_units(laboratory[spec.name])
            if spec.name in laboratory
            else value_text(case, spec),
        )
        for spec in INPUTS
    )


def in_both_units(typed: Quantity) -> str:
    """As typed, and in the other unit: "6,8 % (51 mmol/mol)"."""
    other = in_other_unit(typed)
    return f"{quantity(typed.value, typed.unit, AS_TYPED)} ({quantity(other.value, other.unit, 1)})"


def context_lines(context: ClinicalContext) -> tuple[Line, ...]:
    """What the criteria are read with; what was not stated is said to be so."""
    return (
        Line(translate("Report", "Blood sample for glucose"), _sample(context.sample)),
        Line(translate("Report", "Classic symptoms"), _symptoms(context.symptoms)),
        Line(translate("Report", "Condition that alters HbA1c"), _condition(context.condition)),
    )


def _sample(sample: Sample) -> str:
    return {
        Sample.FASTING: translate("Report", "fasting (8 hours or more)"),
        Sample.TWO_HOURS: translate("Report", "2 hours after 75 g of glucose"),
        Sample.RANDOM: translate("Report", "random"),
        Sample.UNKNOWN: translate("Report", "not stated"),
    }[sample]


def _symptoms(symptoms: Symptoms) -> str:
    return {
        Symptoms.NO: translate("Report", "no"),
        Symptoms.YES: translate("Report", "yes"),
        Symptoms.UNKNOWN: translate("Report", "not stated"),
    }[symptoms]


def _condition(condition: HbA1cCondition) -> str:
    return {
        HbA1cCondition.NONE: translate("Report", "none"),
        HbA1cCondition.PREGNANCY: translate("Report", "pregnancy or recent birth"),
        HbA1cCondition.OTHER: translate("Report", "another one (HbA1c is not used)"),
        HbA1cCondition.UNKNOWN: translate("Report", "not stated"),
    }[condition]
