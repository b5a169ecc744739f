"""What was found in a record and what was not, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.imported_facts import Gap, ImportedFacts, Line, Origin, Unusable
from diabetes_desktop.domain.patient import AGE, Input
from diabetes_desktop.domain.patient_record import Moment
from diabetes_desktop.ui.wording.inputs import quantity
from diabetes_desktop.ui.wording.patient_facts import AS_TYPED, choice_text

translate = QCoreApplication.translate
NOTHING = "—"


def value_found_text(line: Line) -> str:
    """The value as it goes into the form."""
    return NOTHING if line.value is None else _value_text(line.input, line.value)


def _value_text(spec: Input, value: str | Quantity) -> str:
    if isinstance(value, Quantity):
        return quantity(value.value, value.unit, AS_TYPED)
    text = choice_text(spec, value)
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
    if line.newer is not None:
        remarks = [_newer_text(line.input, line.newer)]
    elif line.value is not None and remarks:
        reasons = ", ".join(_inside(remark) for remark in remarks)
        text = translate("Imports", "Others, no older or without a date, were left out: {0}")
        remarks = [text.format(reasons)]
    if len(line.origins) > 1:
        remarks.insert(0, translate("Imports", "Calculated from weight and height"))
    if facts.is_old(line):
        remarks.insert(0, translate("Imports", "More than a year old"))
    if line.input == AGE and line.origins and line.origins[0].code == "Patient.birthDate":
        remarks.insert(0, translate("Imports", "Age of today"))
    return ". ".join(remarks)


def _newer_text(spec: Input, newer: Unusable) -> str:
    """A newer result that can't be used, and the older one that must not stand for it."""
    why, when = _inside(gap_text(newer.gap)), _moment_text(newer.when)
    text = translate("Imports", "A newer result ({0}) could not be used: {1}").format(when, why)
    if newer.older is None:
        return text + ". " + translate("Imports", "The older one was not taken")
    rest = translate("Imports", "The older one ({0}, {1}) was not taken")
    older = rest.format(_value_text(spec, newer.older), _moment_text(newer.older_when))
    return f"{text}. {older}"


def _inside(text: str) -> str:
    """`text` as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def _moment_text(when: Moment | None) -> str:
    return translate("Imports", "no date") if when is None else when.day


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
        Gap.NOT_FINAL: translate("Imports", "Result not final"),
        Gap.WITHDRAWN: translate("Imports", "Result cancelled or entered in error"),
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
    if origin.when is None and origin.system == "FHIR":
        return ""
    return _moment_text(origin.when)
