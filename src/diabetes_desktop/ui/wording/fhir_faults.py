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
    return {
        FhirFault.TOO_LARGE: translate(
            "Errors",
            "The file is larger than {0} MB, or holds too much: export the record of one patient.",
        ),
        FhirFault.NOT_UTF_8: translate(
            "Errors", "The file is not text in UTF-8: export it again as FHIR R4 in JSON."
        ),
        FhirFault.XML: translate("Errors", "The file is XML: export it as FHIR R4 in JSON."),
        FhirFault.NOT_JSON: translate(
            "Errors",
            "The file is not JSON (line {0}): it is damaged, or of another kind. Export it again "
            "as FHIR R4 in JSON.",
        ),
        FhirFault.NAME_TWICE: translate(
            "Errors",
            "The file says something twice in one place, so that nobody can tell which holds. "
            "Export it again; if it happens again, tell IT.",
        ),
        FhirFault.TOO_DEEP: translate(
            "Errors", "The file is nested too deeply to be a record. Export it again."
        ),
        FhirFault.NOT_FHIR: translate(
            "Errors",
            "The file is JSON, but not FHIR: a Bundle, or a Patient with Observations, is needed.",
        ),
        FhirFault.HISTORY: translate(
            "Errors",
            "The file holds the old versions of a record. Export the record as it is now.",
        ),
        FhirFault.NO_PATIENT: translate(
            "Errors",
            "There is no Patient in the file, so nobody can tell whose results these are. Export "
            "the Patient too.",
        ),
        FhirFault.TOO_MANY_PATIENTS: translate(
            "Errors", "The file holds {0} patients: export the record of one."
        ),
        FhirFault.PATIENT_TWICE: translate(
            "Errors",
            "The same patient is in the file twice, with different data. Export the record again; "
            "if it happens again, tell IT.",
        ),
    }[fault]
