"""Files that only their user may read, replaced whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

FILE_MODE = 0o600
DIRECTORY_MODE = 0o700


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`: after a crash the file is the old or the new one.

    Raises:
        OSError: nothing was changed.
    """
    import tempfile  # not before the first paint, which needs only the modes

    descriptor, name = tempfile.mkstemp(".new", f"{path.name}.", path.parent)  # its user's only
    new = Path(name)
    try:
        _write_through(descriptor, content)
        new.replace(path)
    except OSError:
        _remove(new)
        raise
    write_through_directory(path.parent)


def _write_through(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the error that led here is the one to tell


def write_through_directory(path: Path) -> None:
    """Make the new name durable too; Windows does so by itself and opens no directories."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
