"""A document that leaves the program as a file."""

from __future__ import annotations

from pathlib import Path

from diabetes_desktop.adapters.private_file import replace_file
from diabetes_desktop.adapters.storage_faults import storage_faults


def save_document(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`, whole or not at all; only its user may read it.

    Raises `StorageUnavailable`; then what was there is there still, and nothing is left beside it.
    """
    with storage_faults(path):
        replace_file(path, content)
