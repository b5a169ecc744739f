"""The codes by which a FHIR R4 record speaks of the eight inputs, as data.

Sources: LOINC 2.x long common names; SNOMED CT international and US editions; the US Core value set
of smoking status; ICD-10 chapters I10-I15, I20-I25 and I50; UCUM. Heart disease is ischaemic heart
disease and heart failure, in SNOMED CT as in ICD-10. Left out on purpose: LOINC 20436-2 (two hours
after glucose, but it does not say how much).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.patient import Gender, Smoking
from diabetes_desktop.domain.units import Unit

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
ICD_10: Final = frozenset(
    {
        "http://hl7.org/fhir/sid/icd-10",
        "http://hl7.org/fhir/sid/icd-10-cm",
        "http://hl7.org/fhir/sid/icd-10-de",
        "http://hl7.org/fhir/sid/icd-10-nl",
        "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
        "urn:oid:2.16.840.1.113883.6.3",
        "urn:oid:2.16.840.1.113883.6.90",
    }
)
# The program's own six answers about smoking, three of which no SNOMED code says exactly.
OWN_SMOKING: Final = "urn:uuid:5f0c6a3e-6d0b-4c57-9a43-0b1f6f0f7c1d"


class Measure(Enum):
    """What an observation measures."""

    HBA1C = "hba1c"
    GLUCOSE = "glucose"
    BMI = "bmi"
    HEIGHT = "height"
    WEIGHT = "weight"
    SMOKING = "smoking"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class ObservationCode:
    """A LOINC code, its name, and what it says beside the value.

    `only_unit` is set where the code allows one unit and another would mean another quantity.
    """

    code: str
    name: str
    measure: Measure
    sample: Sample = Sample.UNKNOWN
    only_unit: str = ""


_GLUCOSE: Final = Measure.GLUCOSE
_CODES: Final = (
    ObservationCode("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", Measure.HBA1C),
    ObservationCode("17856-6", "Hemoglobin A1c/Hemoglobin.total in Blood by HPLC", Measure.HBA1C),
    # An IFCC value in % is a tenth of mmol/mol, not an NGSP value.
    ObservationCode(
        "59261-8",
        "Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol",
        Measure.HBA1C,
        only_unit="mmol/mol",
    ),
    ObservationCode("41995-2", "Hemoglobin A1c [Mass/volume] in Blood", Measure.HBA1C),
    ObservationCode("2345-7", "Glucose [Mass/volume] in Serum or Plasma", _GLUCOSE),
    ObservationCode("2339-0", "Glucose [Mass/volume] in Blood", _GLUCOSE),
    ObservationCode("15074-8", "Glucose [Moles/volume] in Blood", _GLUCOSE),
    ObservationCode("14749-6", "Glucose [Moles/volume] in Serum or Plasma", _GLUCOSE),
    ObservationCode(
        "1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma", _GLUCOSE, Sample.FASTING
    ),
    ObservationCode(
        "14771-0", "Fasting glucose [Moles/volume] in Serum or Plasma", _GLUCOSE, Sample.FASTING
    ),
    ObservationCode(
        "1518-0",
        "Glucose [Mass/volume] in Serum or Plasma --2 hours post 75 g glucose PO",
        _GLUCOSE,
        Sample.TWO_HOURS,
    ),
    ObservationCode(
        "14995-5",
        "Glucose [Moles/volume] in Serum or Plasma --2 hours post 75 g glucose PO",
        _GLUCOSE,
        Sample.TWO_HOURS,
    ),
    ObservationCode("39156-5", "Body mass index (BMI) [Ratio]", Measure.BMI),
    ObservationCode("8302-2", "Body height", Measure.HEIGHT),
    ObservationCode("29463-7", "Body weight", Measure.WEIGHT),
    ObservationCode("72166-2", "Tobacco smoking status", Measure.SMOKING),
    ObservationCode("30525-0", "Age", Measure.AGE),
)
OBSERVATION_CODES: Final[Mapping[str, ObservationCode]] = MappingProxyType(
    {code.code: code for code in _CODES}
)
# These say how it was measured, which does not matter here: measured weight and height, and height
# lying down. Any other LOINC code beside a known one may say what the known one does not.
SAME_MEASURE: Final = frozenset({"3141-9", "3137-7", "8306-3"})

# UCUM writes the litre with either letter.
UNITS: Final[Mapping[Measure, Mapping[str, Unit]]] = MappingProxyType(
    {
        Measure.HBA1C: {"%": Unit.PERCENT, "mmol/mol": Unit.MMOL_MOL},
        Measure.GLUCOSE: {
            "mg/dL": Unit.MG_DL,
            "mg/dl": Unit.MG_DL,
            "mmol/L": Unit.MMOL_L,
            "mmol/l": Unit.MMOL_L,
        },
        Measure.BMI: {"kg/m2": Unit.KG_M2},
        Measure.AGE: {"a": Unit.YEARS},
    }
)
CENTIMETRES: Final[Mapping[str, float]] = MappingProxyType(
    {"cm": 1.0, "m": 100.0, "[in_i]": 2.54, "[ft_i]": 30.48}
)
KILOGRAMS: Final[Mapping[str, float]] = MappingProxyType(
    {"kg": 1.0, "g": 0.001, "[lb_av]": 0.45359237}
)

GENDERS: Final[Mapping[str, Gender]] = MappingProxyType(
    {"female": Gender.FEMALE, "male": Gender.MALE, "other": Gender.OTHER}
)
# "77176002 Smoker" tells nothing of now, so it is none of the six.
SMOKING_CODES: Final[Mapping[str, Smoking]] = MappingProxyType(
    {
        "449868002": Smoking.CURRENT,  # smokes tobacco daily
        "428041000124106": Smoking.CURRENT,  # occasional tobacco smoker
        "428071000124103": Smoking.CURRENT,  # heavy tobacco smoker
        "428061000124105": Smoking.CURRENT,  # light tobacco smoker
        "8517006": Smoking.FORMER,  # ex-smoker
        "266919005": Smoking.NEVER,  # never smoked tobacco
        "266927001": Smoking.NO_INFO,  # tobacco smoking consumption unknown
    }
)
# Outwards: no code says "smokes now" without saying how much, nor "ever" or "not current".
SMOKING_AS_SNOMED: Final[Mapping[Smoking, str]] = MappingProxyType(
    {
        Smoking.FORMER: "8517006",
        Smoking.NEVER: "266919005",
        Smoking.NO_INFO: "266927001",
    }
)
SMOKING_UNCLEAR: Final = frozenset({"77176002"})


@dataclass(frozen=True, slots=True)
class Disease:
    """The codes of a yes-or-no input; the first SNOMED code is the disease as such."""

    snomed: tuple[str, ...]
    icd_10: frozenset[str]


def _categories(first: int, last: int) -> set[str]:
    return {f"I{number}" for number in range(first, last + 1)}


HYPERTENSION_CODES: Final = Disease(
    # hypertensive disorder; essential, secondary
    ("38341003", "59621000", "31992008"),
    frozenset(_categories(10, 15)),
)
HEART_DISEASE_CODES: Final = Disease(
    (
        "56265001",  # heart disease
        "414545008",  # ischaemic heart disease
        "413838009",  # chronic ischaemic heart disease
        "53741008",  # coronary arteriosclerosis
        "194828000",  # angina
        "22298006",  # myocardial infarction
        "57054005",  # acute myocardial infarction
        "401303003",  # acute ST segment elevation myocardial infarction
        "401314000",  # acute non-ST segment elevation myocardial infarction
        "1755008",  # old myocardial infarction
        "84114007",  # heart failure
        "42343007",  # congestive heart failure
        "48447003",  # chronic heart failure
        "88805009",  # chronic congestive heart failure
    ),
    frozenset(_categories(20, 25) | {"I50"}),
)
