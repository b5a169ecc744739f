"""Which model is in use, as the windows show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diabetes_desktop.domain.model_source import SourceKind

if TYPE_CHECKING:
    from diabetes_desktop.application.errors import AppError, ModelRefused
    from diabetes_desktop.application.model_in_use import InUse, ModelChoice
    from diabetes_desktop.application.model_supply import Supply
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


@dataclass(frozen=True, slots=True)
class News:
    """What is seen at a look: the model that answers, if one does, and what its registry says."""

    in_use: InUse | None
    supply: Supply | None


ModelState = Starting | Ready | Unavailable


class ModelStatus(QObject):
    """Starts and switches the model in the background and tells who shows it.

    A registry's new version takes over by itself: `look` notices it. `supply` is what is known of
    the registry, `newcomer` the version that took over and that nobody has seen yet.
    """

    changed = Signal()
    switched = Signal(object)
    refused = Signal(object)
    supply_changed = Signal()

    def __init__(self, services: Services, runner: BackgroundRunner) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._under_way = 0  # starts and switches, which tell their outcome themselves
        self._looking = False
        self.state: ModelState = Starting()
        self.supply: Supply | None = None
        self.newcomer: InUse | None = None

    def start(self) -> None:
        """Start the model of the settings."""
        self._set(Starting())
        choice = self._services.settings.preferences.model
        self._run(lambda: self._services.use_model(choice))

    def switch(self, choice: ModelChoice, user: str) -> None:
        """Let `choice` take over for administrator `user`; if it is refused, the other stays.

        `switched` or `refused` is emitted then: whoever listens may be gone meanwhile.
        """

        def switch() -> ModelIdentity:
            if choice.source is SourceKind.REGISTRY:
                self._services.registry()  # from now on it can tell of a download
            return self._services.switch_model(choice, user)

        self._run(switch)

    def go_back(self, version: str, user: str) -> None:
        """Let a version used before answer again; as `switch`."""

        def go_back() -> ModelIdentity:
            registry = self._services.registry()
            identity = registry.go_back(version, user)
            registry.look()  # what it says now was said of the version before
            return identity

        self._run(go_back)

    def lose(self, error: ModelRefused) -> None:
        """The model in use was refused when it was asked: its files are not what they were."""
        self._set(Unavailable(error))

    def look(self) -> None:
        """See what the registry's thread has done; nothing where the model is not a registry's."""
        source = self._services.settings.preferences.model.source
        if source is not SourceKind.REGISTRY:
            self._know(None)
        elif not self._under_way and not self._looking:
            self._looking = True
            self._runner.run(
                lambda: _news(self._services),
                owner=self,
                on_success=self._saw,
                on_failure=lambda _: self._saw(News(None, self.supply)),
            )

    def acknowledge(self) -> None:
        """Somebody has seen that a new version took over."""
        if self.newcomer is not None:
            self.newcomer = None
            self.supply_changed.emit()

    def _saw(self, news: News) -> None:
        self._looking = False
        if self._under_way:
            return
        before = self.state.identity if isinstance(self.state, Ready) else None
        if news.in_use is not None and news.in_use.identity != before:
            self.newcomer = news.in_use if before is not None else None
            self._set(Ready(news.in_use.identity))
            self.supply_changed.emit()
        self._know(news.supply)

    def _know(self, supply: Supply | None) -> None:
        if supply != self.supply:
            self.supply = supply
            self.supply_changed.emit()

    def _run(self, work: Callable[[], ModelIdentity]) -> None:
        self._under_way += 1
        self._runner.run(work, owner=self, on_success=self._succeed, on_failure=self._fail)

    def _succeed(self, identity: ModelIdentity) -> None:
        self._under_way -= 1
        self.newcomer = None
        self._set(Ready(identity))
        self.switched.emit(identity)
        self.supply_changed.emit()

    def _fail(self, error: AppError) -> None:
        self._under_way -= 1
        if not isinstance(self.state, Ready):
            self._set(Unavailable(error))
        self.refused.emit(error)

    def _set(self, state: ModelState) -> None:
        self.state = state
        self.changed.emit()


def _news(services: Services) -> News:
    from diabetes_desktop.application.errors import AppError

    try:
        in_use = services.model().current()
    except AppError:
        in_use = None
    return News(in_use, services.registry().supply())
