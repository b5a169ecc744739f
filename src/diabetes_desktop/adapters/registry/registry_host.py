"""The model of a registry, answering: a copy on this computer in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Event, Lock

from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_signature import signature_of
from diabetes_desktop.application.errors import (
    AppError,
    ModelCrashed,
    ModelFault,
    ModelNotReady,
    ModelRefused,
    ModelTimedOut,
    StorageUnavailable,
)
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.application.registry_errors import FetchCancelled
from diabetes_desktop.application.registry_ports import (
    CachedModel,
    ModelCopies,
    ModelRegistry,
    Progress,
    SequenceMemory,
)
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.model_uri import registered_name
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, SourceKind


class RegistryModelHost:
    """Starts the copy that answered last, without asking anybody: newer ones come by a swap.

    Where this computer has none it is fetched. Where that fails too, the bundled model answers in
    its own name, if the choice allows it. See `application.ports.ModelHost`.
    """

    def __init__(
        self,
        choice: ModelChoice,
        registry: ModelRegistry,
        copies: ModelCopies,
        sequences: SequenceMemory,
        make_host: Callable[[ModelChoice], ModelHost],
        progress: Progress = lambda fetched, total: None,
    ) -> None:
        """`make_host` makes the hosts of directories and of the bundled model."""
        self._choice = choice
        self._registry = registry
        self._copies = copies
        self._sequences = sequences
        self._make_host = make_host
        self._progress = progress
        self._state = Lock()  # held for a moment only, around the field below
        self._host: ModelHost | None = None
        self._cancel = Event()  # set once, when the host is stopped

    def start(self) -> ModelIdentity:
        """Find or fetch the model, start it, and remember it as the last good one.

        Raises:
            RegistryFailed, StorageUnavailable: it is not here and can't be fetched.
            ModelRefused, ModelCrashed, ModelTimedOut: see `ModelHost.start`.
            FetchCancelled: somebody stopped the download.
            ModelNotReady: the host was stopped.
        """
        if self._choice.version or self._choice.digest:
            return self._run(self._pinned())
        with suppress(ModelRefused, ModelCrashed, ModelTimedOut):  # a damaged copy: fetch it anew
            if (good := self._copies.last_good(self._choice)) is not None:
                return self._run(good)
        try:
            return self._run(self._fetched())
        except ModelNotReady:
            raise
        except AppError as failure:
            if self._cancel.is_set():
                raise ModelNotReady from None
            if not self._choice.fallback_bundled or isinstance(failure, FetchCancelled):
                raise
            return self._begin(replace(self._choice, source=SourceKind.BUNDLED, location=""))

    def predict(self, patients: Sequence[Patient]) -> list[Answer]:
        """See `ModelHost.predict`."""
        return self._started().predict(patients)

    def explain(self, patient: Patient, wanted: Callable[[], bool] = lambda: True) -> Explanation:
        """See `ModelHost.explain`."""
        return self._started().explain(patient, wanted)

    def stop(self) -> None:
        """End a download and the process. Idempotent."""
        self._cancel.set()
        with self._state:
            host = self._host
        if host is not None:
            host.stop()

    def _pinned(self) -> CachedModel:
        copy = self._copies.find(self._choice, self._choice.version, self._choice.digest)
        if copy is None:
            raise ModelRefused(ModelFault.MISSING, self._choice.model_uri, self._choice.version)
        return copy

    def _fetched(self) -> CachedModel:
        version = self._registry.resolve(self._choice, self._cancel)
        return self._registry.fetch(self._choice, version, self._progress, self._cancel)

    def _run(self, model: CachedModel) -> ModelIdentity:
        here = replace(self._choice, source=SourceKind.DIRECTORY, location=model.directory)
        least = self._sequences.least(self._choice, model.digest)
        name = registered_name(self._choice.model_uri)
        found = self._begin(
            replace(here, version="", digest="", seen_sequences=least, registered_name=name)
        )
        if found.digest != model.digest:
            self._started().stop()
            raise ModelRefused(ModelFault.FILE_CHANGED, model.directory, digest=found.digest)
        self._remember(model)
        with suppress(StorageUnavailable):  # told by the next download, which needs that disk too
            self._copies.keep_as_good(self._choice, model)
        return ModelIdentity(
            model.name if model.version else found.name,
            model.version or found.version,
            model.digest,
            SourceKind.REGISTRY,
            model.directory,
        )

    def _remember(self, model: CachedModel) -> None:
        """The process that loaded the model proved its signature; here it is only read again."""
        if not self._choice.trusted_keys:
            return
        with suppress(ModelRefused):  # the folder was changed since; so nothing of it counts
            directory = ModelDirectory(model.directory)
            signature = signature_of(directory, self._choice.trusted_keys)
            if directory.digest() == model.digest:
                self._sequences.started(self._choice, model.digest, signature)

    def _begin(self, choice: ModelChoice) -> ModelIdentity:
        host = self._make_host(choice)
        with self._state:
            if self._cancel.is_set():
                raise ModelNotReady
            self._host = host
        return host.start()

    def _started(self) -> ModelHost:
        with self._state:
            if self._host is None:
                raise ModelNotReady
            return self._host
