"""Which model is in use, as the windows show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from diabetes_desktop.application.errors import AppError
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

    def __init__(self, services: Services, runner: BackgroundRunner) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self.state: ModelState = Starting()

    def start(self) -> None:
        """Start the model of the settings."""
        self._set(Starting())
        self.switch(self._services.settings.preferences.model)

    def switch(
        self,
        choice: ModelChoice,
        on_success: Callable[[ModelIdentity], object] = lambda _: None,
        on_failure: Callable[[AppError], object] = lambda _: None,
    ) -> None:
        """Let `choice` take over; if it is refused, the model in use stays."""

        def succeeded(identity: ModelIdentity) -> None:
            self._set(Ready(identity))
            on_success(identity)

        def failed(error: AppError) -> None:
            if not isinstance(self.state, Ready):
                self._set(Unavailable(error))
            on_failure(error)

        self._runner.run(
            lambda: self._services.use_model(choice),
            owner=self,
            on_success=succeeded,
            on_failure=failed,
        )

    def _set(self, state: ModelState) -> None:
        self.state = state
        self.changed.emit()
