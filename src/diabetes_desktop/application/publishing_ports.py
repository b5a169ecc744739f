"""What publishing needs from outside: a model registry, and the files of a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ModelUpload:
    """What is said of a model when it is registered.

    `digest` is the model's, `name` and `version` are those of its manifest; `key_id` names the key
    of its signature and `signature` is the SHA-256 of the signature file; both are empty when
    there is none.
    """

    name: str
    version: str
    digest: str
    key_id: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredVersion:
    """A version as the registry tells it; `model` is empty for one that others registered."""

    version: str
    created: datetime
    model: ModelUpload | None


@dataclass(frozen=True, slots=True)
class RegisteredModel:
    """A registered model: versions (newest first), who has which alias, and who had it before.

    `before` holds for each alias the versions that had it, the latest last.
    """

    name: str
    versions: tuple[RegisteredVersion, ...]
    aliases: Mapping[str, str]
    before: Mapping[str, tuple[str, ...]]

    def find(self, version: str) -> RegisteredVersion | None:
        """The version with this number."""
        return next((each for each in self.versions if each.version == version), None)


class TeamRegistry(Protocol):
    """A model registry, for those who may write to it. Any call may raise `StoreRefused`."""

    @property
    def store(self) -> str:
        """The tracking URI."""

    def look(self, name: str) -> RegisteredModel | None:
        """The registered model, or None when there is none of this name."""

    def upload(self, directory: Path, name: str) -> str:
        """Put the files of `directory` into the store, for `name`; where they are now (a run)."""

    def fetch_upload(self, run: str, folder: Path) -> Path:
        """Fetch what was put into `run`, into the empty `folder`; the model's directory."""

    def discard(self, run: str) -> None:
        """Take an upload back; what can't be taken back stays, in no model's name."""

    def add_version(self, name: str, run: str, model: ModelUpload) -> str:
        """Make the upload a version of `name`; its number."""

    def fetch(self, name: str, version: str, folder: Path) -> Path:
        """Fetch a version into the empty `folder`; the model's directory."""

    def move_alias(self, name: str, alias: str, version: str, before: tuple[str, ...]) -> None:
        """Give `alias` to `version`, and remember `before`."""
