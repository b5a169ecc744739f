"""The log: allow-listed facts of the program, never a value of a patient, never a password."""

from __future__ import annotations

import logging
import logging.handlers
import secrets
import time
import traceback
from pathlib import Path

ALLOWED = frozenset(
    {"digest", "error", "fault", "keys", "model", "path", "platform", "reference", "seconds"}
    | {"source", "stack", "version"}
)
BYTES, COPIES = 1_000_000, 5
USER_ONLY = 0o600


class LogFile:
    """One `key=value` line per event, in UTC. What is not allow-listed is redacted.

    A log that can't be written never stops the program.
    """

    def __init__(self, path: Path) -> None:
        self._logger = logging.Logger("diabetes_desktop")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=USER_ONLY)
            handler: logging.Handler = logging.handlers.RotatingFileHandler(
                path, maxBytes=BYTES, backupCount=COPIES, encoding="utf-8"
            )
        except OSError:
            handler = logging.NullHandler()
        formatter = logging.Formatter("%(asctime)sZ %(message)s", "%Y-%m-%dT%H:%M:%S")
        formatter.converter = time.gmtime
        handler.setFormatter(formatter)
        handler.handleError = lambda record: None  # type: ignore[method-assign]
        self._logger.addHandler(handler)

    def event(self, name: str, **facts: object) -> None:
        """Write that `name` happened, with its allow-listed facts."""
        shown = (
            f"{key}={_one_line(value) if key in ALLOWED else '<redacted>'}"
            for key, value in facts.items()
        )
        self._logger.info(" ".join((f"event={name}", *shown)))

    def bug(self, error: BaseException) -> str:
        """Write where `error` came from, without its message; the reference to find it by."""
        reference = secrets.token_hex(4)
        frames = traceback.extract_tb(error.__traceback__)
        stack = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
        self.event("bug", reference=reference, error=type(error).__name__, stack=stack or "none")
        return reference

    def close(self) -> None:
        """Let go of the file."""
        for handler in list(self._logger.handlers):
            self._logger.removeHandler(handler)
            handler.close()


def _one_line(value: object) -> str:
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return f'"{text}"' if " " in text else text
