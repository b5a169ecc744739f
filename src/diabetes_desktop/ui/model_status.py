"""Which model is in use, as the windows show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from diabetes_desktop.application.errors import AppError, ModelRefused
    from diabetes_desktop.application.model_in_use import ModelChoice
    from diabetes_desktop.domain.prediction import ModelIdentity
    from diabetes_desktop.ui.background_runner import BackgroundRunner
    from diabetes_desktop.ui.services import Services


@dataclass(frozen=True, slots=True)
class Starting:
    """The model's process is starting; its golden cases have not run yet."""


@dataclass(frozen=True, slots=True)
class Ready:
    """This model answers."""

    identity: ModelIdentity


@dataclass(frozen=True, slots=True)
class Unavailable:
    """No model answers, and why."""

    error: AppError


ModelState = Starting | Ready | Unavailable


class ModelStatus(QObject):
    """Starts and switches the model in the background and tells who shows it."""

    changed = Signal()
    switched = Signal(object)
    refused = Signal(object)

    def __init__(self, services: Services, runner: BackgroundRunner) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self.state: ModelState = Starting()

    def start(self) -> None:
        """Start the model of the settings."""
        self._set(Starting())
        choice = self._services.settings.preferences.model
        self._run(lambda: self._services.use_model(choice))

    def switch(self, choice: ModelChoice, user: str) -> None:
        """Let `choice` take over for administrator `user`; if it is refused, the other stays.

        `switched` or `refused` is emitted then: whoever listens may be gone meanwhile.
        """
        self._run(lambda: self._services.switch_model(choice, user))

    def lose(self, error: ModelRefused) -> None:
        """The model in use was refused when it was asked: its files are not what they were."""
        self._set(Unavailable(error))

    def _run(self, work: Callable[[], ModelIdentity]) -> None:
        self._runner.run(work, owner=self, on_success=self._succeed, on_failure=self._fail)

    def _succeed(self, identity: ModelIdentity) -> None:
        self._set(Ready(identity))
        self.switched.emit(identity)

    def _fail(self, error: AppError) -> None:
        if not isinstance(self.state, Ready):
            self._set(Unavailable(error))
        self.refused.emit(error)

    def _set(self, state: ModelState) -> None:
        self.state = state
        self.changed.emit()
