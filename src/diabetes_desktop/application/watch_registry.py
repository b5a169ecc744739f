"""Notice that the registry names another version, and let it take over between two predictions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event, Lock

from diabetes_desktop.application.errors import AppError, ModelNotReady
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.ports import Clock
from diabetes_desktop.application.registry_errors import FetchCancelled, is_passing
from diabetes_desktop.application.registry_ports import (
    CachedModel,
    ModelRegistry,
    RefusedVersion,
    RegistryVersion,
    VersionMemory,
)
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

LEAST_SECONDS = 60.0  # between two looks at a registry, which gives no sign of a change itself
JITTER = 0.25  # of it: a hundred workstations switched on together must not ask together


class WatchRegistry:
    """One look is `check`; whoever calls it waits `delay()` seconds in between."""

    def __init__(
        self,
        model: ModelInUse,
        choice: Callable[[], ModelChoice],
        registry: ModelRegistry,
        memory: VersionMemory,
        clock: Clock,
        random: Callable[[], float],
        turn: Lock,
    ) -> None:
        """`choice` is the one in force, `random` gives 0 to 1, `turn` is the lock of switches."""
        self._model = model
        self._choice = choice
        self._registry = registry
        self._memory = memory
        self._clock = clock
        self._random = random
        self._turn = turn
        self._looking = Lock()
        self._state = Lock()  # held for a moment only, around the fields below
        self._seen = Supply(SupplyState.UNCONFIRMED)
        self._seen_for: ModelChoice | None = None
        self._progress = (0, 0)
        self._named: tuple[ModelChoice | None, RegistryVersion | None] = (None, None)
        self._confirmed: tuple[RegistryVersion, str] | None = None  # and the digest of its files

    def delay(self) -> float:
        """The seconds until the next look."""
        return LEAST_SECONDS * (1 + JITTER * self._random())

    def supply(self) -> Supply | None:
        """Where the answering model comes from; None where the choice is no registry."""
        choice = self._choice()
        if choice.source is not SourceKind.REGISTRY:
            return None
        with self._state:
            seen = self._seen if self._seen_for == choice else Supply(SupplyState.UNCONFIRMED)
            fetched, total = self._progress
        seen = replace(seen, fetched=fetched, total=total)
        identity = self._answering()
        if identity is None:
            return replace(seen, state=SupplyState.NONE)
        state = SupplyState.BUNDLED if identity.source is SourceKind.BUNDLED else seen.state
        return replace(seen, state=state, version=identity.version)

    def check(self, cancel: Event) -> Supply | None:
        """Ask the registry, and let another version take over where it names one.

        What goes wrong is in the `Supply`: the model that answered goes on answering.
        """
        with self._looking:
            choice = self._choice()
            if choice.source is not SourceKind.REGISTRY:
                return None
            try:
                named = self._registry.resolve(choice, cancel)
            except FetchCancelled:
                return self.supply()
            except AppError as failure:
                self._out_of_reach(choice, failure)
            else:
                with self._state:
                    self._named = (choice, named)
                self._compare(choice, named, cancel)
            return self.supply()

    def named(self, choice: ModelChoice) -> RegistryVersion | None:
        """What the registry named when it was asked last about `choice`."""
        with self._state:
            asked, named = self._named
        return named if asked == choice else None

    def progress(self) -> tuple[int, int]:
        """How many bytes of how many were fetched; zeros while nothing is."""
        with self._state:
            return self._progress

    def show_progress(self, fetched: int, total: int) -> None:
        """Let `supply` tell of a download: so many bytes of so many."""
        with self._state:
            self._progress = (fetched, total) if fetched < total else (0, 0)

    def _compare(self, choice: ModelChoice, named: RegistryVersion, cancel: Event) -> None:
        passed_over = self._memory.refused()
        if passed_over is not None and passed_over.version != named:
            self._memory.refuse(None)
        elif passed_over is not None:
            self._pass_over(choice, passed_over)
            return
        answering = self._answering()
        if answering is None or self._confirmed != (named, answering.digest):
            self._take(choice, named, cancel)
        else:
            self._see(choice, SupplyState.CURRENT)

    def _take(self, choice: ModelChoice, named: RegistryVersion, cancel: Event) -> None:
        """Fetch what is named, and let it take over unless it is what answers."""
        try:
            fetched = self._registry.fetch(choice, named, self.show_progress, cancel)
            if not self._swap(choice, named, fetched):
                return
        except FetchCancelled:
            self._see(choice, SupplyState.UNCONFIRMED)
        except ModelNotReady:  # the program ends
            return
        except AppError as failure:
            self._did_not_pass(choice, named, failure)
        else:
            self._confirmed = (named, fetched.digest)
            self._see(choice, SupplyState.CURRENT)

    def _swap(self, choice: ModelChoice, named: RegistryVersion, fetched: CachedModel) -> bool:
        """Whether `choice` is still in force and nobody went back from `named` meanwhile.

        Then `fetched` answers.
        """
        with self._turn:
            if self._choice() != choice:
                return False
            passed_over = self._memory.refused()
            if passed_over is not None and passed_over.version == named:
                self._pass_over(choice, passed_over)
                return False
            answering = self._answering()
            is_it = answering is not None and answering.digest == fetched.digest
            if not is_it or answering is None or answering.source is not SourceKind.REGISTRY:
                exactly = replace(choice, version=fetched.version, digest=fetched.digest)
                self._model.use(exactly)
            return True

    def _did_not_pass(self, choice: ModelChoice, named: RegistryVersion, why: AppError) -> None:
        """A version that can't be fetched now is tried again; one that is no good is not."""
        if is_passing(why):
            self._out_of_reach(choice, why)
            return
        refused = RefusedVersion(named, why, self._clock())
        self._memory.refuse(refused)
        self._pass_over(choice, refused)

    def _pass_over(self, choice: ModelChoice, refused: RefusedVersion) -> None:
        went_back = refused.reason is None
        state = SupplyState.WENT_BACK if went_back else SupplyState.REFUSED_NEWER
        self._see(choice, state, refused=refused)

    def _out_of_reach(self, choice: ModelChoice, failure: AppError) -> None:
        with self._state:
            before = self._seen if self._seen_for == choice else None
        known = before is not None and before.state is SupplyState.OUT_OF_REACH
        since = before.since if before is not None and known else self._clock()
        self._see(choice, SupplyState.OUT_OF_REACH, since=since, failure=failure)

    def _see(self, choice: ModelChoice, state: SupplyState, **facts: object) -> None:
        self.show_progress(0, 0)
        with self._state:
            self._seen = Supply(state, checked_at=self._clock(), **facts)  # type: ignore[arg-type]
            self._seen_for = choice

    def _answering(self) -> ModelIdentity | None:
        try:
            return self._model.current().identity
        except AppError:
            return None
