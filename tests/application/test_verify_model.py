"""The checks run in order and stop at the first that fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.fakes import FakeModelHost

from diabetes_desktop.application.errors import AppError, ModelFault, ModelRefused, ModelTimedOut
from diabetes_desktop.application.inspect_model import LibraryVersion, ModelFacts, ModelFormat
from diabetes_desktop.application.verify_model import Check, CheckResult, VerifyModel

FACTS = ModelFacts(
    location="there",
    name="diabetes_model",
    version="1",
    digest="ab" * 32,
    has_manifest=True,
    flavours=("onnx", "sklearn"),
    format=ModelFormat.ONNX,
    libraries=(),
    golden_cases=32,
)


def verify(facts: ModelFacts | ModelRefused, host: FakeModelHost) -> list[CheckResult]:
    def look(_: str) -> ModelFacts:
        if isinstance(facts, ModelRefused):
            raise facts
        return facts

    return VerifyModel(look, lambda _: host)("there")


def outcome(results: list[CheckResult]) -> tuple[list[Check], AppError | None]:
    assert all(result.failure is None for result in results[:-1])
    return [result.check for result in results], results[-1].failure


def test_all_checks_pass() -> None:
    host = FakeModelHost()

    assert outcome(verify(FACTS, host)) == (list(Check), None)
    assert host.started
    assert host.stopped


@pytest.mark.parametrize(
    ("fault", "detail", "failed"),
    [
        (ModelFault.MISSING, "", Check.FILES),
        (ModelFault.FILE_CHANGED, "card.json", Check.FILES),
        (ModelFault.FILE_MISSING, "model.onnx", Check.FILES),
        (ModelFault.FILE_UNEXPECTED, "extra", Check.FILES),
        (ModelFault.UNREADABLE, "manifest.json", Check.FILES),
        (ModelFault.UNREADABLE, "MLmodel", Check.CONTRACT),
        (ModelFault.SIGNATURE, "age", Check.CONTRACT),
    ],
)
def test_what_is_wrong_with_the_directory(fault: ModelFault, detail: str, failed: Check) -> None:
    refused = ModelRefused(fault, "there", detail)
    host = FakeModelHost()

    checks, failure = outcome(verify(refused, host))

    assert (checks[-1], failure) == (failed, refused)
    assert not host.started


def test_a_directory_without_a_manifest_fails_with_its_digest() -> None:
    checks, failure = outcome(verify(replace(FACTS, has_manifest=False), FakeModelHost()))

    assert checks == [Check.FILES]
    assert isinstance(failure, ModelRefused)
    assert failure.fault is ModelFault.UNTRUSTED
    assert failure.digest == FACTS.digest


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        (replace(FACTS, format=ModelFormat.CODE), ModelFault.UNSAFE_FORMAT),
        (
            replace(FACTS, libraries=(LibraryVersion("scikit-learn", "1.8.0", "1.9.1"),)),
            ModelFault.LIBRARY,
        ),
    ],
)
def test_a_model_that_may_not_run_here_is_not_run(facts: ModelFacts, fault: ModelFault) -> None:
    host = FakeModelHost()

    checks, failure = outcome(verify(facts, host))

    assert checks[-1] is Check.FORMAT
    assert isinstance(failure, ModelRefused)
    assert failure.fault is fault
    assert not host.started


@pytest.mark.parametrize(
    "error", [ModelRefused(ModelFault.GOLDEN_CASES, "there", "31/32"), ModelTimedOut(60.0)]
)
def test_a_model_that_does_not_answer_as_published(error: AppError) -> None:
    host = FakeModelHost()
    host.fails_start = error

    checks, failure = outcome(verify(FACTS, host))

    assert (checks[-1], failure) == (Check.GOLDEN_CASES, error)
    assert host.stopped


def test_a_model_without_golden_cases_proves_nothing() -> None:
    checks, failure = outcome(verify(replace(FACTS, golden_cases=0), FakeModelHost()))

    assert checks[-1] is Check.GOLDEN_CASES
    assert isinstance(failure, ModelRefused)
    assert failure.detail == "0/0"
