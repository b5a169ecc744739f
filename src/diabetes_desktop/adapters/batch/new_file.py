"""A file that is written beside its place and moved into it when it is whole."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO, Final

from diabetes_desktop.adapters.private_file import write_through_directory

SUFFIX: Final = ".new"
_LEFTOVER: Final = re.compile(r"(.+\.part-\d{5,}\.|score-run\.json\.).+\.new")


class NewFile:
    """Only its user may read it. Every method raises OSError."""

    def __init__(self, path: Path) -> None:
        """Make it, and the folder of `path`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(SUFFIX, f"{path.name}.", path.parent)
        self._path, self._new = path, Path(name)
        self.file: BinaryIO = os.fdopen(descriptor, "wb")

    def commit(self) -> None:
        """Put it in its place; after a crash it is there whole, or not at all."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self._new.replace(self._path)
        write_through_directory(self._path.parent)

    def discard(self) -> None:
        """Leave nothing; does nothing after `commit`. Idempotent."""
        self.file.close()
        self._new.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Take away what a killed run left unfinished in `folder`: it holds patients."""
    for path in folder.rglob(f"*{SUFFIX}"):
        if _LEFTOVER.fullmatch(path.name) and path.is_file():
            path.unlink(missing_ok=True)
