"""What was found in a record and what was not, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.imported_facts import Gap, ImportedFacts, Line, Origin
from diabetes_desktop.domain.patient import AGE
from diabetes_desktop.ui.wording.inputs import quantity
from diabetes_desktop.ui.wording.patient_facts import AS_TYPED, choice_text

translate = QCoreApplication.translate
NOTHING = "—"


def value_found_text(line: Line) -> str:
    """The value as it goes into the form."""
    if line.value is None:
        return NOTHING
    if isinstance(line.value, Quantity):
        return quantity(line.value.value, line.value.unit, AS_TYPED)
    text = choice_text(line.input, line.value)
    return text[:1].upper() + text[1:]


def dates_text(line: Line) -> str:
    """When each of the values was so, as exactly as the record says it."""
    return "\n".join(_date_text(origin) for origin in line.origins)


def sources_text(line: Line) -> str:
    """The code of each value: "LOINC 4548-4"."""
    return "\n".join(f"{origin.system} {origin.code}" for origin in line.origins)


def names_text(line: Line) -> str:
    """The names of the codes, in English as their makers give them."""
    return "\n".join(origin.name for origin in line.origins if origin.name)


def remark_text(line: Line, facts: ImportedFacts) -> str:
    """What has to be known of a value, or why there is none."""
    remarks = [gap_text(gap) for gap in line.gaps]
    if line.value is not None and remarks:
        reasons = ", ".join(remark[:1].lower() + remark[1:] for remark in remarks)
        remarks = [translate("Imports", "Others were left out: {0}").format(reasons)]
    if len(line.origins) > 1:
        remarks.insert(0, translate("Imports", "Calculated from weight and height"))
    if facts.is_old(line):
        remarks.insert(0, translate("Imports", "More than a year old"))
    if line.input == AGE and line.origins and line.origins[0].code == "Patient.birthDate":
        remarks.insert(0, translate("Imports", "Age of today"))
    return ". ".join(remarks)


def sample_found_text(sample: Sample) -> str:
    """The sample that the code of the glucose names; empty where it names none."""
    return {
        Sample.FASTING: translate("Imports", "Fasting"),
        Sample.TWO_HOURS: translate("Imports", "2 hours after 75 g of glucose"),
    }.get(sample, "")


def gap_text(gap: Gap) -> str:
    """Why something was not taken, as it stands after a colon or alone."""
    return {
        Gap.NOT_FOUND: translate("Imports", "Not in the file"),
        Gap.AMBIGUOUS: translate("Imports", "Different values for the same time"),
        Gap.UNIT: translate("Imports", "Unit not understood"),
        Gap.NO_VALUE: translate("Imports", "Result without a value"),
        Gap.NOT_EXACT: translate("Imports", "Only a limit (< or >), no exact value"),
        Gap.FORM: translate("Imports", "Code or form that the program does not know"),
        Gap.NOT_FINAL: translate("Imports", "Result not final, cancelled or entered in error"),
        Gap.IMPOSSIBLE: translate("Imports", "Impossible value"),
        Gap.FUTURE: translate("Imports", "Date in the future"),
        Gap.UNDATED: translate("Imports", "Result without a date"),
        Gap.UNCLEAR: translate("Imports", "Smoker, but not known whether now: none of the choices"),
        Gap.NOT_ACTIVE: translate("Imports", "In the record, but not active: say yes or no"),
        Gap.NOT_CONFIRMED: translate("Imports", "In the record, but not confirmed: say yes or no"),
        Gap.REFUTED: translate("Imports", "Ruled out or entered in error: say yes or no"),
        Gap.PARTIAL_DATE: translate("Imports", "Date of birth incomplete"),
        Gap.DECEASED: translate("Imports", "The record says that the patient has died"),
        Gap.OLD_AGE: translate("Imports", "An age that was noted on another day"),
    }[gap]


def not_found_disease_text() -> str:
    """A disease that is not on the list of the record."""
    return translate("Imports", "Not in the file, which is no “no”: say yes or no")


def _date_text(origin: Origin) -> str:
    if origin.when is None:
        return translate("Imports", "no date") if origin.system != "FHIR" else ""
    return origin.when.day
