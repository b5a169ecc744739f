"""A tracking server that misbehaves, on a real socket: an answer in time, and the right one.

About twenty seconds: each server is asked by a new process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.adapters.registry.bad_servers import blackhole, drip, gibberish, raw, silent
from tests.adapters.registry.certificates import Authority

from diabetes_desktop.adapters.publishing.team_registry import MlflowTeamRegistry
from diabetes_desktop.application.publishing_errors import StoreFault, StoreRefused

SECRET = "Female 66.5 6.6 140.0"


@contextmanager
def answering(status: int, body: str, kind: str, **headers: str) -> Iterator[str]:
    """The address of a server that answers everything alike."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def nobody() -> Iterator[str]:
    with answering(200, "", "text/plain") as address:
        pass
    yield address


@contextmanager
def name_without_address() -> Iterator[str]:
    yield "http://registro.hospital.invalid:5000"


ANSWERS: dict[str, tuple[Callable[[], AbstractContextManager[str]], StoreFault]] = {
    "nobody": (nobody, StoreFault.UNREACHABLE),
    "no name": (name_without_address, StoreFault.UNREACHABLE),
    "blackhole": (blackhole, StoreFault.SLOW),
    "silent": (lambda: raw(silent), StoreFault.SLOW),
    "another protocol": (lambda: raw(gibberish), StoreFault.UNREACHABLE),
    "a page": (lambda: answering(200, f"<p>{SECRET}", "text/html"), StoreFault.NOT_MLFLOW),
    "not found": (lambda: answering(404, SECRET, "text/html"), StoreFault.NOT_MLFLOW),
    "another host": (
        lambda: answering(302, "", "text/html", Location="http://example.com/"),
        StoreFault.NOT_MLFLOW,
    ),
    "no entry": (lambda: answering(401, SECRET, "text/plain"), StoreFault.CREDENTIALS),
    "no rights": (lambda: answering(403, SECRET, "text/plain"), StoreFault.RIGHTS),
    "host name": (
        lambda: answering(403, "Invalid Host header - DNS rebinding attack", "text/plain"),
        StoreFault.HOST_HEADER,
    ),
    "broken": (lambda: answering(500, SECRET, "application/json"), StoreFault.FAILED),
}


@pytest.mark.parametrize("server", ANSWERS)
def test_what_is_the_matter_is_said_in_time(server: str) -> None:
    make, fault = ANSWERS[server]
    with make() as address, closing(MlflowTeamRegistry(address)) as registry:
        started = time.monotonic()
        with pytest.raises(StoreRefused) as refused:
            registry.look("diabetes_model")

    assert refused.value == StoreRefused(fault, address)
    assert SECRET not in repr(refused.value)
    assert time.monotonic() - started < 15  # 3 s for the server, the rest for a new process


def refusal(registry: MlflowTeamRegistry) -> StoreFault:
    with closing(registry), pytest.raises(StoreRefused) as refused:
        registry.look("diabetes_model")
    assert isinstance(refused.value.fault, StoreFault)
    return refused.value.fault


def test_a_server_that_drips_is_given_up_and_can_be_asked_again() -> None:
    """Each byte comes in time, so that no timeout of a socket ever ends it."""
    with raw(drip) as address:
        registry = MlflowTeamRegistry(address, probe_seconds=3.0)

        assert refusal(registry) is StoreFault.SLOW
        assert refusal(registry) is StoreFault.SLOW


def test_plain_http_where_https_is_meant_is_told() -> None:
    with answering(200, "{}", "application/json") as address:
        secured = address.replace("http:", "https:")

        assert refusal(MlflowTeamRegistry(secured)) is StoreFault.TLS


def test_an_expired_certificate_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = Authority(tmp_path / "ca")
    monkeypatch.setenv("MLFLOW_TRACKING_SERVER_CERT_PATH", str(authority.file))
    context = authority.server_context(expired=True)

    def talk(connection: object, _: object) -> None:
        context.wrap_socket(connection, server_side=True).recv(10)  # type: ignore[arg-type]

    with raw(talk) as address:
        secured = address.replace("http:", "https:")

        assert refusal(MlflowTeamRegistry(secured)) is StoreFault.TLS
