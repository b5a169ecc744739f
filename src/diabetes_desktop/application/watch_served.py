"""Notice that the registry names another version, and let it take over the scoring port."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from diabetes_desktop.application.errors import AppError, ModelNotReady
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import FetchCancelled, is_passing
from diabetes_desktop.application.registry_ports import (
    CachedModel,
    ModelCopies,
    ModelRegistry,
    RegistryVersion,
)
from diabetes_desktop.application.serving import (
    Happening,
    ReportService,
    Service,
    ServiceReport,
    TrialFailed,
)

JITTER = 0.25  # of the pause
MOST_FAILED = 2  # looks in a row before it is told: a computer that starts a service is busy
FIRST_PAUSE = 10.0  # seconds until a version is tried again whose service failed; then doubled
LONGEST_PAUSE = 600.0


@dataclass(frozen=True, slots=True)
class _Postponed:
    version: RegistryVersion
    pause: float
    due: float


class WatchServed:
    """One look is `check`; whoever calls it waits `delay()` seconds in between.

    What can't be done is told once, and what answers goes on answering.
    """

    def __init__(
        self,
        choice: ModelChoice,
        registry: ModelRegistry,
        copies: ModelCopies,
        take_over: Callable[[CachedModel], None],
        report: ReportService,
        clock: Callable[[], float],
    ) -> None:
        """`take_over` raises an AppError where the model does not pass, and nothing has changed.

        `clock` counts seconds.
        """
        self._choice = choice
        self._registry = registry
        self._copies = copies
        self._take_over = take_over
        self._report = report
        self._clock = clock
        self._answering: CachedModel | None = None
        self._confirmed: RegistryVersion | None = None
        self._refused: RegistryVersion | None = None
        self._postponed: _Postponed | None = None
        self._fell_back = False
        self._told_of_good = False
        self._failed_looks = 0
        self._trouble: AppError | None = None  # what was told last

    @property
    def settled(self) -> bool:
        """Whether the very version answers that the registry named last."""
        return self._confirmed is not None

    def check(self, cancel: Event) -> None:
        """Ask the registry, and let the version take over that it names, if it is another one."""
        try:
            named = self._registry.resolve(self._choice, cancel)
            if self._refused != named:
                self._refused = None  # the alias has moved: it may come back
            if self._postponed is not None and self._postponed.version != named:
                self._postponed = None
            is_due = self._postponed is None or self._clock() >= self._postponed.due
            if is_due and named not in (self._confirmed, self._refused):
                self._take(named, cancel)
        except (FetchCancelled, ModelNotReady):  # `serve` ends
            return
        except AppError as failure:
            self._out_of_reach(failure)
        else:
            self._reached()

    def _take(self, named: RegistryVersion, cancel: Event) -> None:
        """Raises AppError where it says nothing of the version itself."""
        try:
            model = self._registry.fetch(self._choice, named, lambda fetched, total: None, cancel)
            if self._answering is None or self._answering.digest != model.digest:
                self._use(model)
                self._copies.keep_as_good(self._choice, model)
        except (FetchCancelled, ModelNotReady):
            raise
        except AppError as failure:
            if is_passing(failure):
                raise
            self._put_off(named, failure)
            self._fall_back()
        else:
            self._confirmed, self._postponed = named, None

    def _put_off(self, named: RegistryVersion, failure: AppError) -> None:
        if not isinstance(failure, TrialFailed) or not failure.passes:
            self._refused = named
            self._tell(Happening.REFUSED, named.version, failure)
            return
        before, pause = self._postponed, FIRST_PAUSE
        if before is None:
            self._tell(Happening.POSTPONED, named.version, failure)
        else:
            pause = min(2 * before.pause, LONGEST_PAUSE)
        self._postponed = _Postponed(named, pause, self._clock() + pause)

    def _use(self, model: CachedModel) -> None:
        self._take_over(model)
        self._answering, self._confirmed, self._trouble = model, None, None
        self._tell(Happening.TOOK_OVER, model.version)

    def _fall_back(self) -> None:
        """Where nothing answers yet: what answered before `serve` was started again."""
        if self._answering is not None or self._fell_back:
            return
        self._fell_back = True  # it is not tried again, unless what failed may pass
        good = self._copies.last_good(self._choice)
        if good is None:
            return
        try:
            self._use(good)
        except ModelNotReady:  # `serve` ends
            return
        except TrialFailed as failure:
            self._fell_back = not failure.passes
            if not self._told_of_good:
                self._told_of_good = True
                happening = Happening.POSTPONED if failure.passes else Happening.REFUSED
                self._tell(happening, good.version, failure)
        except AppError as failure:
            self._tell(Happening.REFUSED, good.version, failure)

    def _out_of_reach(self, failure: AppError) -> None:
        self._failed_looks += 1
        self._fall_back()
        answering = self._answering
        if answering is not None and (self._trouble or self._failed_looks < MOST_FAILED):
            return
        if self._trouble != failure:
            self._trouble = failure
            self._tell(Happening.OUT_OF_REACH, answering.version if answering else "", failure)

    def _reached(self) -> None:
        if self._trouble is not None and self._answering is not None:
            self._tell(Happening.REACHED, self._answering.version)
        self._trouble, self._failed_looks = None, 0

    def _tell(self, happening: Happening, version: str, why: AppError | None = None) -> None:
        number = int(version) if version.isdecimal() else 0
        self._report(ServiceReport(Service.SCORING, happening, number, why))
