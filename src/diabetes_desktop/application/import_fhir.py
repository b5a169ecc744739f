"""Read a patient's record from a file, as far as the eight inputs need it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from diabetes_desktop.application.ports import Clock
from diabetes_desktop.domain.import_record import facts_of
from diabetes_desktop.domain.imported_facts import ImportedFacts
from diabetes_desktop.domain.patient_record import PatientRecord

ReadRecords = Callable[[Path], tuple[PatientRecord, ...]]


class ImportFhir:
    """What a file says of each of its patients; who of them is meant, the doctor says."""

    def __init__(self, read: ReadRecords, clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def __call__(self, path: Path) -> tuple[ImportedFacts, ...]:
        """The patients in the file at `path`, at least one, with their age at today's local date.

        Raises:
            StorageUnavailable: the file can't be read.
            FhirRefused: it is not FHIR in JSON, or names no patient, too many, or one twice.
        """
        today = self._clock().astimezone().date()
        return tuple(facts_of(record, today) for record in self._read(path))
