"""A Condition of the file, and what it says of itself: active or over, confirmed or refuted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from diabetes_desktop.adapters.fhir.json_access import (
    Table,
    codings,
    table,
    tables,
    text,
)
from diabetes_desktop.domain.patient_record import NOT_UNDERSTOOD, Condition, Moment

# https://hl7.org/fhir/R4/valueset-condition-clinical.html and -ver-status.html; the systems had
# other names before R4.
_CLINICAL: Final = "condition-clinical"
_VERIFICATION: Final = "condition-ver-status"
_CODES: Final = {
    _CLINICAL: {"active", "recurrence", "relapse", "inactive", "remission", "resolved"},
    _VERIFICATION: {
        "unconfirmed",
        "provisional",
        "differential",
        "confirmed",
        "refuted",
        "entered-in-error",
    },
}
# In ICD-10-GM the code says with a letter how certain the disease is.
_CERTAINTY: Final = "icd-10-gm-diagnosesicherheit"


def condition_of(resource: Table) -> Condition:
    """The Condition in `resource`."""
    when = text(resource, "onsetDateTime") or text(resource, "recordedDate")
    return Condition(
        codes=codings(table(resource, "code")),
        clinical_status=_status(resource, "clinicalStatus", _CLINICAL),
        verification_status=_status(resource, "verificationStatus", _VERIFICATION),
        when=Moment.read(when),
        over=any(name.startswith("abatement") for name in resource),
        plain="modifierExtension" not in resource,
        certainties=tuple(_certainties(resource)),
    )


def _status(resource: Table, name: str, system: str) -> str:
    """The one code of HL7's system; empty where nothing is said.

    What is said in another form (a word, as before R4), with two meanings, or not in HL7's codes
    is not understood: it may say that the patient does not have the disease.
    """
    if name not in resource:
        return ""
    said = table(resource, name).get("coding")
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        return NOT_UNDERSTOOD
    known = _CODES[system]
    names = {f"http://terminology.hl7.org/CodeSystem/{system}", f"http://hl7.org/fhir/{system}"}
    official = {text(each, "code") for each in said if text(each, "system") in names}
    others = {text(each, "code") for each in said if text(each, "system") not in names}
    contradicted = "" in others or bool((others & known) - official)
    if len(official) != 1 or contradicted or not official <= known:
        return NOT_UNDERSTOOD
    return official.pop()


def _certainties(resource: Table) -> Iterator[str]:
    """How certain the disease is, wherever the extension stands: at a code, or at all of them."""
    concept = table(resource, "code")
    for holder in (resource, concept, *tables(concept, "coding")):
        for extension in tables(holder, "extension"):
            if text(extension, "url").endswith(_CERTAINTY):
                yield text(table(extension, "valueCoding"), "code") or NOT_UNDERSTOOD
