"""The marks on a result, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.marks import Mark

translate = QCoreApplication.translate


def mark_text(mark: Mark) -> str:
    """Why this answer deserves less trust, in a sentence."""
    return {
        Mark.HBA1C_NOT_VALID: translate(
            "Marks", "The model used an HbA1c that is not valid in this patient."
        ),
        Mark.UNDER_18: translate(
            "Marks", "Under 18: the model and the diagnostic criteria come from adults."
        ),
        Mark.TRAINING_UNKNOWN: translate(
            "Marks", "It is not known on which patients this model was trained."
        ),
        Mark.KNIFE_EDGE_HBA1C: translate(
            "Marks",
            "Knife edge: near HbA1c 6.7 % the probability jumps from 9 % to 99 %. "
            "A tenth more or less may change the class.",
        ),
        Mark.KNIFE_EDGE_GLUCOSE: translate(
            "Marks",
            "Knife edge: near 210 mg/dL of glucose the probability jumps from 9 % to 99 %.",
        ),
        Mark.LOW_HBA1C_HIGH_GLUCOSE: translate(
            "Marks",
            "The model has not seen patients with HbA1c under 5.7 % and glucose over 200 mg/dL.",
        ),
        Mark.HIGH_HBA1C_LOW_GLUCOSE: translate(
            "Marks",
            "The model has not seen patients with HbA1c over 6.7 % and glucose under 126 mg/dL.",
        ),
        Mark.HBA1C_GAP: translate(
            "Marks", "The model has not seen patients with HbA1c between 5.0 and 5.7 %."
        ),
        Mark.HBA1C_ABOVE: translate(
            "Marks", "The model has not seen patients with HbA1c over 9 %."
        ),
        Mark.HBA1C_BELOW: translate(
            "Marks", "The model has not seen patients with HbA1c under 3.5 %."
        ),
        Mark.GLUCOSE_ABOVE: translate(
            "Marks", "The model has not seen patients with glucose over 300 mg/dL."
        ),
        Mark.GLUCOSE_BELOW: translate(
            "Marks", "The model has not seen patients with glucose under 80 mg/dL."
        ),
        Mark.AGE_ABOVE: translate(
            "Marks", "In the model's data everyone over 80 counts as 80 years old."
        ),
        Mark.BMI_OUTSIDE: translate(
            "Marks", "The model has not seen patients with a BMI outside 10–95.7 kg/m²."
        ),
        Mark.GENDER_OTHER: translate(
            "Marks", "The model has seen only 18 patients of gender “other”."
        ),
        Mark.SMOKING_UNKNOWN: translate(
            "Marks", "Without a smoking history the model knows less of this patient."
        ),
    }[mark]
