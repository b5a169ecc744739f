"""What the use cases need of a model registry and of this computer's copies, as Protocols."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Protocol

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_signature import SignatureState

Progress = Callable[[int, int], None]  # bytes fetched, bytes in all


@dataclass(frozen=True, slots=True)
class RegistryVersion:
    """The model that a registry names.

    `version` is empty for logged models and runs; `place` is where its files are, as the server
    says it.
    """

    name: str
    version: str
    place: str


@dataclass(frozen=True, slots=True)
class CachedModel:
    """A model of a registry on this computer, whole and verified when it was put there."""

    name: str
    version: str
    digest: str
    directory: str


@dataclass(frozen=True, slots=True)
class PeriodOfUse:
    """From when until when (UTC) a version answered here; `until` is None while it does."""

    name: str
    version: str
    digest: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefusedVersion:
    """A version that is not tried again by itself, until the registry names another one.

    `reason` is why it did not pass here; None: an administrator went back from it. `at` in UTC.
    """

    version: RegistryVersion
    reason: AppError | None
    at: datetime


class ModelRegistry(Protocol):
    """A tracking server with a model registry."""

    def resolve(self, choice: ModelChoice, cancel: Event) -> RegistryVersion:
        """What `choice.model_uri` names now. Raises `RegistryFailed` within 3 s each step."""

    def fetch(
        self, choice: ModelChoice, version: RegistryVersion, progress: Progress, cancel: Event
    ) -> CachedModel:
        """A verified copy of `version` on this computer; one that is here already is not fetched.

        Raises `RegistryFailed`, `ModelRefused`, `StorageUnavailable` or `FetchCancelled`; a
        download that does not end well leaves nothing behind.
        """


class ModelCopies(Protocol):
    """The models of registries that are on this computer."""

    def last_good(self, choice: ModelChoice) -> CachedModel | None:
        """The version of this very choice that answered last."""

    def find(self, choice: ModelChoice, version: str, digest: str = "") -> CachedModel | None:
        """The copy of `version` of the chosen model; without a `digest` the newest of them."""

    def keep_as_good(self, choice: ModelChoice, model: CachedModel) -> None:
        """From now on `model` is the last good one of `choice`."""


class SequenceMemory(Protocol):
    """The highest number that was seen in the signatures of each model and key. Nothing raises.

    A server can hand out an old model, with its good signature, as the newest one. Whoever
    remembers the number notices.
    """

    def least(self, choice: ModelChoice, digest: str) -> frozenset[tuple[str, int]]:
        """What the signature of the model `digest` must reach, see `ModelChoice.seen_sequences`.

        Nothing where the site policy or a way back says so, now or when it was gone.
        """

    def started(self, choice: ModelChoice, digest: str, signature: SignatureState) -> None:
        """The model `digest` with this signature began to answer."""


class VersionMemory(Protocol):
    """Which versions answered here, and which one is passed over. Nothing raises."""

    def periods(self) -> Sequence[PeriodOfUse]:
        """The newest first."""

    def took_over(self, name: str, version: str, digest: str, at: datetime) -> None:
        """A version answers from `at` on."""

    def refused(self) -> RefusedVersion | None:
        """The version that was refused last, or that an administrator went back from."""

    def refuse(self, version: RefusedVersion | None) -> None:
        """Let this version not be tried again by itself; None: any may."""
