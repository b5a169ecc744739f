"""The eight inputs of the model, declared once.

The form, the file readers, the signature check and the documentation read this table.
Order, names, hard limits and training ranges: the contract of `diabetes_model`.
Usual limits are the product's own: beyond them a typing error is likelier than a patient,
so the value is asked for once more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final

from diabetes_desktop.domain.units import GLUCOSE_UNITS, HBA1C_UNITS, Unit


class Kind(Enum):
    """How an input is typed and what the model's signature must say of it."""

    CATEGORY = "string"
    FLAG = "long"
    NUMBER = "double"


class Gender(StrEnum):
    """Gender, as the model spells it."""

    FEMALE = "Female"
    MALE = "Male"
    OTHER = "Other"


class Smoking(StrEnum):
    """Smoking history, as the model spells it."""

    NEVER = "never"
    FORMER = "former"
    CURRENT = "current"
    NOT_CURRENT = "not current"
    EVER = "ever"
    NO_INFO = "No Info"


@dataclass(frozen=True, slots=True)
class Range:
    """A closed interval in the model's unit."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Input:
    """One of the eight inputs.

    `units` lists what a doctor may type, the model's own unit first. The three ranges are in
    the model's unit: `hard` (outside: refused), `usual` (outside: confirm once) and `trained`
    (outside: the model has not seen such patients).
    """

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    hard: Range = field(default=Range(0, 1))
    usual: Range = field(default=Range(0, 1))
    trained: Range = field(default=Range(0, 1))


GENDER: Final = Input("gender", Kind.CATEGORY, tuple(Gender))
AGE: Final = Input(
    "age",
    Kind.NUMBER,
    units=(Unit.YEARS,),
    hard=Range(0, 120),
    usual=Range(0, 105),
    trained=Range(0.08, 80),
)
HYPERTENSION: Final = Input("hypertension", Kind.FLAG, ("0", "1"))
HEART_DISEASE: Final = Input("heart_disease", Kind.FLAG, ("0", "1"))
SMOKING_HISTORY: Final = Input("smoking_history", Kind.CATEGORY, tuple(Smoking))
BMI: Final = Input(
    "bmi",
    Kind.NUMBER,
    units=(Unit.KG_M2,),
    hard=Range(5, 150),
    usual=Range(12, 70),
    trained=Range(10.01, 95.69),
)
HBA1C: Final = Input(
    "HbA1c_level",
    Kind.NUMBER,
    units=HBA1C_UNITS,
    hard=Range(2, 25),
    usual=Range(3.5, 15),
    trained=Range(3.5, 9.0),
)
GLUCOSE: Final = Input(
    "blood_glucose_level",
    Kind.NUMBER,
    units=GLUCOSE_UNITS,
    hard=Range(10, 1500),
    usual=Range(40, 600),
    trained=Range(80, 300),
)

INPUTS: Final[tuple[Input, ...]] = (
    GENDER,
    AGE,
    HYPERTENSION,
    HEART_DISEASE,
    SMOKING_HISTORY,
    BMI,
    HBA1C,
    GLUCOSE,
)


Row = tuple[str | float | int, ...]  # the eight values of a patient in the order of `INPUTS`


@dataclass(frozen=True, slots=True)
class Patient:
    """Eight facts, in the model's units and order. Built only from checked values."""

    gender: Gender
    age: float
    hypertension: int
    heart_disease: int
    smoking_history: Smoking
    bmi: float
    hba1c_level: float
    blood_glucose_level: float

    def __post_init__(self) -> None:
        """Refuse what no doctor may send to a model.

        Raises:
            ValueError: naming the input whose value is impossible.
        """
        for spec, value in zip(INPUTS, self.row(), strict=True):
            if spec.kind is Kind.NUMBER:
                if isinstance(value, str) or value not in spec.hard:
                    raise ValueError(spec.name)
            elif str(value) not in spec.choices:
                raise ValueError(spec.name)

    def row(self) -> Row:
        """The eight values in the order of `INPUTS`, as the model takes them."""
        return (
            str(self.gender),
            self.age,
            self.hypertension,
            self.heart_disease,
            str(self.smoking_history),
            self.bmi,
            self.hba1c_level,
            self.blood_glucose_level,
        )
