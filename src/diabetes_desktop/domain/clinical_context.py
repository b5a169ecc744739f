"""What the doctor may add for the guideline criteria; it never enters the model.

Source of the conditions: ADA Standards of Care 2026, section 2 (Diabetes Care 49(Suppl 1):S27-S49):
where the relation of HbA1c to glycaemia is altered, only plasma glucose is to be used.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sample(StrEnum):
    """When the blood for the glucose was taken."""

    FASTING = "fasting"  # at least 8 hours
    TWO_HOURS = "two_hours"  # after 75 g of glucose by mouth
    RANDOM = "random"  # at any time
    UNKNOWN = "unknown"


class Symptoms(StrEnum):
    """Classic symptoms of hyperglycaemia, or a hyperglycaemic crisis."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class HbA1cCondition(StrEnum):
    """A condition under which HbA1c does not tell the mean glucose.

    OTHER: haemoglobin variant, anaemia, G6PD deficiency, HIV, haemodialysis, recent blood loss or
    transfusion, erythropoietin.
    """

    NONE = "none"
    PREGNANCY = "pregnancy"  # and after birth
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def alters_hba1c(self) -> bool:
        """Whether only plasma glucose may be read."""
        return self in (HbA1cCondition.PREGNANCY, HbA1cCondition.OTHER)


@dataclass(frozen=True, slots=True)
class ClinicalContext:
    """Optional: what was not said is unknown, and nothing is assumed of it."""

    sample: Sample = Sample.UNKNOWN
    symptoms: Symptoms = Symptoms.UNKNOWN
    condition: HbA1cCondition = HbA1cCondition.UNKNOWN
