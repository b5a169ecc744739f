"""Why a file of a patient's record is not read, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.errors import FhirFault, FhirRefused

translate = QCoreApplication.translate


def fhir_refused_text(error: FhirRefused) -> str:
    """What is wrong with the file, and what to do."""
    left = translate("Errors", "Nothing was imported.")
    return f"{_reason(error.fault).format(error.number)} {left}"


def _reason(fault: FhirFault) -> str:
    match fault:
        case FhirFault.TOO_LARGE:
            return translate(
                "Errors",
                "The file is larger than {0} MB, or holds too much: export the record of one "
                "patient.",
            )
        case FhirFault.NOT_UTF_8:
            return translate(
                "Errors", "The file is not text in UTF-8: export it again as FHIR R4 in JSON."
            )
        case FhirFault.XML:
            return translate("Errors", "The file is XML: export it as FHIR R4 in JSON.")
        case FhirFault.NOT_JSON:
            return translate(
                "Errors",
                "The file is not JSON (line {0}): it is damaged, or of another kind. Export it "
                "again as FHIR R4 in JSON.",
            )
        case FhirFault.NAME_TWICE:
            return translate(
                "Errors",
                "The file says something twice in one place, so that nobody can tell which holds. "
                "Export it again; if it happens again, tell IT.",
            )
        case FhirFault.TOO_DEEP:
            return translate(
                "Errors", "The file is nested too deeply to be a record. Export it again."
            )
        case FhirFault.NOT_FHIR:
            return translate(
                "Errors",
                "The file is JSON, but not FHIR: a Bundle, or a Patient with Observations, is "
                "needed.",
            )
        case FhirFault.HISTORY:
            return translate(
                "Errors",
                "The file holds the old versions of a record. Export the record as it is now.",
            )
        case FhirFault.NO_PATIENT:
            return translate(
                "Errors",
                "There is no Patient in the file, so nobody can tell whose results these are. "
                "Export the Patient too.",
            )
        case FhirFault.TOO_MANY_PATIENTS:
            return translate("Errors", "The file holds {0} patients: export the record of one.")
        case FhirFault.PATIENT_TWICE:
            return translate(
                "Errors",
                "The same patient is in the file twice, with different data. Export the record "
                "again; if it happens again, tell IT.",
            )
