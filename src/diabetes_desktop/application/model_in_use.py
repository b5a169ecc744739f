"""Which model answers now: started once, switched whole, never half."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from diabetes_desktop.application.errors import ModelNotReady
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, SourceKind


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Where to take the model from; `location` is the directory of a local model.

    `trusted_digests` are the digests that an administrator trusted by hand.
    """

    source: SourceKind
    location: str = ""
    trusted_digests: frozenset[str] = frozenset()
    allow_pickle: bool = False


HostFactory = Callable[[ModelChoice], ModelHost]


class ModelInUse:
    """Owns the host of the model that answers.

    A new choice is started in a host of its own first; only when it is ready does it take
    over, so a choice that is refused leaves the model in use untouched.
    """

    def __init__(self, make_host: HostFactory) -> None:
        self._make_host = make_host
        self._lock = Lock()
        self._host: ModelHost | None = None
        self._identity: ModelIdentity | None = None
        self._stopped = False

    def use(self, choice: ModelChoice) -> ModelIdentity:
        """Start the chosen model and let it answer from now on.

        Raises:
            ModelRefused, ModelCrashed, ModelTimedOut: it did not start; nothing changed.
            ModelNotReady: the program is ending.
        """
        host = self._make_host(choice)
        try:
            identity = host.start()
        except BaseException:
            host.stop()
            raise
        with self._lock:
            if self._stopped:
                retired: ModelHost | None = host
            else:
                retired, self._host, self._identity = self._host, host, identity
        if retired is not None:
            retired.stop()
        if retired is host:
            raise ModelNotReady
        return identity

    def predict(self, patients: Sequence[Patient]) -> tuple[ModelIdentity, list[Answer]]:
        """The answers, and which model gave them.

        Raises:
            ModelNotReady: no model has started yet.
            ModelRefused, ModelCrashed, ModelTimedOut: see `ModelHost.predict`.
        """
        with self._lock:
            host, identity = self._host, self._identity
        if host is None or identity is None:
            raise ModelNotReady
        return identity, host.predict(patients)

    def stop(self) -> None:
        """End the model's process. Idempotent."""
        with self._lock:
            host, self._host, self._identity, self._stopped = self._host, None, None, True
        if host is not None:
            host.stop()
