"""Which column of a table is which fact: names in use, and the unit that a name may carry.

Reference names, Spanish and English labels, and names as laboratories and FHIR exports write them.
A name that is not in the table has to be mapped by somebody; nothing is matched by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from diabetes_desktop.domain.marks import CONDITION as CONDITION
from diabetes_desktop.domain.patient import INPUTS, Input
from diabetes_desktop.domain.units import Unit

SAMPLE: Final = "glucose_sample"
SYMPTOMS: Final = "symptoms"
CONTEXT: Final = (SAMPLE, SYMPTOMS, CONDITION)  # optional; what is not said is unknown
SPECS: Final[Mapping[str, Input]] = MappingProxyType({spec.name: spec for spec in INPUTS})
TARGETS: Final = (*SPECS, *CONTEXT)

# In the form of `normal`.
NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "gender": ("gender", "sex", "sexo", "genero", "patient_gender", "administrative_gender"),
        "age": ("age", "edad", "patient_age"),
        "hypertension": ("hypertension", "hipertension", "hipertension_arterial", "hta", "htn"),
        "heart_disease": (
            "heart_disease",
            "enfermedad_cardiaca",
            "cardiopatia",
            "enfermedad_del_corazon",
        ),
        "smoking_history": (
            "smoking_history",
            "smoking",
            "smoking_status",
            "tobacco",
            "tobacco_smoking_status",
            "tabaquismo",
            "tabaco",
            "historial_de_tabaquismo",
            "consumo_de_tabaco",
        ),
        "bmi": ("bmi", "imc", "body_mass_index", "indice_de_masa_corporal", "39156_5"),
        "HbA1c_level": (
            "hba1c_level",
            "hba1c",
            "a1c",
            "hb_a1c",
            "hemoglobin_a1c",
            "haemoglobin_a1c",
            "glycated_hemoglobin",
            "glycated_haemoglobin",
            "hemoglobina_glicosilada",
            "hemoglobina_glucosilada",
            "hemoglobina_glicada",
            "nivel_de_hba1c",
            "4548_4",
            "17856_6",
        ),
        "blood_glucose_level": (
            "blood_glucose_level",
            "blood_glucose",
            "glucose",
            "glucosa",
            "glucosa_en_sangre",
            "glucemia",
            "glicemia",
            "nivel_de_glucosa",
            "2345_7",
            "2339_0",
        ),
        SAMPLE: ("glucose_sample", "sample_of_glucose", "muestra_de_glucosa", "muestra_glucosa"),
        SYMPTOMS: ("classic_symptoms", "sintomas_clasicos"),
        CONDITION: ("hba1c_condition", "condicion_que_altera_hba1c"),
    }
)
UNITS_IN_NAMES: Final[Mapping[str, Unit]] = MappingProxyType(
    {
        "mmol_mol": Unit.MMOL_MOL,
        "ifcc": Unit.MMOL_MOL,
        "percent": Unit.PERCENT,
        "ngsp": Unit.PERCENT,
        "mg_dl": Unit.MG_DL,
        "mmol_l": Unit.MMOL_L,
        "kg_m2": Unit.KG_M2,
        "years": Unit.YEARS,
        "anos": Unit.YEARS,
    }
)


class ColumnFault(Enum):
    """Why the columns of a table can't be told apart."""

    MISSING = "missing"  # none of the table's columns is this fact
    TWICE = "twice"  # two columns are
    NO_SUCH_COLUMN = "no_such_column"  # somebody mapped a column that is not there
    NO_SUCH_FACT = "no_such_fact"  # or to a fact that does not exist
    UNIT = "unit"  # the name carries a unit that the fact is not measured in


class ColumnError(ValueError):
    """`name` is the fact or the column that the fault is about."""

    def __init__(self, fault: ColumnFault, name: str) -> None:
        super().__init__(fault, name)
        self.fault, self.name = fault, name


@dataclass(frozen=True, slots=True)
class Found:
    """Where a fact stands in the table, and the unit that the column's name carries."""

    position: int
    unit: Unit | None = None


def normal(text: str) -> str:
    """`text` without case, accents and punctuation: "Glucosa (mg/dL)" is "glucosa_mg_dl"."""
    plain = unicodedata.normalize("NFKD", text.replace("%", " percent ")).casefold()
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[\W_]+", "_", letters).strip("_")


_TARGET_OF_NAME: Final = {name: target for target, names in NAMES.items() for name in names}


def known(header: str) -> tuple[str, Unit | None] | None:
    """The fact that a column called `header` holds, and the unit in its name; None: not known."""
    name = normal(header)
    if name in _TARGET_OF_NAME:
        return _TARGET_OF_NAME[name], None
    for suffix, unit in UNITS_IN_NAMES.items():
        target = _TARGET_OF_NAME.get(name.removesuffix(f"_{suffix}"))
        if target is not None:
            return target, unit
    return None


def find_columns(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[str, Found]:
    """Where each fact stands; `mapping` says it of columns (by header) whose name is not known.

    Raises:
        ColumnError: a fact is missing or stands twice, or the mapping names what is not there.
    """
    for header, target in mapping.items():
        if header not in headers:
            raise ColumnError(ColumnFault.NO_SUCH_COLUMN, header)
        if target and target not in TARGETS:
            raise ColumnError(ColumnFault.NO_SUCH_FACT, target)
    found: dict[str, Found] = {}
    for position, header in enumerate(headers):
        target, unit = _meaning(header, mapping)
        if not target or (header not in mapping and target in mapping.values()):
            continue
        if target in found:
            raise ColumnError(ColumnFault.TWICE, target)
        if unit is not None and unit not in (SPECS[target].units if target in SPECS else ()):
            raise ColumnError(ColumnFault.UNIT, header)
        found[target] = Found(position, unit)
    for spec in INPUTS:
        if spec.name not in found:
            raise ColumnError(ColumnFault.MISSING, spec.name)
    return found


def _meaning(header: str, mapping: Mapping[str, str]) -> tuple[str, Unit | None]:
    meant = known(header)
    if header not in mapping:
        return meant or ("", None)
    target = mapping[header]
    return target, meant[1] if meant and meant[0] == target else None
