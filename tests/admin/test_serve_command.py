"""The command `serve`: what it asks for, what it says, and how it is stopped."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result

from diabetes_desktop.admin.cli import build_root
from diabetes_desktop.admin.serve import PASSWORD_VARIABLE, Serve, serve_command
from diabetes_desktop.application.serving import (
    Happening,
    ReportService,
    ServeFault,
    ServeRefused,
    ServeRequest,
    Service,
)

PASSWORD = "four words in no order"


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    yield
    for each, handler in kept.items():
        signal.signal(each, handler)


def run(serve: Serve, *arguments: str, **variables: str) -> Result:
    root = build_root([serve_command(serve)], lambda profile: profile, "1.2.3")
    return CliRunner().invoke(root, ["serve", *arguments], env=dict(variables))


def asked(*arguments: str, **variables: str) -> tuple[ServeRequest, Result]:
    requests: list[ServeRequest] = []
    result = run(lambda request, stop, report: requests.append(request), *arguments, **variables)
    assert result.exit_code == 0, result.output
    return requests[0], result


def test_everything_has_a_default_and_listens_on_this_computer_alone() -> None:
    request, result = asked()

    assert (request.port, request.tracking_port, request.host) == (8001, 5000, "127.0.0.1")
    assert (request.model_uri, request.backend_store, request.allowed_hosts) == ("", "", ())
    assert request.folder == Path("diabetes-server").absolute()
    assert result.stderr == ""


def test_what_is_asked_for_arrives(tmp_path: Path) -> None:
    request, _ = asked(
        "--model-uri",
        "models:/diabetes_model@champion",
        "--port",
        "8002",
        "--tracking-port",
        "5001",
        "--folder",
        str(tmp_path),
        "--allowed-hosts",
        "a.example, b.example",
        MLFLOW_BACKEND_STORE_URI="postgresql://db/mlflow",
        **{PASSWORD_VARIABLE: PASSWORD},
    )

    assert request == ServeRequest(
        tmp_path.resolve(),
        "models:/diabetes_model@champion",
        8002,
        5001,
        "127.0.0.1",
        "postgresql://db/mlflow",
        ("a.example", "b.example"),
        PASSWORD,
    )


def test_who_listens_for_others_is_warned() -> None:
    _, result = asked("--host", "0.0.0.0")

    assert "reverse proxy" in result.stderr


@pytest.mark.parametrize("fault", ServeFault)
def test_each_refusal_has_a_sentence(fault: ServeFault) -> None:
    def serve(request: ServeRequest, stop: Event, report: ReportService) -> None:
        raise ServeRefused(fault, "DETAIL")

    result = run(serve)

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert ("DETAIL" in result.stderr) is (fault is not ServeFault.FIRST_START)


def test_each_happening_has_a_sentence() -> None:
    def serve(request: ServeRequest, stop: Event, report: ReportService) -> None:
        for service in Service:
            for happening in Happening:
                report(service, happening, 7)

    lines = run(serve).stdout.splitlines()

    assert len(set(lines)) == len(Service) * len(Happening)
    assert "Scoring service ended: starting it again in 7 s, see its log" in lines


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it(number: signal.Signals) -> None:
    def serve(request: ServeRequest, stop: Event, report: ReportService) -> None:
        signal.raise_signal(number)
        assert stop.wait(10)

    assert run(serve).exit_code == 0
