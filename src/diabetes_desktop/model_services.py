"""The model in use over its adapters: chosen, started, switched, and watched at its registry."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, RLock
from typing import TYPE_CHECKING

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.model_source import SourceKind

if TYPE_CHECKING:
    from diabetes_desktop.adapters.log_file import LogFile
    from diabetes_desktop.adapters.registry.station import RegistrySource, RegistryStation
    from diabetes_desktop.application.check_connection import StepResult
    from diabetes_desktop.application.choose_version import WayBack
    from diabetes_desktop.application.model_in_use import (
        HostFactory,
        InUse,
        ModelChoice,
        ModelInUse,
    )
    from diabetes_desktop.application.ports import ModelHost
    from diabetes_desktop.application.settings import Settings
    from diabetes_desktop.application.sign_in import SessionCheck
    from diabetes_desktop.domain.prediction import ModelIdentity


class ModelServices:
    """Each part is built once, by whichever thread needs it first."""

    def __init__(
        self,
        profile: Path,
        settings: Callable[[], Settings],
        check_session: SessionCheck,
        log: Callable[[], LogFile],
        make_host: HostFactory | None,
    ) -> None:
        """`profile` is the user's directory; `make_host` is for tests of the screens."""
        self._profile = profile
        self._settings = settings
        self._check_session = check_session
        self._log = log
        self._make_host = make_host or self._host_for
        self._lock = RLock()
        self._switching = Lock()
        self._in_use: ModelInUse | None = None
        self._source: RegistrySource | None = None
        self._registry: RegistryStation | None = None

    def in_use(self) -> ModelInUse:
        """The model in use."""
        from diabetes_desktop.application.model_in_use import ModelInUse

        with self._lock:
            self._in_use = self._in_use or ModelInUse(
                self._make_host, _now, took_over=self._took_over
            )
            return self._in_use

    def registry(self) -> RegistryStation:
        """The registry of the choice in force."""
        from diabetes_desktop.adapters.registry.station import RegistryStation

        with self._lock:
            self._registry = self._registry or RegistryStation(
                self._registry_source(),
                self.in_use(),
                lambda: self._settings().preferences.model,
                self._check_session,
                _now,
                self._switching,
                lambda bug: self._log().bug(bug),
                self._went_back,
            )
            return self._registry

    def use(self, choice: ModelChoice) -> ModelIdentity:
        """See `ModelInUse.use`."""
        return self._started(choice, lambda: self.in_use().use(choice))

    def switch(self, choice: ModelChoice, user: str) -> ModelIdentity:
        """See `SwitchModel`."""
        from diabetes_desktop.application.change_settings import SwitchModel

        switch = SwitchModel(self.in_use(), self._settings(), self._check_session, self._switching)
        return self._started(choice, lambda: switch(choice, user))

    def check_connection(
        self, choice: ModelChoice, report: Callable[[StepResult], None], cancel: Event
    ) -> list[StepResult]:
        """See `CheckConnection`."""
        from diabetes_desktop.adapters.registry.connection_steps import SourceSteps
        from diabetes_desktop.application.check_connection import CheckConnection

        source = self._registry_source()
        way = SourceSteps(
            source.registry, source.credentials.header, source.sequences, self._host_for
        )
        return CheckConnection(way)(choice, report, cancel)

    def stop(self) -> None:
        """End the model's process and look at no registry. Idempotent."""
        with self._lock:
            in_use, registry = self._in_use, self._registry
        if in_use is not None:
            in_use.stop()
        if registry is not None:
            registry.stop()

    def _started(self, choice: ModelChoice, start: Callable[[], ModelIdentity]) -> ModelIdentity:
        try:
            return start()
        except AppError as error:
            fault = getattr(getattr(error, "fault", None), "value", "")
            self._log().event("model_refused", error=type(error).__name__, fault=fault)
            raise
        finally:
            if choice.source is SourceKind.REGISTRY:
                self.registry().look()

    def _took_over(self, taken: InUse) -> None:
        model = taken.identity
        facts = {"model": model.name, "version": model.version, "digest": model.digest}
        self._log().event("model_ready", source=str(model.source), **facts)
        if model.source is SourceKind.REGISTRY:
            self._registry_source().remember(taken)

    def _went_back(self, way: WayBack) -> None:
        model = way.identity
        self._log().event(
            "model_went_back", model=model.name, version=model.version, digest=model.digest
        )

    def _registry_source(self) -> RegistrySource:
        from diabetes_desktop.adapters.registry.station import RegistrySource

        with self._lock:
            self._source = self._source or RegistrySource(self._profile, os.environ)
            return self._source

    def _host_for(self, choice: ModelChoice) -> ModelHost:
        if choice.source is SourceKind.SERVER:
            from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost

            return ScoringServerHost(choice, resource("model"), _authorization(choice))
        if choice.source is SourceKind.REGISTRY:
            return self._registry_source().host(choice, self._host_for)
        from diabetes_desktop.adapters.model_host.client import ProcessModelHost

        return ProcessModelHost(choice, resource("model"))


def _authorization(choice: ModelChoice) -> Callable[[], str]:
    """What the keyring has for the scoring server; MLflow's variables are the tracking server's."""
    from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
    from diabetes_desktop.adapters.server_credentials import ServerCredentials

    server = ServerAddress.of(choice.server_url, allow_http=True).title
    return lambda: ServerCredentials({}).find(server).header


def _now() -> datetime:
    return datetime.now(UTC)
