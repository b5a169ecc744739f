"""The eight inputs in words: labels, choices, and why a text was not taken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.number_text import Refusal, Refused
from diabetes_desktop.domain.patient import Gender, Input, Smoking
from diabetes_desktop.domain.units import Unit, from_model_unit
from diabetes_desktop.ui.language import number

translate = QCoreApplication.translate


def input_label(name: str) -> str:
    """The label of the input called `name` in the model."""
    return {
        "gender": translate("Inputs", "Gender"),
        "age": translate("Inputs", "Age"),
        "hypertension": translate("Inputs", "Hypertension"),
        "heart_disease": translate("Inputs", "Heart disease"),
        "smoking_history": translate("Inputs", "Smoking history"),
        "bmi": translate("Inputs", "BMI"),
        "HbA1c_level": translate("Inputs", "HbA1c"),
        "blood_glucose_level": translate("Inputs", "Blood glucose"),
    }[name]


def gender_text(gender: Gender) -> str:
    """One of the three choices, short."""
    return {
        Gender.FEMALE: translate("Inputs", "Female"),
        Gender.MALE: translate("Inputs", "Male"),
        Gender.OTHER: translate("Inputs", "Other"),
    }[gender]


def smoking_text(smoking: Smoking) -> str:
    """One of the six choices."""
    return {
        Smoking.NEVER: translate("Inputs", "Never smoked"),
        Smoking.FORMER: translate("Inputs", "Former smoker"),
        Smoking.CURRENT: translate("Inputs", "Current smoker"),
        Smoking.NOT_CURRENT: translate("Inputs", "Not currently"),
        Smoking.EVER: translate("Inputs", "Has smoked at some time"),
        Smoking.NO_INFO: translate("Inputs", "No information"),
    }[smoking]


def unit_text(unit: Unit) -> str:
    """The unit as it is printed; only years have a word of their own in each language."""
    return translate("Inputs", "years") if unit is Unit.YEARS else str(unit)


def quantity(value: float, unit: Unit, most_decimals: int = 2) -> str:
    """`value` with its unit: "6,5 %", "58 años"."""
    return f"{number(value, most_decimals)}\u00a0{unit_text(unit)}"


def range_text(low: float, high: float, unit: Unit, spec: Input) -> str:
    """A range of `spec`, given in the model's unit, shown in `unit`: "3,5-9 %"."""
    decimals = 2 if unit is spec.units[0] else 1
    # A hard limit of the model's unit may lie below zero in another one; nobody can type that.
    ends = [number(max(0.0, from_model_unit(end, unit)), decimals) for end in (low, high)]
    return f"{ends[0]}–{ends[1]}\u00a0{unit_text(unit)}"


def refusal_text(refused: Refused) -> str:
    """Why a text was not taken as a number, and what to type instead."""
    if refused.reason is Refusal.CHARACTER:
        return translate("Inputs", "“{0}” is not part of a number. Only digits.").format(refused.at)
    return {
        Refusal.INNER_SPACE: translate("Inputs", "There is a space inside the number."),
        Refusal.NEGATIVE: translate("Inputs", "It can't be negative."),
        Refusal.TWO_SEPARATORS: translate("Inputs", "More than one comma or point."),
        Refusal.AMBIGUOUS_GROUPING: translate(
            "Inputs", "Ambiguous: thousands or decimals? Write no thousands separator."
        ),
        Refusal.INCOMPLETE: translate("Inputs", "A digit is missing beside the comma or point."),
        Refusal.TOO_LONG: translate("Inputs", "Too long for a number."),
    }[refused.reason]
