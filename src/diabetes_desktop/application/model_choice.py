"""Which model somebody chose; the settings hold it, `ModelInUse` starts it."""

from __future__ import annotations

from dataclasses import dataclass

from diabetes_desktop.domain.model_source import SourceKind


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Where to take the model from; `location` is the directory of a local model.

    `trusted_digests` are the digests that an administrator trusted by hand.
    """

    source: SourceKind
    location: str = ""
    trusted_digests: frozenset[str] = frozenset()
    allow_pickle: bool = False
