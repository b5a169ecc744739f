"""The resources of a FHIR file, whatever holds them: a Bundle, a list, or one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diabetes_desktop.adapters.fhir.json_access import Table, table, tables, text
from diabetes_desktop.application.errors import FhirFault, FhirRefused


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource, and the address by which others in the file refer to it."""

    full_url: str
    resource: Table

    @property
    def kind(self) -> str:
        """Its type: Patient, Observation, and so on."""
        return text(self.resource, "resourceType")


def entries_of(documents: Iterable[Any]) -> list[Entry]:
    """Every resource in `documents`; Bundles are opened, those inside Bundles too.

    Raises:
        FhirRefused: something in it is no FHIR resource, or a Bundle is a history.
    """
    found: list[Entry] = []
    waiting = [Entry("", resource) for resource in _resources(documents)]
    while waiting:
        entry = waiting.pop()
        if entry.kind == "Bundle":
            waiting.extend(_opened(entry.resource))
        else:
            found.append(entry)
    found.reverse()
    return found


def _resources(documents: Iterable[Any]) -> list[Table]:
    flat = []
    for document in documents:
        flat.extend(document if isinstance(document, list) else [document])
    if not flat or not all(isinstance(each, dict) and text(each, "resourceType") for each in flat):
        raise FhirRefused(FhirFault.NOT_FHIR)
    return flat


def _opened(bundle: Table) -> list[Entry]:
    if text(bundle, "type") == "history":
        raise FhirRefused(FhirFault.HISTORY)
    return [
        Entry(text(entry, "fullUrl"), table(entry, "resource"))
        for entry in tables(bundle, "entry")
        if text(table(entry, "resource"), "resourceType")
        and text(table(entry, "request"), "method").upper() != "DELETE"
    ]
