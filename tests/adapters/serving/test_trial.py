"""A trial that fails for a reason that may pass, on real sockets and with a process that ends."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from threading import Event

import pytest
from tests.adapters.scoring_server.serving import free_port
from tests.adapters.scoring_server.sockets import reply, saying, talking

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.serving import kept_service, trial
from diabetes_desktop.adapters.serving.front import ScoringFront
from diabetes_desktop.adapters.serving.kept_service import ServiceProgram
from diabetes_desktop.adapters.serving.succession import Succession
from diabetes_desktop.adapters.serving.trial import examine, prove
from diabetes_desktop.adapters.serving.watched_model import watched_choice
from diabetes_desktop.application.registry_ports import CachedModel
from diabetes_desktop.application.serving import ServeRequest, Service, TrialFailed, TrialFault

MODEL = str(resource("model"))
RULES = watched_choice(ServeRequest(Path("server")))


def failed_at(port: int) -> TrialFailed:
    with pytest.raises(TrialFailed) as raised:
        prove(port, MODEL, examine(MODEL, RULES).golden)
    assert raised.value.fault is TrialFault.SILENT
    assert raised.value.passes
    return raised.value


def test_a_service_that_is_gone() -> None:
    assert failed_at(free_port()).detail == "connection_refused"


def test_a_service_that_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "STEP_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert failed_at(silent.getsockname()[1]).detail == "slow"


def test_a_service_that_has_run_out_of_something() -> None:
    with talking(saying(reply("500 Internal Server Error", "{}"))) as port:
        failed_at(port)


def test_a_service_that_ends_before_it_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_service, "LOOK_SECONDS", 0.02)

    def ending(_: str, port: int) -> ServiceProgram:
        command = [sys.executable, "-c", "raise SystemExit(3)"]
        url = f"http://127.0.0.1:{port}/ping"
        log = tmp_path / "log"
        return ServiceProgram(Service.SCORING, command, dict(os.environ), port, url, log)

    front = ScoringFront("127.0.0.1", free_port())
    model = CachedModel("diabetes_model", "1", "digest", MODEL)
    with pytest.raises(TrialFailed) as raised:
        Succession(front, ending, lambda *_: None).take_over(model, RULES, Event())
    front.stop()

    assert raised.value.fault is TrialFault.ENDED
