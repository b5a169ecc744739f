"""The highest numbers of signatures that were seen here, in the profile."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from diabetes_desktop.adapters import json_values
from diabetes_desktop.adapters.private_file import replace_file
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_signature import LARGEST_SEQUENCE, SignatureState, Signed
from diabetes_desktop.domain.model_uri import parse_model_uri

LARGEST = 1024 * 1024  # bytes


class SequenceFile:
    """See `application.registry_ports.SequenceMemory`.

    The numbers are remembered under the name that was *chosen*: a server that names another model
    under it, or another server of the same name, does not begin anew. The first number that is seen
    is believed. A file that can't be read has seen nothing, and one that can't be written stops
    nobody.
    """

    def __init__(self, path: Path) -> None:
        """Read `path`, if it is there."""
        self._path = path
        self._lock = Lock()
        self._highest: dict[str, dict[str, int]] = {}  # by model, then by key
        self._gone_back: dict[str, str] = {}  # digests by model
        self._refresh()

    def least(self, choice: ModelChoice, digest: str) -> frozenset[tuple[str, int]]:
        """See `SequenceMemory.least`."""
        model = parse_model_uri(choice.model_uri).remembered_as
        with self._lock:
            self._refresh()
            if choice.allow_older or choice.is_way_back or self._gone_back.get(model) == digest:
                return frozenset()
            return frozenset(self._highest.get(model, {}).items())

    def started(self, choice: ModelChoice, digest: str, signature: SignatureState) -> None:
        """See `SequenceMemory.started`."""
        if not isinstance(signature, Signed):
            return
        model = parse_model_uri(choice.model_uri).remembered_as
        with self._lock:
            self._refresh()
            before = self._highest.get(model, {}), self._gone_back.get(model)
            highest = before[0].get(signature.key_id, 0)
            if signature.sequence >= highest:
                self._highest[model] = {**before[0], signature.key_id: signature.sequence}
                self._gone_back.pop(model, None)
            elif choice.is_way_back:
                self._gone_back[model] = digest
            if before != (self._highest.get(model, {}), self._gone_back.get(model)):
                self._write()

    def _write(self) -> None:
        table = {"format": 1, "highest": self._highest, "gone_back_to": self._gone_back}
        with suppress(OSError):
            replace_file(self._path, (json.dumps(table, indent=1) + "\n").encode())

    def _refresh(self) -> None:
        """Another program of the same user, on another computer, may have seen a higher number."""
        with suppress(OSError, ValueError), self._path.open("rb") as stream:
            self._take(json_values.load(stream.read(LARGEST)))

    def _take(self, table: Any) -> None:
        """Raises ValueError."""
        match table:
            case {"format": 1, "highest": dict(highest), "gone_back_to": dict(gone_back)}:
                numbers = {model: _numbers(keys) for model, keys in highest.items()}
                for model, keys in numbers.items():
                    mine = self._highest.get(model, {})
                    higher = {key: max(n, mine.get(key, 0)) for key, n in keys.items()}
                    self._highest[model] = {**mine, **higher}
                self._gone_back = {model: str(digest) for model, digest in gone_back.items()}


def _numbers(keys: Any) -> dict[str, int]:
    """Raises ValueError."""
    if not isinstance(keys, dict):
        raise ValueError("keys")
    for number in keys.values():
        if type(number) is not int or not 0 <= number <= LARGEST_SEQUENCE:
            raise ValueError("number")
    return keys
