"""The history of versions used here, and the one that is passed over, in the profile."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from diabetes_desktop.adapters import json_values
from diabetes_desktop.adapters.private_file import replace_file
from diabetes_desktop.application.registry_ports import (
    PeriodOfUse,
    RefusedVersion,
    RegistryVersion,
)

LARGEST = 1024 * 1024  # bytes
MOST_PERIODS = 200


class VersionFile:
    """See `application.registry_ports.VersionMemory`.

    A version that an administrator went back from is remembered over restarts. One that did not
    pass is tried once more after a restart: the program may be a newer one. A file that can't be
    read is an empty history, and one that can't be written stops nobody.
    """

    def __init__(self, path: Path) -> None:
        """Read `path`, if it is there."""
        self._path = path
        self._lock = Lock()
        self._periods: list[PeriodOfUse] = []
        self._refused: RefusedVersion | None = None
        with suppress(OSError, ValueError), path.open("rb") as stream:
            self._take(json_values.load(stream.read(LARGEST)))

    def periods(self) -> Sequence[PeriodOfUse]:
        """The newest first."""
        with self._lock:
            return tuple(self._periods)

    def took_over(self, name: str, version: str, digest: str, at: datetime) -> None:
        """A version answers from `at` on; the same one as before goes on answering."""
        with self._lock:
            newest = self._periods[0] if self._periods else None
            if newest is not None and newest.digest == digest and newest.version == version:
                return
            if newest is not None and newest.until is None:
                self._periods[0] = replace(newest, until=at)
            self._periods.insert(0, PeriodOfUse(name, version, digest, at))
            del self._periods[MOST_PERIODS:]
            self._write()

    def refused(self) -> RefusedVersion | None:
        """The version that was refused last, or that an administrator went back from."""
        with self._lock:
            return self._refused

    def refuse(self, version: RefusedVersion | None) -> None:
        """Let this version not be tried again by itself; None: any may."""
        with self._lock:
            if version != self._refused:
                self._refused = version
                self._write()

    def _write(self) -> None:
        table = {
            "format": 1,
            "periods": [_period_table(period) for period in self._periods],
            "went_back_from": _refused_table(self._refused),
        }
        with suppress(OSError):
            replace_file(self._path, (json.dumps(table, indent=1) + "\n").encode())

    def _take(self, table: Any) -> None:
        """Raises ValueError."""
        match table:
            case {"format": 1, "periods": list(periods), "went_back_from": went_back}:
                self._periods = [_period(each) for each in periods]
                self._refused = None if went_back is None else _refused(went_back)


def _period_table(period: PeriodOfUse) -> dict[str, Any]:
    return {
        "name": period.name,
        "version": period.version,
        "digest": period.digest,
        "from": period.since.isoformat(),
        "until": period.until.isoformat() if period.until else None,
    }


def _period(table: Any) -> PeriodOfUse:
    match table:
        case {"name": str(name), "version": str(version), "digest": str(digest), "from": since}:
            until = table.get("until")
            return PeriodOfUse(
                name, version, digest, _moment(since), None if until is None else _moment(until)
            )
    raise ValueError("period")


def _refused_table(refused: RefusedVersion | None) -> dict[str, Any] | None:
    if refused is None or refused.reason is not None:
        return None
    version = refused.version
    named = {"name": version.name, "version": version.version, "place": version.place}
    return {**named, "at": refused.at.isoformat()}


def _refused(table: Any) -> RefusedVersion:
    match table:
        case {"name": str(name), "version": str(version), "place": str(place), "at": at}:
            return RefusedVersion(RegistryVersion(name, version, place), None, _moment(at))
    raise ValueError("version")


def _moment(text: object) -> datetime:
    if not isinstance(text, str):
        raise ValueError("moment")
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
