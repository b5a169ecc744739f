"""One patient's own values in words, in the units in which the doctor typed them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.patient import AGE, BMI, GLUCOSE, HBA1C, Gender, Input, Kind, Smoking
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.wording.inputs import input_label, quantity

translate = QCoreApplication.translate
AS_TYPED = 9  # decimals: an echo that rounds would be no echo


def value_text(case: Case, spec: Input) -> str:
    """The value of `spec`: "6,8 %", "58 años", "sí", "exfumador"."""
    number = {
        AGE.name: (case.patient.age, Unit.YEARS),
        BMI.name: (case.patient.bmi, Unit.KG_M2),
        HBA1C.name: (case.hba1c.value, case.hba1c.unit),
        GLUCOSE.name: (case.glucose.value, case.glucose.unit),
    }.get(spec.name)
    if number is not None:
        return quantity(*number, AS_TYPED)
    return choice_text(spec, str(getattr(case.patient, spec.name)))


def choice_text(spec: Input, choice: str) -> str:
    """One choice of a category or a flag, as it stands inside a sentence."""
    if spec.kind is Kind.FLAG:
        return flag_text(int(choice))
    if spec.name == "gender":
        return _gender_word(Gender(choice))
    return _smoking_word(Smoking(choice))


def fact_text(spec: Input, value: str) -> str:
    """Label and value: "HbA1c 6,8 %", "Hipertensión: sí"."""
    joint = " " if spec.kind is Kind.NUMBER else ": "
    return f"{input_label(spec.name)}{joint}{value}"


def flag_text(flag: int) -> str:
    """Yes or no, as it stands inside a sentence."""
    return translate("Facts", "yes") if flag else translate("Facts", "no")


def _gender_word(gender: Gender) -> str:
    return {
        Gender.FEMALE: translate("Facts", "female"),
        Gender.MALE: translate("Facts", "male"),
        Gender.OTHER: translate("Facts", "other"),
    }[gender]


def _smoking_word(smoking: Smoking) -> str:
    return {
        Smoking.NEVER: translate("Facts", "never smoked"),
        Smoking.FORMER: translate("Facts", "former smoker"),
        Smoking.CURRENT: translate("Facts", "current smoker"),
        Smoking.NOT_CURRENT: translate("Facts", "not currently"),
        Smoking.EVER: translate("Facts", "at some time"),
        Smoking.NO_INFO: translate("Facts", "no information"),
    }[smoking]
