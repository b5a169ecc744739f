"""The log: allow-listed facts of the program, never a value of a patient, never a password."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from diabetes_desktop.adapters.error_trace import reference_of, trace_of, type_of
from diabetes_desktop.adapters.log_facts import shown
from diabetes_desktop.adapters.private_file import DIRECTORY_MODE, FILE_MODE

BYTES = 1_000_000
COPIES = 5


class LogFile:
    """One line of `key=value` per event, in UTC; full files are kept as `.1` (newest) to `.5`.

    The file is opened for each line, so that programs can share it and none holds it open. A log
    that can't be written never stops the program.
    """

    def __init__(
        self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """`clock` gives the time of an event, with its time zone."""
        self._path = path
        self._clock = clock
        self._lock = Lock()
        try:
            path.parent.mkdir(mode=DIRECTORY_MODE, parents=True, exist_ok=True)
        except OSError:
            return  # each line will fail, and be passed over, in the same way

    def event(self, name: str, **facts: object) -> None:
        """Write that `name` happened; facts that are not allow-listed are redacted."""
        time = self._clock().astimezone(UTC).isoformat(timespec="milliseconds")
        words = [f"time={time.replace('+00:00', 'Z')}", f"pid={os.getpid()}"]
        words += [shown("event", name), *(shown(key, value) for key, value in facts.items())]
        line = f"{' '.join(words)}\n".encode()
        with self._lock:
            try:
                self._make_room(len(line))
                self._append(line)
            except OSError:
                return

    def bug(self, error: BaseException) -> str:
        """Write where `error` came from, without its message; the reference to find it by.

        The same bug in the same place has the same reference.
        """
        trace = trace_of(error)
        reference = reference_of(trace)
        self.event("bug", reference=reference, error=type_of(error), trace=trace)
        return reference

    def _make_room(self, length: int) -> None:
        try:
            size = self._path.stat().st_size
        except FileNotFoundError:
            return
        if size + length <= BYTES:
            return
        files = [self._path, *(self._copy(number) for number in range(1, COPIES + 1))]
        for older, newer in zip(files[:0:-1], files[-2::-1], strict=True):
            if newer.exists():
                newer.replace(older)

    def _copy(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")

    def _append(self, line: bytes) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE)
        try:
            os.write(descriptor, line)
        finally:
            os.close(descriptor)
