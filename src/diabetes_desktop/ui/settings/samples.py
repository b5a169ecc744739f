"""States of the connection test for the self-test: made up, with texts as long as real ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diabetes_desktop.application.check_connection import Outcome, Step, StepResult
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.server_errors import ServerFault

_SERVER = "mlflow.hospital.example:5000"
_PASSED = (
    StepResult(Step.NAME, Outcome.PASSED, 0.003, "10.20.30.40"),
    StepResult(Step.PORT, Outcome.PASSED, 0.002, _SERVER),
    StepResult(Step.SERVER, Outcome.PASSED, 0.009, "3.17.2"),
    StepResult(Step.CREDENTIALS, Outcome.PASSED, 0.014),
    StepResult(Step.MODEL, Outcome.PASSED, 0.014, "diabetes_model 3"),
    StepResult(Step.RIGHTS, Outcome.PASSED, 0.02, "14"),
    StepResult(Step.FILES, Outcome.PASSED, 1.26, "12.4"),
    StepResult(Step.CONTRACT, Outcome.PASSED, 0.01, "onnx"),
)
_GOLDEN = StepResult(Step.GOLDEN_CASES, Outcome.PASSED, 2.31, "136")


def connection_states() -> Iterator[tuple[str, Sequence[StepResult], bool]]:
    """Name, results so far, and whether the test still runs."""
    signed = StepResult(Step.SIGNATURE, Outcome.PASSED, 0.001, "0123456789abcdef")
    unsigned = StepResult(Step.SIGNATURE, Outcome.WARNED, 0.001)
    host = RegistryFailed(ServerFault.HOST_HEADER, _SERVER)
    rights = RegistryFailed(RegistryFault.EXPERIMENT_RIGHTS, _SERVER, "diabetes_model")
    yield "running", _PASSED[:5], True
    yield "passed", (*_PASSED, signed, _GOLDEN), False
    yield "warned", (*_PASSED, unsigned, _GOLDEN), False
    yield "failed early", _ended(2, StepResult(Step.SERVER, Outcome.FAILED, 0.01, "", host)), False
    yield "failed late", _ended(5, StepResult(Step.RIGHTS, Outcome.FAILED, 0.01, "", rights)), False
    yield "stopped", _ended(6, StepResult(Step.FILES, Outcome.CANCELLED)), False


def _ended(passed: int, last: StepResult) -> list[StepResult]:
    after = [*(result.step for result in _PASSED), Step.SIGNATURE, Step.GOLDEN_CASES]
    skipped = [StepResult(step, Outcome.SKIPPED) for step in after[passed + 1 :]]
    return [*_PASSED[:passed], last, *skipped]
