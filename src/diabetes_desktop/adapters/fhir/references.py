"""Which patient of the file a resource belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from diabetes_desktop.adapters.fhir.entries import Entry
from diabetes_desktop.adapters.fhir.json_access import Table, table, tables, text

_VERSION = "/_history/"


def addresses_of(entry: Entry) -> list[str]:
    """How others in the file may refer to the resource of `entry`."""
    own = text(entry.resource, "id")
    return [url for url in (entry.full_url, own and f"{entry.kind}/{own}") if url]


class PatientReferences:
    """Resolves `subject`: by full URL, by `Patient/id`, or by an identifier.

    What can't be resolved belongs to nobody; what names no subject at all belongs to the patient
    of a file that has only one.
    """

    def __init__(self, patients: Sequence[Entry]) -> None:
        self._count = len(patients)
        self._by_url: dict[str, int] = {}
        self._by_identifier: dict[tuple[str, str], int | None] = {}
        for place, entry in enumerate(patients):
            for url in addresses_of(entry):
                self._by_url[url] = place
            for pair in {_pair(each) for each in tables(entry.resource, "identifier")}:
                # A number that two patients have tells them not apart.
                self._by_identifier[pair] = None if pair in self._by_identifier else place
        self._addressed = any(entry.full_url.startswith("http") for entry in patients)

    def owner(self, resource: Table) -> int | None:
        """The place of its patient, or None."""
        subject = resource.get("subject")
        if subject is None:
            return 0 if self._count == 1 else None
        if not isinstance(subject, dict) or resource.get("focus"):
            return None  # with a focus it is about somebody else: a foetus, a donor
        reference = text(subject, "reference").partition(_VERSION)[0]
        if reference:
            return self._by_url.get(self._known(reference))
        pair = _pair(table(subject, "identifier"))
        return self._by_identifier.get(pair) if pair[1] else None

    def _known(self, reference: str) -> str:
        """An address on a server that the file does not name, as `Patient/id`."""
        if reference.startswith("http") and not self._addressed:
            return "/".join(reference.rsplit("/", 2)[-2:])
        return reference


def _pair(identifier: Table) -> tuple[str, str]:
    return text(identifier, "system"), text(identifier, "value")
