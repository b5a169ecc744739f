"""A patient's age is that of today, by the calendar of this place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from diabetes_desktop.application.import_fhir import ImportFhir
from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.patient_record import PatientRecord
from diabetes_desktop.domain.units import Unit


def test_each_patient_of_the_file_is_told_with_the_age_of_today() -> None:
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    today = now.astimezone().date()
    born = today.replace(year=today.year - 3)
    record = PatientRecord("Nombre", (), "other", born.isoformat(), deceased=False)
    asked = []

    def read(path: Path) -> tuple[PatientRecord, ...]:
        asked.append(path)
        return record, record

    facts = ImportFhir(read, lambda: now)(Path("historia.json"))

    assert asked == [Path("historia.json")]
    assert [each.lines[1].value for each in facts] == [Quantity(3.0, Unit.YEARS)] * 2
