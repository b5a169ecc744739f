"""The parts of a workstation that have to do with registries, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import SystemRandom
from threading import Event, Lock

from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.registry_host import RegistryModelHost
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.registry.version_file import VersionFile
from diabetes_desktop.adapters.registry.watching import Watching
from diabetes_desktop.adapters.server_credentials import ServerCredentials
from diabetes_desktop.application.choose_version import CheckRegistryNow, GoBack, WayBack
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import InUse, ModelInUse
from diabetes_desktop.application.model_supply import Supply
from diabetes_desktop.application.ports import Clock, ModelHost
from diabetes_desktop.application.registry_ports import PeriodOfUse, Progress
from diabetes_desktop.application.sign_in import SessionCheck
from diabetes_desktop.application.watch_registry import WatchRegistry
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.prediction import ModelIdentity

MODELS = "models"  # in the profile: the copies
VERSIONS = "versions.json"  # in the profile: the history
SEQUENCES = "sequences.json"  # in the profile: the highest numbers of signatures


class RegistrySource:
    """Where hosts of a registry's model get it from; nothing is asked before one starts."""

    def __init__(self, profile: Path, environment: Mapping[str, str]) -> None:
        """`profile` is the user's directory."""
        self.credentials = ServerCredentials(environment)
        self.copies = ModelCache(profile / MODELS)
        self.registry = MlflowRegistry(self.copies, self.credentials.header, profile)
        self.memory = VersionFile(profile / VERSIONS)
        self.sequences = SequenceFile(profile / SEQUENCES)
        self.progress: Progress = lambda fetched, total: None

    def host(
        self, choice: ModelChoice, make_host: Callable[[ModelChoice], ModelHost]
    ) -> RegistryModelHost:
        """A host of the registry's model; `make_host` makes those of directories."""
        return RegistryModelHost(
            choice,
            self.registry,
            self.copies,
            self.sequences,
            make_host,
            lambda fetched, total: self.progress(fetched, total),
        )

    def remember(self, taken: InUse) -> None:
        """Note in the history that a registry's version took over."""
        model = taken.identity
        if model.source is SourceKind.REGISTRY:
            self.memory.took_over(model.name, model.version, model.digest, taken.since)


class RegistryStation:
    """The registry of the choice in force: watched, and what is to be said and done about it."""

    def __init__(
        self,
        source: RegistrySource,
        model: ModelInUse,
        choice: Callable[[], ModelChoice],
        check_session: SessionCheck,
        clock: Clock,
        turn: Lock,
        report: Callable[[BaseException], object],
        went_back: Callable[[WayBack], object] = lambda _: None,
    ) -> None:
        """`choice` is the one in force, `turn` the lock of switches; `report` is told of bugs.

        `went_back` hears of each way back that an administrator went.
        """
        memory, registry, random = source.memory, source.registry, SystemRandom().random
        self._memory = memory
        self._registry = registry
        self._watch = WatchRegistry(model, choice, registry, memory, clock, random, turn)
        source.progress = self._watch.show_progress
        self._check_now = CheckRegistryNow(self._watch, memory, check_session)
        self._go_back = GoBack(
            model, choice, registry, self._watch, memory, check_session, clock, turn, went_back
        )
        self._watching = Watching(self._watch.check, self._watch.delay, report)

    def look(self) -> None:
        """Look at the registry now, and from now on now and then. Nobody waits for it."""
        self._watching.look()

    def supply(self) -> Supply | None:
        """See `WatchRegistry.supply`."""
        return self._watch.supply()

    def periods(self) -> Sequence[PeriodOfUse]:
        """Which versions answered here, the newest first."""
        return self._memory.periods()

    def check_now(self, user: str, cancel: Event) -> Supply | None:
        """See `CheckRegistryNow`."""
        return self._check_now(user, cancel)

    def go_back(self, version: str, user: str) -> ModelIdentity:
        """See `GoBack`."""
        return self._go_back(version, user)

    def progress(self) -> tuple[int, int]:
        """See `WatchRegistry.progress`; of any download, also of a choice not yet in force."""
        return self._watch.progress()

    def cancel_download(self) -> None:
        """Stop what is being fetched, if anything is; it is tried again at the next look."""
        self._registry.cancel()

    def stop(self) -> None:
        """Look no more. Idempotent."""
        self._watching.stop()
