"""Body-mass index from weight and height, in the units in which they are measured."""

from __future__ import annotations

from enum import StrEnum

KG_PER_LB = 0.45359237  # International yard and pound agreement, 1959
CM_PER_FOOT = 30.48
CM_PER_INCH = 2.54


class WeightUnit(StrEnum):
    """Units of weight."""

    KG = "kg"
    LB = "lb"


class HeightUnit(StrEnum):
    """Units of height; feet come with inches."""

    CM = "cm"
    M = "m"
    FT_IN = "ft/in"


def kilograms(value: float, unit: WeightUnit) -> float:
    """Weight in kg."""
    return value * KG_PER_LB if unit is WeightUnit.LB else value


def centimetres(value: float, unit: HeightUnit, inches: float = 0.0) -> float:
    """Height in cm; `inches` counts only for feet and inches."""
    if unit is HeightUnit.FT_IN:
        return value * CM_PER_FOOT + inches * CM_PER_INCH
    return value * 100 if unit is HeightUnit.M else value


def body_mass_index(weight_kg: float, height_cm: float) -> float:
    """Weight / height² in kg/m², to one decimal as charts record it.

    Raises:
        ValueError: weight outside 0.5-700 kg or height outside 20-280 cm, named in the message.
    """
    if not 0.5 <= weight_kg <= 700:
        raise ValueError("weight")
    if not 20 <= height_cm <= 280:
        raise ValueError("height")
    return round(weight_kg / (height_cm / 100) ** 2, 1)
