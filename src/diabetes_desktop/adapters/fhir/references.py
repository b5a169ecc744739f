"""Which patient of the file a resource belongs to.

https://hl7.org/fhir/R4/bundle.html#references, and stricter: where a number on one server might be
taken for that on another, it is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from diabetes_desktop.adapters.fhir.entries import Entry
from diabetes_desktop.adapters.fhir.json_access import Table, table, tables, text

_VERSION: Final = "/_history/"
_ADDRESS = re.compile(r"(https?://.+)/[A-Za-z]+/[A-Za-z0-9.-]{1,64}", re.ASCII)


def server_of(entry: Entry) -> str:
    """The server in the full URL of `entry`; empty where it names none."""
    found = _ADDRESS.fullmatch(entry.full_url.partition(_VERSION)[0])
    return found[1] if found else ""


def only_server(entries: Iterable[Entry]) -> str:
    """The one server that the full URLs of a file name; empty if none, or several."""
    servers = {server_of(entry) for entry in entries} - {""}
    return servers.pop() if len(servers) == 1 else ""


def addresses_of(entry: Entry, home: str) -> list[str]:
    """How others in the file may refer to the resource of `entry`; `home` is the only server."""
    full_url = entry.full_url.partition(_VERSION)[0]
    own = text(entry.resource, "id")
    addresses = [full_url] if full_url else []
    if own and not server_of(entry):
        addresses.append(f"{entry.kind}/{own}")
        if home and not full_url:
            addresses.append(f"{home}/{entry.kind}/{own}")
    return addresses


class PatientReferences:
    """Resolves `subject`: by full URL, by `Patient/id` on the same server, or by an identifier.

    What can't be resolved belongs to nobody; so does what names its patient as FHIR did before
    version 3 (`patient`). What names no subject at all belongs to the patient of the file if there
    is only one and nothing in the file names a subject: then the file is of that patient as a
    whole.
    """

    def __init__(self, entries: Sequence[Entry], patients: Sequence[Entry]) -> None:
        self._home = only_server(entries)
        self._by_url: dict[str, int] = {}
        self._by_identifier: dict[tuple[str, str], int | None] = {}
        for place, entry in enumerate(patients):
            for url in addresses_of(entry, self._home):
                self._by_url[url] = place
            for pair in {_pair(each) for each in tables(entry.resource, "identifier")}:
                # A number that two patients have tells them not apart.
                self._by_identifier[pair] = None if pair in self._by_identifier else place
        told = any(
            "subject" in entry.resource or "patient" in entry.resource
            for entry in entries
            if entry.kind in ("Observation", "Condition")
        )
        self._of_all = 0 if len(patients) == 1 and not told else None

    def owner(self, entry: Entry) -> int | None:
        """The place of its patient, or None."""
        resource = entry.resource
        if resource.get("focus") or "patient" in resource:
            return None  # with a focus it is about somebody else: a foetus, a donor
        if "subject" not in resource:
            return self._of_all
        subject = table(resource, "subject")
        reference = text(subject, "reference").partition(_VERSION)[0]
        if reference:
            return self._resolved(reference, server_of(entry))
        pair = _pair(table(subject, "identifier"))
        return self._by_identifier.get(pair) if pair[1] else None

    def _resolved(self, reference: str, server: str) -> int | None:
        """The patient at `reference`, which stands in a resource of `server`, if that is known."""
        if ":" in reference:
            return self._by_url.get(reference)
        if server:
            return self._by_url.get(f"{server}/{reference}")
        place = self._by_url.get(reference)
        return place if place is not None else self._by_url.get(f"{self._home}/{reference}")


def _pair(identifier: Table) -> tuple[str, str]:
    return text(identifier, "system"), text(identifier, "value")
