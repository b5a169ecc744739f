"""The connection test: the way to a model, step by step, and where it ends if it does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from threading import Event
from typing import Protocol

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import FetchCancelled


class Step(Enum):
    """The steps, in the order in which they are gone; the fact that a passed one tells."""

    NAME = "name"  # the computer's address
    PORT = "port"  # host and port; of the proxy, where there is one
    TLS = "tls"  # who issued the server's certificate
    SERVER = "server"  # MLflow's version
    CREDENTIALS = "credentials"
    MODEL = "model"  # the model's name and version
    RIGHTS = "rights"  # how many files it has
    FILES = "files"  # how many megabytes were checked
    CONTRACT = "contract"  # how the model would be loaded
    SIGNATURE = "signature"  # the short name of the key that signed; empty where none did
    GOLDEN_CASES = "golden_cases"  # how many test cases it met; empty where it brings none
    SCORING = "scoring"  # the scoring server's address


class Outcome(Enum):
    """What became of a step."""

    PASSED = "passed"
    WARNED = "warned"  # passed, and somebody should know
    FAILED = "failed"
    SKIPPED = "skipped"  # an earlier one failed
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class StepResult:
    """`failure` says what IT has to do; `seconds` is how long it took."""

    step: Step
    outcome: Outcome
    seconds: float = 0.0
    fact: str = ""
    failure: AppError | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a step that passed has to tell."""

    fact: str = ""
    is_warning: bool = False


Walk = Callable[[Event], Found]  # raises AppError


class ConnectionSteps(Protocol):
    """Knows the way to each source."""

    def steps(self, choice: ModelChoice) -> Sequence[tuple[Step, Walk]]:
        """The steps to the model of `choice`, to be gone once, in this order.

        Each that asks the network ends within 3 s; fetching and starting the model take as long as
        the model is large, and end when the event is set.
        """


class CheckConnection:
    """Changes nothing: the model in use goes on answering, whatever is found."""

    def __init__(
        self, way: ConnectionSteps, stopwatch: Callable[[], float] = time.monotonic
    ) -> None:
        """`stopwatch` gives seconds from any beginning."""
        self._way = way
        self._stopwatch = stopwatch

    def __call__(
        self, choice: ModelChoice, report: Callable[[StepResult], None], cancel: Event
    ) -> list[StepResult]:
        """Go the way; each result is also given to `report` as soon as it is there."""
        results: list[StepResult] = []
        for step, walk in self._way.steps(choice):
            is_over = bool(results) and results[-1].outcome not in (Outcome.PASSED, Outcome.WARNED)
            results.append(
                StepResult(step, Outcome.SKIPPED) if is_over else self._go(step, walk, cancel)
            )
            report(results[-1])
        return results

    def _go(self, step: Step, walk: Walk, cancel: Event) -> StepResult:
        began = self._stopwatch()
        found, failure, outcome = Found(), None, Outcome.PASSED
        try:
            if cancel.is_set():
                raise FetchCancelled
            found = walk(cancel)
            outcome = Outcome.WARNED if found.is_warning else Outcome.PASSED
        except AppError as error:
            failure = error
            outcome = Outcome.CANCELLED if cancel.is_set() else Outcome.FAILED
        return StepResult(step, outcome, self._stopwatch() - began, found.fact, failure)
