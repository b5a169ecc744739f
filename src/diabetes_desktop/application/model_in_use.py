"""Which model answers now: started once, switched whole, never half."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Lock
from typing import TypeVar

from diabetes_desktop.application.errors import AppError, ModelNotReady, ModelReplaced
from diabetes_desktop.application.model_choice import ModelChoice as ModelChoice
from diabetes_desktop.application.ports import Clock, ModelHost
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer, ModelIdentity

T = TypeVar("T")
HostFactory = Callable[[ModelChoice], ModelHost]

PATIENCE_SECONDS = 20.0  # how long a prediction waits for the first model to start


@dataclass(frozen=True, slots=True)
class InUse:
    """The model that answers, and when it took over: its golden cases had just been met."""

    identity: ModelIdentity
    since: datetime


class ModelInUse:
    """Owns the host of the model that answers.

    A new choice is started in a host of its own first; only when it is ready does it take
    over, so a choice that is refused leaves the model in use untouched. No other model ever
    stands in for a chosen one that did not start: predicting then says why it did not.
    """

    def __init__(
        self,
        make_host: HostFactory,
        clock: Clock,
        patience: float = PATIENCE_SECONDS,
        took_over: Callable[[InUse], None] = lambda _: None,
    ) -> None:
        """`took_over` is told of each model that begins to answer; it must not raise."""
        self._make_host = make_host
        self._clock = clock
        self._patience = patience
        self._took_over = took_over
        self._settled = Event()
        self._failure: AppError = ModelNotReady()
        self._lock = Lock()
        self._host: ModelHost | None = None
        self._identity: ModelIdentity | None = None
        self._since: datetime | None = None
        self._starting: list[ModelHost] = []  # in the order of their choice
        self._stopped = False

    def use(self, choice: ModelChoice) -> ModelIdentity:
        """Start the chosen model and let it answer from now on.

        Raises:
            ModelRefused, ModelCrashed, ModelTimedOut: it did not start; nothing changed.
            ModelNotReady: the program is ending, or a later choice took over meanwhile.
        """
        host = self._make_host(choice)
        with self._lock:
            if self._stopped:
                raise ModelNotReady
            self._starting.append(host)
        try:
            identity = host.start()
        except BaseException as error:
            self._give_up(host, error)
            raise
        taken = InUse(identity, self._clock())
        retired = self._take_over(host, taken)
        self._settled.set()
        for old in retired:
            old.stop()
        if host in retired:
            raise ModelNotReady
        self._took_over(taken)
        return identity

    def current(self) -> InUse:
        """The model that answers now.

        Raises:
            ModelNotReady: none has started yet.
            ModelRefused, ModelCrashed, ModelTimedOut: why none could be started.
        """
        with self._lock:
            if self._identity is None or self._since is None:
                raise self._failure
            return InUse(self._identity, self._since)

    def predict(self, patients: Sequence[Patient]) -> tuple[ModelIdentity, list[Answer]]:
        """The answers, and which model gave them.

        Waits a bounded time for the first model to start.

        Raises:
            ModelNotReady: no model has started yet.
            ModelRefused, ModelCrashed, ModelTimedOut: why none could be started, or see
                `ModelHost.predict`.
        """
        return self._ask(lambda host, identity: (identity, host.predict(patients)))

    def explain(
        self, patient: Patient, answered_by: ModelIdentity, wanted: Callable[[], bool]
    ) -> Explanation:
        """Why the model `answered_by` answers about `patient` as it does.

        Raises:
            ModelReplaced: another model is in use.
            NoLongerAsked: it is not `wanted` any more.
            ProbabilityMissing, NotExplainable, TooSlowToExplain, ReferenceMissing: see there.
            ModelNotReady, ModelRefused, ModelCrashed, ModelTimedOut: as `predict`.
        """

        def ask(host: ModelHost, identity: ModelIdentity) -> Explanation:
            if identity != answered_by:
                raise ModelReplaced(answered_by.title, identity.title)
            return host.explain(patient, wanted)

        return self._ask(ask)

    def _ask(self, ask: Callable[[ModelHost, ModelIdentity], T]) -> T:
        """What `ask` returns; asked anew when another model took over meanwhile."""
        self._settled.wait(self._patience)
        while True:
            with self._lock:
                host, identity, failure = self._host, self._identity, self._failure
            if host is None or identity is None:
                raise failure
            try:
                return ask(host, identity)
            except ModelNotReady:
                if not self._was_retired(host):
                    raise

    def _was_retired(self, host: ModelHost) -> bool:
        """Whether `host` was stopped because another model took over meanwhile."""
        with self._lock:
            return self._host is not None and self._host is not host

    def stop(self) -> None:
        """End the model's process, and any that is still starting. Idempotent."""
        with self._lock:
            hosts = self._starting if self._host is None else [*self._starting, self._host]
            self._host, self._identity, self._since = None, None, None
            self._starting, self._stopped = [], True
            self._failure = ModelNotReady()
        self._settled.set()
        for host in hosts:
            host.stop()

    def _take_over(self, host: ModelHost, taken: InUse) -> list[ModelHost]:
        """The hosts to stop: the one that answered until now, and those chosen earlier.

        That is `host` itself when it comes too late.
        """
        with self._lock:
            if host not in self._starting:
                return [host]
            position = self._starting.index(host)
            retired = self._starting[:position]
            if self._host is not None:
                retired.append(self._host)
            self._starting = self._starting[position + 1 :]
            self._host, self._identity, self._since = host, taken.identity, taken.since
            return retired

    def _give_up(self, host: ModelHost, error: BaseException) -> None:
        host.stop()
        with self._lock:
            if host in self._starting:
                self._starting.remove(host)
                if isinstance(error, AppError):
                    self._failure = error
        self._settled.set()
