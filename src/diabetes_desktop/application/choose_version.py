"""What an administrator does about the versions of a registry's model: look now, go back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event, Lock

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.model_supply import Supply
from diabetes_desktop.application.ports import Clock
from diabetes_desktop.application.registry_ports import (
    ModelRegistry,
    RefusedVersion,
    RegistryVersion,
    VersionMemory,
)
from diabetes_desktop.application.sign_in import SessionCheck
from diabetes_desktop.application.watch_registry import WatchRegistry
from diabetes_desktop.domain.account import Role
from diabetes_desktop.domain.prediction import ModelIdentity


class CheckRegistryNow:
    """Ask the registry without waiting; a version that was passed over gets another chance."""

    def __init__(
        self, watch: WatchRegistry, memory: VersionMemory, check_session: SessionCheck
    ) -> None:
        self._watch = watch
        self._memory = memory
        self._check_session = check_session

    def __call__(self, user: str, cancel: Event) -> Supply | None:
        """Look, and let what is found take over; None where the choice is no registry.

        Raises:
            SessionEnded: `user` is no administrator any more.
        """
        self._check_session(user, Role.ADMINISTRATOR)
        self._memory.refuse(None)
        return self._watch.check(cancel)


@dataclass(frozen=True, slots=True)
class WayBack:
    """Who let which model answer again, and which version of the registry's is passed over.

    `passed_over` is empty where it is the one that answers again.
    """

    user: str
    identity: ModelIdentity
    passed_over: str
    at: datetime


class GoBack:
    """Let a version that answered here before answer again."""

    def __init__(
        self,
        model: ModelInUse,
        choice: Callable[[], ModelChoice],
        registry: ModelRegistry,
        watch: WatchRegistry,
        memory: VersionMemory,
        check_session: SessionCheck,
        clock: Clock,
        turn: Lock,
        tell: Callable[[WayBack], object] = lambda _: None,
    ) -> None:
        """`choice` is the one in force, `turn` is the lock of switches.

        `tell` hears of each way back that was gone; it must not raise.
        """
        self._model = model
        self._choice = choice
        self._registry = registry
        self._watch = watch
        self._memory = memory
        self._check_session = check_session
        self._clock = clock
        self._turn = turn
        self._tell = tell

    def __call__(self, version: str, user: str) -> ModelIdentity:
        """Start `version` from this computer; what the registry names now is passed over.

        What the registry names is passed over from now on, until it names another one. Where it
        can't be asked now, that is what it named last.

        Raises:
            SessionEnded: `user` is no administrator any more.
            RegistryFailed: it can't be asked, and was not since the program started.
            ModelRefused: MISSING: this computer has no copy of it; or see `ModelInUse.use`.
            ModelCrashed, ModelTimedOut, ModelNotReady: it did not start. The one before answers.
        """
        self._check_session(user, Role.ADMINISTRATOR)
        choice = self._choice()
        named = self._named(choice)
        with self._turn:
            identity = self._model.use(replace(choice, version=version, is_way_back=True))
            now = self._clock()
            left = None if named.version == version else RefusedVersion(named, None, now)
            self._memory.refuse(left)
        self._tell(WayBack(user, identity, left.version.version if left else "", now))
        return identity

    def _named(self, choice: ModelChoice) -> RegistryVersion:
        try:
            return self._registry.resolve(choice, Event())
        except AppError:
            if (named := self._watch.named(choice)) is None:
                raise
            return named
