"""Where a model comes from."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    """Where the model in use came from."""

    BUNDLED = "bundled"
    DIRECTORY = "directory"
