"""Is a model directory what was published, and does it answer as it did then?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from diabetes_desktop.application.errors import AppError, ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import LookAtModel, ModelFacts, check_allowed
from diabetes_desktop.application.model_in_use import HostFactory, ModelChoice
from diabetes_desktop.domain.prediction import SourceKind


class Check(Enum):
    """What is checked, in this order; the first that fails ends the run."""

    FILES = "files"  # each file as in the manifest
    CONTRACT = "contract"  # MLmodel readable, eight inputs, integer class
    FORMAT = "format"  # runs no code on load, and the libraries are the right ones
    GOLDEN_CASES = "golden_cases"  # answers as when it was published


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How a check ended. `facts` are there from the second check on."""

    check: Check
    failure: AppError | None
    facts: ModelFacts | None = None


class VerifyModel:
    """The checks that a workstation makes, one by one."""

    def __init__(self, look: LookAtModel, make_host: HostFactory) -> None:
        self._look = look
        self._make_host = make_host

    def __call__(self, location: str) -> list[CheckResult]:
        """The results of the checks on the directory `location`, up to the first failure."""
        choice = ModelChoice(SourceKind.DIRECTORY, location)
        try:
            model = self._look(location)
        except ModelRefused as refused:
            return _looked(refused)
        if not model.has_manifest:
            unknown = ModelRefused(ModelFault.UNTRUSTED, location, digest=model.digest)
            return [CheckResult(Check.FILES, unknown, model)]
        passed = [
            CheckResult(Check.FILES, None, model),
            CheckResult(Check.CONTRACT, None, model),
        ]
        try:
            check_allowed(model, choice)
        except ModelRefused as refused:
            return [*passed, CheckResult(Check.FORMAT, refused, model)]
        passed.append(CheckResult(Check.FORMAT, None, model))
        return [*passed, CheckResult(Check.GOLDEN_CASES, self._run(choice, model), model)]

    def _run(self, choice: ModelChoice, model: ModelFacts) -> AppError | None:
        if model.golden_cases == 0:
            return ModelRefused(ModelFault.GOLDEN_CASES, model.location, "0/0", model.digest)
        host = self._make_host(choice)
        try:
            host.start()
        except AppError as failure:
            return failure
        finally:
            host.stop()
        return None


def _looked(refused: ModelRefused) -> list[CheckResult]:
    """An unreadable MLmodel of the right bytes is the contract's failure, not the files'."""
    contract = refused.fault is ModelFault.SIGNATURE or (
        refused.fault is ModelFault.UNREADABLE and refused.detail == "MLmodel"
    )
    if contract:
        return [CheckResult(Check.FILES, None), CheckResult(Check.CONTRACT, refused)]
    return [CheckResult(Check.FILES, refused)]
