"""The system's proxy: passed where the way leads through it, in a tunnel, and nowhere else."""

from __future__ import annotations

import socket
from pathlib import Path
from threading import Event, Thread

import pytest
from tests.adapters.scoring_server.serving import free_port
from tests.adapters.scoring_server.sockets import (
    Authority,
    Conversation,
    heard,
    reply,
    saying,
    server_context,
    talking,
)

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost
from diabetes_desktop.adapters.scoring_server.proxy import proxy_for
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_source import SourceKind

HOST = "scoring.hospital.example"
PROXIES = {"http": "http://proxy:3128", "https": "http://proxy:3128"}


def address_of(url: str) -> ServerAddress:
    return ServerAddress.of(url, allow_http=True)


@pytest.mark.parametrize(
    ("url", "proxies", "expected"),
    [
        (f"https://{HOST}:8443", PROXIES, ("proxy", 3128)),
        (f"https://{HOST}", {"https": "proxy.example"}, ("proxy.example", 8080)),
        (f"https://{HOST}", {}, None),
        (f"http://{HOST}:8001", PROXIES, None),  # no third party shall read it
        ("https://localhost:8443", PROXIES, None),
        ("https://127.0.0.1:8443", PROXIES, None),
        ("https://[::1]:8443", PROXIES, None),
    ],
)
def test_where_the_way_leads_through_a_proxy(
    url: str, proxies: dict[str, str], expected: tuple[str, int] | None
) -> None:
    assert proxy_for(address_of(url), proxies) == expected


def test_an_address_that_the_system_excepts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "hospital.example")

    assert proxy_for(address_of(f"https://{HOST}"), PROXIES) is None


def tunnelling(to: int, asked: list[bytes]) -> Conversation:
    """A proxy that connects everybody with the port `to` of this computer."""

    def conversation(sock: socket.socket, over: Event) -> None:
        asked.append(heard(sock))
        sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", to), 10) as other:
            back = Thread(target=_copy, args=(other, sock))
            back.start()
            _copy(sock, other)
            back.join(10)

    return conversation


def _copy(one: socket.socket, other: socket.socket) -> None:
    try:
        while piece := one.recv(65536):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        return


def fault_through(
    proxy_port: int, monkeypatch: pytest.MonkeyPatch, ca_file: str = ""
) -> ServerFault:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy_port}")
    choice = ModelChoice(SourceKind.SERVER, server_url=f"https://{HOST}:8443", ca_file=ca_file)
    with pytest.raises(ScoringServerFailed) as raised:
        ScoringServerHost(choice, resource("model")).start()
    assert raised.value.server == f"{HOST}:8443"
    return raised.value.fault


def test_the_proxy_sees_the_name_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    context = server_context(authority.issue("server", [HOST]))
    asked: list[bytes] = []
    with (
        talking(saying(reply("401 Unauthorized", "")), context) as port,
        talking(tunnelling(port, asked)) as proxy_port,
    ):
        fault = fault_through(proxy_port, monkeypatch, str(authority.file))

    assert fault is ServerFault.CREDENTIALS  # what the server said, through the tunnel
    (request,) = asked
    assert request == f"CONNECT {HOST}:8443 HTTP/1.1\r\nHost: {HOST}:8443\r\n\r\n".encode()


@pytest.mark.parametrize("answer", [reply("403 Forbidden", ""), b"220 mail\r\n", b""])
def test_a_proxy_that_lets_nobody_through(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with talking(saying(answer)) as proxy_port:
        assert fault_through(proxy_port, monkeypatch) is ServerFault.PROXY


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fault_through(free_port(), monkeypatch) is ServerFault.PROXY
