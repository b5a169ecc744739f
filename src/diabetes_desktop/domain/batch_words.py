"""The words that a table may hold for a category or a flag, each with the one thing it means.

A word that could mean two things is not in here: `M` is male in English and a woman (mujer) in
Spanish, "unknown" gender is not "Other". Whoever knows the file can add words of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from diabetes_desktop.domain.batch_columns import CONDITION, SAMPLE, SPECS, SYMPTOMS, normal
from diabetes_desktop.domain.clinical_context import HbA1cCondition, Sample, Symptoms
from diabetes_desktop.domain.patient import Gender, Kind, Smoking

_NO: Final = ("0", "0.0", "no", "false", "falso", "n")
_YES: Final = ("1", "1.0", "yes", "sí", "true", "verdadero", "y", "s")
_FLAG: Final = {"0": _NO, "1": _YES}
_NOT_KNOWN: Final = ("unknown", "not known", "desconocido", "desconocida", "no se sabe")

_TABLE: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "gender": {
        Gender.FEMALE: ("female", "f", "woman", "femenino", "femenina", "mujer"),
        Gender.MALE: ("male", "man", "masculino", "masculina", "hombre", "h", "varón"),
        Gender.OTHER: ("other", "otro", "otra"),
    },
    "hypertension": _FLAG,
    "heart_disease": _FLAG,
    "smoking_history": {
        Smoking.NEVER: ("never", "never smoked", "never smoker", "nunca", "nunca ha fumado"),
        Smoking.FORMER: ("former", "former smoker", "ex-smoker", "exfumador", "exfumadora"),
        Smoking.CURRENT: (
            "current",
            "current smoker",
            "actual",
            "fumador actual",
            "fumadora actual",
            "fuma actualmente",
        ),
        Smoking.NOT_CURRENT: ("not current", "not currently", "no actual", "no actualmente"),
        Smoking.EVER: ("ever", "has smoked at some time", "alguna vez", "ha fumado alguna vez"),
        Smoking.NO_INFO: ("no info", "no information", "sin información", "sin datos"),
    },
    SAMPLE: {
        Sample.FASTING: ("fasting", "ayunas", "en ayunas"),
        Sample.TWO_HOURS: ("two hours", "2 h", "2h", "two_hours", "dos horas"),
        Sample.RANDOM: ("random", "al azar", "aleatoria", "casual"),
        Sample.UNKNOWN: _NOT_KNOWN,
    },
    SYMPTOMS: {Symptoms.NO: _NO, Symptoms.YES: _YES, Symptoms.UNKNOWN: _NOT_KNOWN},
    CONDITION: {
        HbA1cCondition.NONE: ("none", "ninguna", "no"),
        HbA1cCondition.PREGNANCY: ("pregnancy", "embarazo"),
        HbA1cCondition.OTHER: ("other", "otra"),
        HbA1cCondition.UNKNOWN: _NOT_KNOWN,
    },
}
WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        target: MappingProxyType(
            {normal(word): str(value) for value, words in table.items() for word in words}
        )
        for target, table in _TABLE.items()
    }
)


def choices(target: str) -> tuple[str, ...]:
    """What a category or flag may be, in the model's words; empty for a number."""
    return tuple(map(str, _TABLE.get(target, ())))


def is_number(target: str) -> bool:
    """Whether `target` is one of the inputs that are measured."""
    return target in SPECS and SPECS[target].kind is Kind.NUMBER
