"""Each way in which a scoring server can be bad, on a real socket.

When it is connected, the model that answered goes on answering; when it answered before, there is
no result and no substitute. Each is told within its time, in a sentence that says who has to do
what, and no patient is in it or in a log. About fifteen seconds.
"""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.adapters.scoring_server.serving import free_port
from tests.adapters.scoring_server.sockets import (
    Authority,
    Conversation,
    ScoringServer,
    heard,
    reply,
    saying,
    scoring,
    server_context,
    talking,
)
from tests.adapters.scoring_server.telltale import PATIENT, TELLTALE
from tests.fakes import FakeModelHost

from diabetes_desktop.adapters.log_file import LogFile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.host import STEP_SECONDS, ScoringServerHost
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.ui.wording.errors import error_text

QUOTED = "Failed to predict data '53.21 27.3456 7.1234 161.77'"
HTML = f"<html><body>Welcome to the intranet, {QUOTED}</body></html>"
SHORT = 0.5  # seconds: how long slow servers are waited for here
SLACK = 1.5  # seconds: a busy machine
Server = Callable[[Authority], AbstractContextManager[dict[str, Any]]]


@dataclass(frozen=True)
class Bad:
    """A server, the faults that tell of it, and words of its sentence.

    `later` tells of one that answered before; None: it can't have.
    """

    server: Server
    faults: ServerFault | tuple[ServerFault, ...]
    says: str
    later: ServerFault | None = None


def plain(conversation: Conversation) -> Server:
    @contextmanager
    def server(_: Authority) -> Iterator[dict[str, Any]]:
        with talking(conversation) as port:
            yield {"server_url": f"http://127.0.0.1:{port}"}

    return server


def bad(conversation: Conversation, fault: ServerFault, says: str) -> Bad:
    """One that is told alike whenever it happens."""
    return Bad(plain(conversation), fault, says, fault)


def tls(
    hosts: tuple[str, ...] = ("localhost",),
    days: int = 30,
    known: bool = True,
    ours: int | None = None,
    scheme: str = "https",
) -> Server:
    """A server under TLS; `ours` is how many days our own certificate is good, where it asks."""

    @contextmanager
    def server(authority: Authority) -> Iterator[dict[str, Any]]:
        certificate = authority.issue(f"server {hosts} {days}", list(hosts), days)
        context = server_context(certificate, authority.file if ours is not None else None)
        choice: dict[str, Any] = {"ca_file": str(authority.file)} if known else {}
        if ours is not None:
            shown = authority.issue(f"workstation {ours}", ["workstation.example"], ours)
            choice["client_certificate"] = str(shown)
        with talking(saying(reply("200 OK", HTML)), context) as port:
            yield choice | {"server_url": f"{scheme}://localhost:{port}"}

    return server


def drip(first: bytes) -> Conversation:
    def conversation(sock: socket.socket, over: Event) -> None:
        heard(sock)
        sock.sendall(first)
        while not over.wait(0.02):
            sock.sendall(b"x")

    return conversation


def endless(sock: socket.socket, over: Event) -> None:
    heard(sock)
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.is_set():
        sock.sendall(b" " * 65536)


def say_nothing(sock: socket.socket, over: Event) -> None:
    over.wait()


@contextmanager
def refused(_: Authority) -> Iterator[dict[str, Any]]:
    yield {"server_url": f"http://localhost:{free_port()}"}


@contextmanager
def unnamed(_: Authority) -> Iterator[dict[str, Any]]:
    yield {"server_url": "https://no-such-host.invalid:8001"}


@contextmanager
def abroad(_: Authority) -> Iterator[dict[str, Any]]:
    yield {"server_url": "http://scoring.hospital.invalid:8001"}


@contextmanager
def blackhole(_: Authority) -> Iterator[dict[str, Any]]:
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _caller in range(4):  # until the system answers no more of them
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield {"server_url": f"http://127.0.0.1:{listener.getsockname()[1]}"}


@contextmanager
def http_on_https_port(_: Authority) -> Iterator[dict[str, Any]]:
    with talking(saying(reply("200 OK", HTML))) as port:
        yield {"server_url": f"https://localhost:{port}"}


FIFTEEN = {
    "error_code": "BAD_REQUEST",
    "message": QUOTED,
    "stack_trace": "X has 1 features, but MinMaxScaler is expecting 15 features as input.",
}
PACKED = reply("200 OK", b"\x1f\x8b\x08\x00" + b"\0" * 99, "Content-Encoding: gzip")
ELSEWHERE = "Location: http://127.0.0.1:1/invocations"
S = ServerFault

BAD: dict[str, Bad] = {
    "refused": Bad(refused, S.CONNECTION_REFUSED, "stays: tell IT", S.CONNECTION_REFUSED),
    "blackhole": Bad(blackhole, (S.SLOW, S.UNREACHABLE), "tell IT to check the network"),
    "no DNS": Bad(unnamed, (S.UNREACHABLE, S.NAME_UNKNOWN), "IT has to check the address"),
    "drip-fed headers": bad(drip(b"HTTP/1.1 200 OK\r\nX: "), S.SLOW, "stays: try again"),
    "drip-fed body": bad(
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"), S.SLOW, "stays: try again"
    ),
    "silent": bad(say_nothing, S.SLOW, "if it happens again, tell IT"),
    "TLS wrong host": Bad(tls(("elsewhere.example",)), S.TLS_HOST, "IT has to use the name"),
    "TLS expired": Bad(tls(days=-1), S.TLS_EXPIRED, "IT has to renew it"),
    "TLS unknown CA": Bad(tls(known=False), S.TLS_UNKNOWN, "IT has to install the hospital's"),
    "our certificate expired": Bad(tls(ours=-1), S.CLIENT_CERTIFICATE, "IT has to check its file"),
    "plain HTTP on a HTTPS port": Bad(
        http_on_https_port, (S.SLOW, S.TLS_OTHER), "IT has to check that TLS 1.2"
    ),
    "HTTPS on a HTTP port": Bad(
        tls(scheme="http"), (S.CUT, S.NOT_HTTP), "whether the address has to begin with https"
    ),
    "plain HTTP to another computer": Bad(abroad, S.PLAIN_HTTP, "IT has to give it an https"),
    "401": bad(saying(reply("401 Unauthorized", HTML)), S.CREDENTIALS, "IT has to enter them"),
    "403 host header": bad(
        saying(reply("403 Forbidden", "Invalid Host header - possible DNS rebinding attack")),
        S.HOST_HEADER,
        "--allowed-hosts",
    ),
    "403 rights": bad(
        saying(reply("403 Forbidden", "Permission denied")), S.RIGHTS, "IT has to give the right"
    ),
    "404": bad(
        saying(reply("404 Not Found", {"detail": "Not Found"})), S.NOT_FOUND, "IT has to check the"
    ),
    "413": bad(saying(reply("413 Too Large", HTML)), S.REQUEST_TOO_LARGE, "IT has to let 1 MB"),
    "500": bad(
        saying(reply("500 Internal Server Error", {"error_code": "X", "message": QUOTED})),
        S.FAILED,
        "IT has to look into the server's log",
    ),
    "502": bad(
        saying(reply("502 Bad Gateway", HTML)), S.FAILED, "IT has to look into the server's"
    ),
    "HTML instead of JSON": bad(
        saying(reply("200 OK", HTML)), S.NOT_MLFLOW, "IT has to check the address"
    ),
    "HTML with 400": bad(
        saying(reply("400 Bad Request", HTML)), S.NOT_MLFLOW, "IT has to check the address"
    ),
    "truncated answer": bad(
        saying(b'HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n{"predictions": ['),
        S.CUT,
        "stays: try again",
    ),
    "truncated chunk": bad(
        saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{}"),
        S.CUT,
        "stays: try again",
    ),
    "flipped bit in the answer": bad(
        saying(reply("200 OK", b'{"predictions": [\xc2\xb0, 1, 0, 1, 1]}')),
        S.NOT_MLFLOW,
        "IT has to check the address",
    ),
    "an answer packed to a bomb": bad(saying(PACKED), S.NOT_MLFLOW, "IT has to check the address"),
    "10 GB told": bad(
        saying(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n{"),
        S.ANSWER_TOO_LARGE,
        "was not listened to. Tell IT",
    ),
    "10 GB untold": bad(endless, S.ANSWER_TOO_LARGE, "was not listened to. Tell IT"),
    "another protocol": bad(
        saying(b"220 mail.example ESMTP\r\n"), S.NOT_HTTP, "IT has to check the port"
    ),
    "redirect to another host": bad(
        saying(reply("307 Temporary Redirect", "", ELSEWHERE)),
        S.REDIRECTED,
        "IT has to enter the final address",
    ),
    "eight columns that become fifteen": Bad(
        plain(saying(reply("400 Bad Request", FIFTEEN))),
        S.TAKES_LEGACY,
        "IT has to change the setting",
        S.CONTRACT_CHANGED,
    ),
    "too few answers": Bad(
        plain(saying(reply("200 OK", {"predictions": [0, 1, 0]}))),
        S.CONTRACT,
        "IT has to serve a model that does",
        S.ANSWER,
    ),
}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def good_server() -> Iterator[ScoringServer]:
    with scoring() as server:
        yield server


def new_host(choice: ModelChoice, seconds: float = STEP_SECONDS) -> ScoringServerHost:
    return ScoringServerHost(choice, resource("model"), step_seconds=seconds)


@pytest.fixture
def good(good_server: ScoringServer) -> ScoringServerHost:
    host = new_host(ModelChoice(SourceKind.SERVER, server_url=good_server.url))
    host.start()
    return host


@pytest.mark.parametrize("what", BAD)
def test_a_bad_server_gives_no_result_and_is_told(
    what: str,
    good: ScoringServerHost,
    authority: Authority,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Security 10 and 12."""
    case = BAD[what]
    faults = case.faults if isinstance(case.faults, tuple) else (case.faults,)
    seconds = SHORT if S.SLOW in faults else STEP_SECONDS
    told: list[ScoringServerFailed] = []

    def make_host(choice: ModelChoice) -> ModelHost:
        if choice.source is SourceKind.BUNDLED:
            return FakeModelHost()
        return new_host(choice, seconds)

    def fails(act: Callable[[], object], expected: tuple[ServerFault, ...]) -> None:
        began = time.monotonic()
        with pytest.raises(ScoringServerFailed) as raised:
            act()
        assert time.monotonic() - began < seconds + SLACK
        assert raised.value.fault in expected
        told.append(raised.value)

    model = ModelInUse(make_host, lambda: datetime.now(UTC))
    model.use(ModelChoice(SourceKind.BUNDLED))
    with case.server(authority) as fields, caplog.at_level(logging.DEBUG):
        choice = ModelChoice(SourceKind.SERVER, **fields)
        fails(lambda: model.use(choice), faults)
        assert model.predict([PATIENT])[0].name == "fake_model", "the one before answers"
        if told[0].fault is faults[-1]:
            assert case.says in error_text(told[0])
        if case.later is not None:
            turned = new_host(choice, seconds)
            turned._terms = good._terms  # it answered well until now
            fails(lambda: turned.predict([PATIENT]), (case.later,))
    assert good.predict([PATIENT])[0].outcome == 1, "what was typed can be asked again"
    log = LogFile(tmp_path / "log.txt")
    for failure in told:
        log.event("prediction_failed", error=repr(failure), fault=str(failure))
        log.bug(failure)
    words = "".join(repr(each) + error_text(each) for each in told) + caplog.text
    words += "".join(capfd.readouterr()) + (tmp_path / "log.txt").read_text()
    assert not any(value in words for value in TELLTALE)
    model.stop()
