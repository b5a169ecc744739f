"""The process that runs one model: started, replaced when it dies or hangs, ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar

from diabetes_desktop.adapters.model_host import worker
from diabetes_desktop.adapters.model_host.child_process import (
    ChildDiedError,
    ChildHungError,
    ChildProcess,
)
from diabetes_desktop.application.errors import (
    ModelCrashed,
    ModelFault,
    ModelNotReady,
    ModelRefused,
    ModelTimedOut,
)
from diabetes_desktop.application.inspect_model import ModelFacts
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

T = TypeVar("T")


class KeptProcess:
    """One caller at a time may talk to it: whoever has the turn; `end` may be called by anybody."""

    def __init__(
        self, choice: ModelChoice, bundled: Path, start_seconds: float, explain_budget: float
    ) -> None:
        """Nothing is started yet; `bundled` is the directory of the bundled model."""
        self._choice = choice
        self.location = str(bundled) if choice.source is SourceKind.BUNDLED else choice.location
        self._bundled = str(bundled)
        self._start_seconds = start_seconds
        self._explain_budget = explain_budget
        self._state = Lock()  # held for a moment only, around the fields below
        self.identity: ModelIdentity | None = None
        self.child: ChildProcess | None = None
        self._loading = False
        self.ended = False

    def started(self) -> ModelIdentity:
        """The model that answers. Raises ModelNotReady: not started, or ended."""
        if self.identity is None or self.ended:
            raise ModelNotReady
        return self.identity

    def running(self) -> ChildProcess:
        """The process; a new one, with the model loaded, where there is none.

        Raises:
            ModelRefused, ModelCrashed, ModelTimedOut: it can't be used; nothing is left running.
            ModelNotReady: it was ended.
        """
        return self.child or self._start()

    def twice(self, ask: Callable[[ChildProcess], T], seconds: float) -> T:
        """What `ask` returns; asked once more of a new process where one died or hung.

        Raises:
            ModelCrashed, ModelTimedOut: twice; and as `running`.
        """
        try:
            return ask(self.running())
        except (ChildDiedError, ChildHungError):
            self.drop()
        try:
            return ask(self.running())
        except (ChildDiedError, ChildHungError) as failure:
            self.drop()
            raise self._failed(failure, seconds) from None

    def begin_end(self, patience: float) -> float:
        """Start nothing any more; how long somebody under way may take: 0 while it loads."""
        with self._state:
            self.ended = True
            return 0.0 if self._loading else patience

    def drop(self) -> None:
        """End the process, if there is one."""
        with self._state:
            child, self.child = self.child, None
        if child is not None:
            child.kill()

    def _start(self) -> ChildProcess:
        try:
            child = self._adopt()
            loading = worker.Loading(
                self._choice, self.location, child.scratch, self._bundled, self._explain_budget
            )
            facts = child.call(worker.load, loading, self._start_seconds)
            self._identify(facts)
        except (ChildDiedError, ChildHungError) as failure:
            self.drop()
            raise self._failed(failure, self._start_seconds) from None
        except ModelRefused:
            self.drop()
            raise
        finally:
            self._loading = False
        return child

    def _adopt(self) -> ChildProcess:
        with self._state:
            if self.ended:
                raise ModelNotReady
            self._loading = True
            # Only a format that needs a policy line loads from a path.
            self.child = ChildProcess(worker.prepare, with_scratch=self._choice.allow_pickle)
            return self.child

    def _identify(self, facts: ModelFacts | ModelRefused) -> None:
        """Raises ModelRefused; after a restart also when the directory holds another model now."""
        if isinstance(facts, ModelRefused):
            raise facts
        if self.identity is not None and facts.digest != self.identity.digest:
            raise ModelRefused(ModelFault.FILE_CHANGED, self.location, digest=facts.digest)
        self.identity = ModelIdentity(
            facts.name, facts.version, facts.digest, self._choice.source, self._choice.location
        )

    def _failed(
        self, failure: ChildDiedError | ChildHungError, seconds: float
    ) -> ModelNotReady | ModelCrashed | ModelTimedOut:
        if self.ended:
            return ModelNotReady()
        return ModelTimedOut(seconds) if isinstance(failure, ChildHungError) else ModelCrashed()
