"""The command `serve`: what it asks for, what it says, and how it is stopped."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result

from diabetes_desktop.admin.cli import build_root
from diabetes_desktop.admin.serve import Serve, serve_command
from diabetes_desktop.admin.serve_text import (
    PASSWORD_VARIABLE,
    USER_PASSWORD_VARIABLE,
    USER_VARIABLE,
    report_text,
)
from diabetes_desktop.application.errors import AppError, ModelFault, ModelRefused
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.application.serving import (
    Happening,
    ReportService,
    ServeFault,
    ServeRefused,
    ServeRequest,
    Service,
    ServiceReport,
)
from diabetes_desktop.domain.model_signature import key_text

PASSWORD = "four words in no order"
KEY = "0123456789abcdef" * 4
WITHOUT_DETAIL = (
    ServeFault.FIRST_START,
    ServeFault.SIGN_IN,
    ServeFault.TUNNEL_OPEN,
    ServeFault.TUNNEL_TOKEN,
    ServeFault.TUNNEL_PACKAGE,
    ServeFault.TUNNEL_NETWORK,
)


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
    assert ("DETAIL" in result.stderr) is (fault not in WITHOUT_DETAIL)


def test_each_happening_has_a_sentence() -> None:
    def serve(request: ServeRequest, stop: Event, report: ReportService) -> None:
        for service in Service:
            for happening in Happening:
                report(ServiceReport(service, happening, 7))

    lines = run(serve).stdout.splitlines()

    assert len(set(lines)) == len(Service) * len(Happening)
    assert "Scoring service ended: starting it again in 7 s, see its log" in lines


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (ModelRefused(ModelFault.GOLDEN_CASES, "a folder", "3/32"), "3/32 golden cases met"),
        (RegistryFailed(RegistryFault.MODEL_UNKNOWN, "host:5000", "m"), "no model “m” yet"),
        (RegistryFailed(ServerFault.CREDENTIALS, "host:5000"), "MLFLOW_TRACKING_USERNAME"),
        (RegistryFailed(ServerFault.TLS_HOST, "host:5000"), "tls host"),
    ],
)
def test_a_version_that_does_not_take_over_is_told_with_its_reason(
    why: AppError, said: str
) -> None:
    told = report_text(ServiceReport(Service.SCORING, Happening.REFUSED, 3, why))

    assert "version 3 does not take over" in told
    assert said in told
    away = ServiceReport(Service.SCORING, Happening.OUT_OF_REACH, 0, why)
    assert "no version answers yet" in report_text(away)


def test_what_is_watched_has_to_move() -> None:
    request, _ = asked("--watch", "--watch-seconds", "5")
    assert (request.watch, request.watch_seconds, request.trusted_keys) == (True, 5.0, frozenset())

    result = run(_nothing, "--watch", "--model-uri", "models:/diabetes_model/3")

    assert result.exit_code == 1
    assert "models:/diabetes_model/3 always names the same model" in result.stderr


@pytest.mark.parametrize("written", [KEY, key_text(KEY)])  # as keygen prints it: the second
def test_a_key_is_taken_as_keygen_prints_it(written: str) -> None:
    assert asked("--watch", "--trusted-key", written)[0].trusted_keys == {KEY}


@pytest.mark.parametrize("written", ["ab", "no key", KEY[:-2]])
def test_what_is_no_key_starts_nothing(written: str) -> None:
    result = run(_nothing, "--watch", "--trusted-key", written)

    assert result.exit_code == 2
    assert "44 characters" in result.stderr


@pytest.mark.parametrize(
    ("user", "password", "is_taken"),
    [
        ("workstation", PASSWORD, True),
        ("", "", True),
        ("workstation", "", False),
        ("", PASSWORD, False),
        ("a:b", PASSWORD, False),
        ("workstation", "too short", False),
    ],
)
def test_the_sign_in_of_the_scoring_port(user: str, password: str, is_taken: bool) -> None:
    result = run(_nothing, **{USER_VARIABLE: user, USER_PASSWORD_VARIABLE: password})

    assert (result.exit_code == 0) is is_taken
    assert not password or password not in result.output


def test_the_tunnels_token_is_read_from_the_environment_alone(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yml"
    policy.write_text("on_http_request: []")
    both = {"NGROK_TOKEN": "first secret", "NGROK_AUTHTOKEN": "second secret"}
    request, result = asked("--tunnel", "--traffic-policy", str(policy), **both)
    other, _ = asked("--tunnel", NGROK_AUTHTOKEN="second secret", NGROK_TOKEN="")

    assert request.tunnel is not None
    assert (request.tunnel.token, request.tunnel.policy) == ("first secret", "on_http_request: []")
    assert other.tunnel is not None
    assert other.tunnel.token == "second secret"
    assert "secret" not in repr(request)
    assert "secret" not in result.output
    assert asked(NGROK_TOKEN="first secret")[0].tunnel is None


def test_where_the_tunnel_leads_is_said() -> None:
    place = "https://name.ngrok.example"
    told = report_text(ServiceReport(Service.TUNNEL, Happening.READY, place=place))

    assert place in told
    assert "pass through ngrok" in told


def _nothing(request: ServeRequest, stop: Event, report: ReportService) -> None:
    return


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it(number: signal.Signals) -> None:
    def serve(request: ServeRequest, stop: Event, report: ReportService) -> None:
        signal.raise_signal(number)
        assert stop.wait(10)

    assert run(serve).exit_code == 0
