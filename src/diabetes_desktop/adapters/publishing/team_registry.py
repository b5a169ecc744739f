"""A model registry of MLflow, asked from a process that is ended when it does not answer.

MLflow's client has timeouts for a server that is silent and none for one that drips. So each call
has a deadline by the clock, and the process that makes it dies with it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from diabetes_desktop.adapters.model_host.child_process import (
    ChildDiedError,
    ChildHungError,
    ChildProcess,
)
from diabetes_desktop.adapters.publishing import registry_calls as calls
from diabetes_desktop.adapters.publishing.registry_calls import Call
from diabetes_desktop.application.publishing_errors import StoreFault, StoreRefused
from diabetes_desktop.application.publishing_ports import ModelUpload, RegisteredModel

T = TypeVar("T")

PROBE_SECONDS = 15.0  # a new process, and one plain question
START_SECONDS = 30.0  # the first call imports MLflow: 3 s, on a slow machine 20
CALL_SECONDS = 20.0
TRANSFER_SECONDS = 600.0


class MlflowTeamRegistry:
    """See `application.publishing_ports.TeamRegistry`. `close` ends its process."""

    def __init__(
        self,
        store: str,
        probe_seconds: float = PROBE_SECONDS,
        call_seconds: float = CALL_SECONDS,
        transfer_seconds: float = TRANSFER_SECONDS,
    ) -> None:
        """Nothing is started before the first call."""
        self._store = store
        self._probe_seconds = probe_seconds
        self._call_seconds = call_seconds
        self._transfer_seconds = transfer_seconds
        self._child: ChildProcess | None = None

    @property
    def store(self) -> str:
        """The tracking URI."""
        return self._store

    def look(self, name: str) -> RegisteredModel | None:
        """The registered model, or None when there is none of this name."""
        return self._ask(calls.look, self._call(name=name))

    def upload(self, directory: Path, name: str) -> str:
        """Put the files into the store; the run that has them."""
        call = self._call(name=name, folder=str(directory))
        return self._ask(calls.upload, call, self._transfer_seconds)

    def fetch_upload(self, run: str, folder: Path) -> Path:
        """Fetch the files of `run`; the model's directory."""
        call = self._call(run=run, folder=str(folder))
        return Path(self._ask(calls.fetch_upload, call, self._transfer_seconds))

    def discard(self, run: str) -> None:
        """Delete `run`."""
        self._ask(calls.discard, self._call(run=run))

    def add_version(self, name: str, run: str, model: ModelUpload) -> str:
        """Make a version of what is in `run`; its number."""
        return self._ask(calls.add_version, self._call(name=name, run=run, model=model))

    def fetch(self, name: str, version: str, folder: Path) -> Path:
        """Fetch a version; the model's directory."""
        call = self._call(name=name, version=version, folder=str(folder))
        return Path(self._ask(calls.fetch, call, self._transfer_seconds))

    def move_alias(self, name: str, alias: str, version: str, before: tuple[str, ...]) -> None:
        """Give `alias` to `version`, and remember `before`."""
        call = self._call(name=name, alias=alias, version=version, before=before)
        self._ask(calls.move_alias, call)

    def close(self) -> None:
        """End the process. Idempotent."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _call(self, **facts: Any) -> Call:
        return Call(self._store, **facts)

    def _ask(
        self, work: Callable[[Call], T | StoreFault], call: Call, seconds: float | None = None
    ) -> T:
        """Raises StoreRefused."""
        patience = self._call_seconds if seconds is None else seconds
        try:
            answer: T | StoreFault | None = None
            if self._child is None:
                self._child = ChildProcess(calls.prepare, with_scratch=False)
                answer = self._child.call(calls.probe, call, self._probe_seconds)
                patience += START_SECONDS
            if not isinstance(answer, StoreFault):
                answer = self._child.call(work, call, patience)
        except ChildHungError:
            self.close()
            raise StoreRefused(StoreFault.SLOW, self.store) from None
        except ChildDiedError:
            self.close()
            raise StoreRefused(StoreFault.FAILED, self.store) from None
        if isinstance(answer, StoreFault):
            raise StoreRefused(answer, self.store)
        return answer
