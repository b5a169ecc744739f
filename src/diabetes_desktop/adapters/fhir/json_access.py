"""Looking into JSON that may hold anything anywhere: what has the wrong type is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diabetes_desktop.domain.patient_record import Coding

Table = Mapping[str, Any]


def text(table: Table, name: str) -> str:
    """A text; empty where there is none."""
    value = table.get(name)
    return value if isinstance(value, str) else ""


def table(parent: Table, name: str) -> Table:
    """An object; empty where there is none."""
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def tables(parent: Table, name: str) -> list[Table]:
    """The objects of a list; empty where there is none."""
    value = parent.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts(parent: Table, name: str) -> list[str]:
    """The texts of a list; empty where there is none."""
    value = parent.get(name)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def codings(concept: Table) -> tuple[Coding, ...]:
    """The codings of a CodeableConcept."""
    return tuple(
        Coding(text(coding, "system"), text(coding, "code")) for coding in tables(concept, "coding")
    )
