"""What libraries log and warn of: that they did, and where, but not their words.

A library's message may hold what it was working on. Without this handler Python would print
warnings and worse, values and all, to the standard error stream.
"""

from __future__ import annotations

import logging
from collections.abc import Callable


class LibraryLogs(logging.Handler):
    """Passes warnings and errors of Python's `logging` on as events."""

    def __init__(self, write_event: Callable[..., None]) -> None:
        """`write_event` is `LogFile.event`."""
        super().__init__(logging.WARNING)
        self._write_event = write_event

    def install(self) -> None:
        """Take the root logger, and Python's warnings with it."""
        logging.getLogger().addHandler(self)
        logging.captureWarnings(True)

    def uninstall(self) -> None:
        """Give them back."""
        logging.captureWarnings(False)
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Write who spoke, how loud, and from which line."""
        self._write_event(
            "library_log",
            library=record.name,
            level=record.levelname.lower(),
            place=f"{record.module}:{record.lineno}",
        )
