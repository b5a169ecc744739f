"""The connection test over real servers: each step in its place, and the first that fails is told.

About fifteen seconds beside the tracking server's start; the model is started three times.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_signature import sign
from diabetes_desktop.adapters.registry.connection_steps import SourceSteps
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.check_connection import (
    CheckConnection,
    Outcome,
    Step,
    StepResult,
)
from diabetes_desktop.application.errors import AppError, ModelFault, ModelRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_signature import Signed, key_id
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind
from diabetes_desktop.ui.wording.connection import result_text

from ..model_directories import mlmodel, publish
from . import bad_servers
from .bad_servers import ALIAS, FILES, Reply, Script, as_json, scripted
from .certificates import Authority
from .conftest import choice_of
from .tls_front import tls_front
from .tracking_server import READER, TrackingServer, basic, free_port

STEP_SECONDS = 3.0
SCHEDULING = 1.5  # what a busy machine may add
ON_THE_NETWORK = {
    *(Step.NAME, Step.PORT, Step.TLS, Step.SERVER, Step.CREDENTIALS, Step.MODEL, Step.RIGHTS)
}
Check = Callable[[ModelChoice], list[StepResult]]
VERSION = "/version"
SEARCH = "/api/2.0/mlflow/registered-models/search"


@pytest.fixture
def check(registry: MlflowRegistry, sequences: SequenceFile) -> Check:
    return make_check(registry, sequences, READER)


def make_check(registry: MlflowRegistry, sequences: SequenceFile, who: tuple[str, str]) -> Check:
    def make_host(choice: ModelChoice) -> ProcessModelHost:
        return ProcessModelHost(choice, resource("model"))

    def go(choice: ModelChoice) -> list[StepResult]:
        told: list[StepResult] = []
        way = SourceSteps(registry, lambda _: basic(*who), sequences, make_host)
        results = CheckConnection(way)(choice, told.append, Event())
        assert told == results
        for result in results:
            if result.step in ON_THE_NETWORK:
                assert result.seconds < STEP_SECONDS + SCHEDULING
        return results

    return go


@pytest.fixture
def polite(script: Script) -> Script:
    """A scripted registry that passes the steps before the model."""
    script.replies[VERSION] = lambda _: (200, b"3.17.2", {})
    script.replies[SEARCH] = lambda _: as_json({})
    return script


def failed_at(results: list[StepResult]) -> tuple[Step, AppError | None]:
    """The one step that failed; those before it passed, those after it were not tried."""
    outcomes = [result.outcome for result in results]
    position = outcomes.index(Outcome.FAILED)
    assert set(outcomes[:position]) <= {Outcome.PASSED, Outcome.WARNED}
    assert set(outcomes[position + 1 :]) <= {Outcome.SKIPPED}
    return results[position].step, results[position].failure


def test_a_real_server_behind_tls_passes_every_step(
    tracking: TrackingServer,
    authority: Authority,
    check: Check,
    make_model: Callable[[str], Path],
) -> None:
    experiment = tracking.experiment("connection")
    tracking.register("connected", experiment, make_model("1"), "champion")
    with tls_front(tracking.url, authority.server_context()) as url:
        choice = choice_of(url, "models:/connected@champion", ca_file=str(authority.file))
        results = check(choice)
    facts = {result.step: result.fact for result in results}
    assert [result.failure for result in results] == [None] * len(results)
    assert list(facts) == [step for step in Step if step is not Step.SCORING]
    assert facts[Step.NAME] == "127.0.0.1"
    assert facts[Step.TLS] == authority.name
    assert facts[Step.SERVER] == "3.17.2"
    assert facts[Step.MODEL] == "connected 1"
    assert int(facts[Step.RIGHTS]) > 5
    assert facts[Step.CONTRACT] == "onnx"
    assert int(facts[Step.GOLDEN_CASES]) > 10
    warned = [result.step for result in results if result.outcome is Outcome.WARNED]
    assert warned == [Step.SIGNATURE]


def test_a_wrong_password_is_told_as_one(
    tracking: TrackingServer, cache: ModelCache, sequences: SequenceFile, tmp_path: Path
) -> None:
    """MLflow guards even its version: who refuses to tell it answers nevertheless."""
    wrong = (READER[0], "a wrong pass phrase")
    registry = MlflowRegistry(cache, lambda _: basic(*wrong), tmp_path)
    results = make_check(registry, sequences, wrong)(choice_of(tracking.url))
    step, failure = failed_at(results)
    assert step is Step.CREDENTIALS
    assert isinstance(failure, RegistryFailed)
    assert failure.fault is ServerFault.CREDENTIALS
    assert "does not accept the user or password" in result_text(results[3])
    assert "asks for user and password" in result_text(results[2])


def test_a_model_that_nobody_signed_fails_where_the_policy_asks(
    check: Check, make_model: Callable[[str], Path]
) -> None:
    directory = ModelChoice(
        SourceKind.DIRECTORY, str(make_model("1")), signatures=SignaturePolicy.REFUSED
    )
    step, failure = failed_at(check(directory))
    assert step is Step.SIGNATURE
    assert isinstance(failure, ModelRefused)
    assert failure.fault is ModelFault.UNSIGNED
    allowed = check(replace(directory, signatures=SignaturePolicy.ALLOWED))
    assert {result.outcome for result in allowed} == {Outcome.PASSED}


def test_the_way_ends_where_nobody_listens(check: Check) -> None:
    step, failure = failed_at(check(choice_of(f"http://127.0.0.1:{free_port()}")))
    assert step is Step.PORT
    assert isinstance(failure, RegistryFailed)
    assert failure.fault is ServerFault.CONNECTION_REFUSED


def test_the_way_ends_at_a_name_that_nobody_knows(check: Check) -> None:
    step, failure = failed_at(check(choice_of("https://registry.invalid")))
    assert step is Step.NAME
    assert isinstance(failure, RegistryFailed)
    assert failure.fault in (ServerFault.NAME_UNKNOWN, ServerFault.SLOW)


def test_the_way_ends_at_a_port_that_answers_no_knock(check: Check) -> None:
    with bad_servers.blackhole() as url:
        step, failure = failed_at(check(choice_of(url)))
    assert step is Step.PORT
    assert isinstance(failure, RegistryFailed)
    assert failure.fault is ServerFault.UNREACHABLE


def test_the_way_ends_at_a_certificate(check: Check, polite: Script, authority: Authority) -> None:
    with scripted(polite, authority.server_context(expired=True)) as url:
        step, failure = failed_at(check(choice_of(url, ca_file=str(authority.file))))
    assert step is Step.TLS
    assert isinstance(failure, RegistryFailed)
    assert failure.fault is ServerFault.TLS_EXPIRED


def test_the_way_ends_at_a_server_that_takes_for_ever(check: Check) -> None:
    with bad_servers.raw(bad_servers.drip) as url:
        step, failure = failed_at(check(choice_of(url)))
    assert step is Step.SERVER
    assert isinstance(failure, RegistryFailed)
    assert failure.fault is ServerFault.SLOW


ENDS = {
    "HTML": (VERSION, (200, b"<html>", {}), Step.SERVER, RegistryFault.NOT_MLFLOW),
    "503": (VERSION, (503, b"", {}), Step.SERVER, ServerFault.FAILED),
    "password": (SEARCH, (401, b"", {}), Step.CREDENTIALS, ServerFault.CREDENTIALS),
    "host": (
        SEARCH,
        (403, b"Invalid Host header - rebinding", {}),
        Step.CREDENTIALS,
        ServerFault.HOST_HEADER,
    ),
    "model": (ALIAS, (403, b"Permission denied", {}), Step.MODEL, RegistryFault.MODEL_RIGHTS),
    "files": (FILES, (403, b"Permission denied", {}), Step.RIGHTS, RegistryFault.EXPERIMENT_RIGHTS),
    "500": (SEARCH, (500, b"", {}), Step.CREDENTIALS, ServerFault.FAILED),
}


@pytest.mark.parametrize("what", ENDS)
def test_the_way_ends_where_the_server_refuses(check: Check, polite: Script, what: str) -> None:
    path, reply, step, fault = ENDS[what]
    polite.replies[path] = lambda _: reply
    with scripted(polite) as url:
        results = check(choice_of(url))
    reached, failure = failed_at(results)
    assert reached is step
    assert isinstance(failure, RegistryFailed)
    assert failure.fault is fault


def test_many_answers_just_in_time_are_too_late_together(check: Check, polite: Script) -> None:
    """The list of files is asked folder by folder."""

    def slowly(handler: BaseHTTPRequestHandler) -> Reply:
        Event().wait(0.8)
        return as_json({"files": [{"path": "deeper", "is_dir": True}]})

    polite.replies[FILES] = slowly
    with scripted(polite) as url:
        step, failure = failed_at(check(choice_of(url)))
    assert step is Step.RIGHTS
    assert isinstance(failure, RegistryFailed)
    assert (failure.fault, failure.detail) == (ServerFault.SLOW, "3")


def test_the_way_ends_at_an_old_model(
    check: Check, polite: Script, sequences: SequenceFile, make_model: Callable[[str], Path]
) -> None:
    """Security 11."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    directory = make_model("1")
    sign(directory, private, 5)
    polite.files = Script(directory).files
    with scripted(polite) as url:
        choice = choice_of(url, trusted_keys=frozenset({public}))
        sequences.started(choice, "f" * 64, Signed(key_id(public), 9))
        step, failure = failed_at(check(choice))
        assert step is Step.SIGNATURE
        assert isinstance(failure, ModelRefused)
        assert (failure.fault, failure.detail) == (ModelFault.OLDER, "5 < 9")


def test_the_way_ends_at_a_changed_file(check: Check, polite: Script) -> None:
    polite.files["model.onnx"] = b"x" * len(polite.files["model.onnx"])
    with scripted(polite) as url:
        step, failure = failed_at(check(choice_of(url)))
    assert step is Step.FILES
    assert failure == ModelRefused(ModelFault.FILE_CHANGED, "diabetes_model 1", "model.onnx")


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:\\\\model.onnx"])
def test_the_way_ends_at_a_path_that_leads_out_of_the_model(
    check: Check, polite: Script, small_model: Path, path: str
) -> None:
    """Security 11."""
    flavours = {"onnx": {"data": path}, "python_function": {"loader_module": "mlflow.onnx"}}
    (small_model / "MLmodel").write_text(mlmodel(flavours))
    publish(small_model)
    polite.files = Script(small_model).files
    with scripted(polite) as url:
        step, failure = failed_at(check(choice_of(url)))
    assert step is Step.CONTRACT
    assert isinstance(failure, ModelRefused)
    assert (failure.fault, failure.detail) == (ModelFault.UNREADABLE, "MLmodel")


def test_a_model_that_does_not_start_fails_last(check: Check, polite: Script) -> None:
    with scripted(polite) as url:  # whole, but its graph is none
        step, failure = failed_at(check(choice_of(url)))
    assert step is Step.GOLDEN_CASES
    assert isinstance(failure, ModelRefused)
    assert failure.fault is ModelFault.LOAD


def test_a_scoring_server_that_is_not_there(check: Check) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    step, failure = failed_at(check(ModelChoice(SourceKind.SERVER, server_url=url)))
    assert step is Step.PORT
    assert isinstance(failure, ScoringServerFailed)


def test_the_test_can_be_stopped_at_any_step(
    registry: MlflowRegistry, sequences: SequenceFile
) -> None:
    cancel = Event()

    def report(result: StepResult) -> None:
        if result.step is Step.PORT:
            cancel.set()

    def no_host(choice: ModelChoice) -> ProcessModelHost:
        raise AssertionError

    with bad_servers.raw(bad_servers.drip) as url:
        way = SourceSteps(registry, lambda _: "", sequences, no_host)
        began = time.monotonic()
        results = CheckConnection(way)(choice_of(url), report, cancel)
    assert time.monotonic() - began < 2
    outcomes = [result.outcome for result in results]
    assert outcomes[:3] == [Outcome.PASSED, Outcome.PASSED, Outcome.CANCELLED]
    assert set(outcomes[3:]) == {Outcome.SKIPPED}
